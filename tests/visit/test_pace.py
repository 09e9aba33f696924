"""Pages are asked for one at a time, with the pause a store asks for."""

import asyncio
import time

from ux_audit.visit.pace import Pace


async def open_pages(pace: Pace) -> tuple[int, float]:
    """Open three pages at once; return how many were open together at most, and how long it took (s)."""
    open_now = most = 0

    async def one() -> None:
        nonlocal open_now, most
        async with pace.turn():
            open_now += 1
            most = max(most, open_now)
            await asyncio.sleep(0.02)
            open_now -= 1

    since = time.monotonic()
    await asyncio.gather(one(), one(), one())
    return most, time.monotonic() - since


async def test_in_a_store_of_ones_own_pages_are_opened_side_by_side() -> None:
    assert (await open_pages(Pace(pause_s=9)))[0] == 3


async def test_elsewhere_one_page_is_opened_at_a_time_with_its_pause() -> None:
    most, took_s = await open_pages(Pace(together=False, pause_s=0.1))
    assert most == 1
    assert took_s >= 0.2
