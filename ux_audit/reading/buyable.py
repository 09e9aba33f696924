"""Which products of a list can be bought, as the list itself tells."""

from collections.abc import Iterable

from ux_audit.catalog import Vocabulary
from ux_audit.reading.cards import Card, find_cards
from ux_audit.reading.controls import Ranked, rank_controls
from ux_audit.reading.snapshot import Snapshot, text_of


def find_card_buttons(snapshot: Snapshot, vocabulary: Vocabulary) -> list[tuple[Card, Ranked]]:
    """Return the products that a list itself puts into the cart, each with its button."""
    found = []
    for card in find_cards(snapshot, vocabulary):
        if not _is_for_sale(card, vocabulary):
            continue
        ranked = rank_controls(snapshot, "add_to_cart", vocabulary, near=card.box, within=card.tag)
        usable = [r for r in ranked if r.words and not r.control.disabled]
        if usable:
            found.append((card, usable[0]))
    return found


def find_buyable(lists: Iterable[Snapshot], vocabulary: Vocabulary) -> list[Card]:
    """Return the products with an address and a price that are not sold out, no address twice.

    Those with a button of their own come first: beside them, one without has no stock or is a choice of several.
    """
    with_button: dict[str, Card] = {}
    others: dict[str, Card] = {}
    for snapshot in lists:
        for card, _ in find_card_buttons(snapshot, vocabulary):
            with_button.setdefault(card.url, card)
        for card in find_cards(snapshot, vocabulary):
            if _is_for_sale(card, vocabulary):
                others.setdefault(card.url, card)
    return [card for url, card in {**with_button, **others}.items() if url]


def _is_for_sale(card: Card, vocabulary: Vocabulary) -> bool:
    return card.price is not None and not vocabulary.has("sold_out", text_of(card.tag))
