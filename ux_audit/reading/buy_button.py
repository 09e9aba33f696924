"""The control that puts the page's own product into the cart."""

from urllib.parse import urlsplit

from ux_audit.catalog import Vocabulary
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.controls import Ranked, rank_controls
from ux_audit.reading.snapshot import Snapshot


def rank_buy_buttons(snapshot: Snapshot, vocabulary: Vocabulary) -> list[Ranked]:
    """Return the add-to-cart controls of the page's own product, best first; those on cards of others are left out."""
    own = _path(snapshot.url)
    others = [
        card.tag
        for group in find_card_groups(snapshot, vocabulary)
        for card in group.cards
        if card.url and _path(card.url) != own and card.tag.find("h1") is None
    ]
    ranked = [
        r
        for r in rank_controls(snapshot, "add_to_cart", vocabulary)
        if not any(parent is card for parent in r.control.tag.parents for card in others)
    ]
    # Markup alone may be that of the form around: beside a control that says so, others are the form's options.
    named = [r for r in ranked if r.words]
    return named or ranked


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")
