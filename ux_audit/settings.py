"""Everything that changes a result: flags over ux-audit.yaml over defaults."""

import fnmatch
import ipaddress
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError

from ux_audit.errors import ConfigError, UsageError
from ux_audit.model import Acceptance, Device, Model, RuleSettings, WalkLevel
from ux_audit.resources import find_resources
from ux_audit.yaml_files import Positions, decode, nearest, read_yaml, say_wrong

T = TypeVar("T")

FILE = "ux-audit.yaml"
MASK = "•••"
OWN_LEVELS: tuple[WalkLevel, ...] = ("entry", "address", "payment")
# What may be told instead of being found: where a page is, and which control leads on.
PAGES = ("listing", "product", "cart")
CONTROLS = (
    "add_to_cart",
    "cart",
    "checkout",
    "guest",
    "next_step",
    "search_open",
    "menu",
    "filter",
    "remove",
)


def _pair(value: object) -> object:
    if isinstance(value, str) and ":" in value:
        user, _, password = value.partition(":")
        return user, password
    return value


def _phone(value: str) -> str:
    if value and not re.fullmatch(r"\+?([ ()./-]*[0-9]){5,15}", value):
        raise ValueError("a phone number has 5 to 15 digits")
    return value


def _split(value: object) -> object:
    """Names as a list, or in one text with commas between."""
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        return value
    names = [name.strip() for part in parts for name in str(part).split(",")]
    return tuple(dict.fromkeys(name for name in names if name))


def _named(folder: str, kind: str) -> Callable[[str], str]:
    """Return a check that rules/`folder` holds a file of that name."""

    def check(name: str) -> str:
        known = sorted(file.stem for file in (find_resources("rules") / folder).glob("*.yaml"))
        if name not in known:
            near = nearest(name, known) or f"Known are: {', '.join(known)}"
            raise ValueError(f"there is no {kind} “{name}”. {near}".rstrip("."))
        return name

    return check


MarketName = Annotated[str, AfterValidator(_named("markets", "market"))]
ProfileName = Annotated[str, AfterValidator(_named("profiles", "profile"))]
MarketNames = Annotated[tuple[MarketName, ...], BeforeValidator(_split)]


def check_markets(names: Sequence[str]) -> tuple[str, ...]:
    """Return the markets named, also several in one text with commas. Raises UsageError for one that is unknown."""
    return _check(TypeAdapter(MarketNames), tuple(names))


def check_profile(name: str | None) -> str | None:
    """Return the profile's name. Raises UsageError when there is no such profile."""
    return _check(TypeAdapter(ProfileName | None), name)


def _check(kind: "TypeAdapter[T]", value: object) -> T:
    try:
        return kind.validate_python(value)
    except ValidationError as error:
        said = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise UsageError(f"{said[:1].upper()}{said[1:]}") from error


class AccountSource(Model):
    """The environment variables in which a test account's user name and password are kept."""

    user_from: str = Field(min_length=1)
    password_from: str = Field(min_length=1)


@dataclass(frozen=True)
class Account:
    """The operator's test account. Nothing of it is printed or saved."""

    user: str = field(repr=False)
    password: str = field(repr=False)


class Judging(Model):
    """What is said about the rules: `rules` off, changed or of one's own, and findings `accepted` for a while."""

    rules: RuleSettings = RuleSettings()
    accepted: tuple[Acceptance, ...] = ()
    market: MarketNames = ()
    profile: ProfileName | None = None

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Judging":
        """Return what a run's recorded settings say. Raises UsageError when they are damaged."""
        try:
            return cls.model_validate({name: settings[name] for name in cls.model_fields if name in settings})
        except ValidationError as error:
            raise UsageError(f"The run's settings are damaged: {say_wrong(error.errors()[0])}") from error

    def public(self) -> dict[str, Any]:
        """Return what audit.json keeps of it, nothing where nothing was said; own rules lie in the run folder."""
        data = self.model_dump(mode="json", exclude={"rules": {"folders"}}, exclude_defaults=True)
        return {name: value for name, value in data.items() if value}


class Settings(Judging):
    """One run's settings; times in s.

    `devices` in the order in which they are shown; `pages` (kind → address) and `controls` (goal → CSS or words):
    what is not found by itself; `storage_state`: a file of cookies and storage as Playwright saves them;
    `phone`: the operator's own, for shops that take no number kept free for tests; `max_pages`: timed pages at most;
    `market`: where the store sells, by the names of rules/markets; `profile`: a group of rules, of rules/profiles.
    """

    url: str
    devices: tuple[Device, ...] = Field(("desktop", "mobile"), min_length=1)
    walk: WalkLevel | None = None
    own_store: bool = False
    out: Path | None = None
    runs: int = Field(3, ge=0, le=25)
    lang: Literal["en", "zh"] = "en"
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    basic_auth: Annotated[tuple[str, str] | None, BeforeValidator(_pair)] = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    consent: Literal["leave", "accept", "reject"] = "accept"
    browser: str | None = None
    account: AccountSource | None = None
    phone: Annotated[str, AfterValidator(_phone)] = Field("", repr=False)
    storage_state: Path | None = None
    pages: dict[str, str] = {}
    controls: dict[str, str] = {}
    max_pages: int = Field(12, ge=1, le=150)
    timeout_s: float = Field(30.0, gt=0)
    walk_deadline_s: float = Field(420.0, gt=0)
    contact: str = ""
    verbose: bool = False

    def admits(self, address: str) -> bool:
        """Return whether `--include` and `--exclude` let this address be opened."""
        if any(fnmatch.fnmatch(address, glob) for glob in self.exclude):
            return False
        return not self.include or any(fnmatch.fnmatch(address, glob) for glob in (*self.include, self.url))

    def public(self) -> dict[str, Any]:
        """Return the settings for audit.json: those that change a result, secrets masked."""
        hidden = {"out", "verbose", "browser", "storage_state", *Judging.model_fields}
        data = self.model_dump(mode="json", exclude=hidden) | Judging.public(self)
        for name in ("headers", "cookies"):
            data[name] = dict.fromkeys(data[name], MASK)
        for name in ("basic_auth", "phone"):
            data[name] = MASK if data[name] else None
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


def is_own(settings: Settings) -> bool:
    """Return whether the store is stated as one's own, or stands on this machine."""
    return settings.own_store or is_loopback(settings.url)


def walk_level(settings: Settings) -> WalkLevel:
    """Return how far to walk: as told, else to payment in one's own store or on this machine, else cart.

    Raises UsageError for a checkout that is not one's own.
    """
    own = is_own(settings)
    if settings.walk is None:
        return "payment" if own else "cart"
    if settings.walk in OWN_LEVELS and not own:
        raise UsageError(
            f"Walking to “{settings.walk}” needs a store of your own.",
            "Add --own-store if it is yours, or use --walk cart.",
        )
    return settings.walk


def check_url(text: str) -> str:
    """Return a store's address with its scheme and without fragment. Raises UsageError when it is none."""
    raw = text.strip().split("#")[0]
    try:
        if "://" not in raw:
            raw = ("http://" if is_loopback(f"http://{raw}") else "https://") + raw
        parts = urlsplit(raw)
        told = "://" in text or "@" not in parts.netloc
        fine = told and parts.scheme in ("http", "https") and not re.search(r"\s", raw) and _is_host(parts)
    except ValueError as error:
        raise UsageError(
            f"“{text}” is no address of a store.", "Write it like https://shop.example."
        ) from error
    if not fine:
        raise UsageError(f"“{text}” is no address of a store.", "Write it like https://shop.example.")
    return raw if parts.path or parts.query else raw + "/"


def _is_host(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    if ":" in host or re.fullmatch(r"[\d.]+", host):
        return bool(ipaddress.ip_address(host))
    named = parts.port is not None or "." in host or host == "localhost"
    return named and all(host.split(".")) and re.search(r"[^\w.-]", host) is None


def load_settings(flags: dict[str, Any], file: Path | None = None) -> Settings:
    """Return the settings from flags, then `file` (default: ux-audit.yaml here, if any), then defaults.

    Raises UsageError for a wrong flag, ConfigError with file:line for a wrong key.
    """
    path = file or Path(FILE)
    written, positions = _read(path) if file is not None or path.is_file() else ({}, None)
    merged = _join_folders(written, {**written, **flags})
    if not merged.get("url"):
        raise UsageError("Which store? No address was given.", "Run: ux-audit run https://shop.example")
    origin = positions if "url" not in flags else None
    merged["url"] = _check_written(str(merged["url"]), origin)
    try:
        settings = Settings.model_validate(_move_login(merged))
    except ValidationError as error:
        first = error.errors()[0]
        place = positions.place(first["loc"]) if positions and first["loc"][0] not in flags else ""
        raise ConfigError(say_wrong(first), place=place) from error
    walk_level(settings)
    read_account(settings)
    _check_state(settings)
    return settings


def load_judging(file: Path) -> Judging:
    """Return what a ux-audit.yaml says about the rules; its other keys are left alone. Raises ConfigError."""
    written, positions = _read(file)
    return decode(Judging, {key: written[key] for key in Judging.model_fields if key in written}, positions)


def read_account(settings: Settings) -> Account | None:
    """Return the test account, if one is named.

    Raises ConfigError when its variables are not set, UsageError for a store that is not one's own.
    """
    source = settings.account
    if source is None:
        return None
    if not is_own(settings):
        raise UsageError(
            "A test account is used in a store of your own only.", "Add --own-store if it is yours."
        )
    missing = [name for name in (source.user_from, source.password_from) if not os.environ.get(name)]
    if missing:
        raise ConfigError(
            f"the environment variable “{missing[0]}” is not set.",
            "Set it to the test account's.",
            place="account",
        )
    return Account(os.environ[source.user_from], os.environ[source.password_from])


def _check_state(settings: Settings) -> None:
    if settings.storage_state is None:
        return
    try:
        state = json.loads(settings.storage_state.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"Cannot read {settings.storage_state}: {error.strerror}.", "Give --storage-state a saved file."
        ) from error
    except ValueError as error:
        raise UsageError(f"{settings.storage_state} is no JSON.", "Save it again with Playwright.") from error
    if not isinstance(state, dict) or not isinstance(state.get("cookies", []), list):
        raise UsageError(
            f"{settings.storage_state} holds no cookies and storage.",
            "Save it with Playwright's storage_state().",
        )


def _check_written(address: str, positions: Positions | None) -> str:
    try:
        return check_url(address)
    except UsageError as error:
        if positions is None:
            raise
        raise ConfigError(error.message, error.remedy, place=positions.place(["url"])) from error


def _read(path: Path) -> tuple[dict[str, Any], Positions]:
    data, positions = read_yaml(path)
    if data is None:
        return {}, positions
    if not isinstance(data, dict):
        raise ConfigError("must hold keys and values.", place=f"{path}:1")
    _check_keys(data, Settings.model_fields, positions, [])
    if isinstance(data.get("rules"), dict):
        folders = data["rules"].get("folders")
        names = [folders] if isinstance(folders, str) else folders or []
        # What a file names lies beside it, wherever the command is given.
        data["rules"]["folders"] = [str(path.parent / str(name)) for name in names]
    inner = {
        "rules": tuple(RuleSettings.model_fields),
        "pages": PAGES,
        "controls": CONTROLS,
        "account": tuple(AccountSource.model_fields),
    }
    for name, keys in inner.items():
        if isinstance(data.get(name), dict):
            _check_keys(data[name], dict.fromkeys(keys), positions, [name])
    accepted = data.get("accepted")
    for number, one in enumerate(accepted if isinstance(accepted, list) else ()):
        if isinstance(one, dict):
            _check_keys(one, Acceptance.model_fields, positions, ["accepted", number])
    return data, positions


def _join_folders(written: Mapping[str, Any], merged: dict[str, Any]) -> dict[str, Any]:
    """Own rules named by a flag come beside those of the file, not instead of what it says about rules."""
    said, given = written.get("rules"), merged.get("rules")
    if said is given or not isinstance(said, dict) or not isinstance(given, dict):
        return merged
    folders = [*said.get("folders", []), *given.get("folders", [])]
    return {**merged, "rules": {**said, **given, "folders": folders}}


def _check_keys(
    data: Mapping[str, Any], known: Mapping[str, Any], positions: Positions, above: list[str | int]
) -> None:
    for key in data:
        if key not in known:
            place = positions.place([*above, key])
            raise ConfigError(f"unknown key “{key}”.", nearest(key, known), place=place)


def _move_login(merged: dict[str, Any]) -> dict[str, Any]:
    """`https://user:password@shop` means basic authentication; the address is published, the login is not."""
    parts = urlsplit(merged["url"])
    if "@" not in parts.netloc:
        return merged
    login, _, host = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    bare = parts._replace(netloc=host).geturl()
    return {"basic_auth": (unquote(user), unquote(password)), **merged, "url": bare}
