"""Choices of a product's version under a title of their own: links to sibling products, swatches, unnamed buttons."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.model import Box
from ux_audit.reading.addresses import page_key
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, name_of, stands_in, text_of

TITLES = "h2, h3, h4, h5, h6, p, strong, b, dt, th, span, label, legend, div"
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "label", "dt", "th"))
SWATCH_TOKENS = re.compile(r"(^|[\s_-])(swatch(es)?|variants?|colou?rways?)([\s_-]|$)", re.IGNORECASE)
LONGEST_TITLE, LONGEST_CHOICE = 40, 80  # characters
ABOVE_PX, BELOW_PX = 100, 1400  # where the choices begin, seen from the product's heading, also on a phone
MOST_SIBLINGS = 40
LEAST = 2


def find_versions(snapshot: Snapshot, vocabulary: Vocabulary, heading: Box, cards: list[Tag]) -> list[Tag]:
    """Return the choices of a version near the product's heading; `cards` are other products' and are left out."""
    for title in snapshot.select_visible(TITLES):
        if not _is_title(vocabulary, title) or not _is_near(title, heading):
            continue
        if not stands_in(title) and not _is_inside(title, cards):
            choices = _choices_under(snapshot, title)
            if choices:
                return choices
    return _swatches(snapshot, heading, cards)


def _is_title(vocabulary: Vocabulary, tag: Tag) -> bool:
    text = text_of(tag)
    named = 0 < len(text) <= LONGEST_TITLE and vocabulary.grade("variant", text) >= 0.8
    return named and tag.find(["a", "button", "input", "select"]) is None


def _is_near(tag: Tag, heading: Box) -> bool:
    box = box_of(tag)
    return box is not None and -ABOVE_PX <= box.y - heading.y <= BELOW_PX


def _is_inside(tag: Tag, cards: list[Tag]) -> bool:
    return any(node is card for node in (tag, *tag.parents) for card in cards)


def _choices_under(snapshot: Snapshot, title: Tag) -> list[Tag]:
    """The links or buttons that follow a title, up to the next one; a title may be wrapped on its own."""
    node, said = title, text_of(title)
    for _ in range(3):
        choices = _distinct(snapshot, list(_following(node)))
        if len(choices) >= LEAST:
            return choices
        if node.parent is None or text_of(node.parent) != said:
            return []
        node = node.parent
    return []


def _following(title: Tag) -> Iterator[Tag]:
    started = False
    for sibling in title.find_next_siblings(limit=MOST_SIBLINGS):
        if not isinstance(sibling, Tag):
            continue
        if sibling.name in HEADINGS and sibling.name == title.name:
            return
        found = [tag for tag in (sibling, *sibling.find_all(True)) if _can_be_chosen(tag)]
        if started and not found and sibling.name != "br":
            return
        started = started or bool(found)
        yield from found
        if found and sibling.name not in ("a", "button"):
            return


def _can_be_chosen(tag: Tag) -> bool:
    if not is_visible(tag) or tag.has_attr("aria-expanded"):
        return False
    pressed = tag.name == "button" or attr(tag, "role") in ("button", "radio", "option")
    return pressed or (tag.name == "a" and tag.has_attr("href"))


def _distinct(snapshot: Snapshot, tags: list[Tag]) -> list[Tag]:
    """Of links those to sibling products, each once; else buttons that say different things."""
    links = {
        snapshot.address(tag): tag
        for tag in tags
        if tag.name == "a" and _is_sibling(snapshot, snapshot.address(tag))
    }
    named = {name: tag for tag in tags if tag.name != "a" and 0 < len(name := _name(tag)) <= LONGEST_CHOICE}
    return list(links.values()) if len(links) >= LEAST else list(named.values())


def _name(tag: Tag) -> str:
    return name_of(tag) or attr(tag, "title")


def _is_sibling(snapshot: Snapshot, address: str) -> bool:
    """Whether an address is shaped like this product's own: the same page, or one of its siblings."""
    if not address or not snapshot.is_own(address):
        return False
    own, other = urlsplit(snapshot.url), urlsplit(address)
    if own.path == other.path:
        return own.query != other.query or page_key(address) == page_key(snapshot.url)
    left, right = own.path.strip("/").split("/"), other.path.strip("/").split("/")
    if len(left) != len(right):
        return False
    return len(left) == 1 or any(a == b for a, b in zip(left, right, strict=True))


def _swatches(snapshot: Snapshot, heading: Box, cards: list[Tag]) -> list[Tag]:
    """Linked swatches without a title, told by what their holder is called."""
    for holder in snapshot.select_visible("ul, ol, div, fieldset"):
        if not SWATCH_TOKENS.search(f"{attr(holder, 'class')} {attr(holder, 'id')}") or not _is_near(
            holder, heading
        ):
            continue
        if stands_in(holder) or _is_inside(holder, cards):
            continue
        choices = _distinct(snapshot, [a for a in holder.find_all("a") if _can_be_chosen(a)])
        if len(choices) >= LEAST:
            return choices
    return []
