"""Lists of product cards: repeated siblings of one shape, each with a link, a picture and mostly a price."""

import re
from dataclasses import dataclass, field
from statistics import median
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.model import Box
from ux_audit.reading.prices import Price, find_prices
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, name_of, text_of

LEAST_IMAGE_PX = 60
LEAST_CARDS = 2
PRICED_SHARE = 0.5  # cards of a list mostly carry prices; sold-out ones may not
SAME_WIDTH = 1.35  # cards of one list differ in width by less
RATING = re.compile(r"(^|[ _-])(rating|ratings|stars?|star-rating|reviews?)([ _-]|$)", re.IGNORECASE)
RATED = re.compile(r"[★☆⭐]|\b[0-5](?:[.,]\d)?\s*(?:/|of|out of)\s*5\b", re.IGNORECASE)


@dataclass(frozen=True)
class Card:
    """One product in a list."""

    tag: Tag
    link: Tag | None
    url: str
    title: str
    price: Price | None
    image: Tag | None
    has_rating: bool
    box: Box | None


@dataclass(frozen=True)
class CardGroup:
    """Cards that stand together under one heading ("" when none is near)."""

    holder: Tag
    heading: str
    cards: tuple[Card, ...]
    box: Box | None
    region: str = field(default="main")


_CACHE: "WeakKeyDictionary[Snapshot, list[CardGroup]]" = WeakKeyDictionary()


def find_card_groups(snapshot: Snapshot, vocabulary: Vocabulary) -> list[CardGroup]:
    """Return every list of product cards in view, in document order."""
    known = _CACHE.get(snapshot)
    if known is None:
        known = _CACHE[snapshot] = _find(snapshot)
    return known


def find_cards(snapshot: Snapshot, vocabulary: Vocabulary) -> list[Card]:
    """Return the page's main list of products: the one with most cards; [] when there is none."""
    groups = find_card_groups(snapshot, vocabulary)
    best = max(groups, key=lambda group: len(group.cards), default=None)
    if best is None:
        return []
    alike = [g for g in groups if g.heading == best.heading and _same_shape(g, best)]
    return [card for group in alike for card in group.cards]


def _same_shape(left: CardGroup, right: CardGroup) -> bool:
    a, b = left.cards[0].tag, right.cards[0].tag
    return a.name == b.name and attr(a, "class") == attr(b, "class")


def _find(snapshot: Snapshot) -> list[CardGroup]:
    holders: dict[int, tuple[Tag, list[Card]]] = {}
    for image in _pictures(snapshot):
        card = _card_around(snapshot, image)
        if card is None or card.tag.parent is None:
            continue
        holder = _holder(card.tag)
        known = holders.setdefault(id(holder), (holder, []))[1]
        if all(card.tag is not other.tag and card.url != other.url for other in known):
            known.append(card)
    groups = []
    for holder, cards in holders.values():
        alike = _alike(cards)
        priced = [card for card in alike if card.price is not None]
        if len(alike) >= LEAST_CARDS and len(priced) >= PRICED_SHARE * len(alike):
            groups.append(CardGroup(holder, _heading_above(holder), tuple(alike), box_of(holder)))
    single = [(h, c) for h, c in holders.values() if len(c) == 1 and c[0].price is not None]
    groups += [CardGroup(h, head, (c[0],), box_of(h)) for h, c in single if (head := _heading_above(h))]
    return groups


def _pictures(snapshot: Snapshot) -> list[Tag]:
    found = []
    for tag in snapshot.body.select("img, [data-ux-image], picture, svg"):
        box = box_of(tag)
        if is_visible(tag) and box and min(box.width, box.height) >= LEAST_IMAGE_PX:
            found.append(tag)
    return found


def _card_around(snapshot: Snapshot, image: Tag) -> Card | None:
    """Climb from a picture to the largest element that still speaks of one product: one address, at most a few prices."""
    best: Card | None = None
    node: Tag | None = image
    for _ in range(9):
        node = node.parent if node is not None else None
        if node is None or node.name in ("body", "main", "html"):
            break
        links = [
            a
            for a in ([node] if node.name == "a" else []) + node.find_all("a", href=True)
            if snapshot.address(a)
        ]
        addresses = {snapshot.address(a).split("#")[0].split("?")[0] for a in links if not _is_action(a)}
        if len(addresses) > 1:
            break
        pictures = [
            i
            for i in node.find_all("img")
            if (b := box_of(i)) and min(b.width, b.height) >= LEAST_IMAGE_PX and is_visible(i)
        ]
        if len(pictures) > 4:
            break
        if not addresses:
            continue
        link = next(a for a in links if not _is_action(a))
        prices = find_prices(snapshot, node)
        best = Card(
            tag=node,
            link=next((a for a in links if not _is_action(a) and is_visible(a)), link),
            url=snapshot.address(link),
            title=_title(node, links),
            price=next((p for p in prices if not p.struck), None),
            image=image,
            has_rating=_has_rating(node),
            box=box_of(node),
        )
    return best


def _is_action(link: Tag) -> bool:
    return bool(
        re.search(
            r"(add|remove|wish|compare|basket|cart|login|share|quick-?view|#)",
            attr(link, "href") + attr(link, "class"),
            re.I,
        )
    ) and not link.find("img")


def _title(node: Tag, links: list[Tag]) -> str:
    heading = node.find(["h1", "h2", "h3", "h4", "h5", "h6"])
    if isinstance(heading, Tag) and text_of(heading):
        return text_of(heading)
    texts = [text_of(a) for a in links if not _is_action(a)]
    plain = [t for t in texts if t and len(t) < 160]
    if plain:
        return min(plain, key=len) if len(plain) > 1 else plain[0]
    image = node.find("img", alt=True)
    return (attr(image, "alt") if isinstance(image, Tag) else "") or name_of(links[0])[:160]


def _has_rating(node: Tag) -> bool:
    for tag in node.find_all(True):
        if is_visible(tag) and (RATING.search(attr(tag, "class")) or RATED.search(attr(tag, "aria-label"))):
            return True
    return bool(RATED.search(text_of(node)))


def _holder(tag: Tag) -> Tag:
    parent = tag.parent
    # Rows of a grid are one list: climb while the parent holds just such wrappers.
    while (
        parent is not None and parent.parent is not None and len(parent.find_all(True, recursive=False)) == 1
    ):
        if parent.name in ("ul", "ol", "section", "main", "body"):
            break
        parent = parent.parent
    return parent if parent is not None else tag


def _alike(cards: list[Card]) -> list[Card]:
    boxes = [card.box for card in cards if card.box]
    if not boxes:
        return []
    width = median(box.width for box in boxes)
    return [c for c in cards if c.box and width / SAME_WIDTH <= c.box.width <= width * SAME_WIDTH]


def _heading_above(holder: Tag) -> str:
    node: Tag | None = holder
    for _ in range(5):
        if node is None or node.name == "body":
            return ""
        for sibling in node.previous_siblings:
            if isinstance(sibling, Tag) and is_visible(sibling):
                heading = (
                    sibling
                    if sibling.name in ("h1", "h2", "h3", "h4", "h5")
                    else sibling.find(["h1", "h2", "h3", "h4", "h5"])
                )
                if isinstance(heading, Tag) and is_visible(heading):
                    return text_of(heading)
        inner = node.find(["h2", "h3"], recursive=False)
        if isinstance(inner, Tag) and is_visible(inner):
            return text_of(inner)
        node = node.parent
    return ""
