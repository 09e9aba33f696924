"""What stands by the button that puts a product into the cart: the number of pieces, and keeping it for later."""

import re

from bs4 import Tag

from ux_audit.facts.subjects import buy_button, heading
from ux_audit.facts.walk import Sight, Walk
from ux_audit.model import Box
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.controls import Control, find_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.icons import is_wishlist_icon, load_icon_rules
from ux_audit.reading.snapshot import attr, box_of, is_visible, stands_in
from ux_audit.reading.steppers import find_steppers

NEAR_PX = 300  # how far from the buy button the number of pieces and a heart stand
HEADING_LEVELS = 3
SHORTEST_WORD = 3  # a shorter name is an icon's


def has_quantity(walk: Walk, sight: Sight) -> bool:
    """Return whether the amount can be chosen before adding."""
    fields = find_fields(sight.snapshot, walk.vocabulary)
    if any(f.field_class == "quantity" and not f.disabled for f in fields):
        return True
    ranked = buy_button(walk, sight)
    if ranked is None:
        return False
    form = ranked.control.tag.find_parent("form")
    near = [
        t
        for t in (form.find_all("input") if form is not None else ())
        if is_visible(t)
        and re.fullmatch(r"1", attr(t, "data-ux-value"))
        and attr(t, "type") in ("", "text", "number", "tel")
    ]
    return bool(near) or any(
        _is_near(box_of(tag), ranked.control.box) and not _on_other(walk, sight, tag)
        for tag in find_steppers(sight.snapshot)
    )


def find_wishlist(walk: Walk, sight: Sight) -> Tag | None:
    """Return the control that keeps the product for later, named so or drawn as a heart by the product itself."""
    for control in find_controls(sight.snapshot):
        outside = control.region in ("header", "footer")
        if not outside and walk.vocabulary.grade("wishlist", control.text) >= 0.8:
            return control.tag
        if len(control.text) >= SHORTEST_WORD:
            continue
        if not outside and load_icon_rules().says_wishlist(control.signature):
            return control.tag
        if is_wishlist_icon(control.tag) and _by_product(walk, sight, control):
            return control.tag
    return None


def _by_product(walk: Walk, sight: Sight, control: Control) -> bool:
    """Whether an icon stands by the heading or the buy button; one in the page's frame leads to what was kept."""
    tag = control.tag
    if stands_in(tag) or _on_other(walk, sight, tag):
        return False
    title = heading(sight)
    levels = list(title.parents)[:HEADING_LEVELS] if title is not None else []
    around = {id(node) for node in levels if node.name not in ("body", "main")}
    if any(id(node) in around for node in tag.parents):
        return True
    ranked = buy_button(walk, sight)
    return control.region == "main" and ranked is not None and _is_near(control.box, ranked.control.box)


def _is_near(box: Box | None, button: Box | None) -> bool:
    if box is None or button is None:
        return False
    return abs(box.centre[1] - button.centre[1]) <= NEAR_PX


def _on_other(walk: Walk, sight: Sight, tag: Tag) -> bool:
    cards = [card.tag for group in find_card_groups(sight.snapshot, walk.vocabulary) for card in group.cards]
    return any(node is card for node in tag.parents for card in cards)
