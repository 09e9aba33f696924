"""Category pages: cards, filters, sorting, counting, paging."""

import re

from ux_audit.facts.filters import find_filters
from ux_audit.facts.sorting import find_sort
from ux_audit.facts.subjects import products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cards import Card, find_cards
from ux_audit.reading.list_total import find_total
from ux_audit.reading.snapshot import attr, box_of, name_of
from ux_audit.reading.specs import read_specs
from ux_audit.reading.structured import offer_of, read_structured

NO_LISTING = "no category page was reached"
NAMES = (
    "listing.products_shown", "listing.total_products", "listing.filters", "listing.filter_price", "listing.filter_brand",
    "listing.filter_spec", "listing.sort", "listing.count_shown", "listing.paging", "listing.card_price_all",
    "listing.card_image_all", "listing.card_rating", "listing.brands_known",
)  # fmt: skip


def observe_listing(walk: Walk) -> dict[str, Fact]:
    """Return listing.* of the category with most products, filters of any look at it."""
    sights = walk.all("listing")
    if not sights:
        return dict.fromkeys(NAMES, unseen(NO_LISTING))
    best = max(sights, key=lambda sight: len(find_cards(sight.snapshot, walk.vocabulary)))
    cards = find_cards(best.snapshot, walk.vocabulary)
    counted = find_total(best.snapshot, walk.vocabulary)
    total = counted[1] if counted else None
    paging = _paging(walk, best, cards, total)
    more = total is None and paging != "all"
    looks = [*sights, *walk.all("listing_filter")]
    groups = {name: hit for look in looks for name, hit in find_filters(walk, look).items()}
    sort = next(((s, tag) for s in sights if (tag := find_sort(walk, s)) is not None), None)
    where = seen_at(best, cards[0].tag if cards else None)
    facts = {
        "listing.products_shown": seen(len(cards), where),
        "listing.total_products": seen(
            max(total or 0, len(cards)), where, note="at least as many" if more else None
        ),
        "listing.count_shown": seen(counted is not None, seen_at(best, counted[0]) if counted else where),
        "listing.paging": seen(paging, where, confidence=0.8),
        "listing.sort": seen(sort is not None, seen_at(*sort) if sort else seen_at(best)),
        "listing.filters": seen(bool(groups), next(iter(groups.values()))[1] if groups else seen_at(best)),
    }
    for kind in ("price", "brand", "spec"):
        hit = groups.get(kind)
        facts[f"listing.filter_{kind}"] = seen(hit is not None, hit[1] if hit else seen_at(best))
    facts.update(_cards(walk, best, cards))
    facts["listing.brands_known"] = _brands(walk)
    return facts


def _cards(walk: Walk, sight: Sight, cards: list[Card]) -> dict[str, Fact]:
    if not cards:
        return dict.fromkeys(
            ("listing.card_price_all", "listing.card_image_all", "listing.card_rating"),
            unseen("no product cards were found"),
        )
    bare = [card for card in cards if card.price is None]
    blank = [card for card in cards if not _has_image(card)]
    rated = [card for card in cards if card.has_rating]
    return {
        "listing.card_price_all": seen(not bare, seen_at(sight, (bare or cards)[0].tag)),
        "listing.card_image_all": seen(not blank, seen_at(sight, (blank or cards)[0].tag)),
        "listing.card_rating": seen(bool(rated), seen_at(sight, (rated or cards)[0].tag)),
    }


def _has_image(card: Card) -> bool:
    image = card.image
    if image is None:
        return False
    return image.name != "img" or attr(image, "data-ux-natural") not in ("", "0x0")


def _brands(walk: Walk) -> Fact:
    names = set()
    for sight in products(walk):
        product = read_structured(sight.snapshot).main_product or {}
        brand = product.get("brand") or offer_of(product).get("brand")
        named = brand.get("name") if isinstance(brand, dict) else brand
        stated = [
            value
            for name, value in read_specs(sight.snapshot, walk.vocabulary)
            if walk.vocabulary.grade("brand", name) >= 0.8
        ]
        names |= {str(name).casefold() for name in [named, *stated[:1]] if name}
    return seen(len(names), seen_at(products(walk)[0])) if names else unseen("no product seen names a brand")


def _paging(walk: Walk, sight: Sight, cards: list[Card], total: int | None) -> str:
    below = max((card.box.bottom for card in cards if card.box), default=0)
    for tag in sight.snapshot.select_visible("a, button"):
        text = name_of(tag)
        box = box_of(tag)
        if box is None or box.y < below - 10 or tag.find_parent("footer") is not None:
            continue
        if walk.vocabulary.grade("load_more", text) >= 0.8:
            return "load-more"
        if walk.vocabulary.grade("next_page", text) >= 0.8 or re.fullmatch(r"2", text):
            return "pages"
    early = sight.visit.context.get("urls_before_scrolling", "").split()
    grew = bool(early) and any(card.url and card.url not in early for card in cards)
    return "endless" if grew or (total is not None and total > len(cards)) else "all"
