"""Prices struck through, and whether the page says what they are compared with."""

from ux_audit.facts.subjects import heading, main_price, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Box, Fact
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.prices import Price, find_prices
from ux_audit.reading.snapshot import box_of, stands_in

NEAR_PX = 160  # a product's former price stands within this distance of its price
BELOW_NAME_PX = 500  # or so far below its name
NAMES = ("trust.struck_price", "trust.struck_price_basis")


def observe_reductions(walk: Walk) -> dict[str, Fact]:
    """Return whether a reduced product was seen, and whether its page says what the former price is."""
    pages = products(walk)
    if not pages:
        return dict.fromkeys(NAMES, unseen("no product page was reached"))
    reduced = [(sight, price) for sight in pages if (price := _former(walk, sight)) is not None]
    if not reduced:
        listed = _listed(walk)
        if listed is None:
            none = seen(False, seen_at(pages[0]))
            return {NAMES[0]: none, NAMES[1]: unseen("no reduced product was seen")}
        sight, price = listed
        where = seen_at(sight, sight.snapshot.element(price.ux_id), price.text)
        return {NAMES[0]: seen(True, where), NAMES[1]: unseen("no page of a reduced product was seen")}
    bare = [(sight, price) for sight, price in reduced if not _basis(walk, sight)]
    sight, price = (bare or reduced)[0]
    where = seen_at(sight, sight.snapshot.element(price.ux_id), price.text)
    return {NAMES[0]: seen(True, where), NAMES[1]: seen(not bare, where)}


def _former(walk: Walk, sight: Sight) -> Price | None:
    """The higher price that is struck through beside the product's own, or below its name."""
    own, title = main_price(sight), heading(sight)
    named = box_of(title) if title is not None else None
    cards = [card.tag for g in find_card_groups(sight.snapshot, walk.vocabulary) for card in g.cards]
    for price in find_prices(sight.snapshot):
        tag = sight.snapshot.element(price.ux_id)
        if not price.struck or price.box is None or tag is None or stands_in(tag):
            continue
        if any(card in tag.parents for card in cards):
            continue
        beside = own is not None and own.box is not None and _is_near(price.box, own.box)
        below = named is not None and 0 <= price.box.y - named.y <= BELOW_NAME_PX
        if (beside or below) and (own is None or price.amount > own.amount):
            return price
    return None


def _is_near(box: Box, other: Box) -> bool:
    return abs(box.y - other.y) <= NEAR_PX and abs(box.x - other.x) <= 2 * NEAR_PX


def _listed(walk: Walk) -> tuple[Sight, Price] | None:
    for sight in walk.all("listing", "search_exact"):
        for group in find_card_groups(sight.snapshot, walk.vocabulary):
            for card in group.cards:
                for price in find_prices(sight.snapshot, card.tag):
                    if price.struck and card.price is not None and price.amount > card.price.amount:
                        return sight, price
    return None


def _basis(walk: Walk, sight: Sight) -> bool:
    return walk.vocabulary.find("price_basis", sight.snapshot.text) is not None
