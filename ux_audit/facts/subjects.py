"""What several subjects ask of a product page."""

from statistics import median_low

from bs4 import Tag

from ux_audit.facts.walk import Sight, Walk
from ux_audit.model import Box
from ux_audit.reading.addresses import page_key
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.controls import Ranked
from ux_audit.reading.prices import Price, find_prices
from ux_audit.reading.product_name import find_product_name
from ux_audit.reading.snapshot import Snapshot, box_of, stands_in, text_of
from ux_audit.reading.structured import read_structured

NO_PRODUCT = "no product page was reached"
BELOW_PX = 1600  # the buy box lies within this distance of the heading, also on a phone


def products(walk: Walk) -> list[Sight]:
    """Return the sampled product pages; those surely of another kind are left out."""
    return [s for s in walk.all("product") if s.visit.kind == "product" or s.visit.kind_confidence < 0.8]


def heading(sight: Sight) -> Tag | None:
    """Return what names the product on its page: mostly the main heading in view."""
    data = read_structured(sight.snapshot).main_product
    listed = sight.visit.context.get("expect_title") or str((data or {}).get("name", ""))
    named = find_product_name(sight.snapshot, listed)
    if named is not None and text_of(named):
        return named
    largest = [t for t in sight.snapshot.select_visible("h1, h2, [role=heading]") if text_of(t)]
    return next(iter(largest), None)


def main_price(sight: Sight) -> Price | None:
    """Return the product's price: the largest that is not struck, near the heading; no sum of a cart, no other product's."""
    snapshot = sight.snapshot
    prices = [p for p in find_prices(snapshot) if _can_be_asked(snapshot, p)]
    title = heading(sight)
    box = box_of(title) if title is not None else None
    if box is not None:
        near = [p for p in prices if p.box and -150 <= p.box.y - box.y <= BELOW_PX]
        prices = near or prices
    return max(prices, key=lambda p: (p.font_px, -(p.box.y if p.box else 0)), default=None)


def _can_be_asked(snapshot: Snapshot, price: Price) -> bool:
    """Whether a price may be this product's: it does not lead elsewhere and is no empty cart's sum."""
    tag = snapshot.element(price.ux_id)
    if tag is None or price.box is None or price.struck or not price.amount:
        return False
    link = tag if tag.name == "a" else tag.find_parent("a")
    leads = link is not None and page_key(snapshot.address(link)) not in ("", page_key(snapshot.url))
    return not leads and not stands_in(tag)


def buy_button(walk: Walk, sight: Sight) -> Ranked | None:
    """Return the control that puts the product into the cart, or None."""
    return next(iter(rank_buy_buttons(sight.snapshot, walk.vocabulary)), None)


def in_first_screen(snapshot: Snapshot, tag: Tag | None, box: Box | None) -> bool:
    """Return whether a box lies wholly in the first screen (1 px of grace) and nothing lies over it."""
    if box is None:
        return False
    covered = bool(tag is not None and tag.get("data-ux-cover"))
    return snapshot.first_screen.contains(box, grace_px=1) and not covered


def most(values: list[bool]) -> bool:
    """Return whether it holds for most."""
    return sum(values) * 2 > len(values)


def middle(values: list[int]) -> int:
    """Return the median of whole numbers (the lower one of two)."""
    return median_low(values)
