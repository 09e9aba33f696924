"""The control that puts the page's own product into the cart."""

from urllib.parse import urlsplit

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.controls import Ranked, find_controls, load_control_rules, rank_controls
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
    return named or ranked or _lone_buying_button(snapshot, vocabulary, others)


def _lone_buying_button(snapshot: Snapshot, vocabulary: Vocabulary, others: list[Tag]) -> list[Ranked]:
    """Where nothing else adds, the page's one control that says "buy": in many countries that fills the cart."""
    buying = [
        control
        for control in find_controls(snapshot)
        if control.region == "main"
        and vocabulary.grade("buy_now", control.text) == 1.0
        and (control.kind != "link" or snapshot.is_own(control.href))
        and not any(parent is card for parent in control.tag.parents for card in others)
    ]
    if len(buying) != 1:
        return []
    return [Ranked(buying[0], load_control_rules().accept, ("the only control that buys",), 0.5)]


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")
