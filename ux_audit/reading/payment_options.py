"""The payment methods that can be chosen on a page."""

import re
from dataclasses import dataclass

from bs4 import Tag

from ux_audit.catalog import Vocabulary, load_brands
from ux_audit.reading.fields import Field, find_fields
from ux_audit.reading.snapshot import Snapshot, attr, is_visible, squeeze, text_of

LONGEST_NAME = 80
CARD_FIELDS = frozenset(("card_number", "card_cvc"))
METHOD_WORDS = ("pay_cash_on_delivery", "pay_bank_transfer", "pay_card", "pay_invoice")
PROVIDER_FRAMES = re.compile(
    r"stripe|adyen|braintree|checkout\.com|mollie|paypal|klarna|worldpay|cybersource|square|payu|redsys|alipay|tenpay|hosted-?fields|card-?fields", re.I
)


@dataclass(frozen=True)
class PaymentOption:
    """One way to pay as named on the page; `source` is radio, select, button, frame or fields."""

    name: str
    source: str
    tag: Tag


def find_payment_options(snapshot: Snapshot, vocabulary: Vocabulary) -> list[PaymentOption]:
    """Return the ways to pay that a shopper can choose here; logos alone are none."""
    fields = [f for f in find_fields(snapshot, vocabulary) if f.scope in ("main", "login")]
    options: list[PaymentOption] = []
    for field in fields:
        if field.kind in ("radio", "select") and field.field_class != "card_type" and _is_payment_choice(field, vocabulary):
            options += _from_field(snapshot, field)
    if not options:
        options += _single_choice(snapshot, fields, vocabulary)
    if any(f.field_class in CARD_FIELDS for f in fields) and not any(_says_card(o.name, vocabulary) for o in options):
        card = next(f for f in fields if f.field_class in CARD_FIELDS)
        options.append(PaymentOption(_card_title(vocabulary), "fields", card.tag))
    elif not options:
        frame = next((f for f in snapshot.soup.find_all(["ux-frame", "ux-opaque-frame"]) if _is_provider(f)), None)
        if frame is not None:
            options.append(PaymentOption(_card_title(vocabulary), "frame", frame))
    return _distinct(options)


def names_payment(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text names a way to pay."""
    if any(vocabulary.has(key, text) for key in METHOD_WORDS):
        return True
    plain = text.casefold()
    return any(re.search(rf"(?<![a-z]){re.escape(token)}(?![a-z])", plain) for tokens in load_brands().values() for token in tokens)


def _says_card(text: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.has("pay_card", text)


def _card_title(vocabulary: Vocabulary) -> str:
    return next(iter(vocabulary.phrases("pay_card")), "card")


def _is_payment_choice(field: Field, vocabulary: Vocabulary) -> bool:
    texts = [o.text for o in field.options if o.text]
    if not texts or vocabulary.grade("step_delivery", field.label) >= 0.8:
        return False
    named = [text for text in texts if names_payment(f"{text}", vocabulary)]
    marked = field.field_class == "payment_method" or vocabulary.grade("step_payment", field.label) >= 0.8
    if field.field_class in ("delivery_method", "title", "gender", "country", "region"):
        return False
    return len(named) >= max(1, len(texts) / 2) or (marked and bool(texts))


def _from_field(snapshot: Snapshot, field: Field) -> list[PaymentOption]:
    found = []
    for option in field.options:
        if option.placeholder:
            continue
        tag = snapshot.element(option.ux_id) or field.tag
        found.append(PaymentOption(squeeze(option.text)[:LONGEST_NAME], field.kind, tag))
    return found


def _single_choice(snapshot: Snapshot, fields: list[Field], vocabulary: Vocabulary) -> list[PaymentOption]:
    """A page with one way to pay names it on its ordering button, or in a list under a payment heading."""
    from ux_audit.reading.controls import find_controls

    found = []
    for control in find_controls(snapshot):
        commits = any(vocabulary.grade(key, control.text) >= 0.5 for key in ("place_order", "pay_now"))
        if commits and control.region == "main" and names_payment(control.text, vocabulary):
            found.append(PaymentOption(control.text[:LONGEST_NAME], "button", control.tag))
    if found or any(f.field_class == "address1" for f in fields):
        return found
    for tag in snapshot.select_visible("[role=radio], [role=tab], label, li, button"):
        text = text_of(tag)
        marks = f"{attr(tag, 'class')} {attr(tag, 'id')} {attr(tag.parent, 'class') if tag.parent else ''}"
        if 2 < len(text) < 50 and re.search(r"pay(ment)?[-_]?(method|option|type)", marks, re.I) and names_payment(text, vocabulary):
            found.append(PaymentOption(text, "button", tag))
    return found


def _is_provider(frame: Tag) -> bool:
    return is_visible(frame) and bool(PROVIDER_FRAMES.search(f"{attr(frame, 'src')} {attr(frame, 'name')} {attr(frame, 'title')}"))


def _distinct(options: list[PaymentOption]) -> list[PaymentOption]:
    seen: dict[str, PaymentOption] = {}
    for option in options:
        seen.setdefault(option.name.casefold(), option)
    return list(seen.values())
