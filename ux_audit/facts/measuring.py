"""What measures the shop, by the scripts it loads and the messages it sends, and signs of readiness for a rush."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from ux_audit.catalog import read_recognition
from ux_audit.facts.walk import CLIENT_ERROR, Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact, Model, RequestRecord
from ux_audit.reading.snapshot import attr

STATIC = frozenset(("image", "stylesheet", "script", "font"))
HIT = re.compile(r"\bHIT\b", re.I)
PRIVATE = re.compile(r"\b(private|no-store|no-cache)\b|\bmax-age\s*=\s*0\b", re.I)
SHARED = re.compile(r"\bpublic\b|\bmax-age\s*=\s*[1-9]", re.I)
FOR_SHARED_CACHES = re.compile(r"\bs-maxage\s*=\s*[1-9]", re.I)
CACHE_HEADERS = ("x-cache", "cf-cache-status", "x-vercel-cache")


class MeasuringTool(Model):
    """One service, known by what it loads or sends."""

    name: str
    kind: Literal["visits", "heatmap", "split-test"]
    match: str


class MeasuringRules(Model):
    """The whole file rules/reading/measuring.yaml."""

    tools: tuple[MeasuringTool, ...]
    event_keys: tuple[str, ...]
    events: dict[str, str]
    waiting_rooms: str


@cache
def load_measuring_rules() -> MeasuringRules:
    """Read rules/reading/measuring.yaml."""
    return read_recognition("measuring", MeasuringRules)


def observe_measuring(walk: Walk) -> dict[str, Fact]:
    """Return content.measurement_tools and its kin, and stability.* that tell of readiness for many shoppers."""
    home = walk.first("home") or next(iter(walk.sights), None)
    if home is None:
        return {}
    rules = load_measuring_rules()
    asked = [address for sight in walk.sights for address in _addresses(sight)]
    known = {tool.name: tool for tool in rules.tools if any(map(_pattern(tool.match).search, asked))}
    events = sorted(event for event, name in rules.events.items() if _sent(asked, name, rules.event_keys))
    at = seen_at(home)
    return {
        "content.measurement_tools": seen([t.name for t in known.values() if t.kind == "visits"], at),
        "content.heatmap_tools": seen([t.name for t in known.values() if t.kind == "heatmap"], at),
        "content.split_test_tools": seen([t.name for t in known.values() if t.kind == "split-test"], at),
        "content.measured_events": seen(events, at),
        **_readiness(walk, home, asked),
    }


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _addresses(sight: Sight) -> Iterator[str]:
    """Host, path and query of what a page asked for, and of the scripts that it names: some wait for consent."""
    scripts = (attr(tag, "src") for tag in sight.snapshot.soup.select("script[src]"))
    for url in (*(record.url for record in sight.requests), *scripts):
        parts = urlsplit(url)
        if parts.path or parts.netloc:
            yield f"{parts.hostname or ''}{parts.path}?{parts.query}"


def _sent(asked: list[str], name: str, keys: tuple[str, ...]) -> bool:
    pattern = _pattern(name)
    return any(
        key in keys and pattern.search(value)
        for address in asked
        for key, value in parse_qsl(address.partition("?")[2])
    )


def _readiness(walk: Walk, home: Sight, asked: list[str]) -> dict[str, Fact]:
    page = next((record for record in home.requests if record.kind == "document" and record.headers), None)
    static = [
        r
        for s in walk.sights
        for r in s.requests
        if r.kind in STATIC and not r.third_party and r.headers and (r.status or 200) < CLIENT_ERROR
    ]
    cached = sum(_is_kept(record) for record in static)
    room = any(map(_pattern(load_measuring_rules().waiting_rooms).search, asked))
    at = seen_at(home)
    nothing = unseen("no answer's headers were seen")
    return {
        "stability.home_cacheable": seen(_is_kept(page), at, note=page.headers.get("cache-control", ""))
        if page
        else nothing,
        "stability.static_cacheable_share": seen(round(cached / len(static), 3), at) if static else nothing,
        "stability.waiting_room": seen(room, at),
    }


def _is_kept(record: RequestRecord) -> bool:
    """Whether a cache in front of the shop may answer this: it says so, or one just did."""
    headers = record.headers
    age = headers.get("age", "")
    if age.isdigit() and int(age) > 0:
        return True
    if any(HIT.search(headers.get(name, "")) for name in CACHE_HEADERS):
        return True
    control = headers.get("cache-control", "")
    if FOR_SHARED_CACHES.search(control):
        return True
    return not PRIVATE.search(control) and bool(SHARED.search(control) or headers.get("expires"))
