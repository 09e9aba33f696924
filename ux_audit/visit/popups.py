"""Clearing what lies over the page: consent banners, newsletters, age gates, country choosers."""

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from ux_audit.catalog import Vocabulary
from ux_audit.reading.overlays import find_overlay_answer
from ux_audit.reading.snapshot import Snapshot
from ux_audit.visit.snapshot import capture, find_live

MOST_OVERLAYS = 3
PRESS_TIMEOUT_MS = 1500
ANSWER_WAIT_MS = 250


async def clear_overlays(page: Page, vocabulary: Vocabulary, consent: str) -> list[str]:
    """Answer what lies over the page, at most three layers; return what was pressed. `consent` is leave, accept or reject."""
    pressed: list[str] = []
    for _ in range(MOST_OVERLAYS):
        try:
            snapshot = Snapshot((await capture(page)).html)
            answer = find_overlay_answer(snapshot, vocabulary, consent)
            if answer is None or answer.text in pressed:
                return pressed
            live = await find_live(page, answer.ux_id)
            if live is None:
                return pressed
            await live.click(timeout=PRESS_TIMEOUT_MS)
            pressed.append(answer.text)
            await page.wait_for_timeout(ANSWER_WAIT_MS)
        except PlaywrightError:
            return pressed
    return pressed
