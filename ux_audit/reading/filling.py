"""What to type and choose in a form, from reserved test data only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from ux_audit.catalog import Shopper, load_shoppers, normalise
from ux_audit.reading.fields import Field, Option

TYPED = frozenset(
    (
        "email",
        "tel",
        "full_name",
        "given_name",
        "family_name",
        "address1",
        "address2",
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
    fields: Sequence[Field], shopper: Shopper, *, skip: Collection[str] = (), attempt: int = 0
) -> list[Filling]:
    """Return what to enter so that the step can be left: required and usual fields, first sensible options.

    The country that is chosen or already set decides whose address is typed. `attempt` > 0 writes the phone
    number in its international form. Nothing of the classes in NEVER is planned. A box with an open list of
    choices comes alone, as any other act would close it; at most one such box is opened, last of all.
    """
    person = _resident(fields, shopper)
    asked = [f for f in fields if f.ux_id not in skip and not f.disabled and f.field_class not in NEVER]
    opened = next((f for f in asked if f.kind == "combobox" and f.opened and not f.value), None)
    if opened is not None and (picked := _pick_listed(opened, person)) is not None:
        return [picked]
    plan = []
    for field in asked:
        filling = _fill(field, person, fields, attempt)
        if filling is not None:
            plan.append(filling)
    closed = next(
        (f for f in asked if f.kind == "combobox" and not f.opened and not f.value and _is_wanted(f)), None
    )
    if closed is not None:
        plan.append(Filling(closed.ux_id, "press", "", closed.field_class))
    return plan


def _resident(fields: Sequence[Field], shopper: Shopper) -> Shopper:
    """The shopper who lives where the form delivers: in the preferred country, else in an offered one."""
    country = next((f for f in fields if f.field_class == "country" and f.scope in ("main", "login")), None)
    if country is None:
        return shopper
    if country.kind == "combobox" and country.value:
        named = Option("", country.value, country.value, True, False, False)
        return next((s for s in (shopper, *load_shoppers().values()) if _is_country(named, s)), shopper)
    option = _country_option(country, shopper)
    if option is None:
        return shopper
    for known in (shopper, *load_shoppers().values()):
        if _is_country(option, known):
            return known
    return shopper


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


def _fill(field: Field, person: Shopper, fields: Sequence[Field], attempt: int) -> Filling | None:
    if field.kind == "select":
        return _choose(field, person)
    if field.kind == "radio":
        return _pick(field)
    if field.kind == "checkbox":
        wanted = field.field_class == "terms" and not field.checked
        return Filling(field.ux_id, "check", "on", field.field_class) if wanted else None
    if field.kind in ("password", "search", "file", "combobox", "date"):
        return None
    if field.field_class not in TYPED:
        # An unknown field that is required gets a plain word, so that the step can be seen through.
        plain = field.kind in ("text", "textarea") and not field.value
        return (
            Filling(field.ux_id, "type", "Test", None)
            if field.required and field.field_class is None and plain
            else None
        )
    if field.field_class in ONLY_IF_REQUIRED and not field.required:
        return None
    value = person.value(field.field_class) or ("Test" if field.field_class == "address2" else "")
    if field.field_class == "country":
        value = _country_name(person)
    if field.field_class == "full_name" and any(f.field_class == "family_name" for f in fields):
        value = person.given_name
    if field.field_class == "tel" and attempt and person.tel_international:
        value = person.tel_international
    if not value or field.value == value:
        return None
    return Filling(field.ux_id, "type", value, field.field_class)


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
