"""A timer that counts down: told by hours, minutes and seconds, or by falling as fast as the time between two looks."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from bs4 import Tag

from ux_audit.facts.walk import Sight, Walk
from ux_audit.reading.snapshot import attr, selector_of, text_of

TIMER = re.compile(
    r"(?<!\d)\d{1,2}\s*[:：]\s*\d{2}\s*[:：]\s*\d{2}(?!\d)|\d+\s*h\s*\d+\s*m\s*\d+\s*s|\d+\s*(天|时|小时)\s*\d+\s*分\s*\d+\s*秒",
    re.I,
)
SHORT_TIMER = re.compile(r"(\d{1,2})\s*[:：]\s*([0-5]\d)")
PLAYERS = re.compile(r"video|audio|player|vjs|plyr", re.IGNORECASE)
PLACES = "span, div, p, strong, time"
LONGEST_TEXT = 60
GRACE_S = 3  # between a page's picture and the note of its time
LONGEST_WAIT_S = 1800


def find_countdown(walk: Walk) -> tuple[Sight, Tag] | None:
    """Return where a timer runs, or None; minutes and seconds seen once may be an hour, a length or a ratio."""
    for sight in walk.all("home", "product", "cart"):
        if TIMER.search(sight.snapshot.text) is None:
            continue
        for tag in sight.snapshot.select_visible(PLACES):
            text = text_of(tag)
            if len(text) < LONGEST_TEXT and TIMER.search(text) and tag.find_parent("video") is None:
                return sight, tag
    return _falling(walk)


def _falling(walk: Walk) -> tuple[Sight, Tag] | None:
    """An element of one page whose minutes and seconds fell by the time that passed between two looks."""
    before: dict[tuple[str, str], list[tuple[datetime, int]]] = {}
    for sight in walk.sights:
        if SHORT_TIMER.search(sight.snapshot.text) is None:
            continue
        now = datetime.fromisoformat(sight.visit.at)
        path = urlsplit(sight.visit.final_url).path
        for tag in sight.snapshot.select_visible(PLACES):
            hit = SHORT_TIMER.fullmatch(text_of(tag))
            if hit is None or _plays(tag):
                continue
            left = int(hit[1]) * 60 + int(hit[2])
            looks = before.setdefault((path, selector_of(tag)), [])
            if any(_fell(then, past, now, left) for then, past in looks):
                return sight, tag
            looks.append((now, left))
    return None


def _fell(then: datetime, past: int, now: datetime, left: int) -> bool:
    passed = (now - then).total_seconds()
    return left < past and passed <= LONGEST_WAIT_S and abs(past - left - passed) <= GRACE_S


def _plays(tag: Tag) -> bool:
    return any(PLAYERS.search(f"{node.name} {attr(node, 'class')}") for node in (tag, *tag.parents))
