import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page

from ux_audit.catalog import load_kill_list
from ux_audit.visit.guard import Guard
from ux_audit.visit.settle import IDLE_QUIET_MS, QUIET_MS, Activity
from ux_audit.visit.snapshot import load_script

PAGE = (Path(__file__).parent / "pages" / "planned.html").as_uri()
SLACK_MS = 150  # of the machine, and of asking the page every 50 ms


@pytest.fixture
async def page(context: BrowserContext) -> AsyncIterator[Page]:
    await context.add_init_script(load_script("watch_quiet"))
    page = await context.new_page()
    await page.goto(PAGE)
    yield page
    await page.close()


async def press(page: Page, button: str, *, patient: bool = False) -> float:
    """Press and wait for the answer; return the ms from the press to the end of the wait."""
    activity = Activity(page)
    await activity.settle()
    since = time.monotonic()
    await page.evaluate("id => document.getElementById(id).click()", button)
    settled = await activity.settle(since, patient=patient)
    assert not settled.cut_at_cap
    return (time.monotonic() - since) * 1000


async def test_a_page_that_has_planned_nothing_is_not_waited_for(page: Page) -> None:
    times = [await press(page, "nothing") for _ in range(3)]
    assert IDLE_QUIET_MS <= min(times) < QUIET_MS


@pytest.mark.parametrize("button", ["later", "chain", "frame"])
async def test_what_a_page_has_planned_is_waited_for(page: Page, button: str) -> None:
    await press(page, button)
    assert await page.inner_text("#said") == button


async def test_what_was_called_off_is_not_waited_for(page: Page) -> None:
    times = [await press(page, "called-off") for _ in range(3)]
    assert min(times) < QUIET_MS


async def test_a_patient_wait_is_not_cut_short(page: Page) -> None:
    assert await press(page, "nothing", patient=True) >= QUIET_MS


async def test_a_clock_does_not_hold_a_page_up_for_ever(page: Page) -> None:
    assert 2000 <= await press(page, "clock") < 2000 + 5 * SLACK_MS


async def test_what_a_server_may_send_unasked_is_waited_for(page: Page) -> None:
    assert await press(page, "linked") >= QUIET_MS


async def test_a_socket_is_noticed_though_the_network_lock_stands_before_it(context: BrowserContext) -> None:
    page = await Guard(load_kill_list()).open_page(context)
    await page.goto("about:blank")
    assert await page.evaluate("window.__uxAuditQuiet.linked") is False
    await page.evaluate("void new WebSocket('ws://127.0.0.1:9/')")
    assert await page.evaluate("window.__uxAuditQuiet.linked") is True


async def test_a_page_that_is_not_watched_is_waited_for(context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(PAGE)
    assert await press(page, "nothing") >= QUIET_MS


async def test_the_page_finds_the_browsers_own_functions(page: Page) -> None:
    assert "native code" in await page.evaluate("String(setTimeout)")
    assert await page.evaluate("new WebSocket('ws://127.0.0.1:9/') instanceof WebSocket")
