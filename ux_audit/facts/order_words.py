"""What the law looks at where the order is placed: the words on the control, the ways to pay, what is said last."""

import re

from bs4 import Tag

from ux_audit.catalog import load_brands
from ux_audit.facts.delivery import observe_delivery
from ux_audit.facts.steps import checkout_sights, final_control, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cart import read_cart
from ux_audit.reading.snapshot import attr, own_regions, text_of

NAMES = (
    "payment.order_words",
    "payment.order_words_say_pay",
    "payment.known_methods",
    "payment.methods_all_known",
    "checkout.final_items",
)
KINDS = ("pay_card", "pay_invoice", "pay_bank_transfer", "pay_cash_on_delivery")
PAYING = ("pay_now", "buy_now", "order_with_duty")


def observe_order_words(walk: Walk) -> dict[str, Fact]:
    """Return the facts of the last view before an order."""
    sight = walk.last("payment")
    if sight is None:
        inside = checkout_sights(walk)
        why = unseen("the payment view was not reached" if inside else "the checkout was not opened")
        return dict.fromkeys(NAMES, why)
    facts = _known_methods(walk, sight)
    control = final_control(walk, sight)[0]
    if control is None:
        why = unseen("the step that places the order was not seen")
        return {**dict.fromkeys(NAMES, why), **facts}
    where = seen_at(sight, control.tag)
    pays = any(walk.vocabulary.has(key, control.text) for key in PAYING)
    return {
        "payment.order_words": seen(control.text, where),
        "payment.order_words_say_pay": seen(pays, where),
        **facts,
        "checkout.final_items": _final_items(walk, sight),
    }


def _known_methods(walk: Walk, sight: Sight) -> dict[str, Fact]:
    names = ("payment.known_methods", "payment.methods_all_known")
    options = view_of(walk, sight).payment_options
    if not options:
        return dict.fromkeys(names, unseen("the page names no payment method"))
    found: list[str] = []
    strange = False
    for option in options:
        said = " ".join((option.name, *_pictures(sight, option.tag))).casefold()
        known = [name for name, tokens in load_brands().items() if any(_names(t, said) for t in tokens)]
        known += [kind for kind in KINDS if walk.vocabulary.has(kind, option.name)]
        strange = strange or not known
        found += known
    where = seen_at(sight, options[0].tag)
    whole = unseen("a way to pay has a name that is not known") if strange else seen(True, where)
    return {names[0]: seen(list(dict.fromkeys(found)), where), names[1]: whole}


def _names(token: str, text: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(token)}(?![a-z])", text) is not None


def _pictures(sight: Sight, tag: Tag) -> list[str]:
    """The alternative texts of an option's logos."""
    identity = attr(tag, "id")
    label = tag.find_parent("label") or (
        sight.snapshot.soup.find("label", attrs={"for": identity}) if identity else None
    )
    holder = label if isinstance(label, Tag) else tag
    return [attr(image, "alt") for image in holder.find_all("img", alt=True)]


def _final_items(walk: Walk, sight: Sight) -> Fact:
    """What the last view says of the order: goods with quantity, total, payment, delivery, cancelling."""
    snapshot, words = sight.snapshot, walk.vocabulary
    cart = read_cart(snapshot, words)
    total = cart.row("total") or cart.row("subtotal")
    text = " ".join(text_of(region) for region in own_regions(snapshot))
    delivered = observe_delivery(walk, [sight]).value or words.find("delivery_date", text)
    said = {
        "quantity": bool(cart.lines)
        or words.find("quantity", text) is not None
        or re.search(r"[×x]\s*\d|\d\s*[×x]\s|\d\s?(点|個|개)", text) is not None,
        "total": total is not None and total.amount is not None,
        "payment": bool(view_of(walk, sight).payment_options),
        "delivery": bool(delivered) or words.find("delivery_time", text) is not None,
        "cancellation": words.find("cancellation", text) is not None,
    }
    return seen([name for name, is_said in said.items() if is_said], seen_at(sight))
