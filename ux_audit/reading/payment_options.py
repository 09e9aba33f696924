"""The payment methods that can be chosen on a page."""

import re
from dataclasses import dataclass

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.controls import Control, find_controls
from ux_audit.reading.field_classes import names_payment
from ux_audit.reading.fields import Field, find_fields
from ux_audit.reading.snapshot import Snapshot, attr, is_visible, name_of, squeeze, stands_in, text_of

LONGEST_NAME = 80
CARD_FIELDS = frozenset(("card_number", "card_cvc"))
HEADINGS = "h1, h2, h3, h4, h5, legend, dt, [role=heading], summary"
PROVIDER_FRAMES = re.compile(
    r"stripe|adyen|braintree|checkout\.com|mollie|paypal|klarna|worldpay|cybersource|square|payu|redsys|alipay|tenpay"
    r"|hosted-?fields|card-?fields|card-?(number|cvc)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PaymentOption:
    """One way to pay as named on the page; `source` is radio, select, combobox, button, frame or fields."""

    name: str
    source: str
    tag: Tag


def find_payment_options(snapshot: Snapshot, vocabulary: Vocabulary) -> list[PaymentOption]:
    """Return the ways to pay that a shopper can choose here; logos alone are none."""
    fields = [f for f in find_fields(snapshot, vocabulary) if f.scope in ("main", "login")]
    options: list[PaymentOption] = []
    for field in fields:
        if field.kind in ("radio", "select", "combobox") and is_payment_choice(field, vocabulary):
            options += _from_field(snapshot, field)
    if not options:
        options += _on_button(snapshot, vocabulary) or _in_list(snapshot, vocabulary)
    card = next((f for f in fields if f.field_class in CARD_FIELDS), None)
    says_card = any(vocabulary.has("pay_card", option.name) for option in options)
    if card is not None and not says_card:
        options.append(PaymentOption(_card_title(snapshot, vocabulary), "fields", card.tag))
    elif not options:
        frame = next(
            (f for f in snapshot.soup.find_all(["ux-frame", "ux-opaque-frame"]) if _is_provider(f)), None
        )
        if frame is not None:
            options.append(PaymentOption(_card_title(snapshot, vocabulary), "frame", frame))
    return _distinct(options)


def is_payment_choice(field: Field, vocabulary: Vocabulary) -> bool:
    """Return whether a group of choices or a list is the one of payment methods."""
    if field.field_class == "payment_method":
        return True
    texts = [o.text for o in field.options if o.text and not o.placeholder]
    if field.field_class is not None or not texts:
        return False
    return sum(names_payment(text, vocabulary) for text in texts) * 2 >= len(texts)


def _from_field(snapshot: Snapshot, field: Field) -> list[PaymentOption]:
    found = []
    for option in field.options:
        if not option.placeholder and option.text:
            tag = snapshot.element(option.ux_id) or field.tag
            found.append(PaymentOption(squeeze(option.text)[:LONGEST_NAME], field.kind, tag))
    return found


def _commits(control: Control, vocabulary: Vocabulary) -> bool:
    return control.region == "main" and any(
        vocabulary.has(key, control.text) for key in ("place_order", "pay_now")
    )


def _on_button(snapshot: Snapshot, vocabulary: Vocabulary) -> list[PaymentOption]:
    """A page with one way to pay may name it on its ordering button."""
    return [
        PaymentOption(control.text[:LONGEST_NAME], "button", control.tag)
        for control in find_controls(snapshot)
        if _commits(control, vocabulary) and names_payment(control.text, vocabulary)
    ]


def _in_list(snapshot: Snapshot, vocabulary: Vocabulary) -> list[PaymentOption]:
    """Ways to pay that can be pressed below a heading that speaks of payment, as tabs, tiles or buttons."""
    found: list[PaymentOption] = []
    heading = next(
        (
            h
            for h in snapshot.select_visible(HEADINGS)
            if vocabulary.grade("step_payment", text_of(h)) >= 0.8 and _is_own(h)
        ),
        None,
    )
    if heading is None:
        return found
    for tag in heading.find_all_next(True):
        if not isinstance(tag, Tag):
            continue
        if tag.name in ("footer", "h1", "h2") or attr(tag, "role") == "contentinfo":
            break
        if not _can_press(tag) or any(tag in option.tag.descendants for option in found):
            continue
        name = name_of(tag)
        if (
            1 < len(name) <= LONGEST_NAME
            and names_payment(name, vocabulary)
            and not vocabulary.has("place_order", name)
        ):
            found.append(PaymentOption(name, "button", tag))
    return found


def _is_own(heading: Tag) -> bool:
    return not stands_in(heading)


def _can_press(tag: Tag) -> bool:
    if not is_visible(tag):
        return False
    if tag.name == "button" or attr(tag, "role") in ("radio", "tab", "option", "button"):
        return True
    return tag.name in ("li", "div", "label", "a", "span") and tag.has_attr("data-ux-pointer")


def _is_provider(frame: Tag) -> bool:
    marks = f"{attr(frame, 'src')} {attr(frame, 'name')} {attr(frame, 'title')}"
    return is_visible(frame) and PROVIDER_FRAMES.search(marks) is not None


def _card_title(snapshot: Snapshot, vocabulary: Vocabulary) -> str:
    for heading in snapshot.select_visible(HEADINGS):
        title = text_of(heading)
        if len(title) <= LONGEST_NAME and vocabulary.has("pay_card", title):
            return title
    return next(iter(vocabulary.phrases("pay_card")), "card")


def _distinct(options: list[PaymentOption]) -> list[PaymentOption]:
    seen: dict[str, PaymentOption] = {}
    for option in options:
        seen.setdefault(option.name.casefold(), option)
    return list(seen.values())
