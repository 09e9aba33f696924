"""What the checkout asks beyond need: the phone and why, things nobody needs for a delivery, invoice details, names."""

from bs4 import Tag

from ux_audit.catalog import find_country
from ux_audit.facts.steps import checkout_sights, find_steps
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.checkout_rules import load_checkout_rules
from ux_audit.reading.field_labels import MARKS, controls_in
from ux_audit.reading.fields import Field
from ux_audit.reading.prices import find_prices
from ux_audit.reading.snapshot import attr, squeeze, text_of
from ux_audit.reading.world_names import Sample, lets_in, load_samples

NEED_NAMES = (
    "checkout.unneeded_required",
    "checkout.phone_required",
    "checkout.phone_explained",
    "checkout.invoice_required",
)
NAME_NAMES = ("checkout.name_fields", "checkout.samples_refused_home", "checkout.samples_refused_abroad")
NOT_OPENED = "the checkout was not opened"
NOT_ALL = "the payment view was not reached, so that not all fields were seen"
KEPT = "an account or cookies were given, and it may hold what is asked of others"
NEVER_NEEDED = frozenset(("gender", "title", "birth_date", "fax"))
LEAST_HINT = 12  # characters: a shorter text beside a field says no reason
LONGEST_NAMED = 60
# What is asked by one country's rules, and differs by the country that is chosen.
LOCAL = frozenset(("postcode",))
MOST_EVIDENCE = 6
Found = tuple[Sight, Field]


def observe_asked(walk: Walk) -> dict[str, Fact]:
    """Return what the fields on the guest's path ask that an order does not need, and which names they refuse."""
    if not checkout_sights(walk):
        return dict.fromkeys((*NEED_NAMES, *NAME_NAMES), unseen(NOT_OPENED))
    fields = [found for step in find_steps(walk) for found in step.fields]
    kept = (
        walk.journey is not None
        and walk.journey.known
        and not any(f.field_class == "address1" for _, f in fields)
    )
    if walk.first("payment") is None or kept:
        needs = dict.fromkeys(NEED_NAMES, unseen(KEPT if kept else NOT_ALL))
    else:
        needs = {
            "checkout.unneeded_required": _unneeded(walk, fields),
            **_phone(walk, fields),
            "checkout.invoice_required": _invoice(walk, fields),
        }
    return {**needs, **_names(walk, fields)}


def _unneeded(walk: Walk, fields: list[Found]) -> Fact:
    """One required field of each needless kind."""
    kinds: dict[str, Found] = {}
    for found in fields:
        kind = _needless_kind(walk, found[1]) if found[1].required else None
        if kind is not None:
            kinds.setdefault(kind, found)
    for kind in ("email", "tel"):
        # A second address brings a phone of its own; beyond that one is asked twice.
        asked = [f for f in fields if f[1].field_class == kind and f[1].required]
        places = max(1, sum(f.field_class == "address1" for _, f in fields))
        if len(asked) > places:
            kinds.setdefault(f"second {kind}", asked[-1])
    names = [MARKS.sub("", field.label or field.name).strip() for _, field in kinds.values()]
    where = [seen_at(s, f.tag, f.label) for s, f in kinds.values()] or [seen_at(checkout_sights(walk)[0])]
    return seen(names, *where[:MOST_EVIDENCE])


def _needless_kind(walk: Walk, field: Field) -> str | None:
    if field.field_class in NEVER_NEEDED:
        return "title" if field.field_class == "gender" else field.field_class
    rules, names = load_checkout_rules(), f"{field.name} {attr(field.tag, 'id')}"
    for kind in ("heard_about", "security_question"):
        if rules.matches(kind, names) or (
            len(field.label) <= LONGEST_NAMED and walk.vocabulary.has(kind, field.label)
        ):
            return kind
    picture = walk.vocabulary.has("captcha", field.label) or "captcha" in names.casefold()
    return (
        "captcha"
        if picture and field.field_class == "otp" and field.autocomplete != "one-time-code"
        else None
    )


def _phone(walk: Walk, fields: list[Found]) -> dict[str, Fact]:
    phones = [f for f in fields if f[1].field_class == "tel"]
    required = [f for f in phones if f[1].required]
    where = seen_at(required[0][0], required[0][1].tag) if required else seen_at(checkout_sights(walk)[0])
    if not required:
        why = unseen("no phone number is required")
        return {"checkout.phone_required": seen(False, where), "checkout.phone_explained": why}
    said = _texts_beside(*required[0])
    explained: Fact = seen(False, where)
    if any(walk.vocabulary.has("why_asked", text) for text in said):
        explained = seen(True, where)
    elif any(_may_explain(walk, text) for text in said):
        explained = unseen("a text beside the phone number may say what it is for")
    return {"checkout.phone_required": seen(True, where), "checkout.phone_explained": explained}


def _texts_beside(sight: Sight, field: Field) -> list[str]:
    """What is said at a field: its label, its description, and its row's other texts, hints that unfold included."""
    texts = [field.label, attr(field.tag, "placeholder"), attr(field.tag, "title")]
    for name in attr(field.tag, "aria-describedby").split():
        told = sight.snapshot.soup.find(id=name)
        texts += [text_of(told, hidden=True)] if isinstance(told, Tag) else []
    row = field.tag
    while (
        row.parent is not None
        and len(controls_in(row.parent)) <= 1
        and row.parent.name not in ("form", "body")
    ):
        row = row.parent
    if row is not field.tag:
        texts.append(text_of(row, hidden=True))
        hints = [
            attr(tag, name) for tag in row.find_all(True) for name in ("title", "aria-label", "data-tooltip")
        ]
        texts += [squeeze(hint) for hint in hints if hint]
    label = field.label
    return [text.replace(label, " ", 1).strip() if text != label else text for text in texts if text]


def _may_explain(walk: Walk, text: str) -> bool:
    """Whether a text could be a reason in words that are not known: a sentence, no format, no mark, no error."""
    marks = ("required_mark", "optional_mark")
    plain = len(text) >= LEAST_HINT and not any(letter.isdigit() for letter in text)
    return (
        plain
        and walk.vocabulary.field_class(text) is None
        and not any(walk.vocabulary.has(k, text) for k in marks)
    )


def _invoice(walk: Walk, fields: list[Found]) -> Fact:
    """Fields for invoices of companies that private buyers must fill in."""
    rules = load_checkout_rules()
    asked = [
        (s, f)
        for s, f in fields
        if f.required
        and f.kind not in ("radio", "checkbox")
        and (
            f.field_class == "vat"
            or (len(f.label) <= LONGEST_NAMED and walk.vocabulary.has("invoice", f.label))
        )
        and not rules.matches("personal_tax", f"{f.label} {f.name}")
    ]
    where = [seen_at(s, f.tag, f.label) for s, f in asked[:MOST_EVIDENCE]]
    return seen(len(asked), *(where or [seen_at(checkout_sights(walk)[0])]))


def _names(walk: Walk, fields: list[Found]) -> dict[str, Fact]:
    classes = {name for sample in load_samples() for name in sample.asked}
    asked = [
        (s, f)
        for s, f in fields
        if f.field_class in classes and f.kind in ("text", "number", "tel", "search", "textarea")
    ]
    if not asked:
        return dict.fromkeys(NAME_NAMES, unseen("no field for a name or an address was seen"))
    country = _country(walk)
    refused: dict[bool, dict[str, Found]] = {True: {}, False: {}}
    unread = False
    for sight, field in asked:
        for sample in load_samples():
            if not _is_tried(sample, field, country):
                continue
            fits = lets_in(field, sample.text)
            unread = unread or fits is None
            if fits is False:
                refused[country in sample.home].setdefault(sample.text, (sight, field))
    return {
        "checkout.name_fields": seen(
            len(asked), *(seen_at(s, f.tag, f.label) for s, f in asked[:MOST_EVIDENCE])
        ),
        "checkout.samples_refused_home": _refused(refused[True], asked[0], unread),
        "checkout.samples_refused_abroad": _refused(refused[False], asked[0], unread),
    }


def _is_tried(sample: Sample, field: Field, country: str) -> bool:
    return field.field_class in sample.asked and (country in sample.home or field.field_class not in LOCAL)


def _refused(found: dict[str, Found], first: Found, unread: bool) -> Fact:
    if not found and unread:
        return unseen("a field checks what is typed by a pattern that could not be read")
    where = [seen_at(s, f.tag, f.label) for s, f in found.values()] or [seen_at(first[0], first[1].tag)]
    return seen(list(found), *where[:MOST_EVIDENCE])


def _country(walk: Walk) -> str:
    """The country whose shopper fits the shop, as the walk chose it."""
    cart = walk.first("cart") or walk.sights[0]
    currencies = [price.currency for price in find_prices(cart.snapshot)]
    return find_country(walk.vocabulary.languages[0], cart.snapshot.language, currencies)
