"""The two devices of a run: screen, touch and user agent."""

from typing import Any

from ux_audit import __version__
from ux_audit.model import Device, Model, Viewport

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
    """What a context tells a store about itself."""

    language: str | None = None
    headers: dict[str, str] = {}
    basic_auth: tuple[str, str] | None = None


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
    return options
