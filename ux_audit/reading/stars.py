"""Ratings as shops print them: scores, stars, and how many of the stars are filled."""

import re

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.snapshot import attr, box_of, is_visible, text_of

TOKENS = re.compile(
    r"(^|[\s_-])(ratings?|stars?|star-?rating|rateit|score|rating-?stars?|reviews?-?(stars?|badge|summary))([\s_-]|$)",
    re.IGNORECASE,
)
STARS = re.compile("[★☆⭐✩✭✮]")
FILLED_STARS = re.compile("[★⭐✭✮]")
# "4.5 out of 5", "4,5/5", "4.5 von 5", "5段階中4.5" and so on; a lone decimal beside a star is a score too.
SCORE = re.compile(
    r"(?<![\d.,])([0-5](?:[.,]\d{1,2})?)\s*(?:/|／|out of|of|von|sur|de|su|van|z|na|sobre|分|점|つ星)\s*5(?![\d.,])"
    r"|(?<![\d.,])([1-5][.,]\d{1,2})\s*(?:★|⭐|分|점|stars?\b|sterne?\b|étoiles?\b|estrellas?\b|estrelas?\b|stelle\b|sterren\b|gwiazd)"
    r"|(?:★|⭐)\s*([1-5](?:[.,]\d{1,2})?)(?![\d])|5(?:段階中|つ星のうち|점 만점에)\s*([0-5](?:[.,]\d)?)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(one|two|three|four|five)\b|(?<!\d)([1-5])([._-]?[05])?(?!\d)|\b([2-9]0|100)\b", re.IGNORECASE
)
FULL = re.compile(
    r"(^|[\s_-])(filled?|full|active|checked|solid|on|yellow|gold|half|selected|positive)([\s_-]|$)",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"(^|[\s_-])(empty|unfilled|off|regular|outline|grey|gray|inactive|o)([\s_-]|$)", re.IGNORECASE
)
LEAST_WIDTH_PX = 20
LONGEST = 60


def read_score(text: str) -> float | None:
    """Return the score out of five that a text states, or None; filled stars count, empty ones are 0."""
    hit = SCORE.search(text)
    if hit:
        return float(next(part for part in hit.groups() if part).replace(",", "."))
    if STARS.search(text):
        return float(min(5, len(FILLED_STARS.findall(text))))
    return None


def find_widgets(within: Tag) -> list[Tag]:
    """Return the outermost visible elements that are marked as stars or rating and show something."""
    found: list[Tag] = []
    for tag in (within, *within.find_all(True)):
        if not is_visible(tag) or not TOKENS.search(f"{attr(tag, 'class')} {attr(tag, 'itemprop')}"):
            continue
        box = box_of(tag)
        if box is None or box.width < LEAST_WIDTH_PX or any(parent in found for parent in tag.parents):
            continue
        if len(text_of(tag)) <= LONGEST:
            found.append(tag)
    return found


def label_of(widget: Tag) -> str:
    """Return everything a rating element says of itself: its name, title, alternative text and short text."""
    parts = [text_of(widget)]
    for tag in (widget, *widget.find_all(True)):
        parts += [
            attr(tag, name) for name in ("aria-label", "title", "alt", "content", "data-rating", "data-score")
        ]
        parts += [attr(tag, "data-ux-before"), attr(tag, "data-ux-after")]
    return " ".join(part for part in parts if part)[:400]


def is_filled(widget: Tag) -> bool:
    """Return whether a rating element carries a score above none: in words, in its markup, or by the width of its stars."""
    score = read_score(label_of(widget))
    if score is not None:
        return score > 0
    own = TOKENS.sub(" ", attr(widget, "class"))
    if NUMBERED.search(own) or re.search(r"(?<!\d)([1-9]\d|100)\s?%", label_of(widget)):
        return True
    icons = [tag for tag in widget.find_all(True) if is_visible(tag)]
    if any(FULL.search(attr(icon, "class")) and not EMPTY.search(attr(icon, "class")) for icon in icons):
        return True
    return _is_partly_covered(widget)


def _is_partly_covered(widget: Tag) -> bool:
    """Many shops lay coloured stars over grey ones and cut them at the score: a shorter layer inside a longer one."""
    outer = box_of(widget)
    for tag in widget.find_all(True):
        inner = box_of(tag)
        if outer and inner and is_visible(tag) and TOKENS.search(attr(tag, "class") or "rating"):
            share = inner.width / outer.width if outer.width else 0
            if (
                0.1 <= share < 0.995
                and abs(inner.height - outer.height) <= 4
                and not text_of(tag).strip("★☆")
            ):
                return tag.find(True) is None or bool(STARS.search(text_of(tag)))
    return False


def shows_rating(vocabulary: Vocabulary, tag: Tag) -> bool:
    """Return whether a card or block shows a rating: a score or a row of stars."""
    for widget in find_widgets(tag):
        if widget.find(["svg", "i", "img", "span"]) is not None or re.search(r"\d|[★☆⭐]", label_of(widget)):
            return True
    labels = " ".join(attr(t, "aria-label") for t in tag.find_all(attrs={"aria-label": True}))
    return read_score(f"{text_of(tag)} {labels}") is not None
