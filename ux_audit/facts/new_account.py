"""The account that a checkout asks for or offers on the way, and what its password has to be."""

import re
from collections.abc import Sequence

from bs4 import Tag

from ux_audit.facts.steps import checkout_sights, find_steps, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.checkout_rules import load_checkout_rules
from ux_audit.reading.controls import find_controls
from ux_audit.reading.fields import Field, find_fields
from ux_audit.reading.snapshot import attr, box_of, text_of

ACCOUNT_NAMES = ("checkout.password_asked", "checkout.account_box")
RULE_NAMES = (
    "checkout.password_min_length",
    "checkout.password_kinds_demanded",
    "checkout.password_twice",
    "checkout.password_can_be_shown",
)
KINDS_OF_SIGNS = ("password_upper", "password_lower", "password_digit", "password_sign")
LOOK_AHEAD = "(?="  # in a pattern, one for each kind of sign that must be somewhere
LENGTHS = re.compile(r"\{(\d+),\d*\}")
NUMBERS = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
LONGEST_DEMAND = 26  # a larger number beside a password is no length it must have
NEAR_PX = 160
LONGEST_TEXT = 300
Found = tuple[Sight, Field]


def observe_new_account(walk: Walk) -> dict[str, Fact]:
    """Return whether a password is asked before payment, and what it has to be. A sign-in form's password is none."""
    names = (*ACCOUNT_NAMES, *RULE_NAMES)
    if not checkout_sights(walk):
        facts = dict.fromkeys(names, unseen("the checkout was not opened"))
        forced = walk.journey is not None and walk.journey.stopped == "account-required"
        if forced and (added := walk.last("added")) is not None:
            facts["checkout.password_asked"] = seen("required", seen_at(added))
        return facts
    asked = _new_passwords(walk)
    return {**_account(walk, asked), **_rules(walk, asked)}


def _new_passwords(walk: Walk) -> list[Found]:
    """Every field for a new account's password on the way, each once."""
    found: dict[str, Found] = {}
    for sight in checkout_sights(walk):
        view = view_of(walk, sight)
        for field in view.fields:
            fresh = field.scope == "main" and field.autocomplete != "current-password"
            if (
                field.kind == "password"
                and fresh
                and (view.asks_address or field.autocomplete == "new-password")
            ):
                found.setdefault(field.key, (sight, field))
    return list(found.values())


def _account(walk: Walk, asked: list[Found]) -> dict[str, Fact]:
    forced = walk.journey is not None and walk.journey.stopped == "account-required"
    required = [found for found in asked if found[1].required]
    if forced or required:
        where = (
            seen_at(required[0][0], required[0][1].tag) if required else seen_at(checkout_sights(walk)[-1])
        )
        password = seen("required", where)
    elif walk.journey is not None and walk.journey.known:
        password = unseen("an account or cookies were given, so what the store asks guests was not seen")
    elif walk.first("payment") is None:
        password = unseen("the payment view was not reached, so that a password may still be asked")
    elif asked:
        password = seen("optional", seen_at(asked[0][0], asked[0][1].tag))
    else:
        password = seen("none", seen_at(checkout_sights(walk)[-1]))
    return {"checkout.password_asked": password, "checkout.account_box": _box(walk)}


def _box(walk: Walk) -> Fact:
    """The box that opens an account, as it was before the shopper touched the page."""
    for step in find_steps(walk):
        for sight in step.sights:
            if sight.visit.purpose not in ("entry", "guest", "step"):
                continue
            boxes = [
                f
                for f in find_fields(sight.snapshot, walk.vocabulary)
                if f.kind == "checkbox" and f.field_class == "create_account" and f.scope == "main"
            ]
            if boxes:
                return seen(
                    "ticked" if boxes[0].checked else "empty", seen_at(sight, boxes[0].tag, boxes[0].label)
                )
    if walk.first("payment") is None:
        return unseen("the payment view was not reached, so that not all boxes were seen")
    return seen("none", seen_at(checkout_sights(walk)[-1]))


def _rules(walk: Walk, asked: list[Found]) -> dict[str, Fact]:
    if not asked:
        return dict.fromkeys(RULE_NAMES, unseen("no password for a new account was asked"))
    sight, field = asked[0]
    where = seen_at(sight, field.tag, field.label)
    texts = _texts_near(sight, [f for s, f in asked if s is sight])
    kinds = [key for key in KINDS_OF_SIGNS if any(walk.vocabulary.has(key, text) for text in texts)]
    shown = _shower(walk, sight, field)
    return {
        "checkout.password_min_length": seen(_least_length(walk, field, texts), where),
        "checkout.password_kinds_demanded": seen(
            max(len(kinds), attr(field.tag, "pattern").count(LOOK_AHEAD)), where
        ),
        "checkout.password_twice": seen(len([f for s, f in asked if s is sight]) > 1, where),
        "checkout.password_can_be_shown": seen(
            shown is not None, seen_at(sight, shown) if shown is not None else where
        ),
    }


def _least_length(walk: Walk, field: Field, texts: Sequence[str]) -> int:
    """The length that the markup or a sentence nearby demands; 0 where none does."""
    said = [int(attr(field.tag, "minlength"))] if attr(field.tag, "minlength").isdigit() else []
    said += [int(n) for n in LENGTHS.findall(attr(field.tag, "pattern"))]
    for text in texts:
        if walk.vocabulary.has("password_length", text):
            said += [int(n) for n in NUMBERS.findall(text)[:1]]
    return max((n for n in said if n <= LONGEST_DEMAND), default=0)


def _texts_near(sight: Sight, passwords: list[Field]) -> list[str]:
    """Short texts around the password fields: what they must be is said there, if at all."""
    boxes = [field.box for field in passwords if field.box is not None]
    texts = [text for f in passwords for text in (f.label, attr(f.tag, "placeholder"), attr(f.tag, "title"))]
    for field in passwords:
        for name in attr(field.tag, "aria-describedby").split():
            told = sight.snapshot.soup.find(id=name)
            texts += [text_of(told, hidden=True)] if isinstance(told, Tag) else []
    for tag in sight.snapshot.select_visible("p, li, small, span, div, label"):
        box = box_of(tag)
        if box is None or tag.find(["p", "li", "div", "input"]) is not None:
            continue
        near = any(
            abs(box.y - own.y) <= NEAR_PX and box.x < own.right + NEAR_PX and box.right > own.x
            for own in boxes
        )
        text = text_of(tag) if near else ""
        texts += [text] if 0 < len(text) <= LONGEST_TEXT else []
    return list(dict.fromkeys(filter(None, texts)))


def _shower(walk: Walk, sight: Sight, field: Field) -> Tag | None:
    """What shows the password: a control or box of its row that says so, or whose markup does."""
    rules = load_checkout_rules()
    rows = list(field.tag.parents)[:4]
    for control in find_controls(sight.snapshot):
        if not any(row in control.tag.parents for row in rows):
            continue
        inner = " ".join(attr(tag, "class") for tag in control.tag.find_all(True))
        marks = f"{control.signature} {attr(control.tag, 'class')} {attr(control.tag, 'aria-label')} {inner}"
        if walk.vocabulary.has("show_password", control.text) or rules.matches("show_password", marks):
            return control.tag
    for box in find_fields(sight.snapshot, walk.vocabulary):
        if box.kind == "checkbox" and walk.vocabulary.has("show_password", box.label):
            return box.tag
    return None
