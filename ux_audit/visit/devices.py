"""The two devices of a run: screen, touch and user agent."""

from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext

from ux_audit import __version__
from ux_audit.model import Device, Model, Viewport
from ux_audit.settings import Settings

# Screens and user agents of Lighthouse 13 (core/config/constants.js), so that figures can be compared.
SCREENS: dict[Device, Viewport] = {
    "desktop": Viewport(width=1350, height=940, scale=1.0),
    "mobile": Viewport(width=412, height=823, scale=1.75),
}
AGENTS: dict[Device, str] = {
    "desktop": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{major}.0.0.0 Safari/537.36",
    "mobile": "Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{major}.0.0.0 Mobile Safari/537.36",
}
SIGNATURE = f"ux-audit/{__version__}"


class Identity(Model):
    """What a context tells a store about itself.

    `state`: cookies and storage as Playwright saves them, or the file that holds them.
    """

    language: str | None = None
    headers: dict[str, str] = {}
    basic_auth: tuple[str, str] | None = None
    cookies: tuple[dict[str, str], ...] = ()
    state: Path | dict[str, Any] | None = None


def identity_of(settings: Settings) -> Identity:
    """Return what a run tells the store about itself."""
    cookies = tuple({"name": n, "value": v, "url": settings.url} for n, v in settings.cookies.items())
    return Identity(
        headers=settings.headers,
        basic_auth=settings.basic_auth,
        cookies=cookies,
        state=settings.storage_state,
    )


def user_agent(device: Device, browser_version: str) -> str:
    """Return an ordinary browser's user agent with this tool's signature at its end."""
    return f"{AGENTS[device].format(major=browser_version.split('.')[0])} {SIGNATURE}"


def context_options(device: Device, browser_version: str, identity: Identity) -> dict[str, Any]:
    """Return Playwright's options for a fresh context of `device`."""
    screen = SCREENS[device]
    options: dict[str, Any] = {
        "viewport": {"width": screen.width, "height": screen.height},
        "device_scale_factor": screen.scale,
        "is_mobile": device == "mobile",
        "has_touch": device == "mobile",
        "user_agent": user_agent(device, browser_version),
        # A service worker could answer requests before the network lock sees them.
        "service_workers": "block",
        "accept_downloads": False,
        "extra_http_headers": identity.headers,
    }
    if identity.language:
        options["locale"] = identity.language
    if identity.basic_auth:
        options["http_credentials"] = {"username": identity.basic_auth[0], "password": identity.basic_auth[1]}
    if identity.state is not None:
        options["storage_state"] = identity.state
    return options


async def open_context(browser: Browser, device: Device, identity: Identity) -> BrowserContext:
    """Return a fresh context of `device` with the identity's cookies. Raises Playwright's Error."""
    context = await browser.new_context(**context_options(device, browser.version, identity))
    if identity.cookies:
        await context.add_cookies(identity.cookies)  # type: ignore[arg-type]
    return context
