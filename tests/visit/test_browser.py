"""Ending a browser, also one that does not come to its end."""

import time

import psutil

from ux_audit.visit.browser import open_browser

KILLED_S = 30  # Playwright's own patience with a browser, where it notices that it hangs


async def test_a_browser_that_hangs_is_left_and_killed() -> None:
    known = set(psutil.Process().children(recursive=True))
    async with open_browser():
        started = set(psutil.Process().children(recursive=True)) - known
        browser = next(process for process in started if "--headless" in " ".join(process.cmdline()))
        browser.suspend()
        began = time.monotonic()
    assert time.monotonic() - began < KILLED_S
    assert psutil.wait_procs(started, timeout=10)[1] == []
