"""The marks by which a checkout shows how far one has come."""

import re
from dataclasses import dataclass

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, text_of

STEP_KEYS = ("step_contact", "step_address", "step_delivery", "step_payment", "step_review", "cart")
PROGRESS_TOKENS = re.compile(r"progress|stepper|(^|[\s_-])steps?([\s_-]|$)|step-?(bar|list|nav|indicator)|wizard|checkout-?(nav|bar|breadcrumb)", re.I)
CURRENT = re.compile(r"(^|[\s_-])(active|current|is-active|is-current|selected)([\s_-]|$)", re.I)
LEAST_STEPS, MOST_STEPS = 2, 8
LONGEST_STEP = 40


@dataclass(frozen=True)
class Progress:
    """A progress indicator: its element, and the number of steps it names (0 when it names none)."""

    tag: Tag
    total: int


def find_progress(snapshot: Snapshot, vocabulary: Vocabulary) -> Progress | None:
    """Return the progress indicator, or None: named steps with the present one marked, a bar, or “step 1 of 3”."""
    for tag in snapshot.select_visible("[role=progressbar], progress"):
        return Progress(tag, 0)
    for tag in snapshot.select_visible("h1, h2, h3, p, span, div, li, strong"):
        text = text_of(tag)
        if len(text) <= 60 and vocabulary.grade("progress", text) >= 0.5 and any(c.isdigit() for c in text):
            numbers = re.findall(r"\d+", text)
            return Progress(tag, int(numbers[-1]) if len(numbers) > 1 else 0)
    for tag in snapshot.select_visible("ol, ul, nav, div, [role=tablist]"):
        steps = _named_steps(tag, vocabulary)
        if steps and _marks_present(tag, steps):
            return Progress(tag, len(steps))
    return None


def _named_steps(tag: Tag, vocabulary: Vocabulary) -> list[Tag]:
    """The children, if they are two to eight short texts in one row of which most name checkout steps."""
    items = [c for c in tag.find_all(["li", "a", "span", "div"], recursive=False) if is_visible(c) and text_of(c)]
    if len(items) == 1:
        return _named_steps(items[0], vocabulary)
    if not LEAST_STEPS <= len(items) <= MOST_STEPS or any(len(text_of(item)) > LONGEST_STEP for item in items):
        return []
    boxes = [box for item in items if (box := box_of(item))]
    in_row = len(boxes) == len(items) and max(b.y for b in boxes) - min(b.y for b in boxes) < 40
    marked = PROGRESS_TOKENS.search(f"{attr(tag, 'class')} {attr(tag, 'id')} {attr(tag, 'aria-label')}")
    if not in_row and not marked:
        return []
    named = [i for i in items if any(vocabulary.grade(key, re.sub(r"^[\d.\s]+", "", text_of(i))) >= 0.8 for key in STEP_KEYS)]
    if len(named) * 2 < len(items) or len(named) < LEAST_STEPS:
        return []
    if tag.find(["input", "select", "textarea", "h1", "h2"]) is not None or tag.find_parent("footer") is not None:
        return []
    return items


def _marks_present(tag: Tag, items: list[Tag]) -> bool:
    """Whether one step looks or says otherwise than the rest: aria-current, a class, a weight, a link or none."""
    if tag.select_one("[aria-current], [aria-selected=true]") is not None:
        return True
    if any(CURRENT.search(attr(t, "class")) for item in items for t in [item, *item.find_all(True)]):
        return True
    shapes = [(attr(item, "class"), item.find("a") is not None, item.name, attr(item, "data-ux-bold")) for item in items]
    if len(set(shapes)) > 1:
        return True
    return bool(PROGRESS_TOKENS.search(f"{attr(tag, 'class')} {attr(tag, 'id')}"))
