"""The control that changes the order of a category's products."""

import re
from functools import cache
from typing import Any

from bs4 import Tag

from ux_audit.catalog import read_yaml
from ux_audit.facts.filters import SORT_TOKENS
from ux_audit.facts.walk import Sight, Walk
from ux_audit.model import Model
from ux_audit.reading.cards import find_cards
from ux_audit.reading.fields import find_fields
from ux_audit.reading.snapshot import attr, box_of, name_of, text_of
from ux_audit.resources import find_resources

PRICE_ORDERS = 2  # a choice that names the price twice orders by it, upwards and downwards
LEAST_ORDERS = 2
LONGEST_NAME = 50
FRAME = ["header", "footer", "nav"]
POPUPS = "[role=combobox], [aria-haspopup=listbox], [aria-haspopup=menu], [aria-haspopup=true]"
PRESSED = "button, summary, [role=combobox], [role=button], a, label, span, div"


class SortRules(Model):
    """The whole file rules/reading/sorting.yaml."""

    orders: tuple[str, ...]
    kinds: tuple[str, ...]

    def names_order(self, text: str, *, sure: bool = False) -> bool:
        """Return whether a whole name is that of an order; `sure` leaves out what may be a collection."""
        if not 0 < len(text) < LONGEST_NAME:
            return False
        patterns = self.orders if sure else (*self.orders, *self.kinds)
        return any(re.fullmatch(pattern, text.strip(), re.IGNORECASE) for pattern in patterns)


@cache
def load_sort_rules() -> SortRules:
    """Read rules/reading/sorting.yaml."""
    data: Any = read_yaml(find_resources("rules") / "reading" / "sorting.yaml")[0]
    return SortRules.model_validate(data)


def find_sort(walk: Walk, sight: Sight) -> Tag | None:
    """Return the control that changes the order, or None."""
    for field in find_fields(sight.snapshot, walk.vocabulary):
        marks = f"{field.name} {attr(field.tag, 'class')} {attr(field.tag, 'id')}"
        if field.kind in ("select", "radio", "combobox") and (
            SORT_TOKENS.search(marks)
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
            and tag.find_parent(["header", "footer"]) is None
        ):
            return tag
    return _closed_list(walk, sight)


def _closed_list(walk: Walk, sight: Sight) -> Tag | None:
    """A closed list above the products that shows the order they are in."""
    rules = load_sort_rules()
    boxes = [card.box for card in find_cards(sight.snapshot, walk.vocabulary) if card.box]
    last = max((box.bottom for box in boxes), default=None)
    for tag in sight.snapshot.select_visible(POPUPS):
        box = box_of(tag)
        above = box is not None and last is not None and box.bottom <= last
        if (
            above
            and tag.find_parent(FRAME) is None
            and (rules.names_order(text_of(tag)) or rules.names_order(name_of(tag)))
        ):
            return tag
    return None


def _are_orders(texts: list[str]) -> bool:
    rules = load_sort_rules()
    named = [text for text in texts if rules.names_order(text)]
    return len(named) >= LEAST_ORDERS and any(rules.names_order(text, sure=True) for text in named)
