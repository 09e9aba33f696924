"""Pressing a live element, once."""

from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from ux_audit.visit.snapshot import load_script


async def click(live: ElementHandle, timeout_ms: float) -> None:
    """Click, and leave the waiting for the answer to the caller. Raises Playwright's Error when it was not clicked.

    A click that waits for the next page fails when the shop is slower than the limit, and would be made again; so does
    one whose handler keeps the page busy for longer.
    """
    await live.evaluate(load_script("watch_press"))
    try:
        await live.click(timeout=timeout_ms, no_wait_after=True)
    except PlaywrightError:
        if not await _was_pressed(live):
            raise


async def _was_pressed(live: ElementHandle) -> bool:
    try:
        return bool(await live.evaluate(load_script("was_pressed")))
    except PlaywrightError:
        # The document is gone: the click has led away from it.
        return True


async def press_by_script(live: ElementHandle) -> bool:
    """Press as a keyboard would, which reaches the same handler when something lies over the element."""
    try:
        await live.evaluate(load_script("press"))
    except PlaywrightError:
        return False
    return True


async def click_or_press(live: ElementHandle, timeout_ms: float) -> bool:
    """Click, else press by script; return whether one of them was done."""
    try:
        await click(live, timeout_ms)
    except PlaywrightError:
        return await press_by_script(live)
    return True
