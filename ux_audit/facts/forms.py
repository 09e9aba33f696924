"""The fields of a checkout: how many, how marked, how assisted."""

from bs4 import Tag

from ux_audit.facts.steps import checkout_sights, find_steps, page_address, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.field_rules import load_field_rules
from ux_audit.reading.fields import Field
from ux_audit.reading.snapshot import attr, box_of, text_of

NAMES = (
    "checkout.fields_shown",
    "checkout.fields_required",
    "checkout.fields_marked_required",
    "checkout.fields_optional",
    "checkout.fields_marked_optional",
    "checkout.fields_unlabelled",
    "checkout.autocomplete_fields",
    "checkout.autocomplete_correct",
    "checkout.keyboard_fields",
    "checkout.keyboard_correct",
    "checkout.inline_validation",
)
NEAR_PX = 80  # how far a message may stand from its field (rule catalogue, checkout-inline-validation)
SHORTEST_MESSAGE, LONGEST_MESSAGE = 3, 160
MOST_EVIDENCE = 6
Found = tuple[Sight, Field]


def observe_forms(walk: Walk) -> dict[str, Fact]:
    """Return the counts of fields over all steps of the guest's path, gates included."""
    if not checkout_sights(walk):
        return dict.fromkeys(NAMES, unseen("the checkout was not opened"))
    if walk.first("payment") is None:
        why = unseen("the payment view was not reached, so that not all fields were seen")
        return {**dict.fromkeys(NAMES, why), "checkout.inline_validation": _inline(walk)}
    fields = [found for step in find_steps(walk) for found in step.fields]
    required = [f for f in fields if f[1].required]
    optional = [f for f in fields if not f[1].required and f[1].kind not in ("checkbox", "radio")]
    return {
        "checkout.fields_shown": _count(walk, fields),
        "checkout.fields_required": _count(walk, required),
        "checkout.fields_marked_required": _count(walk, [f for f in required if f[1].marked]),
        "checkout.fields_optional": _count(walk, optional),
        "checkout.fields_marked_optional": _count(walk, [f for f in optional if f[1].optional_marked]),
        "checkout.fields_unlabelled": _count(walk, [f for f in fields if not f[1].named]),
        **_autofill(walk, fields),
        "checkout.inline_validation": _inline(walk),
    }


def _count(walk: Walk, found: list[Found]) -> Fact:
    if not found:
        return seen(0, seen_at(checkout_sights(walk)[0]))
    return seen(len(found), *(seen_at(s, f.tag, f.label) for s, f in found[:MOST_EVIDENCE]))


def _autofill(walk: Walk, fields: list[Found]) -> dict[str, Fact]:
    rules = load_field_rules()
    personal = [
        f for f in fields if f[1].field_class in rules.correct and f[1].kind not in ("radio", "checkbox")
    ]
    right = [f for f in personal if rules.is_correct(f[1].field_class, f[1].autocomplete)]
    keyed = [f for f in personal if f[1].field_class in ("email", "tel")]
    return {
        "checkout.autocomplete_fields": _count(walk, personal),
        "checkout.autocomplete_correct": _count(walk, right),
        "checkout.keyboard_fields": _count(walk, keyed),
        "checkout.keyboard_correct": _count(walk, [f for f in keyed if _opens_keyboard(f[1])]),
    }


def _opens_keyboard(field: Field) -> bool:
    type_, mode = attr(field.tag, "type").lower(), attr(field.tag, "inputmode").lower()
    if field.field_class == "email":
        return "email" in (type_, mode)
    return "tel" in (type_, mode) or mode == "numeric"


def _inline(walk: Walk) -> Fact:
    """Compare the page before and after a wrong e-mail was typed and left."""
    probe = next((s for s in walk.all("filled") if s.visit.context.get("probe") == "email"), None)
    if probe is None:
        return unseen("no wrong e-mail was tried")
    fields = view_of(walk, probe).fields
    field = next((f for f in fields if f.ux_id == probe.visit.context.get("field")), None)
    field = field or next((f for f in fields if f.field_class == "email"), None)
    if field is None:
        return unseen("the e-mail field was gone after leaving it")
    if attr(field.tag, "aria-invalid") == "true":
        return seen(True, seen_at(probe, field.tag))
    here = page_address(probe.snapshot.url)
    seen_before = [s for s in walk.all("entry", "guest", "step") if s.visit.number < probe.visit.number]
    earlier = [s for s in seen_before if page_address(s.snapshot.url) == here]
    if not earlier:
        return unseen("the page was not seen before the wrong e-mail was typed")
    message = _fresh_message(probe, field, earlier[-1])
    return seen(message is not None, seen_at(probe, message if message is not None else field.tag))


def _fresh_message(probe: Sight, field: Field, before: Sight) -> Tag | None:
    """A short text near the field that was not on the page before."""
    known = before.snapshot.text
    for tag in probe.snapshot.select_visible("p, span, div, small, li, label, em, strong, [role=alert]"):
        box, text = box_of(tag), text_of(tag)
        if box is None or field.box is None or not SHORTEST_MESSAGE < len(text) < LONGEST_MESSAGE:
            continue
        if text in known or tag.find(["input", "select", "button"]) is not None:
            continue
        beside = box.x < field.box.right + NEAR_PX and box.right > field.box.x - NEAR_PX
        gap = max(box.y - field.box.bottom, field.box.y - box.bottom, 0)
        if beside and gap <= NEAR_PX:
            return tag
    return None
