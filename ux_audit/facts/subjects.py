"""What several subjects ask of a product page."""

from statistics import median_low

from bs4 import Tag

from ux_audit.facts.walk import Sight, Walk
from ux_audit.model import Box
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.controls import Ranked
from ux_audit.reading.offer import find_heading, find_main_price
from ux_audit.reading.prices import Price
from ux_audit.reading.snapshot import Snapshot

NO_PRODUCT = "no product page was reached"


def products(walk: Walk) -> list[Sight]:
    """Return the sampled product pages; those surely of another kind are left out."""
    return [s for s in walk.all("product") if s.visit.kind == "product" or s.visit.kind_confidence < 0.8]


def heading(sight: Sight) -> Tag | None:
    """Return what names the product on its page: mostly the main heading in view."""
    return find_heading(sight.snapshot, sight.visit.context.get("expect_title") or "")


def main_price(sight: Sight) -> Price | None:
    """Return the product's price: the largest that is not struck, near the heading; no sum of a cart, no other product's."""
    return find_main_price(sight.snapshot, heading(sight))


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
