"""The fields of a checkout: how many, how marked, how assisted."""

import re

from ux_audit.facts.steps import CARD_CLASSES, checkout_sights, find_steps, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.fields import Field
from ux_audit.reading.snapshot import attr, box_of, is_visible, text_of

NAMES = (
    "checkout.fields_shown", "checkout.fields_required", "checkout.fields_marked_required", "checkout.fields_optional",
    "checkout.fields_marked_optional", "checkout.fields_unlabelled", "checkout.autocomplete_fields", "checkout.autocomplete_correct",
    "checkout.keyboard_fields", "checkout.keyboard_correct", "checkout.inline_validation",
)  # fmt: skip
# Autofill tokens that are right for a class (HTML standard, section “Autofill detail tokens”).
TOKENS = {
    "email": ("email",), "tel": ("tel", "tel-national", "tel-local"), "full_name": ("name",), "given_name": ("given-name",),
    "family_name": ("family-name",), "address1": ("street-address", "address-line1"), "address2": ("address-line2", "address-line3"),
    "city": ("address-level2",), "region": ("address-level1",), "district": ("address-level3",), "postcode": ("postal-code",),
    "country": ("country", "country-name"), "company": ("organization",),
}  # fmt: skip
NEAR_PX = 90
Found = tuple[Sight, Field]


def observe_forms(walk: Walk) -> dict[str, Fact]:
    """Return the counts of fields over all steps of the guest's path, gates with their e-mail field included."""
    if not checkout_sights(walk):
        return dict.fromkeys(NAMES, unseen("the checkout was not opened"))
    if walk.first("payment") is None:
        why = unseen("the payment view was not reached, so that not all fields were seen")
        return {**dict.fromkeys(NAMES, why), "checkout.inline_validation": _inline(walk)}
    fields = _path_fields(walk)
    required = [f for f in fields if f[1].required]
    optional = [f for f in fields if not f[1].required and f[1].kind not in ("checkbox", "radio")]
    return {
        "checkout.fields_shown": _count(walk, fields),
        "checkout.fields_required": _count(walk, required),
        "checkout.fields_marked_required": _count(walk, [f for f in required if f[1].required_by in ("star", "word") or _starred(f[1])]),
        "checkout.fields_optional": _count(walk, optional),
        "checkout.fields_marked_optional": _count(walk, [f for f in optional if f[1].optional_marked]),
        "checkout.fields_unlabelled": _count(walk, [f for f in fields if _unlabelled(f[1])]),
        **_autofill(walk, fields),
        "checkout.inline_validation": _inline(walk),
    }


def _path_fields(walk: Walk) -> list[Found]:
    return [found for step in find_steps(walk) for found in step.fields if found[1].field_class not in ("search", "coupon") and found[1].kind != "search"]


def _count(walk: Walk, found: list[Found]) -> Fact:
    sight = found[0][0] if found else checkout_sights(walk)[0]
    return seen(len(found), *(seen_at(s, f.tag, f.label) for s, f in found[:6]) if found else (seen_at(sight),))


def _starred(field: Field) -> bool:
    return bool(re.search(r"[*＊※]", field.label))


def _unlabelled(field: Field) -> bool:
    if field.kind in ("radio", "checkbox"):
        return False
    return field.placeholder_only or not field.label


def _autofill(walk: Walk, fields: list[Found]) -> dict[str, Fact]:
    personal = [f for f in fields if f[1].field_class in TOKENS and f[1].kind not in ("radio", "checkbox") and f[1].field_class not in CARD_CLASSES]
    right = [f for f in personal if (f[1].autocomplete.split() or [""])[-1] in TOKENS[f[1].field_class or ""]]
    keyed = [f for f in personal if f[1].field_class in ("email", "tel")]
    fitting = [f for f in keyed if _keyboard(f[1])]
    return {
        "checkout.autocomplete_fields": _count(walk, personal),
        "checkout.autocomplete_correct": _count(walk, right),
        "checkout.keyboard_fields": _count(walk, keyed),
        "checkout.keyboard_correct": _count(walk, fitting),
    }


def _keyboard(field: Field) -> bool:
    type_, mode = attr(field.tag, "type").lower(), attr(field.tag, "inputmode").lower()
    if field.field_class == "email":
        return "email" in (type_, mode)
    return "tel" in (type_, mode) or mode == "numeric"


def _inline(walk: Walk) -> Fact:
    probe = next((s for s in walk.all("filled") if s.visit.context.get("probe") == "email"), None)
    if probe is None:
        return unseen("no wrong e-mail was tried")
    field = next((f for f in view_of(walk, probe).fields if f.ux_id == probe.visit.context.get("field")), None)
    if field is None:
        field = next((f for f in view_of(walk, probe).fields if f.field_class == "email"), None)
    if field is None:
        return unseen("the e-mail field was gone after leaving it")
    if attr(field.tag, "aria-invalid") == "true":
        return seen(True, seen_at(probe, field.tag))
    before = next((s for s in reversed(walk.all("step", "entry", "guest")) if s.visit.number < probe.visit.number), None)
    known = set(before.snapshot.text.split(" ")) if before else set()
    for tag in probe.snapshot.select_visible("p, span, div, small, li, [role=alert]"):
        box, text = box_of(tag), text_of(tag)
        if box is None or field.box is None or not 3 < len(text) < 160 or tag.find(["input", "p", "div", "button"]) is not None:
            continue
        near = abs(box.y - field.box.bottom) < NEAR_PX or abs(box.y - field.box.y) < NEAR_PX
        fresh = before is not None and text not in before.snapshot.text and bool(set(text.split(" ")) - known)
        if near and fresh and is_visible(tag):
            return seen(True, seen_at(probe, tag))
    return seen(False, seen_at(probe, field.tag))
