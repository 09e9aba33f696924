"""What is known of the tools above a list of products: filters and orders."""

import re
from functools import cache, cached_property

from ux_audit.catalog import read_recognition
from ux_audit.model import Model

LONGEST_NAME = 50


class ListRules(Model):
    """The whole file rules/reading/lists.yaml."""

    filter_marks: str
    sort_marks: str
    price_names: str
    orders: tuple[str, ...]
    kinds: tuple[str, ...]

    @cached_property
    def _compiled(self) -> dict[str, re.Pattern[str]]:
        marks = {"filter": self.filter_marks, "sort": self.sort_marks, "price": self.price_names}
        return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in marks.items()}

    def marks_filter(self, marks: str) -> bool:
        """Return whether class, id or label say that filters stand here."""
        return self._compiled["filter"].search(marks) is not None

    def marks_sort(self, marks: str) -> bool:
        """Return whether name, class or id say that this changes the order."""
        return self._compiled["sort"].search(marks) is not None

    def names_price(self, name: str) -> bool:
        """Return whether a field's name is one that narrows by price."""
        return self._compiled["price"].search(name) is not None

    def names_order(self, text: str, *, sure: bool = False) -> bool:
        """Return whether a whole name is that of an order; `sure` leaves out what may be a collection."""
        if not 0 < len(text) < LONGEST_NAME:
            return False
        patterns = self.orders if sure else (*self.orders, *self.kinds)
        return any(re.fullmatch(pattern, text.strip(), re.IGNORECASE) for pattern in patterns)


@cache
def load_list_rules() -> ListRules:
    """Read rules/reading/lists.yaml."""
    return read_recognition("lists", ListRules)
