"""Finding and starting Chromium."""

import asyncio
import contextlib
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from ux_audit.errors import MachineError

SYSTEM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MAC_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
# Keeps the browser from asking its maker's servers for updates and models while it is measuring a store.
QUIET_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-quic",
    "--no-default-browser-check",
    "--no-first-run",
    "--metrics-recording-only",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
)
# A browser that a signal met while it was busy may never come to its end.
LONGEST_CLOSING_S = 10.0
GRAPHICS_CARDS = Path("/dev/dri")
NO_BROWSER = "No Chromium, Chrome or Edge was found on this machine."
REMEDY = "Run: ux-audit browser install"


def find_system_browser() -> Path | None:
    """Return the first Chromium, Chrome or Edge on the PATH (or in macOS's Applications)."""
    for name in SYSTEM_NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((Path(path) for path in MAC_PATHS if Path(path).exists()), None)


def find_browser(playwright: Playwright, wanted: str | None = None) -> Path:
    """Return the browser to use: `wanted`, else Playwright's own, else the system's.

    Raises MachineError when there is none, or `wanted` is no file.
    """
    if wanted:
        if not Path(wanted).is_file():
            raise MachineError(
                f"There is no browser at {wanted}.", "Give --browser the path of a Chromium or Chrome."
            )
        return Path(wanted)
    own = Path(playwright.chromium.executable_path)
    if own.is_file():
        return own
    found = find_system_browser()
    if found is None:
        raise MachineError(NO_BROWSER, REMEDY)
    return found


def choose_flags() -> list[str]:
    """Return the flags with which the browser starts on this machine."""
    flags = list(QUIET_FLAGS)
    # Chromium refuses to start its sandbox for root, as in most containers.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    if sys.platform == "linux" and not GRAPHICS_CARDS.exists():
        # A card emulated in software draws a page more slowly than the software does without one.
        flags.append("--disable-gpu")
    return flags


async def close_in_time(opened: Browser | BrowserContext) -> None:
    """Close a browser or a context of it; one that hangs is left behind, and killed when Playwright ends."""
    with contextlib.suppress(PlaywrightError, TimeoutError):
        await asyncio.wait_for(opened.close(), LONGEST_CLOSING_S)


@asynccontextmanager
async def open_browser(wanted: str | None = None) -> AsyncIterator[Browser]:
    """Start a headless browser and close it at the end. Raises MachineError when none starts."""
    async with async_playwright() as playwright:
        path = find_browser(playwright, wanted)
        try:
            # Ctrl-C is ours to handle: the walks note where they are before the browser goes.
            browser = await playwright.chromium.launch(
                executable_path=path, headless=True, args=choose_flags(), handle_sigint=False
            )
        except PlaywrightError as error:
            reason = str(error).splitlines()[0].strip(" .")
            raise MachineError(
                f"The browser at {path} did not start: {reason}.", "Run: ux-audit doctor"
            ) from error
        try:
            yield browser
        finally:
            await close_in_time(browser)
