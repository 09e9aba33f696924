"""Clearing away what lies over a page: consent banners, newsletter pop-ups, age gates, country choices."""

from typing import cast

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from ux_audit.catalog import Vocabulary
from ux_audit.model import Overlay
from ux_audit.reading.overlays import (
    Consent,
    OverlayAction,
    find_overlay_actions,
    find_overlays,
    load_overlay_rules,
    read_overlay,
)
from ux_audit.reading.snapshot import Snapshot
from ux_audit.visit.consent import press_in_frames
from ux_audit.visit.pressing import click_or_press
from ux_audit.visit.snapshot import capture, find_live, load_script

MOST_ROUNDS = 3  # a country choice may wait behind a consent banner
PRESS_TIMEOUT_MS = 1500
CLOSING_MS = 350  # overlays fade out


async def clear_overlays(
    page: Page, vocabulary: Vocabulary, consent: str = "accept", met: list[Overlay] | None = None
) -> list[str]:
    """Press away what lies over the page; return what was pressed, as `kind: label`. Never raises.

    What lay there is added to `met`, each overlay once.
    """
    wish = cast(Consent, consent)
    pressed: list[str] = []
    tried: set[str] = set()
    try:
        for _ in range(MOST_ROUNDS):
            if not await page.evaluate(
                load_script("overlay_signs"), {"marks": load_overlay_rules().consent_marks}
            ):
                break
            snapshot = Snapshot((await capture(page)).html)
            if met is not None:
                lying = [read_overlay(tag) for tag in find_overlays(snapshot)]
                met += [overlay for overlay in lying if overlay not in met]
            actions = find_overlay_actions(snapshot, vocabulary, wish)
            fresh = [action for action in actions if action.label + action.ux_id not in tried]
            done = [action for action in fresh if await _press(page, action)]
            tried.update(action.label + action.ux_id for action in fresh)
            pressed += [f"{action.kind}: {action.label}" for action in done]
            in_frames = await press_in_frames(page, vocabulary, wish)
            pressed += in_frames
            if not done and not in_frames:
                break
            await page.wait_for_timeout(CLOSING_MS)
    except PlaywrightError:
        pass
    return pressed


async def _press(page: Page, action: OverlayAction) -> bool:
    live = await find_live(page, action.ux_id)
    return live is not None and await click_or_press(live, PRESS_TIMEOUT_MS)
