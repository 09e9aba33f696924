"""What helps to type an address: lookups, places that fill themselves in, lists; and whether one is asked twice."""

from collections.abc import Iterator
from urllib.parse import unquote_plus, urlsplit

from bs4 import Tag

from ux_audit.catalog import load_shoppers
from ux_audit.facts.steps import CheckoutStep, checkout_sights, find_steps, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.checkout_rules import load_checkout_rules
from ux_audit.reading.fields import Field
from ux_audit.reading.snapshot import attr

NAMES = (
    "checkout.address_asked",
    "checkout.address_lookup",
    "checkout.postcode_fills",
    "checkout.address_from_lists",
    "checkout.address_twice",
)
ASKING = frozenset(("fetch", "xhr", "script", "other"))
PLACES = ("city", "region", "district")
LISTS = ("select", "combobox")
STREET_START = 5  # letters of a street that a request must hold to be a question about it


def observe_address_help(walk: Walk) -> dict[str, Fact]:
    """Return how the forms for an address help, from what happened while the test address was typed."""
    sights = checkout_sights(walk)
    if not sights:
        return dict.fromkeys(NAMES, unseen("the checkout was not opened"))
    steps = find_steps(walk)
    streets = [f for step in steps for f in step.fields if f[1].field_class == "address1"]
    if not streets:
        why = unseen("no address was asked")
        if walk.journey is not None and walk.journey.known:
            return dict.fromkeys(
                NAMES, unseen("an account or cookies were given, and it may hold an address")
            )
        if walk.first("payment") is None:
            return dict.fromkeys(
                NAMES, unseen("the payment view was not reached, and no address was asked before")
            )
        return {**dict.fromkeys(NAMES, why), "checkout.address_asked": seen(False, seen_at(sights[-1]))}
    where = seen_at(streets[0][0], streets[0][1].tag, streets[0][1].label)
    return {
        "checkout.address_asked": seen(True, where),
        "checkout.address_lookup": _lookup(walk, steps, streets[0]),
        "checkout.postcode_fills": _fills(walk, steps),
        "checkout.address_from_lists": _lists(steps, streets[0]),
        "checkout.address_twice": _twice(walk, steps, streets[0][0]),
    }


def _typed(walk: Walk, steps: list[CheckoutStep]) -> Iterator[tuple[Sight, dict[str, Field]]]:
    """The looks right after an address was typed, each with its fields by class (the first of each)."""
    for step in steps:
        for sight in step.sights:
            if sight.visit.purpose != "filled" or sight.visit.context.get("probe"):
                continue
            fields = {f.field_class or "": f for f in reversed(view_of(walk, sight).fields)}
            if "address1" in fields and fields["address1"].value:
                yield sight, fields


def _lookup(walk: Walk, steps: list[CheckoutStep], street: tuple[Sight, Field]) -> Fact:
    rules = load_checkout_rules()
    pages = [sight for step in steps for sight in step.sights if "address1" in view_of(walk, sight).classes]
    for sight in pages:
        for field in view_of(walk, sight).fields:
            if field.field_class in ("address1", "postcode") and _offers(sight, field):
                return seen(True, seen_at(sight, field.tag, field.label))
        loaded = [attr(tag, "src") for tag in sight.snapshot.soup.find_all("script", src=True)]
        service = next(
            (url for url in [*loaded, *(r.url for r in sight.requests)] if rules.is_lookup(url)), None
        )
        if service is not None:
            return seen(True, seen_at(sight, text=urlsplit(service).netloc))
    typed = list(_typed(walk, steps))
    if not typed:
        return unseen("no address was typed")
    for sight, fields in typed:
        question = next((url for url in _questions(sight) if _asks_about_street(url, fields)), None)
        if question is not None:
            return seen(True, seen_at(sight, fields["address1"].tag, urlsplit(question).path))
    return seen(False, seen_at(*(street[0], street[1].tag)))


def _offers(sight: Sight, field: Field) -> bool:
    """Whether a field's own markup brings suggestions; a list of all countries or towns is no lookup."""
    tag = field.tag
    if field.kind in LISTS:
        return False
    said = attr(tag, "aria-autocomplete") in ("list", "both") or attr(tag, "aria-haspopup") == "listbox"
    marks = f"{attr(tag, 'class')} {attr(tag, 'id')} {attr(tag, 'name')}"
    listed = attr(tag, "list") and isinstance(sight.snapshot.soup.find("datalist", id=attr(tag, "list")), Tag)
    combobox = attr(tag, "role") == "combobox"
    return bool(said or listed or combobox or load_checkout_rules().matches("lookup_marks", marks))


def _questions(sight: Sight) -> list[str]:
    return [r.url for r in sight.requests if r.kind in ASKING and r.method == "GET"]


def _asks_about_street(url: str, fields: dict[str, Field]) -> bool:
    """Whether an address holds what was typed as a street, and not the rest of the form, as sums of delivery need it."""
    said = unquote_plus(urlsplit(url).query + urlsplit(url).path).casefold()
    start = fields["address1"].value[:STREET_START].casefold()
    others = [
        fields[name].value.casefold()
        for name in ("email", "tel", "full_name", "family_name")
        if name in fields
    ]
    return (
        len(start) == STREET_START and start in said and not any(value and value in said for value in others)
    )


def _fills(walk: Walk, steps: list[CheckoutStep]) -> Fact:
    """Whether city or region came by themselves once the postcode was there."""
    typed = list(_typed(walk, steps))
    if not typed:
        return unseen("no address was typed")
    own = {name: {s.value(name).casefold() for s in load_shoppers().values()} for name in PLACES}
    before = {
        f.key: f
        for step in steps
        for s in step.sights
        if s.visit.purpose == "step"
        for f in view_of(walk, s).fields
    }
    for sight, fields in typed:
        for name in PLACES:
            field = fields.get(name)
            if field is None or not field.value or field.kind in LISTS or "postcode" not in fields:
                continue
            was = before.get(field.key)
            fresh = was is not None and not was.value
            locked = field.tag.has_attr("readonly") or field.disabled
            if fresh and (locked or field.value.casefold() not in own[name]):
                return seen(True, seen_at(sight, field.tag, field.label))
    asked = [(s, url) for s, fields in typed for url in _questions(s) if _asks_about_postcode(url, fields)]
    if asked:
        return unseen("a request took the postcode along, and what it was for could not be seen")
    return seen(False, seen_at(typed[0][0], typed[0][1].get("postcode", typed[0][1]["address1"]).tag))


def _asks_about_postcode(url: str, fields: dict[str, Field]) -> bool:
    code = fields["postcode"].value.casefold() if "postcode" in fields else ""
    said = unquote_plus(urlsplit(url).query + urlsplit(url).path).casefold()
    return bool(code) and code in said


def _lists(steps: list[CheckoutStep], street: tuple[Sight, Field]) -> Fact:
    """Whether region and city are both picked from lists, one after the other."""
    picked = {
        f.field_class: s
        for step in steps
        for s, f in step.fields
        if f.field_class in PLACES and f.kind in LISTS
    }
    found = "city" in picked and bool({"region", "district"} & picked.keys())
    return seen(found, seen_at(street[0], street[1].tag))


def _twice(walk: Walk, steps: list[CheckoutStep], otherwise: Sight) -> Fact:
    """Whether a second street for the payer is asked by default: on a page as it was before anything was chosen.

    Fields that stand there although a ticked box says that both addresses are the same ask nothing.
    """
    untouched = [
        (s, f)
        for step in steps
        for s, f in step.fields
        if f.field_class == "address1" and s.visit.purpose in ("entry", "guest", "step", "payment")
        if not any(o.field_class == "same_as_shipping" and o.checked for o in view_of(walk, s).fields)
    ]
    if len(untouched) < 2:
        return seen(False, seen_at(otherwise))
    return seen(True, seen_at(untouched[1][0], untouched[1][1].tag, untouched[1][1].label))
