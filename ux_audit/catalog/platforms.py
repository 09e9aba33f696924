"""What is known of store software: fingerprints, addresses, controls, and requests never to be sent."""

import fnmatch
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator

from ux_audit.model import Model, Text, TraceKind
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml

UNVERIFIED = "~"
# One mark read in the software itself proves it, of the unverified ones two do; addresses, which many share,
# only add to a proof.
PROVEN, STRONG, DOUBTFUL, WEAK = 1.0, 1.0, 0.5, 0.25


def _checked(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            re.compile(pattern.removeprefix(UNVERIFIED))
        except re.error as error:
            raise ValueError(f"“{pattern}” is no regular expression: {error}") from error
    return patterns


def _unmarked(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.removeprefix(UNVERIFIED) for text in texts)


Marks = Annotated[tuple[str, ...], AfterValidator(_checked)]
Patterns = Annotated[tuple[str, ...], AfterValidator(_checked), AfterValidator(_unmarked)]
Selectors = Annotated[tuple[str, ...], AfterValidator(_unmarked)]


class KillRule(Model):
    """A request that may place an order, and why.

    `method`: one or several joined by "|", "*" any; `url_pattern`: glob, without regard to case, on the path
    with its query or on the whole address; `body_pattern`: regular expression searched in the body;
    `unverified`: not read in the software itself or in its documents.
    """

    method: str = "*"
    url_pattern: str = "*"
    body_pattern: str | None = None
    why: str
    platform: str = "generic"
    unverified: bool = False

    def matches(self, method: str, url: str, body: str = "") -> bool:
        """Return whether the request is one of these."""
        if self.method != "*" and method.upper() not in self.method.split("|"):
            return False
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        pattern = self.url_pattern.lower()
        if not any(fnmatch.fnmatchcase(text.lower(), pattern) for text in (target, url)):
            return False
        return self.body_pattern is None or re.search(self.body_pattern, body) is not None


class Fingerprints(Model):
    """Marks that a software leaves, as regular expressions without regard to case.

    `html` in the page's source, `generator` in its meta element, `requests` in the addresses it loads,
    `cookies` in their names, `headers` in "name: value"; `addresses` of pages add to a proof and never prove.
    """

    html: Marks = ()
    generator: Marks = ()
    requests: Marks = ()
    cookies: Marks = ()
    headers: Marks = ()
    addresses: Marks = ()


class Platform(Model):
    """One store software: how it is known, where its pages are, its controls, what places its orders.

    `pages`: page kind → patterns of addresses; `selectors`: goal → CSS selectors; `commit_selectors`: of
    controls that place the order; `allow`: requests that look like placing an order and are none; `traces`: kind
    of trace → where the software keeps what a walk left.
    """

    id: str
    name: str
    fingerprints: Fingerprints = Fingerprints()
    pages: dict[str, Patterns] = {}
    selectors: dict[str, Selectors] = {}
    commit: tuple[KillRule, ...] = ()
    commit_selectors: Selectors = ()
    allow: tuple[KillRule, ...] = ()
    traces: dict[TraceKind, Text] = {}
    notes: str = ""


class GeneralRequests(Model):
    """The file rules/platforms/_generic.yaml: requests of payment services and of unknown software."""

    commit: tuple[KillRule, ...]
    allow: tuple[KillRule, ...] = ()


@dataclass(frozen=True)
class Recognised:
    """The software of a store, with the marks that prove it."""

    platform: Platform
    signs: tuple[str, ...]


@cache
def load_platforms() -> tuple[Platform, ...]:
    """Return every platform of rules/platforms by id. Raises ConfigError with file:line."""
    files = sorted((find_resources("rules") / "platforms").glob("[a-z]*.yaml"))
    return tuple(decode(Platform, *read_yaml(file)) for file in files)


@cache
def load_general_requests() -> GeneralRequests:
    """Return the requests that belong to no platform. Raises ConfigError with file:line."""
    return decode(GeneralRequests, *read_yaml(find_resources("rules") / "platforms" / "_generic.yaml"))


@cache
def load_kill_list() -> tuple[KillRule, ...]:
    """Return what must never be sent, of all platforms, because none is ever surely recognised."""
    return (*_of_platforms("commit"), *load_general_requests().commit)


@cache
def load_allow_list() -> tuple[KillRule, ...]:
    """Return what looks like placing an order by its words and is none; to be asked after the kill-list."""
    return (*_of_platforms("allow"), *load_general_requests().allow)


@cache
def load_commit_selectors() -> tuple[str, ...]:
    """Return the CSS selectors of controls that place an order, of all platforms."""
    return tuple(dict.fromkeys(s for platform in load_platforms() for s in platform.commit_selectors))


def _of_platforms(field: str) -> list[KillRule]:
    listed: list[tuple[str, tuple[KillRule, ...]]] = [(p.id, getattr(p, field)) for p in load_platforms()]
    return [rule.model_copy(update={"platform": name}) for name, rules in listed for rule in rules]


def match_kill_rule(rules: Sequence[KillRule], method: str, url: str, body: str = "") -> KillRule | None:
    """Return the first rule that a request matches by method, path with query, and body."""
    return next((rule for rule in rules if rule.matches(method, url, body)), None)


def recognise_platform(
    html: str,
    *,
    requests: Sequence[str] = (),
    cookies: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    addresses: Sequence[str] = (),
) -> Recognised | None:
    """Return the software that a page proves, None when nothing does or two are proven alike.

    `html`: source or snapshot; `requests`: addresses it loaded; `cookies`: their names; `addresses`: pages.
    """
    traces: dict[str, Sequence[str]] = {
        "html": (html,),
        "generator": re.findall(r"<meta[^>]+generator[^>]*>", html, re.IGNORECASE),
        "requests": requests,
        "cookies": cookies,
        "headers": [f"{name}: {value}" for name, value in (headers or {}).items()],
        "addresses": addresses,
    }
    ranked = sorted(((*_weigh(p, traces), p) for p in load_platforms()), key=lambda r: r[0], reverse=True)
    (worth, signs, best), (second, _, _) = ranked[0], ranked[1]
    return Recognised(best, signs) if worth >= PROVEN and worth > second else None


def _weigh(platform: Platform, traces: Mapping[str, Sequence[str]]) -> tuple[float, tuple[str, ...]]:
    marks: dict[str, Any] = dict(platform.fingerprints)
    found = [(kind, m) for kind, patterns in marks.items() for m in patterns if _seen(m, traces[kind])]
    worth = sum(_worth(kind, mark) for kind, mark in found)
    return worth, tuple(f"{kind}: {mark.removeprefix(UNVERIFIED)}" for kind, mark in found)


def _worth(kind: str, mark: str) -> float:
    if kind == "addresses":
        return WEAK
    return DOUBTFUL if mark.startswith(UNVERIFIED) else STRONG


def _seen(pattern: str, texts: Iterable[str]) -> bool:
    bare = pattern.removeprefix(UNVERIFIED)
    return any(re.search(bare, text, re.IGNORECASE) for text in texts)
