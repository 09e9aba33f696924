"""What a way to pay or to deliver is called, without the price and the sentence that explains it."""

import re
from collections.abc import Sequence

from bs4 import Tag

from ux_audit.reading.snapshot import Snapshot, attr, is_visible, lines_of, squeeze
from ux_audit.reading.totals import without_prices

EDGES = " -–—−:：·|•+,;/"
EMPTY_BRACKETS = re.compile(r"[(（\[]\s*[+\-–]?\s*[)）\]]")
LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")


def short_names(snapshot: Snapshot, choices: Sequence[tuple[str, Tag | None]]) -> list[str]:
    """Return the names of choices, each given by its whole text and element: the first line of its label without prices.

    Where first lines do not tell the choices apart, a badge stands above the names, and the whole texts are kept.
    """
    names = [_short_name(snapshot, text, tag) for text, tag in choices]
    alike = len({name.casefold() for name in names}) < len({text.casefold() for text, _ in choices})
    return [text for text, _ in choices] if alike else names


def _short_name(snapshot: Snapshot, text: str, tag: Tag | None) -> str:
    label = _label_of(snapshot, tag) if tag is not None else None
    for line in lines_of(label) if label is not None else ():
        name = _bare(line)
        if LETTERS.search(name) and squeeze(line) in squeeze(text):
            return name
    name = _bare(text)
    return name if LETTERS.search(name) else text


def _bare(line: str) -> str:
    return EMPTY_BRACKETS.sub(" ", without_prices(line)).strip(EDGES)


def _label_of(snapshot: Snapshot, tag: Tag) -> Tag | None:
    if tag.name != "input":
        return tag if tag.name != "option" else None
    identity = attr(tag, "id")
    label = snapshot.soup.find("label", attrs={"for": identity}) if identity else None
    label = label or tag.find_parent("label")
    return label if isinstance(label, Tag) and is_visible(label) else None
