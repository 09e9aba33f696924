"""The checkout: account, steps, progress, summary, options."""

import re

from bs4 import Tag

from ux_audit.facts.steps import CheckoutStep, checkout_sights, find_steps, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cart import read_cart
from ux_audit.reading.controls import find_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.prices import find_prices
from ux_audit.reading.progress import find_progress
from ux_audit.reading.snapshot import attr, is_visible, squeeze, text_of

NO_CHECKOUT = "the checkout was not opened"
NAMES = (
    "checkout.guest_offered", "checkout.account_required", "checkout.steps", "checkout.pages", "checkout.progress_indicator",
    "checkout.order_summary", "checkout.delivery_methods", "checkout.coupon_field", "checkout.invoice", "checkout.newsletter_preticked",
    "checkout.extras_preticked", "checkout.terms",
)  # fmt: skip


def observe_checkout(walk: Walk) -> dict[str, Fact]:
    """Return the facts of the checkout as a whole; fields are counted in forms."""
    sights = checkout_sights(walk)
    facts = dict.fromkeys(NAMES, unseen(NO_CHECKOUT))
    if not sights:
        return facts
    steps = find_steps(walk)
    facts.update(_account(walk, sights))
    facts.update(_count(walk, steps))
    facts.update(_seen_on(walk, sights, steps))
    return facts


def _account(walk: Walk, sights: list[Sight]) -> dict[str, Fact]:
    journey = walk.journey
    forced = journey is not None and journey.stopped == "account-required"
    inside = next((s for s in sights if view_of(walk, s).asks_address or view_of(walk, s).shows_payment or view_of(walk, s).classes & {"email", "tel"}), None)
    offer = next((s for s in sights if view_of(walk, s).guest_controls or view_of(walk, s).guest_choice), None)
    if forced:
        return {"checkout.guest_offered": seen(False, seen_at(sights[-1])), "checkout.account_required": seen(True, seen_at(sights[-1]))}
    if offer is None and inside is None:
        why = unseen("neither a guest choice nor a form was reached")
        return {"checkout.guest_offered": why, "checkout.account_required": why}
    where = seen_at(offer or inside or sights[0])
    return {"checkout.guest_offered": seen(True, where), "checkout.account_required": seen(False, where)}


def _count(walk: Walk, steps: list[CheckoutStep]) -> dict[str, Fact]:
    own = [step for step in steps if not step.is_gate]
    payment = walk.first("payment")
    if payment is None or not own:
        why = unseen("the payment view was not reached")
        return {"checkout.steps": why, "checkout.pages": why}
    # A payment view that leads to a page of review has one step more, which is not walked: its button says so.
    view = view_of(walk, payment)
    more = 0 if view.commit_controls or not view.next_controls else 1
    if not view.commit_controls and not view.next_controls and view.review_controls:
        more = 1
    pages = {step.sights[0].snapshot.url.split("?")[0].split("#")[0] for step in own}
    named = find_progress(payment.snapshot, walk.vocabulary)
    if more and named is not None and named.total and named.total <= len(own):
        more = 0
    note = "one step after the payment choice was not walked" if more else None
    same = more and payment.snapshot.url.split("?")[0] in {s.sights[0].snapshot.url.split("?")[0] for s in own[:-1]}
    return {
        "checkout.steps": seen(len(own) + more, seen_at(payment), confidence=0.85, note=note),
        "checkout.pages": seen(len(pages) + (0 if same else more), seen_at(payment), confidence=0.85, note=note),
    }


def _seen_on(walk: Walk, sights: list[Sight], steps: list[CheckoutStep]) -> dict[str, Fact]:
    words = walk.vocabulary
    inner = [s for step in steps if not step.is_gate for s in step.sights] or sights
    progress = next(((s, p) for s in inner if (p := find_progress(s.snapshot, words)) is not None), None)
    summary = next(((s, tag) for s in inner if (tag := find_summary(walk, s)) is not None), None)
    codes = next(((s, f.tag) for s in inner for f in find_fields(s.snapshot, words) if f.field_class == "coupon" or f.scope == "coupon"), None)
    opener = next(((s, c.tag) for s in inner for c in find_controls(s.snapshot) if words.has("coupon", c.text) and len(c.text) < 60), None)
    code = codes or opener
    invoice = next(((s, f.tag) for s in inner for f in view_of(walk, s).fields if f.field_class == "vat" or (len(f.label) < 60 and words.has("invoice", f.label))), None)
    entry = seen_at(inner[0])
    return {
        "checkout.progress_indicator": seen(progress is not None, seen_at(progress[0], progress[1].tag) if progress else entry),
        "checkout.order_summary": seen(summary is not None, seen_at(*summary) if summary else entry),
        "checkout.delivery_methods": _delivery(walk, inner),
        "checkout.coupon_field": seen(code is not None, seen_at(*code) if code else entry),
        "checkout.invoice": seen(invoice is not None, seen_at(*invoice) if invoice else entry),
        "checkout.newsletter_preticked": _preticked(walk, sights, "newsletter"),
        "checkout.extras_preticked": _extras(walk, sights),
        "checkout.terms": _terms(walk, inner),
    }


def find_summary(walk: Walk, sight: Sight) -> Tag | None:
    """Return where the ordered item and the total stand in view, or None."""
    cart = read_cart(sight.snapshot, walk.vocabulary)
    total = cart.row("total") or cart.row("subtotal")
    added = walk.first("added")
    title = added.visit.context.get("added_title", "").casefold() if added else ""
    if total is None or total.amount is None:
        return None
    named = not title or title in sight.snapshot.text.casefold()
    return total.tag if named and find_prices(sight.snapshot) else None


def _delivery(walk: Walk, sights: list[Sight]) -> Fact:
    best: tuple[Sight, list[str]] | None = None
    for sight in sights:
        for field in view_of(walk, sight).fields:
            if field.kind in ("radio", "select") and field.field_class == "delivery_method" or (
                field.kind == "radio" and walk.vocabulary.has("step_delivery", field.label) and not walk.vocabulary.has("step_payment", field.label)
            ):
                names = [squeeze(o.text) for o in field.options if not o.placeholder]
                if best is None or len(names) > len(best[1]):
                    best = (sight, names)
    if best is None:
        return unseen("no delivery methods were named")
    return seen(best[1], seen_at(best[0]))


def _preticked(walk: Walk, sights: list[Sight], field_class: str) -> Fact:
    first = [s for s in sights if s.visit.purpose in ("entry", "guest", "step")]
    for sight in first:
        for field in find_fields(sight.snapshot, walk.vocabulary):
            if field.kind == "checkbox" and (field.field_class == field_class or walk.vocabulary.has("newsletter", field.label)):
                if field.checked:
                    return seen(True, seen_at(sight, field.tag, field.label))
    return seen(False, seen_at(first[0] if first else sights[0]))


def _extras(walk: Walk, sights: list[Sight]) -> Fact:
    hits = []
    for sight in [*walk.all("product", "cart"), *[s for s in sights if s.visit.purpose in ("entry", "guest", "step")]]:
        for field in find_fields(sight.snapshot, walk.vocabulary):
            if field.kind == "checkbox" and field.checked and walk.vocabulary.has("extras", field.label):
                hits.append((sight, field))
    names = {field.label for _, field in hits}
    return seen(len(names), seen_at(hits[0][0], hits[0][1].tag) if hits else seen_at(sights[0]))


def _terms(walk: Walk, sights: list[Sight]) -> Fact:
    for sight in reversed(sights):
        box = next((f for f in view_of(walk, sight).fields if f.kind == "checkbox" and (f.field_class == "terms" or walk.vocabulary.has("terms_accept", f.label))), None)
        if box is not None:
            return seen("checkbox", seen_at(sight, box.tag))
    for sight in reversed(sights):
        for tag in sight.snapshot.select_visible("p, small, span, div, label"):
            text = text_of(tag)
            if 20 < len(text) < 300 and walk.vocabulary.has("terms", text) and tag.find_parent(["footer", "header", "nav"]) is None and tag.find("a") is not None and not re.search(r"footer", attr(tag, "class")) and is_visible(tag):
                return seen("text", seen_at(sight, tag))
    return seen("none", seen_at(sights[-1]))
