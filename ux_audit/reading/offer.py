"""What a shopper needs on a product page to buy: the product's name, its price, and the button."""

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.model import Model
from ux_audit.reading.addresses import page_key
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.prices import Price, find_prices
from ux_audit.reading.product_name import find_product_name
from ux_audit.reading.snapshot import Snapshot, box_of, stands_in, text_of
from ux_audit.reading.structured import read_structured

BELOW_PX, ABOVE_PX = 1600, 150  # the buy box lies within this distance of the heading, also on a phone


class Named(Model):
    """An element by its tag's name and its text."""

    tag: str
    text: str


class Offer(Model):
    """The three by which a product page is known again in another load."""

    heading: Named
    price: Named
    button: Named


def find_heading(snapshot: Snapshot, listed: str = "") -> Tag | None:
    """Return what names the product on its page: mostly the main heading in view. `listed` is its name in a list."""
    data = read_structured(snapshot).main_product
    named = find_product_name(snapshot, listed or str((data or {}).get("name", "")))
    if named is not None and text_of(named):
        return named
    largest = [t for t in snapshot.select_visible("h1, h2, [role=heading]") if text_of(t)]
    return next(iter(largest), None)


def find_main_price(snapshot: Snapshot, heading: Tag | None) -> Price | None:
    """Return the product's price: the largest that is not struck, near the heading; no sum of a cart, no other product's."""
    prices = [p for p in find_prices(snapshot) if _can_be_asked(snapshot, p)]
    box = box_of(heading) if heading is not None else None
    if box is not None:
        near = [p for p in prices if p.box and -ABOVE_PX <= p.box.y - box.y <= BELOW_PX]
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


def read_offer(snapshot: Snapshot, vocabulary: Vocabulary, listed: str = "") -> Offer | None:
    """Return name, price and button of a product page, or None where one of them is missing or has no words."""
    heading = find_heading(snapshot, listed)
    price = find_main_price(snapshot, heading)
    ranked = next(iter(rank_buy_buttons(snapshot, vocabulary)), None)
    priced = snapshot.element(price.ux_id) if price is not None else None
    if heading is None or price is None or priced is None or ranked is None or not ranked.control.text:
        return None
    return Offer(
        heading=Named(tag=heading.name, text=text_of(heading)),
        price=Named(tag=priced.name, text=price.text),
        button=Named(tag=ranked.control.tag.name, text=ranked.control.text),
    )
