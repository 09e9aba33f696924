"""The options of what lies in the cart: whether the line names them, and how they can be changed."""

import re

from bs4 import Tag

from ux_audit.catalog import Vocabulary, normalise
from ux_audit.facts.price_trail import find_own_line
from ux_audit.facts.subjects import buy_button, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cart import CartLine, read_cart
from ux_audit.reading.snapshot import attr, is_usable, is_visible, name_of, text_of, ux_id
from ux_audit.reading.variants import find_option_fields, find_option_groups

NAMES = ("cart.line_has_options", "cart.options_shown", "cart.options_change")
CONTROLS = "a, button, [role=button], input[type=submit], input[type=button]"


def observe_cart_options(walk: Walk) -> dict[str, Fact]:
    """Return whether the product in the cart has options, whether its line names them, and the way to change them."""
    added, look = walk.first("added"), walk.first("cart")
    if added is None or look is None:
        return dict.fromkeys(NAMES, unseen("nothing was added to a cart"))
    before = added.visit.context.get("before", "")
    page = next((s for s in products(walk) if s.visit.id == before), None)
    if page is None:
        return dict.fromkeys(NAMES, unseen("the product's page was not seen before it was added"))
    line = find_own_line(
        read_cart(look.snapshot, walk.vocabulary), page, added.visit.context.get("added_title", "")
    )
    if line is None:
        return dict.fromkeys(NAMES, unseen("the product's line was not found in the cart"))
    texts = option_texts(walk, page)
    where = seen_at(look, line.tag)
    if not texts:
        return {
            "cart.line_has_options": seen(False, seen_at(page)),
            **dict.fromkeys(NAMES[1:], unseen("the product in the cart has no options")),
        }
    shown = names_option(walk.vocabulary, line, texts)
    way = "in-place" if _changes_in_place(walk, line) else "link" if line.url else "none"
    return {
        "cart.line_has_options": seen(True, seen_at(page)),
        "cart.options_shown": seen(shown, where, confidence=0.8),
        "cart.options_change": seen(way, where, confidence=0.8),
    }


def option_texts(walk: Walk, sight: Sight) -> set[str]:
    """Return what the options of a product's page are called, as compared; [] where there is nothing to choose."""
    ranked = buy_button(walk, sight)
    box = ranked.control.box if ranked else None
    found: set[str] = set()
    form = ranked.control.tag.find_parent("form") if ranked else None
    for field in find_option_fields(sight.snapshot, walk.vocabulary, box):
        # Stars to give in the form of a review below are no options.
        other = field.tag.find_parent("form")
        if form is not None and other is not None and other is not form:
            continue
        choices = [option.text for option in field.options if not option.placeholder]
        found |= {normalise(text) for text in choices} if len(choices) > 1 else set()
    for group in find_option_groups(sight.snapshot, walk.vocabulary, box):
        found |= {normalise(name_of(tag) or text_of(tag) or attr(tag, "title")) for tag in group}
    return found - {""}


def names_option(vocabulary: Vocabulary, line: CartLine, texts: set[str]) -> bool:
    """Return whether a cart line names one of the options, or says “Colour: …”."""
    said = normalise(text_of(line.tag))
    # Choices often carry more than their name: a price, a number of pieces.
    words = {part for text in texts for part in (text, re.split(r"\s*[(（+#]", text)[0].strip()) if part}
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in words):
        return True
    parts = [text_of(tag) for tag in line.tag.find_all(True) if is_visible(tag)]
    heads = [re.split("[:：]", part)[0] for part in parts if re.search(r"[:：]\s*\S", part)]
    return any(vocabulary.grade("variant", head) >= 0.8 for head in heads)


def _changes_in_place(walk: Walk, line: CartLine) -> bool:
    counted = {line.quantity_field_id, line.increase_id, line.decrease_id, line.remove_id, line.update_id}
    for tag in line.tag.select(CONTROLS):
        if is_usable(tag) and ux_id(tag) not in counted and _says_edit(walk, tag):
            return True
    return any(
        is_usable(tag) and ux_id(tag) not in counted and len(_choices(tag)) > 1
        for tag in line.tag.find_all("select")
    )


def _says_edit(walk: Walk, tag: Tag) -> bool:
    name = name_of(tag)
    return len(name) < 40 and walk.vocabulary.grade("edit", name) >= 0.8


def _choices(tag: Tag) -> list[Tag]:
    return [option for option in tag.find_all("option") if not text_of(option, hidden=True).isdigit()]
