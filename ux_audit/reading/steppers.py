"""Buttons that count pieces up and down, with or without a field between them."""

import re

from bs4 import Tag

from ux_audit.reading.snapshot import Snapshot, attr, is_usable, is_visible, name_of, stands_in, text_of

INCREASE = re.compile(r"(^|[ _-])(plus|increase|increment|inc|up|add-?one|qty-?up|more)([ _-]|$)", re.I)
DECREASE = re.compile(r"(^|[ _-])(minus|decrease|decrement|dec|down|qty-?down|less)([ _-]|$)", re.I)
PLUS, MINUS = ("+", "＋"), ("-", "−", "–", "－")
BUTTONS = "button, a, input:is([type=button], [type=submit]), [role=button], [data-ux-pointer]"
PIECES = re.compile(r"\d{1,2}")  # three digits between two signs are a zoom or a volume
LETTERS = re.compile(r"[^\W\d_]{2}")
LONGEST_NAME = 30
LEVELS = 3  # how far above a button lies the element that holds both and the number


def counts_up(tag: Tag) -> bool:
    """Return whether a button adds a piece, by its sign, name or markup."""
    return _steps(tag, INCREASE, PLUS)


def counts_down(tag: Tag) -> bool:
    """Return whether a button takes a piece away."""
    return _steps(tag, DECREASE, MINUS)


def _steps(tag: Tag, pattern: re.Pattern[str], signs: tuple[str, ...]) -> bool:
    name, shown = name_of(tag), text_of(tag)
    if name in signs or shown in signs:
        return True
    inner = tag.find(["i", "svg", "use", "span"])
    drawn = attr(inner, "class") if isinstance(inner, Tag) else ""
    if len(name) > LONGEST_NAME:
        # A name for ears alone may speak of the product too; what eyes see is the icon ("minus-circle" removes).
        hits = [(hit, token) for token in drawn.split() if (hit := pattern.search(token))]
        return not LETTERS.search(shown) and any(hit.end() == len(token) for hit, token in hits)
    marks = " ".join((*(attr(tag, key) for key in ("class", "id", "data-action")), name, drawn))
    return bool(pattern.search(marks))


def find_steppers(snapshot: Snapshot) -> list[Tag]:
    """Return the elements that hold two buttons and, between them, nothing but a number of pieces."""
    found: list[Tag] = []
    for button in snapshot.select_visible(BUTTONS):
        if not counts_up(button) or stands_in(button):
            continue
        for node in list(button.parents)[:LEVELS]:
            buttons = [t for t in node.select(BUTTONS) if is_usable(t)]
            down = next((t for t in buttons if t is not button and counts_down(t)), None)
            if down is not None and _number_between(node, down, button):
                found.append(node)
                break
    return found


def _number_between(holder: Tag, down: Tag, up: Tag) -> bool:
    """Whether the only words beside the two buttons are a number, as text or in a field."""
    text = text_of(holder)
    for button in (down, up):
        text = text.replace(text_of(button), " ", 1) if text_of(button) else text
    fields = [attr(t, "data-ux-value") for t in holder.find_all("input") if is_visible(t)]
    said = [part for part in (text.strip(), *fields) if part]
    return len(said) == 1 and PIECES.fullmatch(said[0]) is not None
