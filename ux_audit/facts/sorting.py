"""The control that changes the order of a category's products."""

from bs4 import Tag

from ux_audit.facts.walk import Sight, Walk
from ux_audit.reading.cards import find_cards
from ux_audit.reading.fields import find_fields
from ux_audit.reading.list_rules import LONGEST_NAME, load_list_rules
from ux_audit.reading.snapshot import attr, box_of, name_of, stands_in, text_of

PRICE_ORDERS = 2  # a choice that names the price twice orders by it, upwards and downwards
LEAST_ORDERS = 2
POPUPS = "[role=combobox], [aria-haspopup=listbox], [aria-haspopup=menu], [aria-haspopup=true]"
PRESSED = "button, summary, [role=combobox], [role=button], a, label, span, div"


def find_sort(walk: Walk, sight: Sight) -> Tag | None:
    """Return the control that changes the order, or None."""
    for field in find_fields(sight.snapshot, walk.vocabulary):
        marks = f"{field.name} {attr(field.tag, 'class')} {attr(field.tag, 'id')}"
        if field.kind in ("select", "radio", "combobox") and (
            load_list_rules().marks_sort(marks)
            or walk.vocabulary.has("sort", f"{field.label}")
            or sum(walk.vocabulary.has("price", option.text) for option in field.options) >= PRICE_ORDERS
            or _are_orders([option.text for option in field.options])
        ):
            return field.tag
    for tag in sight.snapshot.select_visible(PRESSED):
        text = name_of(tag)
        if (
            len(text) < LONGEST_NAME
            and walk.vocabulary.grade("sort", text) >= 0.8
            and not stands_in(tag, ["header", "footer"])
        ):
            return tag
    return _closed_list(walk, sight)


def _closed_list(walk: Walk, sight: Sight) -> Tag | None:
    """A closed list above the products that shows the order they are in."""
    rules = load_list_rules()
    boxes = [card.box for card in find_cards(sight.snapshot, walk.vocabulary) if card.box]
    last = max((box.bottom for box in boxes), default=None)
    for tag in sight.snapshot.select_visible(POPUPS):
        box = box_of(tag)
        above = box is not None and last is not None and box.bottom <= last
        if (
            above
            and not stands_in(tag)
            and (rules.names_order(text_of(tag)) or rules.names_order(name_of(tag)))
        ):
            return tag
    return None


def _are_orders(texts: list[str]) -> bool:
    rules = load_list_rules()
    named = [text for text in texts if rules.names_order(text)]
    return len(named) >= LEAST_ORDERS and any(rules.names_order(text, sure=True) for text in named)
