"""Everything that changes a result: flags over ux-audit.yaml over defaults."""

import fnmatch
import ipaddress
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import ValidationError

from ux_audit.errors import ConfigError, UsageError
from ux_audit.model import Device, Model, WalkLevel
from ux_audit.yaml_files import Positions, nearest, read_yaml

FILE = "ux-audit.yaml"
MASK = "•••"
SECRETS = ("headers", "cookies", "basic_auth")


class Settings(Model):
    """One run's settings. `devices` in the order in which they are shown; times in s; secrets are masked by `public`."""

    url: str
    devices: tuple[Device, ...] = ("desktop", "mobile")
    walk: WalkLevel | None = None
    own_store: bool = False
    out: Path | None = None
    runs: int = 3
    lang: Literal["en", "zh"] = "en"
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    basic_auth: tuple[str, str] | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    consent: Literal["leave", "accept", "reject"] = "accept"
    browser: str | None = None
    pages: dict[str, str] = {}
    timeout_s: float = 30.0
    walk_deadline_s: float = 420.0
    contact: str = ""
    verbose: bool = False

    def admits(self, address: str) -> bool:
        """Return whether `--include` and `--exclude` let this address be opened."""
        if any(fnmatch.fnmatch(address, glob) for glob in self.exclude):
            return False
        return not self.include or any(fnmatch.fnmatch(address, glob) for glob in (*self.include, self.url))

    def public(self) -> dict[str, Any]:
        """Return the settings for audit.json: those that change a result, secrets masked."""
        data = self.model_dump(mode="json", exclude={"out", "verbose", "browser"})
        for name in ("headers", "cookies"):
            data[name] = dict.fromkeys(data[name], MASK)
        data["basic_auth"] = MASK if self.basic_auth else None
        data["walk"] = walk_level(self)
        return data


def is_loopback(url: str) -> bool:
    """Return whether an address leads to this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def walk_level(settings: Settings) -> WalkLevel:
    """Return how far to walk: as told, else to the payment view on this machine and in one's own store, else to the cart."""
    own = settings.own_store or is_loopback(settings.url)
    if settings.walk is None:
        return "payment" if own else "cart"
    if settings.walk in ("entry", "address", "payment") and not own:
        raise UsageError(
            f"Walking to “{settings.walk}” needs a store of your own.", "Add --own-store if it is yours, or use --walk cart."
        )
    return settings.walk


def check_url(text: str) -> str:
    """Return a store's address with its scheme. Raises UsageError when it is none."""
    raw = text.strip()
    if "://" not in raw:
        raw = ("http://" if is_loopback(f"http://{raw}") else "https://") + raw
    try:
        parts = urlsplit(raw)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"“{text}” is no address.", "Write it like https://shop.example.") from error
    host = parts.hostname or ""
    fine = parts.scheme in ("http", "https") and host and not any(c.isspace() for c in raw)
    if not fine or (port is None and "." not in host and ":" not in host and not is_loopback(raw)):
        raise UsageError(f"“{text}” is no address of a store.", "Write it like https://shop.example.")
    return raw if parts.path else raw + "/"


def load_settings(flags: dict[str, Any], file: Path | None = None) -> Settings:
    """Return the settings from flags, then `file` (default: ux-audit.yaml here, when there is one), then defaults.

    Raises UsageError for a wrong flag, ConfigError with file:line for a wrong key.
    """
    path = file or Path(FILE)
    data: dict[str, Any] = {}
    positions: Positions | None = None
    if file is not None or path.is_file():
        loaded, positions = read_yaml(path)
        if loaded is not None and not isinstance(loaded, dict):
            raise ConfigError("must hold keys and values.", place=f"{path}:1")
        data = loaded or {}
        for key in data:
            if key not in Settings.model_fields:
                raise ConfigError(f"unknown key “{key}”.", nearest(key, Settings.model_fields), place=positions.place([key]))
    merged = {**data, **flags}
    if not merged.get("url"):
        raise UsageError("Which store? No address was given.", "Run: ux-audit run https://shop.example")
    merged["url"] = check_url(str(merged["url"]))
    try:
        settings = Settings.model_validate(merged)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        place = positions.place(first["loc"]) if positions and name not in flags else ""
        raise ConfigError(f"{name}: {first['msg']}.", place=place) from error
    walk_level(settings)
    return settings
