"""Consent banners that stand in a frame of another site, where the page's own snapshot does not reach."""

import re

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from ux_audit.catalog import Vocabulary
from ux_audit.reading.overlays import Consent, find_overlay_actions, load_overlay_rules
from ux_audit.reading.requests import site_of
from ux_audit.reading.snapshot import Snapshot
from ux_audit.visit.pressing import click
from ux_audit.visit.snapshot import load_script

PRESS_TIMEOUT_MS = 1500


async def press_in_frames(page: Page, vocabulary: Vocabulary, consent: Consent) -> list[str]:
    """Answer the consent question in the frames of consent services; return what was pressed."""
    if consent == "leave":
        return []
    pressed = []
    for frame in _consent_frames(page):
        try:
            label = await _press_in(frame, vocabulary, consent)
        except PlaywrightError:
            continue
        if label:
            pressed.append(f"consent: {label}")
    return pressed


def _consent_frames(page: Page) -> list[Frame]:
    pattern = re.compile(load_overlay_rules().consent_frames, re.IGNORECASE)
    own = site_of(page.url)
    foreign = [frame for frame in page.frames if frame.parent_frame is not None and site_of(frame.url) != own]
    return [frame for frame in foreign if pattern.search(f"{frame.url} {frame.name}")]


async def _press_in(frame: Frame, vocabulary: Vocabulary, consent: Consent) -> str | None:
    element = await frame.frame_element()
    if not await element.is_visible():
        return None
    screen = frame.page.viewport_size or {"width": 1350, "height": 940}
    seen = await frame.evaluate(load_script("snapshot"), {**screen, "told": {}})
    snapshot = Snapshot(seen["html"])
    for action in find_overlay_actions(snapshot, vocabulary, consent, whole_page=True)[:1]:
        handle = (await frame.evaluate_handle(load_script("find_live"), action.ux_id)).as_element()
        if handle is not None:
            await click(handle, PRESS_TIMEOUT_MS)
            return action.label
    return None
