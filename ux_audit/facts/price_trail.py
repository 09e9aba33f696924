"""One product's price along the shopper's way: on cards, its page, in structured data, in the cart and the checkout."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product as combinations

from ux_audit.catalog import normalise
from ux_audit.facts.product import has_variants
from ux_audit.facts.steps import LOOKS
from ux_audit.facts.subjects import NO_PRODUCT, main_price, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Evidence, Fact, Purpose
from ux_audit.reading.addresses import page_key
from ux_audit.reading.cards import Card, find_card_groups
from ux_audit.reading.cart import Cart, CartLine, read_cart
from ux_audit.reading.prices import find_prices, read_prices
from ux_audit.reading.snapshot import lines_of, text_of
from ux_audit.reading.structured import read_structured
from ux_audit.reading.totals import TotalRow

CENT = 0.011  # rule catalogue, product-price-consistent: a tolerance of 0.01
ROUNDING = 0.02
MOST_PARTS = 8  # rows of sums that are tried in every combination
SUMS = ("total", "subtotal")
CARD_LOOKS: tuple[Purpose, ...] = ("home", "listing", "search_exact")
CART_LOOKS: tuple[Purpose, ...] = ("cart", "cart_restored")
PAYING = ("pay_cash_on_delivery", "pay_bank_transfer", "pay_card", "pay_invoice", "express_checkout")


@dataclass(frozen=True)
class Difference:
    """One price that is not the one on the product's page."""

    where: str
    page: float
    other: float
    evidence: Evidence


def observe_price_trail(walk: Walk) -> dict[str, Fact]:
    """Return product.price_sources and price_mismatches, trust.late_fees and trust.price_growth_share."""
    return {**_consistency(walk), **_growth(walk)}


def _consistency(walk: Walk) -> dict[str, Fact]:
    sights = products(walk)
    names = ("product.price_sources", "product.price_mismatches")
    if not sights:
        return dict.fromkeys(names, unseen(NO_PRODUCT))
    compared = 0
    wrong: list[Difference] = []
    for sight in sights:
        price = main_price(sight)
        if price is None:
            continue
        for where, amount, evidence in _other_prices(walk, sight, price.currency):
            compared += 1
            if not _is_on_page(walk, sight, price.amount, amount):
                wrong.append(Difference(where, price.amount, amount, evidence))
    if not compared:
        return dict.fromkeys(names, unseen("no price was seen in two places"))
    said = "; ".join(f"{d.where}: {d.other:.2f} ≠ {d.page:.2f}" for d in wrong)
    proof = [d.evidence for d in wrong] or [seen_at(sights[0])]
    return {
        "product.price_sources": seen(compared, seen_at(sights[0])),
        "product.price_mismatches": seen(len(wrong), *proof, note=said or None),
    }


def _other_prices(walk: Walk, sight: Sight, currency: str | None) -> list[tuple[str, float, Evidence]]:
    """Where else the product's price stands, as one amount in the same currency.

    A card may show the cheapest of several versions, so that it is asked only of products without options.
    """
    found = []
    offered = _offered_price(sight, currency)
    if offered is not None:
        found.append(("structured data", offered, seen_at(sight, text=f"{offered:.2f}")))
    if not has_variants(walk, sight):
        for look, card in _cards_of(walk, sight):
            if card.price is not None and card.price.currency in (currency, None) and _is_plain(card):
                found.append(("card", card.price.amount, seen_at(look, card.tag)))
    line = _cart_line(walk, sight)
    if line is not None:
        look, own, amount = line
        found.append(("cart", amount, seen_at(look, own.tag)))
    return found


def _offered_price(sight: Sight, currency: str | None) -> float | None:
    """The one price of the structured offer; None for spans of prices and several offers."""
    offers = (read_structured(sight.snapshot).main_product or {}).get("offers")
    listed = offers if isinstance(offers, list) else [offers]
    told = [o for o in listed if isinstance(o, dict) and o.get("price") not in (None, "")]
    amounts = {str(o["price"]) for o in told}
    if len(amounts) != 1 or any("lowPrice" in o for o in told):
        return None
    if currency and str(told[0].get("priceCurrency") or currency) != currency:
        return None
    try:
        return float(amounts.pop())
    except ValueError:
        return None


def _cards_of(walk: Walk, sight: Sight) -> list[tuple[Sight, Card]]:
    own = page_key(sight.visit.final_url)
    return [
        (look, card)
        for look in walk.all(*CARD_LOOKS)
        for group in find_card_groups(look.snapshot, walk.vocabulary)
        for card in group.cards
        if card.url and page_key(card.url) == own
    ]


def _is_plain(card: Card) -> bool:
    """Whether a card names one price: no span, no “from 9.90”, nothing struck beside it."""
    said = [line for line in lines_of(card.tag) if read_prices(line)]
    return len(said) == 1 and len(read_prices(said[0])) == 1 and not _has_letters_before_price(said[0])


def _has_letters_before_price(line: str) -> bool:
    price = read_prices(line)[0]
    return any(sign.isalpha() for sign in line.split(price.text)[0])


def _cart_line(walk: Walk, sight: Sight) -> tuple[Sight, CartLine, float] | None:
    """The product's line in the cart and the price of one piece there; None where a discount explains another."""
    added, look = walk.first("added"), walk.first("cart")
    if added is None or look is None or added.visit.context.get("before") not in (sight.visit.id, None):
        return None
    cart = read_cart(look.snapshot, walk.vocabulary)
    own = find_own_line(cart, sight, added.visit.context.get("added_title", ""))
    if own is None or any(row.kind == "discount" and row.amount for row in cart.rows):
        return None
    price = own.unit_price if own.quantity == 1 or own.unit_price else None
    if price is None or any(p.struck for p in find_prices(look.snapshot, own.tag)):
        return None
    page = main_price(sight)
    taxed = [row.amount for row in cart.rows if row.kind == "tax" and row.amount]
    goods = cart.row("subtotal")
    if (
        page
        and taxed
        and goods
        and goods.amount
        and abs(price * (1 + taxed[0] / goods.amount) - page.amount) <= ROUNDING
    ):
        return None
    return look, own, price


def find_own_line(cart: Cart, sight: Sight, title: str) -> CartLine | None:
    """Return the cart's line of the product on a page: by its address, else by the title under which it was added."""
    own = page_key(sight.visit.final_url)
    by_address = [line for line in cart.lines if line.url and page_key(line.url) == own]
    wanted = normalise(title)
    by_name = [
        line
        for line in cart.lines
        if wanted and (said := normalise(line.title)) and (said in wanted or wanted in said)
    ]
    return next(iter(by_address or by_name), None)


def _is_on_page(walk: Walk, sight: Sight, main: float, amount: float) -> bool:
    """Whether an amount is the product's price, or stands on its page too: with and without tax, a member's, the old one."""
    if abs(main - amount) <= CENT:
        return True
    cards = {id(c.tag) for g in find_card_groups(sight.snapshot, walk.vocabulary) for c in g.cards}
    for price in find_prices(sight.snapshot):
        tag = sight.snapshot.element(price.ux_id)
        if tag is None or any(id(node) in cards for node in (tag, *tag.parents)):
            continue
        if any(abs(one.amount - amount) <= CENT for one in read_prices(text_of(tag))):
            return True
    return False


def _growth(walk: Walk) -> dict[str, Fact]:
    """How much more the goods cost at the end than on their page, and which fees came late."""
    names = ("trust.late_fees", "trust.price_growth_share")
    added = walk.first("added")
    pages = [
        s
        for s in products(walk)
        if added is None or s.visit.id == added.visit.context.get("before", s.visit.id)
    ]
    cart_look = walk.last(*CART_LOOKS)
    if added is None or not pages or cart_look is None:
        return dict.fromkeys(names, unseen("nothing was added to a cart"))
    page, cart = pages[0], read_cart(cart_look.snapshot, walk.vocabulary)
    price = main_price(page)
    own = find_own_line(cart, page, added.visit.context.get("added_title", ""))
    if price is None or own is None:
        return dict.fromkeys(names, unseen("the product's price was not seen in the cart"))
    looks = [s for s in walk.all(*LOOKS) if read_cart(s.snapshot, walk.vocabulary).row("total")]
    last = looks[-1] if looks else cart_look
    rows = read_cart(last.snapshot, walk.vocabulary).rows
    known = page.snapshot.text
    fees = [row for row in rows if row.kind == "fee" and row.amount and not _is_payments(walk, row)]
    late = [row for row in fees if not _is_told(row, cart, known)]
    where = [seen_at(last, row.tag, row.text) for row in late or rows[:1]]
    facts = {
        "trust.late_fees": seen([row.label for row in late], *where)
        if looks
        else unseen("no total was seen in the checkout")
    }
    facts["trust.price_growth_share"] = _residual(walk, price.amount, own, cart, last)
    return facts


def _is_payments(walk: Walk, row: TotalRow) -> bool:
    """A surcharge of one way to pay can be avoided by choosing another."""
    return any(walk.vocabulary.has(key, row.label) for key in PAYING)


def _is_told(row: TotalRow, cart: Cart, page: str) -> bool:
    said = normalise(row.label)
    return said in normalise(page) or any(said == normalise(other.label) for other in cart.rows)


def _residual(walk: Walk, price: float, own: CartLine, cart: Cart, last: Sight) -> Fact:
    """The part of the last total that neither the page's price nor named rows explain, as a share of the goods."""
    view = read_cart(last.snapshot, walk.vocabulary)
    total = view.row("total") or view.row("subtotal")
    if (
        total is None
        or total.amount is None
        or own.line_total is None
        or any(line.line_total is None for line in cart.lines)
    ):
        return unseen("no total or no prices of lines were found")
    others = sum(line.line_total or 0 for line in cart.lines if line is not own)
    goods = price * (own.quantity or 1) + others
    said = f"{goods:.2f} → {total.amount:.2f}"
    rows = [row for row in (*view.rows, *cart.rows) if row.amount and row.kind not in SUMS]
    named = {
        (row.amount or 0.0) * (-1 if row.kind == "discount" else 1) for row in rows if row.kind != "other"
    }
    loose = {row.amount or 0.0 for row in rows if row.kind == "other"} | {
        price.amount for price in find_prices(last.snapshot) if price.amount < goods
    }
    left = _least_rest(total.amount - goods, named)
    if left <= ROUNDING:
        return seen(0.0, seen_at(last, total.tag, said), confidence=0.8, note=said)
    if goods <= 0 or any(abs(left - amount) <= ROUNDING for amount in loose):
        return unseen("the parts of the total could not be told apart")
    return seen(round(left / goods, 4), seen_at(last, total.tag, said), confidence=0.8, note=said)


def _least_rest(difference: float, named: Collection[float]) -> float:
    """The difference less the named parts that explain most of it; tax and delivery may be within the prices."""
    parts = sorted(named)[:MOST_PARTS]
    rests = [
        difference - sum(part for part, counts in zip(parts, taken, strict=True) if counts)
        for taken in combinations((False, True), repeat=len(parts))
    ]
    return min((max(rest, 0.0) for rest in rests), default=difference)
