"""How fast this machine is, and how many loads it bears side by side."""

import asyncio

from playwright.async_api import Browser, Page

from ux_audit.visit.snapshot import load_script

FOR_MS = 250
MOST_LANES = 4
# Two lanes may cost each other a tenth; more would show in the numbers.
LEAST_SHARE = 0.9


async def measure_host(browser: Browser) -> float:
    """Return the machine's script speed (rounds a second of a fixed piece of work; more is faster)."""
    context = await browser.new_context()
    try:
        return await _index(await context.new_page())
    finally:
        await context.close()


async def count_lanes(browser: Browser, alone: float, *, cores: int) -> int:
    """Return how many loads can run at once: each must keep nine tenths of the speed measured `alone`."""
    lanes = 1
    while lanes < min(cores, MOST_LANES):
        contexts = [await browser.new_context() for _ in range(lanes + 1)]
        try:
            pages = [await context.new_page() for context in contexts]
            together = await asyncio.gather(*(_index(page) for page in pages))
        finally:
            for context in contexts:
                await context.close()
        if min(together) < alone * LEAST_SHARE:
            break
        lanes += 1
    return lanes


async def _index(page: Page) -> float:
    return round(float(await page.evaluate(load_script("host_index"), {"forMs": FOR_MS})), 1)
