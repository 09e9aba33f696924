"""What to type and choose in a form, from reserved test data only."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ux_audit.catalog import Shopper, load_shoppers, normalise
from ux_audit.reading.fields import Field, Option
from ux_audit.reading.snapshot import attr

TYPED = frozenset(
    (
        "email",
        "tel",
        "full_name",
        "given_name",
        "family_name",
        "address1",
        "address2",
        "house_number",
        "city",
        "region",
        "district",
        "postcode",
        "company",
        "note",
        "country",
    )
)
# Typed only when the shop insists: nobody needs them for a delivery.
ONLY_IF_REQUIRED = frozenset(("company", "note", "region", "district", "address2", "tel"))
NEVER = frozenset(
    (
        "card_number",
        "card_cvc",
        "card_expiry",
        "card_holder",
        "card_type",
        "password",
        "coupon",
        "vat",
        "birth_date",
        "gender",
        "otp",
        "newsletter",
        "create_account",
        "remember",
        "quantity",
        "search",
        "fax",
        "payment_method",
        "extras",
    )
)
PLAIN_VALUES = ("Test", "12345678")
NOT_DIGITS, NOT_LETTERS = re.compile(r"[^0-9]"), re.compile(r"[\W_]")
PLACES = ("region", "city", "district")


@dataclass(frozen=True)
class Filling:
    """One thing to enter: type `value`, choose it in a select, check a box or press an option.

    A press with the value "" opens a box whose choices are shown only then; plan again afterwards.
    """

    ux_id: str
    action: Literal["type", "choose", "check", "press"]
    value: str
    field_class: str | None


def plan_filling(
    fields: Sequence[Field],
    shopper: Shopper,
    *,
    skip: Collection[str] = (),
    attempt: int = 0,
    refused: Collection[str] = (),
) -> list[Filling]:
    """Return what to enter so that the step can be left: required and usual fields, first sensible options.

    The country that is chosen or already set decides whose address is typed. `attempt` > 0 writes what can be written
    otherwise (phone, postcode) in its next form; the fields `refused` by the shop are required, whatever they say,
    and where any is named the others keep their form. Nothing of the classes in NEVER is planned. A box with an open list of
    choices comes alone, as any other act would close it; at most one such box is opened, last of all.
    """
    person = _resident(fields, shopper)
    asked = [
        replace(f, required=True) if f.ux_id in refused else f
        for f in fields
        if f.ux_id not in skip and not f.disabled and f.field_class not in NEVER
    ]
    opened = next((f for f in asked if f.kind == "combobox" and f.opened and not f.value), None)
    if opened is not None and (picked := _pick_listed(opened, person)) is not None:
        return [picked]
    plan = []
    for field in asked:
        form = attempt if not refused or field.ux_id in refused else 0
        filling = _fill(field, person, fields, form, insisted=field.ux_id in refused)
        if filling is not None:
            plan.append(filling)
    closed = next(
        (f for f in asked if f.kind == "combobox" and not f.opened and not f.value and _is_wanted(f)), None
    )
    if closed is not None:
        plan.append(Filling(closed.ux_id, "press", "", closed.field_class))
    return plan


def _resident(fields: Sequence[Field], shopper: Shopper) -> Shopper:
    """The shopper who lives where the form delivers: in the preferred country, else in an offered one.

    Whoever it is has the e-mail address of the run and the operator's phone number.
    """
    own = {"email": shopper.email, "own_phone": shopper.own_phone}
    known = (s.model_copy(update=own) for s in load_shoppers().values())
    residents = (shopper, *known)
    country = _country_field(fields)
    if country is None:
        return shopper
    if country.kind == "combobox" and country.value:
        named = Option("", country.value, country.value, True, False, False)
        return next((s for s in residents if _is_country(named, s)), shopper)
    option = _country_option(country, shopper)
    if option is None:
        return shopper
    return next((s for s in residents if _is_country(option, s)), shopper)


def _country_field(fields: Sequence[Field]) -> Field | None:
    """The field that says where to deliver: one with a choice before one that is written into."""
    known = [f for f in fields if f.field_class == "country" and f.scope in ("main", "login")]
    return min(known, key=lambda f: not f.options, default=None)


def _country_option(field: Field, shopper: Shopper) -> Option | None:
    usable = [o for o in field.options if not o.placeholder and not o.disabled]
    own = next((o for o in usable if _is_country(o, shopper)), None)
    if own is not None:
        return own
    known = [o for o in usable if any(_is_country(o, s) and s.tel for s in load_shoppers().values())]
    chosen = next((o for o in usable if o.chosen), None)
    if chosen is not None and (chosen in known or not known):
        return chosen
    return next(iter(known or usable), None)


def _is_country(option: Option, shopper: Shopper) -> bool:
    text = normalise(option.text)
    return option.value.upper() == shopper.country or text in {
        normalise(name) for name in shopper.country_names
    }


def _is_wanted(field: Field) -> bool:
    return field.required or field.field_class in ("country", "region", "city", "district", "delivery_method")


def _fill(
    field: Field, person: Shopper, fields: Sequence[Field], attempt: int, *, insisted: bool = False
) -> Filling | None:
    if field.kind == "select":
        return _choose(field, person)
    if field.kind == "radio":
        return _pick(field)
    if field.kind == "checkbox":
        wanted = (insisted or field.field_class == "terms") and not field.checked
        return Filling(field.ux_id, "check", "on", field.field_class) if wanted else None
    if field.kind in ("password", "search", "file", "combobox", "date"):
        return None
    if field.field_class not in TYPED:
        # An unknown field that is required gets a plain word, so that the step can be seen through.
        plain = field.kind in ("text", "textarea", "number") and (insisted or not field.value)
        if not (field.required and field.field_class is None and plain):
            return None
        return _type(field, PLAIN_VALUES, attempt)
    chief = _country_field(fields)
    if field.field_class == "country" and chief is not None and field.ux_id != chief.ux_id:
        return None
    # Where no town is asked beside it, a district is the town.
    town = field.field_class == "district" and not any(f.field_class == "city" for f in fields)
    if field.field_class in ONLY_IF_REQUIRED and not (field.required or town):
        return None
    return _type(field, _values(field, person, fields), attempt)


def _type(field: Field, values: Sequence[str], attempt: int) -> Filling | None:
    known = list(dict.fromkeys(value for value in values if value))
    fitting = [value for value in known if _fits(field, value)] or known
    value = fitting[min(attempt, len(fitting) - 1)] if fitting else ""
    return Filling(field.ux_id, "type", value, field.field_class) if value and field.value != value else None


def _values(field: Field, person: Shopper, fields: Sequence[Field]) -> tuple[str, ...]:
    """What may be typed into a field, the usual form first."""
    kind = field.field_class or ""
    value = person.value(kind)
    if kind == "country":
        return (_country_name(person),)
    if kind == "full_name" and any(f.field_class == "family_name" for f in fields):
        return (person.given_name,)
    if kind == "tel" and person.own_phone:
        return (value, NOT_DIGITS.sub("", value))
    if kind == "tel":
        plain = person.tel_international.lstrip("+")
        return (value, person.tel_international, NOT_DIGITS.sub("", value), NOT_DIGITS.sub("", plain))
    if kind in ("district", "region"):
        return (value or person.city,)
    if kind == "address1" and any(f.field_class == "house_number" for f in fields):
        return (value.replace(person.house_number, "").strip(" ,"), value)
    if kind == "postcode":
        return (value, NOT_LETTERS.sub("", value))
    return (value or ("Test" if kind == "address2" else ""),)


def _fits(field: Field, value: str) -> bool:
    """Whether a field's own markup lets a value in."""
    longest, pattern = attr(field.tag, "maxlength"), attr(field.tag, "pattern")
    if longest.isdigit() and len(value) > int(longest):
        return False
    if field.kind == "number" and not value.isdigit():
        return False
    try:
        return not pattern or re.fullmatch(pattern, value) is not None
    except re.error:
        return True


def _country_name(person: Shopper) -> str:
    return person.country_names[0].title() if person.country_names else person.country


def _choose(field: Field, person: Shopper) -> Filling | None:
    usable = [o for o in field.options if not o.placeholder and not o.disabled]
    if not usable:
        return None
    wanted = _wanted_option(field, person, usable)
    chosen = next((o for o in usable if o.chosen), None)
    if wanted is None:
        if chosen is not None or not (field.required or field.field_class in (*PLACES, "delivery_method")):
            return None
        wanted = usable[0]
    if wanted is chosen:
        return None
    return Filling(field.ux_id, "choose", wanted.value, field.field_class)


def _wanted_option(field: Field, person: Shopper, usable: list[Option]) -> Option | None:
    if field.field_class == "country":
        return next((o for o in usable if _is_country(o, person)), None) or _country_option(field, person)
    if field.field_class in PLACES:
        own = normalise(person.value(field.field_class))
        return next((o for o in usable if own and own in (normalise(o.text), normalise(o.value))), None)
    return None


def _pick_listed(field: Field, person: Shopper) -> Filling | None:
    usable = [o for o in field.options if not o.placeholder and not o.disabled and o.ux_id]
    # An open list often begins with the prompt as a choice that cannot be taken.
    usable = [o for o in usable if normalise(o.text) != normalise(field.label)] or usable
    if not usable:
        return None
    option = _wanted_option(field, person, usable) or usable[0]
    return Filling(option.ux_id, "press", option.text, field.field_class)


def _pick(field: Field) -> Filling | None:
    if any(option.chosen for option in field.options):
        return None
    option = next((o for o in field.options if not o.disabled and o.ux_id), None)
    if option is None or not (field.required or field.field_class in ("delivery_method", None)):
        return None
    native = option.ux_id == field.ux_id and field.tag.name == "input" and field.tag.get("data-ux-vis") == "1"
    return Filling(option.ux_id, "check" if native else "press", option.value, field.field_class)
