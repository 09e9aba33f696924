"""What to type and choose in a form, from reserved test data only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from ux_audit.catalog import Shopper, load_shoppers, normalise
from ux_audit.reading.fields import Field, Option

TYPED = frozenset(
    "email tel full_name given_name family_name address1 city region district postcode company note country".split()
)
# Typed only when the shop insists: nobody needs them for a delivery.
ONLY_IF_REQUIRED = frozenset(("company", "note", "region", "district", "address2", "tel"))
NEVER = frozenset(
    "card_number card_cvc card_expiry card_holder card_type password coupon vat birth_date gender otp newsletter "
    "create_account remember quantity search fax payment_method extras".split()
)


@dataclass(frozen=True)
class Filling:
    """One thing to enter: type `value`, choose it in a select, check a box or press an option."""

    ux_id: str
    action: Literal["type", "choose", "check", "press"]
    value: str
    field_class: str | None


def plan_filling(
    fields: Sequence[Field], shopper: Shopper, *, skip: Collection[str] = (), attempt: int = 0
) -> list[Filling]:
    """Return what to enter so that the step can be left: required and usual fields, first sensible options.

    The country that is chosen or already set decides whose address is typed. `attempt` > 0 writes the phone number in
    its international form. Nothing of the classes in NEVER is planned.
    """
    person = _resident(fields, shopper)
    plan = []
    for field in fields:
        if field.ux_id in skip or field.disabled or field.field_class in NEVER:
            continue
        filling = _fill(field, person, fields)
        if filling is not None and filling.field_class == "tel" and attempt and person.tel_international:
            filling = Filling(filling.ux_id, "type", person.tel_international, "tel")
        if filling is not None:
            plan.append(filling)
    return plan


def _resident(fields: Sequence[Field], shopper: Shopper) -> Shopper:
    """The shopper who lives where the form delivers: the preferred country if it is offered, else the one offered."""
    country = next((f for f in fields if f.field_class == "country" and f.kind == "select"), None)
    if country is None:
        return shopper
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
    return option.value.upper() == shopper.country or text in {normalise(n) for n in shopper.country_names}


def _fill(field: Field, person: Shopper, fields: Sequence[Field]) -> Filling | None:
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
        if field.required and field.field_class is None and not field.value and field.kind in ("text", "textarea"):
            return Filling(field.ux_id, "type", "Test", None)
        return None
    if field.field_class in ONLY_IF_REQUIRED and not field.required:
        return None
    value = person.value(field.field_class)
    if field.field_class == "full_name" and any(f.field_class == "family_name" for f in fields):
        value = person.given_name
    if not value or field.value == value:
        return None
    return Filling(field.ux_id, "type", value, field.field_class)


def _choose(field: Field, person: Shopper) -> Filling | None:
    usable = [o for o in field.options if not o.placeholder and not o.disabled]
    if not usable:
        return None
    wanted: Option | None = None
    if field.field_class == "country":
        wanted = next((o for o in usable if _is_country(o, person)), None) or _country_option(field, person)
    elif field.field_class in ("region", "city", "district"):
        own = normalise(person.value(field.field_class))
        wanted = next((o for o in usable if own and own in (normalise(o.text), normalise(o.value))), None)
    chosen = next((o for o in usable if o.chosen), None)
    if wanted is None:
        if chosen is not None or not (field.required or field.field_class in ("region", "city", "district", "delivery_method")):
            return None
        wanted = usable[0]
    if wanted is chosen:
        return None
    return Filling(field.ux_id, "choose", wanted.value, field.field_class)


def _pick(field: Field) -> Filling | None:
    if any(option.chosen for option in field.options):
        return None
    option = next((o for o in field.options if not o.disabled and o.ux_id), None)
    if option is None or not (field.required or field.field_class in ("delivery_method", None)):
        return None
    return Filling(option.ux_id, "check", option.value, field.field_class)
