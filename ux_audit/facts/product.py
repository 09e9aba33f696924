"""What a product page tells and offers."""

import re
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.facts.buy_box import find_wishlist, has_quantity
from ux_audit.facts.subjects import (
    NO_PRODUCT,
    buy_button,
    heading,
    in_first_screen,
    main_price,
    middle,
    most,
    products,
)
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.dates import names_day
from ux_audit.reading.prices import PRICED, read_price
from ux_audit.reading.snapshot import (
    FRAME,
    Snapshot,
    box_of,
    is_visible,
    lines_of,
    own_regions,
    squeeze,
    stands_in,
    text_of,
)
from ux_audit.reading.structured import read_structured
from ux_audit.reading.variants import find_option_fields, find_option_groups
from ux_audit.reading.versions import find_versions

NAMES = (
    "product.title", "product.price", "product.currency", "product.add_to_cart_visible", "product.add_to_cart_first_screen",
    "product.price_first_screen", "product.variants", "product.stock_status", "product.shipping_info", "product.delivery_date",
    "product.returns_info", "product.social_proof", "product.recommendations", "product.json_ld", "product.structured_data",
    "product.wishlist", "product.quantity_selector", "product.add_to_cart_top_px", "product.price_top_px",
)  # fmt: skip
LONGEST_LINE = 200
PAIR = 2
PRESSED = "a, button, summary, input, select, [role=tab], [role=button], [aria-expanded], [data-ux-pointer]"


def observe_product(walk: Walk) -> dict[str, Fact]:
    """Return the facts of the sampled product pages together; title and price are the first one's."""
    sights = products(walk)
    if not sights:
        return dict.fromkeys(NAMES, unseen(NO_PRODUCT))
    first = sights[0]
    return {
        **_identity(first),
        **_buy_box(walk, sights),
        **_statements(walk, sights),
        **_offers(walk, sights),
    }


def _identity(sight: Sight) -> dict[str, Fact]:
    title = heading(sight)
    price = main_price(sight)
    data = read_structured(sight.snapshot)
    price_tag = sight.snapshot.element(price.ux_id) if price else None
    return {
        "product.title": seen(text_of(title), seen_at(sight, title))
        if title is not None
        else unseen("no heading was found"),
        "product.price": seen(price.amount, seen_at(sight, price_tag))
        if price
        else unseen("no price was found"),
        "product.currency": seen(price.currency, seen_at(sight, price_tag))
        if price and price.currency
        else unseen("no currency sign"),
        "product.json_ld": seen(any("Product" in str(i.get("@type")) for i in data.json_ld), seen_at(sight)),
        "product.structured_data": seen(bool(data.products), seen_at(sight)),
    }


def _buy_box(walk: Walk, sights: list[Sight]) -> dict[str, Fact]:
    visible, button_early, price_early, tops, price_tops = [], [], [], [], []
    evidence, price_evidence = [], []
    for sight in sights:
        ranked = buy_button(walk, sight)
        price = main_price(sight)
        # A product whose versions are products of their own is bought on their pages.
        if ranked is not None or not versions_of(walk, sight):
            visible.append(ranked is not None)
        if ranked is not None and ranked.control.box is not None:
            box = ranked.control.box
            button_early.append(in_first_screen(sight.snapshot, ranked.control.tag, box))
            tops.append(round(box.y))
            evidence.append(seen_at(sight, ranked.control.tag))
        if price is not None and price.box is not None:
            price_early.append(
                in_first_screen(sight.snapshot, sight.snapshot.element(price.ux_id), price.box)
            )
            price_tops.append(round(price.box.y))
            price_evidence.append(seen_at(sight, sight.snapshot.element(price.ux_id)))
    where = evidence or [seen_at(sights[0])]
    none = unseen("no add-to-cart control was found")
    no_price = unseen("no price was found")
    return {
        "product.add_to_cart_visible": seen(most(visible), *where) if visible else none,
        "product.add_to_cart_first_screen": seen(most(button_early), *where) if button_early else none,
        "product.price_first_screen": seen(most(price_early), *price_evidence) if price_early else no_price,
        "product.add_to_cart_top_px": seen(middle(tops), *where) if tops else none,
        "product.price_top_px": seen(middle(price_tops), *price_evidence) if price_tops else no_price,
    }


def _statements(walk: Walk, sights: list[Sight]) -> dict[str, Fact]:
    rules = {
        "product.stock_status": says_stock,
        "product.shipping_info": says_shipping,
        "product.delivery_date": says_delivery_date,
        "product.returns_info": says_returns,
        "product.social_proof": says_social_proof,
    }
    found: dict[str, Fact] = {}
    for name, says in rules.items():
        hits = [
            (sight, line) for sight in sights if (line := _first_line(walk.vocabulary, sight.snapshot, says))
        ]
        where = (
            seen_at(hits[0][0], _tag_of(hits[0][0].snapshot, hits[0][1]), hits[0][1])
            if hits
            else seen_at(sights[0])
        )
        # One product may be sold out: a statement is the template's when most of those that can be bought carry it.
        found[name] = seen(len(hits) * 2 > len(sights), where, confidence=0.85)
    return found


def _first_line(vocabulary: Vocabulary, snapshot: Snapshot, says: "object") -> str | None:
    lines = product_lines(vocabulary, snapshot)
    if says is says_returns:
        lines += _paired_lines(snapshot, lines)
    for line in lines:
        if says(vocabulary, line):  # type: ignore[operator]
            return line
    return None


def _paired_lines(snapshot: Snapshot, lines: list[str]) -> list[str]:
    """A short title and the line that completes it, in a box of their own; titles that can be pressed open more."""
    pairs = []
    for region in own_regions(snapshot):
        for box in region.find_all(["div", "li", "dl", "section", "article"]):
            parts = lines_of(box) if is_visible(box) and box.select_one(PRESSED) is None else []
            held = any(node.has_attr("data-ux-pointer") for node in (box, *box.parents))
            if len(parts) == PAIR and not held and all(part in lines for part in parts):
                said = " ".join(parts)
                pairs += [said] if any(c.isdigit() for c in said) else []
    return pairs


def product_lines(vocabulary: Vocabulary, snapshot: Snapshot) -> list[str]:
    """Return the lines of the page outside header, menus, footer and lists of other products; a site-wide bar counts."""
    known = _LINES.get(snapshot)
    if known is None:
        known = _LINES[snapshot] = _read_lines(vocabulary, snapshot)
    return list(known)


_LINES: "WeakKeyDictionary[Snapshot, tuple[str, ...]]" = WeakKeyDictionary()


def _read_lines(vocabulary: Vocabulary, snapshot: Snapshot) -> tuple[str, ...]:
    skipped = {id(card.tag) for group in find_card_groups(snapshot, vocabulary) for card in group.cards}
    lines: list[str] = []
    for region in own_regions(snapshot):
        for tag in region.find_all(
            [
                "p",
                "li",
                "td",
                "th",
                "dt",
                "dd",
                "span",
                "div",
                "strong",
                "small",
                "label",
                "summary",
                "h2",
                "h3",
                "h4",
                "h5",
                "button",
            ]
        ):
            if not is_visible(tag) or tag.find(["p", "li", "td", "div", "h2", "h3"]) is not None:
                continue
            if len(tag.find_all("button")) >= PAIR:  # buttons side by side make no line
                continue
            if stands_in(tag, [*FRAME, "a"]) or any(id(p) in skipped for p in tag.parents):
                continue
            text = squeeze(text_of(tag))
            link = tag.find("a")
            if text and len(text) <= LONGEST_LINE and not (isinstance(link, Tag) and text_of(link) == text):
                lines.append(text)
        told = set(lines)
        lines += [line for line in lines_of(region) if len(line) <= LONGEST_LINE and line in told]
    for bar in snapshot.select_visible(
        "[class*=announcement], [class*=promo-bar], [class*=usp], [role=banner] p, header p"
    ):
        lines.append(squeeze(text_of(bar))[:LONGEST_LINE])
    return tuple(dict.fromkeys(lines))


def _tag_of(snapshot: Snapshot, line: str) -> Tag | None:
    tags: list[Tag] = snapshot.body.find_all(["p", "li", "td", "span", "div", "strong", "small", "dd"])
    return next((tag for tag in tags if is_visible(tag) and squeeze(text_of(tag)) == line), None)


def says_stock(vocabulary: Vocabulary, line: str) -> bool:
    """Return whether a line states availability in words or number."""
    return (
        len(line) <= 80
        and any(vocabulary.has(key, line) for key in ("in_stock", "sold_out", "low_stock"))
        and not vocabulary.has("notify_me", line)
    )


def says_shipping(vocabulary: Vocabulary, line: str) -> bool:
    """Return whether a line states delivery cost, time or method."""
    if vocabulary.has("free_shipping", line):
        return True
    if not (vocabulary.has("shipping", line) or vocabulary.has("delivery_date", line)):
        return False
    return (
        read_price(line) is not None
        or any(
            vocabulary.has(key, line)
            for key in ("delivery_time", "delivery_date", "ship_at_checkout", "free")
        )
        or bool(re.search(r"\d+\s*[-–]\s*\d+", line))
    )


def says_delivery_date(vocabulary: Vocabulary, line: str) -> bool:
    """Return whether a line names a date or span of delivery."""
    named = vocabulary.has("delivery_date", line) or vocabulary.has("shipping", line)
    line = PRICED.sub(" ", line)  # 4.90 is a price, not the fourth day of a month
    return named and (names_day(line, vocabulary.languages) or vocabulary.has("delivery_time", line))


def says_returns(vocabulary: Vocabulary, line: str) -> bool:
    """Return whether a line states how goods can be returned; a bare heading or link does not."""
    if not vocabulary.has("returns", line):
        return False
    long_enough = (
        len(re.split(r"[\s-]+", line)) >= 3 or len(re.findall(r"[\u3040-\u9fff\uac00-\ud7af]", line)) >= 6
    )
    return long_enough and (any(c.isdigit() for c in line) or len(line) >= 25)


def says_social_proof(vocabulary: Vocabulary, line: str) -> bool:
    """Return whether a line names units sold, press or awards; “sold out” is none."""
    if vocabulary.has("sold_out", line) or len(line) > 100:
        return False
    return vocabulary.has("social_proof", line) or vocabulary.has("as_seen_in", line)


def _offers(walk: Walk, sights: list[Sight]) -> dict[str, Fact]:
    where = seen_at(sights[0])
    variants = [has_variants(walk, sight) for sight in sights]
    kept = next(((s, tag) for s in sights if (tag := find_wishlist(walk, s)) is not None), None)
    return {
        "product.variants": seen(any(variants), where, confidence=0.8),
        "product.recommendations": _recommendations(walk, sights),
        "product.wishlist": seen(kept is not None, seen_at(*kept) if kept is not None else where),
        "product.quantity_selector": seen(most([has_quantity(walk, s) for s in sights]), where),
    }


def _recommendations(walk: Walk, sights: list[Sight]) -> Fact:
    if any(other_products(walk, sight) for sight in sights):
        return seen(True, seen_at(sights[0]))
    for sight in sights:
        for tag in sight.snapshot.select_visible("h2, h3, h4, [role=heading]"):
            if walk.vocabulary.has("recommended", text_of(tag)):
                return unseen("other products are announced, and none could be read below the heading")
    return seen(False, seen_at(sights[0]))


def has_variants(walk: Walk, sight: Sight) -> bool:
    """Return whether an option can be chosen: fields or swatches by the buy button, or links to sibling versions."""
    snapshot = sight.snapshot
    ranked = buy_button(walk, sight)
    box = ranked.control.box if ranked else None
    if find_option_fields(snapshot, walk.vocabulary, box) or find_option_groups(
        snapshot, walk.vocabulary, box
    ):
        return True
    return bool(versions_of(walk, sight))


def versions_of(walk: Walk, sight: Sight) -> list[Tag]:
    """Return the choices of a version that stand under a title of their own, or lead to sibling products."""
    title = heading(sight)
    top = box_of(title) if title is not None else None
    if top is None:
        return []
    groups = find_card_groups(sight.snapshot, walk.vocabulary)
    return find_versions(
        sight.snapshot, walk.vocabulary, top, [card.tag for group in groups for card in group.cards]
    )


def other_products(walk: Walk, sight: Sight) -> list[str]:
    """Return the addresses of other products offered on the page; products seen before are not counted."""
    found = []
    for group in find_card_groups(sight.snapshot, walk.vocabulary):
        if walk.vocabulary.has("recently_viewed", group.heading):
            continue
        visited = {s.visit.final_url.split("?")[0] for s in walk.all("product")}
        own = sight.visit.final_url.split("?")[0]
        urls = [card.url for card in group.cards if card.url.split("?")[0] != own]
        if (
            walk.vocabulary.has("recommended", group.heading)
            or not {u.split("?")[0] for u in urls} <= visited
        ):
            found += urls
    return found
