"""A product's parameters: rows of a name and a value."""

import re

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.snapshot import Snapshot, own_regions, stands_in, text_of

LONGEST_NAME = 40
LONGEST_VALUE = 120


def find_specs(snapshot: Snapshot, vocabulary: Vocabulary) -> list[Tag]:
    """Return the rows of name and value: tables of two columns, definition lists, and rows of paired cells."""
    rows: list[Tag] = []
    names: set[str] = set()
    for region in own_regions(snapshot):
        for row in region.select("tr, dl > dt, li, dl > div"):
            pair = _pair(row)
            if pair is None or stands_in(row):
                continue
            name, value = pair
            if _is_parameter(vocabulary, name, value) and name.casefold() not in names:
                names.add(name.casefold())
                rows.append(row)
    return rows


def read_specs(snapshot: Snapshot, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return the parameters as pairs of name and value."""
    return [pair for row in find_specs(snapshot, vocabulary) if (pair := _pair(row)) is not None]


def _pair(row: Tag) -> tuple[str, str] | None:
    if row.name == "dt":
        value = row.find_next_sibling("dd")
        return (text_of(row, hidden=True), text_of(value, hidden=True)) if isinstance(value, Tag) else None
    cells = [
        c
        for c in row.find_all(["td", "th", "dt", "dd", "span", "div", "strong", "b"], recursive=False)
        if text_of(c, hidden=True)
    ]
    if len(cells) == 2:
        return text_of(cells[0], hidden=True), text_of(cells[1], hidden=True)
    text = text_of(row, hidden=True)
    if row.name == "li" and len(cells) == 1 and re.match(r"^[^:：]{2,40}[:：]\s*\S", text):
        head, _, tail = re.sub("：", ":", text).partition(":")
        return head, tail
    return None


def _is_parameter(vocabulary: Vocabulary, name: str, value: str) -> bool:
    bare = name.strip(" :：")
    if not 1 < len(bare) <= LONGEST_NAME or not 0 < len(value) <= LONGEST_VALUE:
        return False
    return (
        not any(vocabulary.grade(key, bare) >= 0.8 for key in ("reviews", "quantity", "total", "subtotal"))
        and re.search(r"[^\W\d_]", bare) is not None
    )
