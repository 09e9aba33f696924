"""The payment view: methods, wallets, signs of security, the last button."""

import re

from ux_audit.catalog import load_mobile_wallets
from ux_audit.facts.steps import checkout_sights, final_control, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cart import read_cart
from ux_audit.reading.choice_names import short_names
from ux_audit.reading.controls import Control, find_controls
from ux_audit.reading.prices import find_prices, read_price
from ux_audit.reading.security_cues import find_security_cue
from ux_audit.reading.snapshot import attr

FINAL_NAMES = ("payment.final_button", "payment.final_button_says_order", "payment.total_beside_button")
NAMES = (
    "payment.reached",
    "payment.methods",
    "payment.mobile_wallets",
    "payment.security_cues",
    *FINAL_NAMES,
)
ORDERING = ("place_order", "pay_now", "buy_now")
BESIDE_PX = 300  # as near as the rule catalogue asks for the sum beside the button
LEAST_BUTTON_PX2 = 6_000


def observe_payment(walk: Walk) -> dict[str, Fact]:
    """Return payment.*."""
    sight = walk.last("payment")
    if sight is None:
        inside = checkout_sights(walk)
        why = unseen("the payment view was not reached" if inside else "the checkout was not opened")
        reached = (
            seen(False, seen_at(inside[-1]), confidence=0.6) if inside and not _stopped_early(walk) else why
        )
        return {**dict.fromkeys(NAMES, why), "payment.reached": reached}
    view = view_of(walk, sight)
    texts = [option.name for option in view.payment_options]
    names = short_names(sight.snapshot, [(option.name, option.tag) for option in view.payment_options])
    first = view.payment_options[0].tag if view.payment_options else None
    facts = {
        "payment.reached": seen(True, seen_at(sight, first)),
        "payment.methods": seen(names, seen_at(sight, first))
        if names
        else unseen("the page names no payment method"),
        "payment.mobile_wallets": seen(find_wallets(walk, sight, texts), seen_at(sight, first)),
    }
    places = [(s, find_security_cue(s.snapshot, walk.vocabulary)) for s in checkout_sights(walk)]
    cue = next(((s, tag) for s, tag in places if tag is not None), None)
    facts["payment.security_cues"] = seen(cue is not None, seen_at(*cue) if cue else seen_at(sight, first))
    facts.update(_final(walk, sight))
    return facts


def _stopped_early(walk: Walk) -> bool:
    return walk.journey is None or walk.journey.stopped_by != "done"


def find_wallets(walk: Walk, sight: Sight, names: list[str]) -> list[str]:
    """Return the mobile wallets among the methods and express buttons of cart and checkout."""
    texts = [name.casefold() for name in names]
    for place in [sight, *walk.all("cart", "entry")]:
        controls = [c for c in find_controls(place.snapshot) if c.region != "footer"]
        texts += [f"{c.text} {c.signature}".casefold() for c in controls]
        images = place.snapshot.select_visible("label img[alt], button img[alt]")
        texts += [attr(image, "alt").casefold() for image in images]
    found = []
    for wallet, tokens in load_mobile_wallets().items():
        if any(
            re.search(rf"(?<![a-z]){re.escape(token)}(?![a-z])", text) for token in tokens for text in texts
        ):
            found.append(wallet)
    return found


def _final(walk: Walk, sight: Sight) -> dict[str, Fact]:
    control, later = final_control(walk, sight)
    waiting = None if control is not None or later else _waiting_button(walk, sight)
    control = control or waiting
    if control is None:
        why = (
            "the step that places the order was not seen"
            if later
            else "no control that places the order was found"
        )
        return dict.fromkeys(FINAL_NAMES, unseen(why))
    where = seen_at(sight, control.tag)
    note = "it waits for a choice; its words change then" if waiting is not None else None
    sure = 0.6 if waiting is not None else 1.0
    ordering = any(walk.vocabulary.has(key, control.text) for key in ORDERING)
    return {
        "payment.final_button": seen(control.text, where, note=note, confidence=sure),
        "payment.final_button_says_order": seen(ordering, where, note=note) if not note else unseen(note),
        "payment.total_beside_button": seen(_total_beside(walk, sight, control), where),
    }


def _waiting_button(walk: Walk, sight: Sight) -> Control | None:
    """The large disabled button below the choices: it places the order once one is made."""
    asleep = [
        c
        for c in find_controls(sight.snapshot)
        if c.disabled
        and c.region == "main"
        and c.box is not None
        and c.box.area >= LEAST_BUTTON_PX2
        and c.text
    ]
    return max(asleep, key=lambda c: c.box.area if c.box else 0.0, default=None)


def _total_beside(walk: Walk, sight: Sight, control: Control) -> bool:
    """Whether the sum to pay stands on the control or near it."""
    total = read_cart(sight.snapshot, walk.vocabulary).row("total")
    amount = total.amount if total is not None else None
    written = read_price(control.text)
    if written is not None and amount in (None, written.amount):
        return True
    return any(
        price.box is not None
        and control.box is not None
        and abs(price.box.y - control.box.y) < BESIDE_PX
        and amount in (None, price.amount)
        for price in find_prices(sight.snapshot)
    )
