"""The cart: whether adding works, what can be changed, and whether the sums are clear and right."""

from ux_audit.facts.subjects import in_first_screen
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cart import Cart, RowKind, read_cart
from ux_audit.reading.controls import find_controls, rank_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.snapshot import is_visible

NO_CART = "the cart was not reached"
CENT = 0.02  # sums may differ by rounding (rule catalogue, cart-price-composition)
ROWS: tuple[tuple[str, RowKind], ...] = (
    ("cart.subtotal_shown", "subtotal"), ("cart.total_shown", "total"), ("cart.tax_shown", "tax"), ("cart.shipping_cost_shown", "shipping"),
)  # fmt: skip
NAMES = (
    "cart.add_works", "cart.add_feedback", "cart.quantity_editable", "cart.quantity_updates_total", "cart.remove", *(n for n, _ in ROWS),
    "cart.shipping_estimator", "cart.discount_field", "cart.discount_field_open", "cart.checkout_control_visible",
    "cart.checkout_control_first_screen", "cart.unrequested_items", "cart.arithmetic_ok",
)  # fmt: skip


def observe_cart(walk: Walk) -> dict[str, Fact]:
    """Return cart.*."""
    added, sight = walk.first("added"), walk.first("cart")
    facts = dict.fromkeys(NAMES, unseen(NO_CART))
    facts.update(_adding(walk, added, sight))
    if sight is None:
        return facts
    cart = read_cart(sight.snapshot, walk.vocabulary)
    facts.update(_lines(walk, sight, cart))
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
        if journey is not None and journey.stopped == "no-add-to-cart":
            return {"cart.add_works": unseen("no product could be added; whether the shop or this tool failed is not known")}
        why = unseen("nothing was added to a cart")
        return {"cart.add_works": why, "cart.add_feedback": why}
    feedback = added.visit.context.get("feedback", "none")
    worked = cart is not None or feedback != "none"
    return {
        "cart.add_works": seen(worked, seen_at(cart or added)),
        "cart.add_feedback": seen(feedback, seen_at(added)),
    }


def _lines(walk: Walk, sight: Sight, cart: Cart) -> dict[str, Fact]:
    line = next(iter(cart.lines), None)
    changed = walk.first("cart_quantity")
    by = line and (line.quantity_field_id or line.increase_id)
    tag = sight.snapshot.element(by) if by else None
    editable = tag is not None and not (tag.has_attr("readonly") and not (line and line.increase_id))
    removable = next((ln for ln in cart.lines if ln.remove_id), None)
    facts = {
        "cart.quantity_editable": seen(editable, seen_at(sight, tag)),
        "cart.remove": seen(removable is not None, seen_at(sight, sight.snapshot.element(removable.remove_id or "") if removable else None)),
        "cart.unrequested_items": seen(max(0, len(cart.lines) - 1), seen_at(sight)),
    }
    if changed is None:
        facts["cart.quantity_updates_total"] = unseen("the quantity was not changed")
    else:
        context = changed.visit.context
        facts["cart.quantity_updates_total"] = _follows(changed, context)
    return facts


def _follows(sight: Sight, context: dict[str, str]) -> Fact:
    before, after = context.get("total_before", ""), context.get("total_after", "")
    if not before or not after:
        return unseen("no sum was found in the cart")
    return seen(float(after) > float(before), seen_at(sight, text=f"{before} → {after}"))


def _arithmetic(sight: Sight, cart: Cart) -> Fact:
    """Try the sums with and without tax: a tax that is included is no part to add."""
    total = cart.row("total") or cart.row("subtotal")
    goods = [line.line_total for line in cart.lines if line.line_total is not None]
    if total is None or total.amount is None or not goods:
        return unseen("no total or no prices of lines were found")
    parts = {kind: row.amount or 0.0 for kind in ("shipping", "tax", "fee", "discount") if (row := cart.row(kind)) and row.amount is not None}
    base = sum(goods)
    for tax in (0.0, parts.get("tax", 0.0)):
        for shipping in (0.0, parts.get("shipping", 0.0)):
            wanted = base + shipping + tax + parts.get("fee", 0.0) - abs(parts.get("discount", 0.0))
            if abs(wanted - total.amount) <= CENT:
                return seen(True, seen_at(sight, total.tag))
    return seen(False, seen_at(sight, total.tag, f"{base:.2f} + {parts} ≠ {total.amount:.2f}"), confidence=0.8)


def _controls(walk: Walk, sight: Sight) -> dict[str, Fact]:
    snapshot, words = sight.snapshot, walk.vocabulary
    way = [r for r in rank_controls(snapshot, "checkout", words) if r.control.region != "header"] or rank_controls(snapshot, "checkout", words)
    tag = way[0].control.tag if way else None
    early = any(in_first_screen(snapshot, r.control.tag, r.control.box) for r in way)
    codes = [f for f in find_fields(snapshot, words) if f.field_class == "coupon" or f.scope == "coupon"]
    opener = next((c for c in find_controls(snapshot) if words.grade("coupon", c.text) >= 0.5 and len(c.text) < 60), None)
    if opener is None:
        opener = next((c for c in find_controls(snapshot) if words.has("coupon", c.text) and len(c.text) < 60), None)
    summary = next((t for t in snapshot.select_visible("summary") if words.has("coupon", t.get_text(" "))), None)
    estimate = next((c for c in find_controls(snapshot) if words.has("shipping_estimate", c.text)), None)
    lookup = [f for f in find_fields(snapshot, words) if f.field_class in ("postcode", "country", "region") and is_visible(f.tag)]
    code_tag = codes[0].tag if codes else opener.tag if opener else summary
    return {
        "cart.checkout_control_visible": seen(bool(way), seen_at(sight, tag)),
        "cart.checkout_control_first_screen": seen(early, seen_at(sight, tag)) if way else unseen("no way to the checkout was found"),
        "cart.discount_field": seen(code_tag is not None, seen_at(sight, code_tag)),
        "cart.discount_field_open": seen(bool(codes), seen_at(sight, code_tag)),
        "cart.shipping_estimator": seen(estimate is not None or bool(lookup), seen_at(sight, estimate.tag if estimate else lookup[0].tag if lookup else None)),
    }
