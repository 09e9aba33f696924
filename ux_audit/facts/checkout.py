"""The checkout: account, steps, progress, summary, options."""

import re
from collections.abc import Callable

from bs4 import Tag

from ux_audit.facts.delivery import observe_delivery
from ux_audit.facts.steps import (
    CheckoutStep,
    checkout_sights,
    final_control,
    find_steps,
    page_address,
    view_of,
)
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact, Purpose
from ux_audit.reading.cart import read_cart
from ux_audit.reading.checkout_view import CONTACT, CheckoutView
from ux_audit.reading.discount_codes import find_code_field
from ux_audit.reading.fields import find_fields
from ux_audit.reading.prices import read_prices
from ux_audit.reading.progress import find_progress
from ux_audit.reading.snapshot import attr, stands_in, text_of

NO_CHECKOUT = "the checkout was not opened"
INNER_NAMES = (
    "checkout.progress_indicator",
    "checkout.order_summary",
    "checkout.delivery_methods",
    "checkout.coupon_field",
    "checkout.invoice",
    "checkout.newsletter_preticked",
    "checkout.terms",
)
NAMES = (
    "checkout.guest_offered",
    "checkout.account_required",
    "checkout.steps",
    "checkout.pages",
    "checkout.extras_preticked",
    *INNER_NAMES,
)
NOT_AS_GUEST = "an account or cookies were given, so what the store offers to guests was not seen"
UNTOUCHED: tuple[Purpose, ...] = ("entry", "guest", "step")
FOOTERS = re.compile(r"(^|[\s_-])(footer|copyright|navbar)([\s_-]|$)", re.IGNORECASE)
FOLDS = "button, summary, a, [role=button], [aria-expanded], [data-ux-pointer]"
LONGEST_FOLD = 60
# "Same as the invoice address" speaks of an address; a way to pay by invoice is none either.
NO_INVOICE = frozenset(("payment_method", "same_as_shipping"))
LEAST_SENTENCE, LONGEST_SENTENCE = 10, 300  # characters around the link to the terms


def observe_checkout(walk: Walk) -> dict[str, Fact]:
    """Return the facts of the checkout as a whole; fields are counted in forms."""
    sights = checkout_sights(walk)
    facts = dict.fromkeys(NAMES, unseen(NO_CHECKOUT))
    forced = walk.journey is not None and walk.journey.stopped == "account-required"
    if not sights and forced and (added := walk.last("added")) is not None:
        where = seen_at(added)
        return {
            **facts,
            "checkout.guest_offered": seen(False, where),
            "checkout.account_required": seen(True, where),
        }
    if not sights:
        return facts
    steps = find_steps(walk)
    facts.update(_account(walk, sights))
    facts.update(_count(walk, steps))
    facts.update(_seen_on(walk, sights, steps))
    return facts


def _account(walk: Walk, sights: list[Sight]) -> dict[str, Fact]:
    views = [(sight, view_of(walk, sight)) for sight in sights]
    offer = next((s for s, v in views if v.guest_controls or v.guest_choice), None)
    open_views = [(s, v) for s, v in views if not v.is_code_gate]
    inside = next(
        (s for s, v in open_views if v.asks_address or v.shows_payment or v.classes & CONTACT), None
    )
    insists = next(((s, tag) for s, v in views if (tag := _required_password(v)) is not None), None)
    gate = next((s for s, v in views if v.is_account_gate), None)
    known = walk.journey is not None and walk.journey.known
    forced = walk.journey is not None and walk.journey.stopped == "account-required"
    if known and gate is not None and offer is None:
        return {
            "checkout.guest_offered": seen(False, seen_at(gate)),
            "checkout.account_required": seen(True, seen_at(gate)),
        }
    if forced or (offer is None and insists is not None):
        where = seen_at(*insists) if insists is not None else seen_at(sights[-1])
        return {"checkout.guest_offered": seen(False, where), "checkout.account_required": seen(True, where)}
    if offer is None and (inside is None or known):
        why = unseen(NOT_AS_GUEST if known else "neither a guest choice nor a form was reached")
        return {"checkout.guest_offered": why, "checkout.account_required": why}
    where = seen_at(offer or inside or sights[0])
    return {"checkout.guest_offered": seen(True, where), "checkout.account_required": seen(False, where)}


def _required_password(view: CheckoutView) -> Tag | None:
    """A password that must be chosen where the address is asked."""
    if not view.asks_address:
        return None
    return next((f.tag for f in view.fields if f.field_class == "password" and f.required), None)


def _count(walk: Walk, steps: list[CheckoutStep]) -> dict[str, Fact]:
    own = [step for step in steps if not step.is_gate]
    payment = walk.last("payment")
    if payment is None or not own:
        why = unseen("the payment view was not reached")
        return {"checkout.steps": why, "checkout.pages": why}
    # A payment view that leads on to a last look at the order has one step more, which is not walked.
    more = int(final_control(walk, payment)[1])
    note = "one step after the payment choice was not walked" if more else None
    addresses = [page_address(step.sights[-1].snapshot.url) for step in own]
    pages = len(set(addresses))
    moved = more and (len(own) == 1 or pages > 1)
    sure = 0.85 if more else 0.95
    return {
        "checkout.steps": seen(len(own) + more, seen_at(payment), confidence=sure, note=note),
        "checkout.pages": seen(pages + int(bool(moved)), seen_at(payment), confidence=sure, note=note),
    }


def _seen_on(walk: Walk, sights: list[Sight], steps: list[CheckoutStep]) -> dict[str, Fact]:
    words = walk.vocabulary
    inner = [s for step in steps if not step.is_gate for s in step.sights]
    if not inner:
        why = unseen("only the page for signing in was seen")
        return {**dict.fromkeys(INNER_NAMES, why), "checkout.extras_preticked": _extras(walk, sights)}
    progress = next(((s, p.tag) for s in inner if (p := find_progress(s.snapshot, words)) is not None), None)
    return {
        "checkout.progress_indicator": _whether(progress, inner[0]),
        "checkout.order_summary": _whether(_first(inner, lambda s: find_summary(walk, s)), inner[0]),
        "checkout.delivery_methods": observe_delivery(walk, inner),
        "checkout.coupon_field": _codes(walk, inner),
        "checkout.invoice": _whether(_first(inner, lambda s: _invoice(walk, s)), inner[0]),
        "checkout.newsletter_preticked": _newsletter(walk, sights),
        "checkout.extras_preticked": _extras(walk, sights),
        "checkout.terms": _terms(walk, inner),
    }


def _first(sights: list[Sight], find: Callable[[Sight], Tag | None]) -> tuple[Sight, Tag] | None:
    return next(((sight, tag) for sight in sights if (tag := find(sight)) is not None), None)


def _whether(found: tuple[Sight, Tag] | None, otherwise: Sight) -> Fact:
    return seen(found is not None, seen_at(*found) if found is not None else seen_at(otherwise))


def find_summary(walk: Walk, sight: Sight) -> Tag | None:
    """Return where the ordered item and the total are in view, or a folded summary with the total on it."""
    cart = read_cart(sight.snapshot, walk.vocabulary)
    total = cart.row("total") or cart.row("subtotal")
    added = walk.first("added")
    title = added.visit.context.get("added_title", "").casefold() if added else ""
    if (
        total is not None
        and total.amount is not None
        and (not title or title in sight.snapshot.text.casefold())
    ):
        return total.tag
    return find_folded_summary(walk, sight)


def find_folded_summary(walk: Walk, sight: Sight) -> Tag | None:
    """Return the control that unfolds the order summary and shows its sum, as phones have it."""
    for tag in sight.snapshot.select_visible(FOLDS):
        text = text_of(tag)
        unfolded = attr(tag, "aria-expanded") == "true" or tag.has_attr("open")
        if (
            len(text) <= LONGEST_FOLD
            and not unfolded
            and walk.vocabulary.has("order_summary", text)
            and read_prices(text)
        ):
            return tag
    return None


def _codes(walk: Walk, inner: list[Sight]) -> Fact:
    code = next(
        ((s, c.tag) for s in inner if (c := find_code_field(s.snapshot, walk.vocabulary)) is not None), None
    )
    folded = _first(inner, lambda s: find_folded_summary(walk, s))
    if code is None and folded is not None:
        return unseen("the order summary was folded, and a field for codes often stands in it")
    return _whether(code, inner[0])


def _invoice(walk: Walk, sight: Sight) -> Tag | None:
    for field in view_of(walk, sight).fields:
        said = (
            field.kind != "radio"
            and len(field.label) <= LONGEST_FOLD
            and walk.vocabulary.has("invoice", field.label)
        )
        if field.field_class == "vat" or (said and field.field_class not in NO_INVOICE):
            return field.tag
    return None


def _newsletter(walk: Walk, sights: list[Sight]) -> Fact:
    first = [s for s in sights if s.visit.purpose in UNTOUCHED]
    for sight in first:
        for field in find_fields(sight.snapshot, walk.vocabulary):
            if field.kind == "checkbox" and field.checked and field.field_class == "newsletter":
                return seen(True, seen_at(sight, field.tag, field.label))
    return seen(False, seen_at(first[0] if first else sights[0]))


def _extras(walk: Walk, sights: list[Sight]) -> Fact:
    hits = []
    for sight in [
        *walk.all("product", "cart"),
        *[s for s in sights if s.visit.purpose in ("entry", "guest", "step")],
    ]:
        for field in find_fields(sight.snapshot, walk.vocabulary):
            if field.kind == "checkbox" and field.checked and walk.vocabulary.has("extras", field.label):
                hits.append((sight, field))
    names = {field.label for _, field in hits}
    return seen(len(names), seen_at(hits[0][0], hits[0][1].tag) if hits else seen_at(sights[0]))


def _terms(walk: Walk, sights: list[Sight]) -> Fact:
    box = _first(
        sights[::-1],
        lambda s: next(
            (f.tag for f in view_of(walk, s).fields if f.kind == "checkbox" and f.field_class == "terms"),
            None,
        ),
    )
    if box is not None:
        return seen("checkbox", seen_at(*box))
    sentence = _first(sights[::-1], lambda s: _terms_sentence(walk, s))
    if sentence is not None:
        return seen("text", seen_at(*sentence))
    payment = walk.last("payment")
    if payment is None or final_control(walk, payment)[1]:
        return unseen("the step that places the order was not seen")
    return seen("none", seen_at(payment))


def _terms_sentence(walk: Walk, sight: Sight) -> Tag | None:
    """A sentence with a link to the terms, in the page's own part."""
    for link in sight.snapshot.links:
        parent = link.parent
        if parent is None or not walk.vocabulary.has("terms", text_of(link)) or stands_in(link):
            continue
        said = text_of(parent)
        around = len(said) - sum(len(text_of(a)) for a in parent.find_all("a"))
        if around >= LEAST_SENTENCE and len(said) < LONGEST_SENTENCE and not FOOTERS.search(_classes(link)):
            return parent
    return None


def _classes(tag: Tag) -> str:
    return " ".join(
        f"{attr(node, 'class')} {attr(node, 'id')}" for node in tag.parents if isinstance(node, Tag)
    )
