"""Form fields as a shopper sees them: kind, class, label, whether required, and which part of the page they serve."""

import re
from dataclasses import dataclass
from typing import Literal
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.model import Box
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_usable, is_visible, name_of, squeeze, text_of, ux_id

Kind = Literal["text", "email", "tel", "number", "password", "search", "date", "file", "select", "radio", "checkbox", "textarea", "combobox"]
Scope = Literal["main", "search", "newsletter", "coupon", "cart", "login", "site"]
SKIPPED_TYPES = frozenset(("hidden", "submit", "button", "image", "reset"))
NEAR_LABEL_PX = 60
LONGEST_LABEL = 160
MARKS = re.compile(r"[*＊∗※]")
HONEYPOT = re.compile(r"honey|(^|[_-])hp([_-]|$)|^website$|^url$|fax2|confirm_email_hidden|bot-?field", re.I)
# Names of fields in markup, which are English in most shops of any language.
NAME_CLASSES: tuple[tuple[str, str], ...] = (
    ("email", r"e-?mail|login_?id"), ("card_number", r"card.?(number|no)\b|cc.?(num|number)|^cardnumber"), ("card_cvc", r"cvc|cvv|ccv|security.?code|csc"),
    ("card_expiry", r"expir|cc.?exp|card.?(month|year)|(start|end)_?(month|year)|valid_?(to|from)"), ("card_holder", r"card.?(holder|name)|name.?on.?card"),
    ("card_type", r"card.?type"), ("password", r"passw|pwd"), ("otp", r"otp|sms.?code|verif.*code|captcha"),
    ("coupon", r"coupon|voucher|promo|discount|gift.?card"), ("newsletter", r"newsletter|subscri|marketing|opt.?in"),
    ("given_name", r"first.?name|given.?name|forename|fname\b"), ("family_name", r"last.?name|surname|family.?name|lname\b"),
    ("company", r"company|organi[sz]ation|firma"), ("vat", r"\bvat|tax.?(id|no|number)|nif\b|nip\b|cpf"), ("postcode", r"post.?code|postal|zip|plz"),
    ("district", r"district|county_?id|quxian"), ("region", r"state|province|region|county|zone_?id"), ("city", r"city|town|line4|suburb|locality"),
    ("country", r"country"), ("address2", r"address.?(line)?.?[23]|addr2|street.?2|line[23]|apartment|suite|address.?add"),
    ("address1", r"address|street|addr\b|line1"), ("tel", r"phone|mobile|^tel|telephone"), ("quantity", r"quant|qty"),
    ("note", r"note|comment|instruction|remark|message"), ("birth_date", r"birth|dob\b"), ("gender", r"gender|\bsex\b"), ("fax", r"\bfax"),
    ("same_as_shipping", r"same.?as|same_billing|billing.?same|use_for_billing"), ("terms", r"terms|agree|agb|conditions|consent"), ("create_account", r"create.?account|register|createaccount"),
    ("remember", r"remember|save.?(info|address)"), ("delivery_method", r"shipping.?(method|option)|delivery.?(method|option)|shippingmethod"),
    ("payment_method", r"payment.?(method|option|type)|paymentmethod|pay_?type|method_code"), ("full_name", r"full.?name|^name$|consignee|recipient|\bname\b"), ("search", r"^(q|s|keywords?|search|query|wd|kw)$|search"),
)  # fmt: skip
TYPE_CLASSES = {"email": "email", "tel": "tel", "password": "password", "search": "search"}
TOKEN_CLASSES = {
    "email": "email", "tel": "tel", "tel-national": "tel", "name": "full_name", "given-name": "given_name", "family-name": "family_name",
    "street-address": "address1", "address-line1": "address1", "address-line2": "address2", "address-line3": "address2", "postal-code": "postcode",
    "address-level1": "region", "address-level2": "city", "address-level3": "district", "country": "country", "country-name": "country",
    "organization": "company", "cc-number": "card_number", "cc-exp": "card_expiry", "cc-exp-month": "card_expiry", "cc-exp-year": "card_expiry",
    "cc-csc": "card_cvc", "cc-name": "card_holder", "one-time-code": "otp", "new-password": "password", "current-password": "password", "bday": "birth_date", "sex": "gender",
}  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One choice of a select or radio group."""

    ux_id: str
    text: str
    value: str
    chosen: bool
    disabled: bool
    placeholder: bool


@dataclass(frozen=True)
class Field:
    """One field; a radio group is one. `required_by` is attribute, star, word or "" ; `tag` is its (first) control."""

    ux_id: str
    tag: Tag
    kind: Kind
    field_class: str | None
    label: str
    name: str
    required: bool
    required_by: str
    optional_marked: bool
    autocomplete: str
    options: tuple[Option, ...]
    value: str
    checked: bool
    disabled: bool
    box: Box | None
    form_id: str
    scope: Scope
    placeholder_only: bool


_CACHE: "WeakKeyDictionary[Snapshot, dict[tuple[str, ...], list[Field]]]" = WeakKeyDictionary()


def find_fields(snapshot: Snapshot, vocabulary: Vocabulary) -> list[Field]:
    """Return every field that a shopper sees, in document order; honeypots and hidden ones are left out."""
    per_words = _CACHE.setdefault(snapshot, {})
    known = per_words.get(vocabulary.languages)
    if known is None:
        known = per_words[vocabulary.languages] = _find(snapshot, vocabulary)
    return known


def _find(snapshot: Snapshot, vocabulary: Vocabulary) -> list[Field]:
    fields: list[Field] = []
    groups: set[str] = set()
    selector = "input, select, textarea, [role=combobox]:not(input):not(select), [role=radiogroup], [data-ux-editable]"
    for tag in snapshot.body.select(selector):
        kind = _kind(tag)
        if kind is None or not is_usable(tag) or _is_trap(snapshot, tag):
            continue
        if kind == "radio":
            key = _group_key(tag)
            if key in groups:
                continue
            groups.add(key)
        if attr(tag, "role") == "radiogroup":
            if tag.find("input", attrs={"type": "radio"}) is not None:
                continue
            kind = "radio"
        fields.append(_read(snapshot, vocabulary, tag, kind))
    return fields


def _kind(tag: Tag) -> Kind | None:
    if tag.name == "select":
        return "select"
    if tag.name == "textarea" or tag.get("data-ux-editable"):
        return "textarea"
    if tag.name != "input":
        return "combobox"
    type_ = attr(tag, "type").lower() or "text"
    if type_ in SKIPPED_TYPES:
        return None
    if type_ in ("radio", "checkbox", "email", "tel", "number", "password", "search", "file", "date"):
        return type_  # type: ignore[return-value]
    return "combobox" if attr(tag, "role") == "combobox" and tag.has_attr("readonly") else "text"


def _group_key(tag: Tag) -> str:
    form = tag.find_parent("form")
    return f"{ux_id(form) if form is not None else ''} {attr(tag, 'name') or ux_id(tag)}"


def _is_trap(snapshot: Snapshot, tag: Tag) -> bool:
    if attr(tag, "aria-hidden") == "true" or (attr(tag, "tabindex") == "-1" and not attr(tag, "data-ux-label") and tag.name == "input"):
        return attr(tag, "type") not in ("radio", "checkbox")
    return bool(HONEYPOT.search(attr(tag, "name")) and not is_visible(tag))


def _read(snapshot: Snapshot, vocabulary: Vocabulary, tag: Tag, kind: Kind) -> Field:
    label, placeholder_only = find_label(snapshot, tag, kind)
    form = tag.find_parent("form")
    options = _options(snapshot, vocabulary, tag, kind)
    required, by = _required(vocabulary, tag, label)
    field_class = classify_field(vocabulary, tag, label, kind, options)
    return Field(
        ux_id=ux_id(tag),
        tag=tag,
        kind=kind,
        field_class=field_class,
        label=label,
        name=attr(tag, "name") or attr(tag, "id"),
        required=required,
        required_by=by,
        optional_marked=vocabulary.has("optional_mark", f"{label} {attr(tag, 'placeholder')}") and not required,
        autocomplete=attr(tag, "autocomplete").strip().lower(),
        options=options,
        value=attr(tag, "data-ux-value"),
        checked=attr(tag, "data-ux-checked") == "1" or any(option.chosen for option in options if kind == "radio"),
        disabled=attr(tag, "data-ux-disabled") == "1" or tag.has_attr("disabled"),
        box=box_of(tag),
        form_id=ux_id(form) if form is not None else "",
        scope=_scope(snapshot, vocabulary, tag, field_class, form),
        placeholder_only=placeholder_only,
    )


def find_label(snapshot: Snapshot, tag: Tag, kind: Kind) -> tuple[str, bool]:
    """Return the field's label, and whether only a placeholder names it."""
    if kind == "radio":
        holder = tag.find_parent(["fieldset"]) or tag.find_parent(attrs={"role": "radiogroup"})
        legend = holder.find("legend") if holder is not None else None
        title = text_of(legend) if isinstance(legend, Tag) else attr(holder, "aria-label") if holder is not None else ""
        return squeeze(title or _text_before(tag))[:LONGEST_LABEL], False
    label = _labelled(snapshot, tag)
    if label:
        return label[:LONGEST_LABEL], False
    placeholder = attr(tag, "placeholder") or attr(tag, "data-ux-name")
    before = _text_before(tag) if kind != "checkbox" else _text_around(tag)
    if before:
        return before[:LONGEST_LABEL], False
    return squeeze(placeholder)[:LONGEST_LABEL], bool(placeholder)


def _labelled(snapshot: Snapshot, tag: Tag) -> str:
    identity = attr(tag, "id")
    label = snapshot.soup.find("label", attrs={"for": identity}) if identity else None
    label = label or tag.find_parent("label")
    texts = [text_of(label)] if isinstance(label, Tag) else []
    texts.append(attr(tag, "data-ux-label"))
    return next((squeeze(text) for text in texts if squeeze(text)), "")


def _text_before(tag: Tag) -> str:
    """The nearest short text that stands before the field in its own row."""
    node: Tag | None = tag
    for _ in range(3):
        if node is None or node.name in ("form", "body", "fieldset"):
            return ""
        for sibling in node.previous_siblings:
            if isinstance(sibling, Tag):
                if sibling.name in ("input", "select", "textarea") or sibling.find(["input", "select", "textarea"]) is not None:
                    return ""
                text = text_of(sibling)
                if text:
                    return text if len(text) <= LONGEST_LABEL else ""
        node = node.parent
    return ""


def _text_around(tag: Tag) -> str:
    parent = tag.parent
    text = text_of(parent) if parent is not None else ""
    return text if 0 < len(text) <= LONGEST_LABEL else ""


def _options(snapshot: Snapshot, vocabulary: Vocabulary, tag: Tag, kind: Kind) -> tuple[Option, ...]:
    if kind == "select":
        return tuple(_select_option(vocabulary, tag, option, n) for n, option in enumerate(tag.find_all("option")))
    if kind != "radio":
        return ()
    if attr(tag, "role") == "radiogroup":
        radios = [r for r in tag.select("[role=radio]") if is_visible(r)]
    else:
        scope = tag.find_parent("form") or snapshot.body
        radios = [r for r in scope.find_all("input", attrs={"type": "radio", "name": tag.get("name")}) if is_usable(r)]
    return tuple(
        Option(
            ux_id=ux_id(radio),
            text=_labelled(snapshot, radio) or _text_around(radio) or name_of(radio) or attr(radio, "value"),
            value=attr(radio, "value"),
            chosen=attr(radio, "data-ux-checked") == "1" or attr(radio, "aria-checked") == "true",
            disabled=attr(radio, "data-ux-disabled") == "1" or attr(radio, "aria-disabled") == "true",
            placeholder=False,
        )
        for radio in radios
    )


def _select_option(vocabulary: Vocabulary, select: Tag, option: Tag, place: int) -> Option:
    text = squeeze(option.get_text())
    value = attr(option, "value") if option.has_attr("value") else text
    empty = not value or not text or (place == 0 and (vocabulary.has("choose_option", text) or bool(re.fullmatch(r"[-–—.\s]*", text))))
    chosen = value == attr(select, "data-ux-value") and text == (attr(select, "data-ux-chosen") or text)
    return Option(ux_id(option), text, value, chosen, option.has_attr("disabled"), empty)


def _required(vocabulary: Vocabulary, tag: Tag, label: str) -> tuple[bool, str]:
    if attr(tag, "data-ux-required") == "1" or tag.has_attr("required") or attr(tag, "aria-required") == "true":
        return True, "attribute"
    placeholder = attr(tag, "placeholder")
    if vocabulary.has("optional_mark", f"{label} {placeholder}"):
        return False, ""
    if MARKS.search(label) or MARKS.search(placeholder):
        return True, "star"
    if vocabulary.has("required_mark", f"{label} {placeholder}"):
        return True, "word"
    row = _row(tag)
    if row is not None:
        text = text_of(row).replace(label, " ", 1)
        if MARKS.search(text[:80]):
            return True, "star"
        if len(text) < 120 and vocabulary.has("required_mark", text) and not vocabulary.has("optional_mark", text):
            return True, "word"
    return False, ""


def _row(tag: Tag) -> Tag | None:
    """The largest element around a field that holds no other field."""
    best = None
    for parent in tag.parents:
        if not isinstance(parent, Tag) or parent.name in ("form", "body", "fieldset", "table", "tbody"):
            break
        others = [
            f for f in parent.find_all(["input", "select", "textarea"])
            if f is not tag and attr(f, "type") not in SKIPPED_TYPES and attr(f, "name") != attr(tag, "name") and is_usable(f)
        ]  # fmt: skip
        if others:
            break
        best = parent
    return best


def classify_field(vocabulary: Vocabulary, tag: Tag, label: str, kind: Kind, options: tuple[Option, ...]) -> str | None:
    """Return the field's class by autofill token, type, label and markup name, in this order of trust."""
    tokens = attr(tag, "autocomplete").lower().split()
    if tokens and tokens[-1] in TOKEN_CLASSES:
        return TOKEN_CLASSES[tokens[-1]]
    type_ = attr(tag, "type").lower()
    if type_ in TYPE_CLASSES:
        return TYPE_CLASSES[type_]
    bare = MARKS.sub("", label).strip(" :：")
    by_label = vocabulary.field_class(bare) if bare and len(bare) <= 90 else None
    names = " ".join((attr(tag, "name"), attr(tag, "id"))).strip()
    by_name = next((c for c, p in NAME_CLASSES if names and re.search(p, names, re.I)), None)
    if kind == "checkbox":
        boxes = ("newsletter", "terms", "create_account", "same_as_shipping", "remember")
        return by_label if by_label in boxes else by_name if by_name in boxes else by_label
    if by_label and by_name and by_name.startswith("card_"):
        return by_name
    if by_label is None:
        placeholder = vocabulary.field_class(attr(tag, "placeholder")) if attr(tag, "placeholder") else None
        return placeholder or by_name
    return by_label


def _scope(snapshot: Snapshot, vocabulary: Vocabulary, tag: Tag, field_class: str | None, form: Tag | None) -> Scope:
    if field_class == "coupon":
        return "coupon"
    if field_class == "quantity" and tag.name != "select" or (field_class == "quantity" and tag.find_parent("table")):
        return "cart"
    around = f"{attr(form, 'action')} {attr(form, 'id')} {attr(form, 'class')} {attr(form, 'role')}" if form is not None else ""
    if field_class == "search" or attr(tag, "type") == "search" or re.search(r"(^|[/ _-])search", around, re.I):
        return "search"
    inputs = [i for i in form.find_all("input") if _kind(i) and is_usable(i)] if form is not None else []
    if form is not None and len(inputs) <= 2:
        words = text_of(form)
        if re.search(r"newsletter|subscrib", around, re.I) or (
            any(_kind(i) == "email" or "mail" in attr(i, "name").lower() for i in inputs)
            and (vocabulary.has("newsletter", words) or vocabulary.has("subscribe", words))
            and not vocabulary.has("next_step", words)
        ):
            return "newsletter"
        if re.search(r"coupon|voucher|promo|discount", around, re.I):
            return "coupon"
    if form is not None and any(attr(i, "type") == "password" for i in inputs) and len(inputs) <= 4:
        return "login"
    if form is None and tag.find_parent("footer") is not None:
        return "newsletter" if field_class in ("email", "newsletter") else "site"
    if tag.find_parent(["header", "footer"]) is not None:
        return "site"
    return "main"
