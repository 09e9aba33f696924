"""What home tells in its first screen: what is sold, and a way in that says where it leads."""

import re

from bs4 import Tag

from ux_audit.facts.description import count_words
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.controls import find_controls
from ux_audit.reading.snapshot import box_of, stands_in, text_of

NAMES = ("content.first_screen_heading_words", "content.first_screen_way_in")
HEADINGS = "h1, h2, h3, [role=heading]"
PICTURES = "img, [data-ux-image], video, canvas"
HELD_SHARE = 0.4  # a picture over so much of the first screen may hold the words itself
NAMED = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")
ELSEWHERE = (
    "home",
    "sign_in",
    "account",
    "menu",
    "cart",
    "search",
    "contact",
)  # what no shop's range lies behind


def observe_first_view(walk: Walk) -> dict[str, Fact]:
    """Return the words of home's best heading and the kind of way in, both in the first screen below the header."""
    home = walk.first("home")
    if home is None:
        return dict.fromkeys(NAMES, unseen("the home page was not seen"))
    headings = [tag for tag in home.snapshot.select_visible(HEADINGS) if _is_in_view(home, tag)]
    best = max(headings, key=lambda tag: count_words(text_of(tag)), default=None)
    words = count_words(text_of(best)) if best is not None else 0
    named, vague = _ways_in(walk, home)
    way = "named" if named else "vague" if vague else "none"
    where = next(iter([*named, *vague]), None)
    # A picture may hold the words: what is missing then was not seen.
    pictured = unseen("the first screen is mostly a picture, which may hold the words")
    hides = _is_pictured(home)
    return {
        NAMES[0]: pictured if hides and not words else seen(words, seen_at(home, best)),
        NAMES[1]: pictured if hides and way == "none" else seen(way, seen_at(home, where), confidence=0.7),
    }


def _ways_in(walk: Walk, home: Sight) -> tuple[list[Tag], list[Tag]]:
    named: list[Tag] = []
    vague: list[Tag] = []
    for control in find_controls(home.snapshot):
        if control.region != "main" or control.kind == "field" or stands_in(control.tag):
            continue
        if not _is_in_view(home, control.tag) or not NAMED.search(control.text):
            continue
        if any(walk.vocabulary.grade(key, control.text) >= 0.8 for key in ELSEWHERE):
            continue
        (vague if walk.vocabulary.grade("vague_action", control.text) >= 1.0 else named).append(control.tag)
    return named, vague


def _is_in_view(home: Sight, tag: Tag) -> bool:
    box = box_of(tag)
    return box is not None and box.y >= 0 and box.y + min(box.height, 24) <= home.snapshot.screen_height


def _is_pictured(home: Sight) -> bool:
    screen = home.snapshot.first_screen
    for tag in home.snapshot.select_visible(PICTURES):
        box = box_of(tag)
        if box is not None and box.y < screen.height:
            shown = (
                min(box.right, screen.width) - max(box.x, 0),
                min(box.bottom, screen.height) - max(box.y, 0),
            )
            if min(shown) > 0 and shown[0] * shown[1] >= HELD_SHARE * screen.area:
                return True
    return False
