"""The cart: whether adding works, what can be changed, and whether the sums are clear and right."""

import re
from itertools import product

from bs4 import Tag

from ux_audit.catalog import normalise
from ux_audit.facts.subjects import in_first_screen
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cart import Cart, CartLine, RowKind, read_cart
from ux_audit.reading.controls import find_controls, rank_controls
from ux_audit.reading.discount_codes import find_code_field
from ux_audit.reading.fields import find_fields
from ux_audit.reading.snapshot import attr, text_of

ACCOUNT_ENDS = ("account-required", "sign-in-failed")
NO_CART = "the cart was not reached"
CENT = 0.02  # sums may differ by rounding (rule catalogue, cart-price-composition)
ROWS: tuple[tuple[str, RowKind], ...] = (
    ("cart.subtotal_shown", "subtotal"),
    ("cart.total_shown", "total"),
    ("cart.tax_shown", "tax"),
    ("cart.shipping_cost_shown", "shipping"),
)
NAMES = (
    "cart.add_works",
    "cart.add_feedback",
    "cart.quantity_editable",
    "cart.quantity_updates_total",
    "cart.remove",
    *(name for name, _ in ROWS),
    "cart.shipping_estimator",
    "cart.discount_field",
    "cart.discount_field_open",
    "cart.checkout_control_visible",
    "cart.checkout_control_first_screen",
    "cart.unrequested_items",
    "cart.arithmetic_ok",
)
SUMS: tuple[RowKind, ...] = ("total", "subtotal")
NOTICES = "[role=status], [role=alert], [aria-live], [class*=alert], [class*=toast], [class*=notif], [class*=message]"
COMPLAINTS = re.compile(r"error|danger|warning|invalid", re.IGNORECASE)
LONGEST_NOTICE = 300
PLACES = ("postcode", "country", "region", "city")


def observe_cart(walk: Walk) -> dict[str, Fact]:
    """Return cart.*."""
    added, sight = walk.first("added"), walk.first("cart")
    facts = dict.fromkeys(NAMES, unseen(NO_CART))
    facts.update(_adding(walk, added, sight))
    if sight is None:
        return facts
    cart = read_cart(sight.snapshot, walk.vocabulary)
    facts.update(_lines(sight, cart))
    facts["cart.quantity_updates_total"] = _follows(walk)
    facts["cart.unrequested_items"] = _unrequested(sight, cart, added)
    for name, kind in ROWS:
        row = cart.row(kind)
        shown = row is not None and (row.amount is not None or row.free)
        facts[name] = seen(shown, seen_at(sight, row.tag if row else None))
    facts["cart.arithmetic_ok"] = _arithmetic(sight, cart)
    facts.update(_controls(walk, sight))
    return facts


def _adding(walk: Walk, added: Sight | None, cart: Sight | None) -> dict[str, Fact]:
    if added is None:
        journey = walk.journey
        tried = journey is not None and journey.stopped == "no-add-to-cart"
        blame = "no product could be added; whether the shop or this tool failed is not known"
        why = unseen(blame if tried else "nothing was added to a cart")
        return {"cart.add_works": why, "cart.add_feedback": why}
    context = added.visit.context
    feedback = context.get("feedback", "none")
    told = _told(walk, added) if feedback in ("none", "count") else None
    feedback = "message" if told is not None else feedback
    filled = cart is not None and bool(read_cart(cart.snapshot, walk.vocabulary).lines)
    counted = context.get("count_after", "") != context.get("count_before", "")
    works = filled or feedback != "none" or counted
    if not works and walk.journey is not None and walk.journey.stopped.startswith(ACCOUNT_ENDS):
        return dict.fromkeys(("cart.add_works", "cart.add_feedback"), unseen("the shop demands an account"))
    return {
        "cart.add_works": seen(works, seen_at(cart or added), confidence=1.0 if filled else 0.7),
        "cart.add_feedback": seen(feedback, seen_at(added, told)),
    }


def _told(walk: Walk, added: Sight) -> Tag | None:
    """A notice that was not on the product's page before; complaints are none."""
    before = next((s for s in walk.sights if s.visit.id == added.visit.context.get("before")), None)
    if before is None:
        return None
    known = before.snapshot.text
    for tag in added.snapshot.select_visible(NOTICES):
        text, marks = text_of(tag), attr(tag, "class")
        if 0 < len(text) < LONGEST_NOTICE and text not in known and not COMPLAINTS.search(marks):
            return tag
    return None


def _lines(sight: Sight, cart: Cart) -> dict[str, Fact]:
    changed = next((line for line in cart.lines if line.increase_id or line.quantity_field_id), None)
    by = (changed.quantity_field_id or changed.increase_id) if changed else None
    tag = sight.snapshot.element(by) if by else None
    locked = tag is not None and tag.has_attr("readonly") and not (changed and changed.increase_id)
    removable = next((line.remove_id for line in cart.lines if line.remove_id), None)
    remover = sight.snapshot.element(removable) if removable else None
    return {
        "cart.quantity_editable": seen(tag is not None and not locked, seen_at(sight, tag)),
        "cart.remove": seen(remover is not None, seen_at(sight, remover)),
    }


def _unrequested(sight: Sight, cart: Cart, added: Sight | None) -> Fact:
    """Count the lines with a price besides the one that was asked for; gifts are no harm."""
    title = added.visit.context.get("added_title", "") if added else ""
    own = [line for line in cart.lines if title and _is_named(line, title)] or list(cart.lines[:1])
    rest = [line for line in cart.lines if line not in own and line.line_total]
    extra = [*own[1:], *rest]
    return seen(len(extra), *(seen_at(sight, line.tag, line.title) for line in extra or own))


def _is_named(line: CartLine, title: str) -> bool:
    said, wanted = normalise(line.title), normalise(title)
    return bool(said) and (wanted in said or said in wanted)


def _follows(walk: Walk) -> Fact:
    """Compare the sum before with those seen later: some shops write the pieces first, the sum after."""
    changed = walk.first("cart_quantity")
    if changed is None:
        return unseen("the quantity was not changed")
    context = changed.visit.context
    before = _number(context.get("total_before", ""))
    later = [s.visit.context.get("total_after", "") for s in walk.all("cart_quantity", "cart_restored")]
    after = [number for said in later if (number := _number(said)) is not None]
    after += [
        row.amount
        for kind in SUMS
        if (row := read_cart(changed.snapshot, walk.vocabulary).row(kind)) and row.amount
    ]
    if before is None or not after:
        return unseen("no sum was found in the cart")
    if max(after) > before:
        return seen(True, seen_at(changed, text=f"{before:.2f} → {max(after):.2f}"))
    if context.get("quantity_after", "") in ("", context.get("quantity_before", "")):
        return unseen("the quantity could not be changed")
    return seen(False, seen_at(changed, text=f"{before:.2f} → {after[0]:.2f}"))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _arithmetic(sight: Sight, cart: Cart) -> Fact:
    """Try the sums with and without tax and shipping: a part that is included is none to add."""
    total = cart.row("total") or cart.row("subtotal")
    goods = [line.line_total for line in cart.lines if line.line_total is not None]
    subtotal = cart.row("subtotal")
    if total is None or total.amount is None or (not goods and (subtotal is None or subtotal is total)):
        return unseen("no total or no prices of lines were found")
    bases = {round(sum(goods), 2)} if goods else set()
    if subtotal is not None and subtotal.amount is not None:
        bases.add(subtotal.amount)
    parts = {kind: _sum_of(cart, kind) for kind in ("shipping", "tax", "fee", "discount")}
    for base, tax, shipping, fee, discount in product(
        bases, *((0.0, parts[kind]) for kind in ("tax", "shipping", "fee", "discount"))
    ):
        if abs(base + tax + shipping + fee - discount - total.amount) <= CENT:
            return seen(True, seen_at(sight, total.tag))
    said = " + ".join(f"{kind} {amount:.2f}" for kind, amount in parts.items() if amount)
    text = f"{min(bases):.2f} {'+ ' + said if said else ''} ≠ {total.amount:.2f}"
    return seen(False, seen_at(sight, total.tag, text), confidence=0.8)


def _sum_of(cart: Cart, kind: str) -> float:
    return sum(row.amount for row in cart.rows if row.kind == kind and row.amount is not None)


def _controls(walk: Walk, sight: Sight) -> dict[str, Fact]:
    snapshot, words = sight.snapshot, walk.vocabulary
    ranked = rank_controls(snapshot, "checkout", words)
    way = [r for r in ranked if r.control.region != "header"] or ranked
    tag = way[0].control.tag if way else None
    early = next((r for r in way if in_first_screen(snapshot, r.control.tag, r.control.box)), None)
    code = find_code_field(snapshot, words)
    code_at = seen_at(sight, code.tag if code else None)
    estimate = next((c.tag for c in find_controls(snapshot) if words.has("shipping_estimate", c.text)), None)
    places = [
        f.tag for f in find_fields(snapshot, words) if f.field_class in PLACES and f.scope in ("main", "cart")
    ]
    estimator = estimate if estimate is not None else next(iter(places), None)
    first = seen(early is not None, seen_at(sight, early.control.tag if early else tag))
    return {
        "cart.checkout_control_visible": seen(bool(way), seen_at(sight, tag)),
        "cart.checkout_control_first_screen": first if way else unseen("no way to the checkout was found"),
        "cart.discount_field": seen(code is not None, code_at),
        "cart.discount_field_open": seen(code is not None and code.is_open, code_at),
        "cart.shipping_estimator": seen(estimator is not None, seen_at(sight, estimator)),
    }
