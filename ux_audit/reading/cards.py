"""Lists of product cards: repeated siblings of one shape, each with a link, a picture and mostly a price.

A page that shows no such pictures may still list products: by rows of a name that leads somewhere and a price.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.model import Box
from ux_audit.reading.addresses import PICTURE, page_key
from ux_audit.reading.cart import read_cart
from ux_audit.reading.kind_rules import load_kind_rules
from ux_audit.reading.prices import Price, priced_tags, read_prices
from ux_audit.reading.snapshot import Snapshot, attr, box_of, font_of, is_visible, name_of, stands_in, text_of
from ux_audit.reading.stars import shows_rating

LEAST_IMAGE_PX = 60
LEAST_CARDS = 2
PRICED_SHARE = 0.5  # cards of a list mostly carry prices; sold-out ones may not
SAME_WIDTH = 1.35  # cards of one list differ in width by less
LARGEST_SHARE = 0.9  # a card is no page: two of them fit beside or below each other in two screens
LONGEST_CARD = 900  # letters; longer ones are articles
HEADINGS = ["h2", "h3", "h4", "h5", "h6"]
ACTION = re.compile(
    r"(^|[/?&=_-])(add|remove|delete|unsubscribe|wish-?list|compare|basket|cart|log-?in|log-?out|share|quick-?view|favou?rites?)([/?&=_-]|$)",
    re.IGNORECASE,
)
PRODUCT_TOKENS = re.compile(r"(^|[\s_-])(product|products|goods|sku|item-card)([\s_-]|$)", re.IGNORECASE)
NAMED = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]{2}")
BUTTONS = ("submit", "button", "image", "hidden")
BUYING = ("add_to_cart", "buy_now", "price_on_request", "sign_in_for_price", "sold_out", "choose_option")


@dataclass(frozen=True)
class Card:
    """One product in a list; `url` is "" where a script opens the product."""

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


class _Contents:
    """Which pictures, links and prices lie inside each element."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.pictures: dict[int, list[Tag]] = defaultdict(list)
        self.links: dict[int, list[Tag]] = defaultdict(list)
        self.prices: dict[int, list[Price]] = defaultdict(list)
        for tag in _pictures(snapshot):
            self._note(self.pictures, tag, tag)
        for tag in snapshot.body.find_all("a", href=True):
            if snapshot.address(tag):
                self._note(self.links, tag, tag)
        for tag in snapshot.select_visible("[data-ux-pointer], [role=link]"):
            if tag.name not in ("a", "button", "input", "label"):
                self._note(self.links, tag, tag)
        self.priced = {id(tag): tag for _, tag in priced_tags(snapshot)}
        for price, tag in priced_tags(snapshot):
            self._note(self.prices, tag, price)

    @staticmethod
    def _note(known: dict[int, list[Any]], tag: Tag, what: Tag | Price) -> None:
        for node in (tag, *tag.parents):
            known[id(node)].append(what)


_CACHE: "WeakKeyDictionary[Snapshot, list[CardGroup]]" = WeakKeyDictionary()


def find_card_groups(snapshot: Snapshot, vocabulary: Vocabulary) -> list[CardGroup]:
    """Return every list of product cards in view, in document order."""
    known = _CACHE.get(snapshot)
    if known is None:
        known = _CACHE[snapshot] = _find(snapshot, vocabulary)
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
    return a.name == b.name and signature(a) == signature(b)


def signature(tag: Tag) -> frozenset[str]:
    """Return the class names by which elements are alike."""
    # Numbers in class names count positions; states come and go.
    return frozenset(
        name
        for name in attr(tag, "class").split()
        if not re.search(r"\d|first|last|odd|even|active|current", name)
    )


def _find(snapshot: Snapshot, vocabulary: Vocabulary) -> list[CardGroup]:
    contents = _Contents(snapshot)
    groups = _groups(snapshot, vocabulary, contents, _pictures(snapshot), contents.pictures)
    inside = [card.tag for group in groups for card in group.cards]
    groups += _lone_cards(snapshot, vocabulary, contents, inside)
    if not groups and not _shows_sums(snapshot, vocabulary):
        groups = _groups(snapshot, vocabulary, contents, contents.priced.values(), contents.prices)
    return sorted(groups, key=lambda group: group.box.y if group.box else 0.0)


def _groups(
    snapshot: Snapshot,
    vocabulary: Vocabulary,
    contents: _Contents,
    marks: Iterable[Tag],
    marked: dict[int, list[Any]],
) -> list[CardGroup]:
    """Lists whose cards each hold one of the marks: a picture, or a price."""
    holders: dict[int, tuple[Tag, list[Tag]]] = {}
    for mark in marks:
        tag = _repeated(snapshot, contents, mark, marked)
        if tag is not None and tag.parent is not None:
            tags = holders.setdefault(id(tag.parent), (tag.parent, []))[1]
            if all(tag is not other for other in tags):
                tags.append(tag)
    return [
        group
        for holder, tags in holders.values()
        if (group := _group(snapshot, vocabulary, contents, holder, tags)) is not None
    ]


def _shows_sums(snapshot: Snapshot, vocabulary: Vocabulary) -> bool:
    """Whether the page reckons up a cart: its rows of a name and a price are lines."""
    cart = read_cart(snapshot, vocabulary)
    return bool(cart.lines and cart.rows)


def _pictures(snapshot: Snapshot) -> list[Tag]:
    found = []
    for tag in snapshot.select("img, [data-ux-image], picture, svg"):
        box = box_of(tag)
        if is_visible(tag) and box and min(box.width, box.height) >= LEAST_IMAGE_PX:
            found.append(tag)
    return found


def _repeated(snapshot: Snapshot, contents: _Contents, mark: Tag, marked: dict[int, list[Any]]) -> Tag | None:
    """Climb from a mark to the element that has siblings of its kind with marks leading elsewhere."""
    node: Tag | None = mark
    for _ in range(10):
        if node is None or node.parent is None or node.name in ("body", "main", "html"):
            return None
        here = _target(snapshot, contents, node)
        if here:
            for peer in node.parent.find_all(node.name, recursive=False):
                if peer is not node and marked.get(id(peer)) and is_visible(peer):
                    there = _target(snapshot, contents, peer)
                    if there and there != here:
                        return node if not stands_in(node) else None
        node = node.parent
    return None


def _target(snapshot: Snapshot, contents: _Contents, node: Tag) -> str:
    """Where a card leads: the link around its picture, else the address most of its links share, else its words."""
    links = [a for a in contents.links.get(id(node), ()) if not is_action(a)]
    addressed = [a for a in links if a.name == "a"]
    pictures = contents.pictures.get(id(node), ())
    around = next((a for a in addressed for p in pictures if a is p or a in p.parents), None)
    if around is not None:
        return page_key(snapshot.address(around))
    keys = [page_key(snapshot.address(a)) for a in addressed]
    if keys:
        return max(keys, key=keys.count)
    if links or node.get("data-ux-pointer") or any(p.get("data-ux-pointer") for p in node.find_all(True)):
        text = text_of(node)
        return text if len(text) <= LONGEST_CARD else ""
    return ""


def is_action(link: Tag) -> bool:
    """Return whether a link does something with a product instead of showing it."""
    return bool(ACTION.search(attr(link, "href")) or ACTION.search(attr(link, "class"))) and not link.find(
        "img"
    )


def _group(
    snapshot: Snapshot, vocabulary: Vocabulary, contents: _Contents, holder: Tag, tags: list[Tag]
) -> CardGroup | None:
    cards: list[Card] = []
    for tag in _alike(tags):
        card = _read(snapshot, vocabulary, contents, tag)
        if card is not None and all(card.url != other.url or not card.url for other in cards):
            cards.append(card)
    if len(cards) < LEAST_CARDS:
        return None
    priced = sum(card.price is not None for card in cards)
    if priced < PRICED_SHARE * len(cards) and not _sells(vocabulary, cards):
        return None
    return CardGroup(holder, _heading_above(holder), tuple(cards), box_of(holder))


def _alike(tags: list[Tag]) -> list[Tag]:
    boxes = [(tag, box) for tag in tags if (box := box_of(tag)) and box.width]
    if not boxes:
        return []
    width = median(box.width for _, box in boxes)
    return [tag for tag, box in boxes if width / SAME_WIDTH <= box.width <= width * SAME_WIDTH]


def _sells(vocabulary: Vocabulary, cards: list[Card]) -> bool:
    """Lists without prices are told by their buying words, their markup or where they lead."""
    product_path = load_kind_rules().paths["product_path"]
    selling = 0
    for card in cards:
        words = [text_of(t) for t in card.tag.find_all(["a", "button", "span", "p", "div"]) if is_visible(t)]
        named = any(vocabulary.grade(key, text) >= 0.8 for text in words if len(text) < 50 for key in BUYING)
        marked = any(attr(t, "itemtype").endswith("/Product") for t in (card.tag, *card.tag.find_all(True)))
        leads = re.search(product_path, urlsplit(card.url).path, re.IGNORECASE)
        selling += bool(named or marked or leads or PRODUCT_TOKENS.search(attr(card.tag, "class")))
    return selling > PRICED_SHARE * len(cards)


def _read(snapshot: Snapshot, vocabulary: Vocabulary, contents: _Contents, tag: Tag) -> Card | None:
    pictures = contents.pictures.get(id(tag), [])
    if len(text_of(tag)) > LONGEST_CARD or not (pictures or _names_something(contents, tag)):
        return None
    target = _target(snapshot, contents, tag)
    if not pictures and target == page_key(snapshot.url):
        return None
    links = [a for a in contents.links.get(id(tag), ()) if a.name == "a" and not is_action(a)]
    own = [a for a in links if page_key(snapshot.address(a)) == target]
    link = next((a for a in own if is_visible(a)), next(iter(own), None))
    if link is not None and PICTURE.search(urlsplit(snapshot.address(link)).path):
        return None
    return Card(
        tag=tag,
        link=link,
        url=snapshot.address(link) if link is not None else "",
        title=_title(tag, own, pictures),
        price=_price(contents.prices.get(id(tag), ())),
        image=next(iter(pictures), None),
        has_rating=shows_rating(vocabulary, tag),
        box=box_of(tag),
    )


def _names_something(contents: _Contents, tag: Tag) -> bool:
    """Whether more than a price is said: ranges of prices to filter by are links in rows, too."""
    if tag.find_parent("aside") is not None:
        return False
    return any(
        NAMED.search(text_of(part)) and not read_prices(text_of(part))
        for part in tag.find_all(True)
        if id(part) not in contents.priced and is_visible(part)
    )


def _price(prices: Iterable[Price]) -> Price | None:
    # Unit prices and instalments are set smaller than the price.
    asked = [price for price in prices if not price.struck]
    return max(asked, key=lambda price: price.font_px, default=None)


def _title(node: Tag, links: list[Tag], pictures: list[Tag]) -> str:
    for heading in node.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        text = text_of(heading)
        if re.search(r"[^\W\d_]{2}", text):
            return text
    texts = [t for a in links if (t := text_of(a)) and len(t) < 160]
    if texts:
        shortest = min(texts, key=len)
        return (read_prices(shortest) and _name_beside_price(links)) or shortest
    lines = [text_of(t) for t in node.find_all(["p", "span", "div", "strong"]) if t.find(True) is None]
    wordy = [t for t in lines if 3 < len(t) < 160 and re.search(r"[^\W\d_]{2}", t)]
    alt = next((attr(p, "alt") for p in pictures if attr(p, "alt")), "")
    return max(wordy, key=len, default="") or alt or (name_of(links[0])[:160] if links else "")


def _name_beside_price(links: list[Tag]) -> str:
    """Of a link that is the whole card, the largest of its lines that hold letters and no price."""
    lines = [tag for a in links for tag in a.find_all(True) if tag.find(True) is None and is_visible(tag)]
    named = [tag for tag in lines if re.search(r"[^\W\d_]{2}", t := text_of(tag)) and not read_prices(t)]
    return text_of(max(named, key=font_of)) if named else ""


def _lone_cards(
    snapshot: Snapshot, vocabulary: Vocabulary, contents: _Contents, inside: list[Tag]
) -> list[CardGroup]:
    """A list may hold one product only: it stands under a heading of its own, leads elsewhere and is priced."""
    own = page_key(snapshot.url)
    titles = {text_of(tag) for tag in snapshot.select_visible("h1")}
    groups: list[CardGroup] = []
    for picture in _pictures(snapshot):
        if stands_in(picture) or any(t is p for t in inside for p in picture.parents):
            continue
        tag = _largest_around(snapshot, contents, picture)
        card = _read(snapshot, vocabulary, contents, tag) if tag is not None else None
        if card is None or card.price is None or not card.url or page_key(card.url) == own:
            continue
        heading = _heading_above(card.tag)
        named = heading and heading != card.title and heading not in titles
        if named and all(card.tag is not g.cards[0].tag for g in groups):
            groups.append(CardGroup(card.tag.parent or card.tag, heading, (card,), card.box))
    return groups


def _largest_around(snapshot: Snapshot, contents: _Contents, picture: Tag) -> Tag | None:
    """The largest element around a picture that leads to one address and holds no page heading."""
    best = None
    for node in picture.parents:
        if node.name in ("body", "main", "html") or node.find("h1") is not None or _asks(node):
            break
        if best is not None and len(node.find_all(HEADINGS)) > len(best.find_all(HEADINGS)):
            break
        links = [a for a in contents.links.get(id(node), ()) if a.name == "a" and not is_action(a)]
        keys = {page_key(snapshot.address(a)) for a in links}
        box = box_of(node)
        if len(keys) > 1 or (
            box and box.width > snapshot.page_width * LARGEST_SHARE and len(keys) == 1 and best is not None
        ):
            break
        if keys and contents.prices.get(id(node)):
            best = node
    return best


def _asks(node: Tag) -> bool:
    """Whether a form asks for something here; one with a button alone adds a card's product to the cart."""
    if node.find("form") is None:
        return False
    return any(
        is_visible(t)
        for t in node.find_all(["input", "select", "textarea"])
        if attr(t, "type") not in BUTTONS
    )


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
