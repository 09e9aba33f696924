"""What a field asks for, and which part of the page it serves."""

import re
from typing import Literal

from bs4 import Tag

from ux_audit.catalog import Vocabulary, load_brands
from ux_audit.reading.field_labels import MARKS, controls_in
from ux_audit.reading.field_rules import load_field_rules
from ux_audit.reading.snapshot import attr, is_visible, name_of, text_of

Scope = Literal["main", "search", "newsletter", "coupon", "cart", "login", "site"]
BOXES = ("newsletter", "terms", "create_account", "same_as_shipping", "remember")
METHOD_WORDS = ("pay_cash_on_delivery", "pay_bank_transfer", "pay_card", "pay_invoice")
LONGEST_NAMED = 90
SECOND_LINE = re.compile(r"(?<!\d)[2-4２-４](?!\d)|\b[23](nd|rd)\b")
BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
TYPED = ("", "text", "email", "tel", "password", "number", "search", "url")
LONGEST_LOGIN = 400  # characters of a box that offers signing in; a longer one holds more than that


def names_payment(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text names a way to pay: a kind of payment or a brand."""
    if any(vocabulary.has(key, text) for key in METHOD_WORDS):
        return True
    plain = text.casefold()
    return any(
        re.search(rf"(?<![a-z]){re.escape(token)}(?![a-z])", plain)
        for tokens in load_brands().values()
        for token in tokens
    )


def classify_control(vocabulary: Vocabulary, tag: Tag, label: str, kind: str) -> str | None:
    """Return a typed or chosen field's class: by label, name, type, autofill token, in this order."""
    rules = load_field_rules()
    type_ = attr(tag, "type").lower()
    if type_ in ("email", "password"):
        return rules.types[type_]
    names = f"{attr(tag, 'name')} {attr(tag, 'id')}"
    by_name = next((c for part in names.split() if (c := rules.class_of_name(part))), None)
    bare = MARKS.sub("", label).strip(" :：")
    by_label = vocabulary.field_class(bare) if bare and len(bare) <= LONGEST_NAMED else None
    if kind == "checkbox":
        return _class_of_box(vocabulary, bare, by_label, by_name)
    if by_name and (by_name.startswith("card_") or by_name == "coupon"):
        return by_name
    hint = vocabulary.field_class(attr(tag, "placeholder")) if attr(tag, "placeholder") else None
    # One label over two boxes says "name"; what stands in them tells which part of it.
    if by_label is None or (by_label == "full_name" and hint in ("given_name", "family_name")):
        by_label = hint
    if by_label == "tel_prefix":
        # "Phone number (without area code)" asks for the number; brackets hold what is said besides.
        by_label = vocabulary.field_class(BRACKETS.sub(" ", bare)) or by_label
    token = next(iter(attr(tag, "autocomplete").lower().split()[-1:]), "")
    if rules.tokens.get(token) == "tel_prefix":
        return "tel_prefix"
    found = by_label or by_name or rules.tokens.get(token) or rules.types.get(type_)
    if found == "address1" and (
        by_name == "address2" or SECOND_LINE.search(bare) or token == "address-line2"
    ):
        return "address2"
    return found


def _class_of_box(
    vocabulary: Vocabulary, label: str, by_label: str | None, by_name: str | None
) -> str | None:
    if vocabulary.has("newsletter", label) or vocabulary.has("subscribe", label):
        return "newsletter"
    if by_label in BOXES:
        return by_label
    for key, field_class in (
        ("same_as_shipping", "same_as_shipping"),
        ("terms_accept", "terms"),
        ("create_account", "create_account"),
        ("remember", "remember"),
        ("terms", "terms"),
        ("privacy", "terms"),
    ):
        if vocabulary.find(key, label):
            return field_class
    return by_name if by_name in BOXES else None


def classify_group(vocabulary: Vocabulary, label: str, names: str, texts: list[str]) -> str | None:
    """Return the class of a choice: by the names of its options, its own name, its markup."""
    rules = load_field_rules()
    by_name = next((c for part in names.split() if (c := rules.class_of_name(part))), None)
    if by_name in ("payment_method", "delivery_method", "card_type", "gender"):
        return by_name
    said = [text for text in texts if text]
    if any(vocabulary.has("same_as_shipping", text) for text in said):
        return "same_as_shipping"
    if said and sum(names_payment(text, vocabulary) for text in said) * 2 >= len(said):
        return "payment_method"
    if vocabulary.grade("step_payment", label) >= 0.8:
        return "payment_method"
    delivers = [
        text
        for text in said
        if any(vocabulary.has(key, text) for key in ("shipping", "free_shipping", "pick_up", "delivery_time"))
    ]
    if said and (len(delivers) * 2 >= len(said) or vocabulary.grade("step_delivery", label) >= 0.8):
        return "delivery_method"
    return vocabulary.field_class(label) if label else None


def find_scope(vocabulary: Vocabulary, tag: Tag, field_class: str | None, label: str) -> Scope:
    """Return which part of the page a field serves; "main" is what the shopper is asked on this page."""
    rules = load_field_rules()
    if field_class == "coupon" or vocabulary.has("coupon", attr(tag, "placeholder")):
        return "coupon"
    marks = " ".join(attr(tag, name) for name in ("name", "id", "class"))
    counts = bool(re.fullmatch(r"\d{1,3}", attr(tag, "data-ux-value")))
    if field_class == "quantity" or (counts and rules.matches("quantity", marks)):
        return "cart"
    form = tag.find_parent("form")
    around = (
        " ".join(attr(form, name) for name in ("action", "id", "class", "role", "name"))
        if form is not None
        else ""
    )
    if field_class == "search" or attr(tag, "type") == "search" or rules.matches("search", around):
        return "search"
    inside = controls_in(form) if form is not None else []
    if form is not None and len(inside) <= 2:
        words = text_of(form)
        if rules.matches("coupon", around):
            return "coupon"
        if rules.matches("newsletter", around) or (
            any(attr(i, "type") == "email" or "mail" in attr(i, "name").lower() for i in inside)
            and (vocabulary.has("newsletter", words) or vocabulary.has("subscribe", words))
            and not vocabulary.has("next_step", words)
        ):
            return "newsletter"
    if in_login_box(vocabulary, tag, label):
        return "login"
    footer = tag.find_parent("footer") is not None
    if footer and field_class in ("email", "newsletter"):
        return "newsletter"
    return "site" if footer or tag.find_parent("header") is not None else "main"


def in_login_box(vocabulary: Vocabulary, tag: Tag, label: str) -> bool:
    """Return whether a field belongs to signing in: a returning customer's password, or what stands with it.

    A password for a new account is none.
    """
    if attr(tag, "type") == "password":
        if "current-password" in attr(tag, "autocomplete"):
            return True
        if "new-password" in attr(tag, "autocomplete") or vocabulary.has("create_account", label):
            return False
    for parent in list(tag.parents)[:8]:
        if not isinstance(parent, Tag) or parent.name == "body":
            return False
        typed = [c for c in controls_in(parent) if attr(c, "type").lower() in TYPED and c.name == "input"]
        if len(typed) > 3:
            return False
        passwords = [c for c in typed if attr(c, "type") == "password"]
        if len(typed) < 2 or not passwords:
            continue
        return (
            len(passwords) == 1
            and len(text_of(parent)) < LONGEST_LOGIN
            and _offers_sign_in(vocabulary, parent)
        )
    return False


def _offers_sign_in(vocabulary: Vocabulary, box: Tag) -> bool:
    rules = load_field_rules()
    for tag in box.find_all(["button", "a", "input"]):
        if not is_visible(tag) or (
            tag.name == "input" and attr(tag, "type") not in ("submit", "button", "image")
        ):
            continue
        marks = f"{attr(tag, 'id')} {attr(tag, 'name')} {attr(tag, 'class')}"
        if vocabulary.grade("sign_in", name_of(tag)) >= 0.8 or rules.matches("sign_in", marks):
            return True
    return False
