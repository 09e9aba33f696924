"""The delivery methods a shopper can choose, or the one that is given."""

from bs4 import Tag

from ux_audit.facts.steps import view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cart import read_cart
from ux_audit.reading.choice_names import short_names
from ux_audit.reading.controls import find_controls
from ux_audit.reading.prices import find_prices
from ux_audit.reading.snapshot import lines_of, squeeze, text_of
from ux_audit.reading.totals import without_prices

LONGEST_NAME = 100
LEVELS = 5


def observe_delivery(walk: Walk, sights: list[Sight]) -> Fact:
    """Return the delivery methods as named: in a choice, in rows with a button each, or among the sums."""
    for find in (_chosen, _pressed):
        best = max(((sight, find(walk, sight)) for sight in sights), key=lambda pair: len(pair[1]))
        if best[1]:
            return seen(best[1], seen_at(best[0]))
    for sight in [*sights, *walk.all("cart")]:
        row = _given(walk, sight)
        if row is not None:
            return seen([row[0]], seen_at(sight, row[1]), note="the only one: it is not chosen but given")
    return unseen("no delivery methods were named")


def _chosen(walk: Walk, sight: Sight) -> list[str]:
    names: list[str] = []
    for field in view_of(walk, sight).fields:
        if field.kind in ("radio", "select", "combobox") and field.field_class == "delivery_method":
            options = [option for option in field.options if not option.placeholder and option.text]
            choices = [(squeeze(o.text), sight.snapshot.element(o.ux_id)) for o in options]
            names += [name[:LONGEST_NAME] for name in short_names(sight.snapshot, choices)]
    return list(dict.fromkeys(names))


def _pressed(walk: Walk, sight: Sight) -> list[str]:
    """Methods that each have a button of their own to choose them."""
    found = []
    for control in find_controls(sight.snapshot):
        if control.kind == "link" or not walk.vocabulary.has("delivery_choose", control.text):
            continue
        row = next(
            (
                p
                for p in list(control.tag.parents)[:LEVELS]
                if isinstance(p, Tag) and _names_one(sight, p, control.text)
            ),
            None,
        )
        if row is not None:
            found.append(next(line for line in lines_of(row) if line != control.text)[:LONGEST_NAME])
    return list(dict.fromkeys(found))


def _names_one(sight: Sight, row: Tag, button: str) -> bool:
    lines = [line for line in lines_of(row) if line != button]
    return bool(lines) and len(lines[0]) <= LONGEST_NAME and len(find_prices(sight.snapshot, row)) <= 2


def _given(walk: Walk, sight: Sight) -> tuple[str, Tag] | None:
    """The row of delivery among the sums: a name, or at least a cost."""
    for row in read_cart(sight.snapshot, walk.vocabulary).rows:
        if row.kind != "shipping":
            continue
        name = without_prices(row.label).strip(" :：") or text_of(row.tag)
        plain = walk.vocabulary.grade("shipping", name) == 1.0
        if row.amount is not None or row.free or not plain:
            return name[:LONGEST_NAME], row.tag
    return None
