"""When a product page can be bought from, while it loads."""

import asyncio
import time

from playwright.async_api import Page

from ux_audit.reading.offer import Offer
from ux_audit.visit.snapshot import load_script

POLL_S = 0.1


async def is_usable(page: Page, offer: Offer) -> bool:
    """Return whether the product's name and price are on the page and its button can be hit, as the page is now."""
    return bool((await _ask(page, offer))["usable"])


async def wait_until_usable(page: Page, offer: Offer, cap_s: float) -> float | None:
    """Return the ms since the navigation began at which it was so, to 0.1 s; None where it was not within `cap_s`."""
    deadline = time.monotonic() + cap_s
    while time.monotonic() < deadline:
        seen = await _ask(page, offer)
        if seen["usable"]:
            return float(seen["now"])
        await asyncio.sleep(POLL_S)
    return None


async def _ask(page: Page, offer: Offer) -> dict[str, float]:
    asked: dict[str, float] = await page.evaluate(load_script("offer_progress"), offer.model_dump())
    return asked
