"""Choosing a product's options before it can be added to the cart."""

import re
from dataclasses import dataclass
from typing import Literal

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.model import Box
from ux_audit.reading.fields import Field, find_fields
from ux_audit.reading.snapshot import (
    FRAME,
    Snapshot,
    attr,
    box_of,
    is_visible,
    name_of,
    stands_in,
    text_of,
    ux_id,
)

NEAR_PX = 900  # how far above the buy button options may start on a phone
OTHER_CLASSES = frozenset(
    ("quantity", "search", "coupon", "newsletter", "email", "tel", "note", "postcode", "country")
)
CHOSEN = re.compile(r"(^|[ _-])(active|selected|current|checked|is-selected)([ _-]|$)")
UNAVAILABLE = re.compile(r"sold-?out|unavailable|disabled|out-?of-?stock|crossed", re.IGNORECASE)
OPTION_TOKENS = re.compile(
    r"(^|[\s_-])(swatch(es)?|variants?|options?|opt|attribute|sku(-?item)?|chips?)([\s_-]|$)", re.IGNORECASE
)


# Labels that say something else than an option, where a row of buttons is not marked as options.
OTHER_KEYS = (
    "add_to_cart", "buy_now", "wishlist", "compare", "notify_me", "view_cart", "checkout", "reviews", "write_review",
    "quantity", "continue_shopping", "sign_in", "express_checkout", "place_order", "pay_now",
    "contact", "size_guide", "shipping_policy", "returns",
)  # fmt: skip
LONGEST_OPTION, LONGEST_TITLE = 24, 40  # characters
ENGRAVED = "A"  # the shortest answer to a text that must be given


@dataclass(frozen=True)
class Choice:
    """One option to choose: press it, choose `value` in the select, or type it."""

    ux_id: str
    action: Literal["press", "select", "type"]
    value: str
    group: str


def find_option_fields(snapshot: Snapshot, vocabulary: Vocabulary, button: Box | None) -> list[Field]:
    """Return the selects and radio groups by the buy button that stand for the product's options."""
    found = []
    for field in find_fields(snapshot, vocabulary):
        if field.kind not in ("select", "radio", "combobox") or field.field_class in OTHER_CLASSES:
            continue
        if field.scope in ("search", "newsletter", "login", "coupon"):
            continue
        if _is_by(field.box, button):
            found.append(field)
    return found


def find_option_groups(snapshot: Snapshot, vocabulary: Vocabulary, button: Box | None) -> list[list[Tag]]:
    """Return groups of pressable options (swatches, pills) by the buy button: two or more siblings of one shape."""
    return [*_marked_groups(snapshot, button), *_plain_groups(snapshot, vocabulary, button)]


def _plain_groups(snapshot: Snapshot, vocabulary: Vocabulary, button: Box | None) -> list[list[Tag]]:
    """Rows of short buttons that nothing marks as options, and that say nothing else that shops' buttons say."""
    groups: dict[int, list[Tag]] = {}
    for tag in snapshot.select_visible("button:not([type]), button[type=button], [role=button]"):
        if tag.parent is None or not _is_by(box_of(tag), button):
            continue
        # A button that says nothing of its type sends its form, unless it stands for a choice.
        if tag.has_attr("type") or tag.find_parent("form") is None or _is_choice(tag.parent, vocabulary):
            groups.setdefault(id(tag.parent), []).append(tag)
    return [
        tags
        for tags in groups.values()
        if len(tags) >= 2 and _alike(tags) and all(_may_be_option(tag, vocabulary) for tag in tags)
    ]


def _is_choice(holder: Tag, vocabulary: Vocabulary) -> bool:
    """Whether a row has an option's title above, or a hidden field that must be filled by its buttons."""
    if any(attr(tag, "data-ux-required") == "1" and not is_visible(tag) for tag in holder.find_all("input")):
        return True
    title = holder.find_previous_sibling()
    named = text_of(title) if isinstance(title, Tag) else ""
    return 0 < len(named) <= LONGEST_TITLE and vocabulary.grade("variant", named) >= 0.8


def _may_be_option(tag: Tag, vocabulary: Vocabulary) -> bool:
    text, holder = text_of(tag), tag.parent
    if holder is None or OPTION_TOKENS.search(_tokens(tag, holder)):
        return False
    if stands_in(holder, [*FRAME, "dialog"]) or tag.find(["img", "svg"]) is not None:
        return False
    if not re.search(r"\w", text) or len(text) > LONGEST_OPTION:
        return False
    return not any(vocabulary.has(key, text) for key in OTHER_KEYS)


def _tokens(tag: Tag, holder: Tag) -> str:
    own = " ".join((attr(tag, "class"), attr(tag, "id"), attr(tag, "role"), attr(tag, "data-option")))
    return f"{own} {attr(holder, 'class')} {attr(holder, 'id')}"


def _marked_groups(snapshot: Snapshot, button: Box | None) -> list[list[Tag]]:
    groups: dict[int, list[Tag]] = {}
    for tag in snapshot.select_visible(
        "button, [role=radio], [role=option], [data-ux-pointer], li[tabindex]"
    ):
        if tag.name == "a" and snapshot.address(tag):
            continue
        holder = _holder(tag)
        if holder is None or not _is_by(box_of(tag), button):
            continue
        if OPTION_TOKENS.search(_tokens(tag, holder)) or attr(tag, "role") in ("radio", "option"):
            groups.setdefault(id(holder), []).append(tag)
    return [tags for tags in groups.values() if len(tags) >= 2 and _alike(tags)]


def choose_options(
    snapshot: Snapshot, vocabulary: Vocabulary, button: Box | None, *, attempt: int = 0
) -> list[Choice]:
    """Return what to choose so that the product can be added; `attempt` > 0 takes later options.

    Options that are already chosen are left as they are on the first attempt.
    """
    choices: list[Choice] = []
    for field in find_option_fields(snapshot, vocabulary, button):
        options = [o for o in field.options if not o.disabled and not o.placeholder]
        options = [o for o in options if not vocabulary.has("sold_out", o.text)]
        chosen = next((o for o in options if o.chosen), None)
        if not options or (chosen and not attempt):
            continue
        option = options[attempt % len(options)]
        if field.kind == "select":
            choices.append(Choice(field.ux_id, "select", option.value, field.label))
        elif option.ux_id:
            choices.append(Choice(option.ux_id, "press", option.text, field.label))
    for text in _find_texts(snapshot, vocabulary, button):
        choices.append(Choice(text.ux_id, "type", ENGRAVED, text.label))
    for group in find_option_groups(snapshot, vocabulary, button):
        usable = [tag for tag in group if _is_available(tag, vocabulary)]
        if not usable or (any(_is_chosen(tag) for tag in usable) and not attempt):
            continue
        tag = usable[attempt % len(usable)]
        choices.append(Choice(ux_id(tag), "press", name_of(tag), attr(tag, "aria-label")))
    return choices


def _find_texts(snapshot: Snapshot, vocabulary: Vocabulary, button: Box | None) -> list[Field]:
    """Texts that must be given with the product, such as one to engrave."""
    return [
        field
        for field in find_fields(snapshot, vocabulary)
        if field.kind in ("text", "textarea")
        and field.required
        and not field.value
        and field.field_class is None
        and field.scope == "main"
        and _is_by(field.box, button)
    ]


def _holder(tag: Tag) -> Tag | None:
    node = tag.parent
    for _ in range(3):
        if node is None:
            return None
        if len(node.find_all(tag.name, limit=2)) >= 2:
            return node
        node = node.parent
    return None


def _alike(tags: list[Tag]) -> bool:
    boxes = [box for tag in tags if (box := box_of(tag))]
    if len(boxes) < 2 or not all(is_visible(tag) for tag in tags):
        return False
    return max(b.height for b in boxes) <= 2 * max(1.0, min(b.height for b in boxes))


def _is_by(box: Box | None, button: Box | None) -> bool:
    if box is None or button is None:
        return False
    return button.y - NEAR_PX <= box.y <= button.bottom + 60


def _is_chosen(tag: Tag) -> bool:
    states = (attr(tag, "aria-checked"), attr(tag, "aria-pressed"), attr(tag, "aria-selected"))
    return "true" in states or CHOSEN.search(attr(tag, "class")) is not None


def _is_available(tag: Tag, vocabulary: Vocabulary) -> bool:
    if tag.has_attr("disabled") or attr(tag, "aria-disabled") == "true":
        return False
    return not UNAVAILABLE.search(attr(tag, "class")) and not vocabulary.has(
        "sold_out", name_of(tag) or text_of(tag)
    )
