"""How many products a list says it holds."""

import re

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.cards import find_cards
from ux_audit.reading.snapshot import FRAME, Snapshot, squeeze, stands_in, text_of

COUNT_PLACES = "h1, h2, p, span, div, strong, small, li, form"
LONGEST_COUNT = 60
LONG_LIST = 20  # products from which the tools of a list are worth trying


def is_long(snapshot: Snapshot, vocabulary: Vocabulary) -> bool:
    """Return whether a list is long enough to need its tools, by its cards or the number it prints."""
    if len(find_cards(snapshot, vocabulary)) >= LONG_LIST:
        return True
    counted = find_total(snapshot, vocabulary)
    return counted is not None and counted[1] >= LONG_LIST


def find_total(snapshot: Snapshot, vocabulary: Vocabulary) -> tuple[Tag, int] | None:
    """Return the printed number of products with its place, or None."""
    for tag in snapshot.select_visible(COUNT_PLACES):
        if stands_in(tag, [*FRAME, "aside"]) or (
            tag.name != "form" and tag.find(["p", "div", "ul", "h2"]) is not None
        ):
            continue
        text = squeeze(text_of(tag))
        if (
            not 2 <= len(text) <= LONGEST_COUNT
            or not any(c.isdigit() for c in text)
            or tag.find_parent("a") is not None
        ):
            continue
        if (
            vocabulary.has("results_count", text)
            and not vocabulary.has("reviews", text)
            and not re.search(r"[$€£¥]", text)
        ):
            numbers = [
                int(re.sub(r"[.,\s]", "", n)) for n in re.findall(r"\d{1,3}(?:[.,\s]\d{3})+|\d+", text)
            ]
            return (tag, max(numbers)) if numbers else None
    return None
