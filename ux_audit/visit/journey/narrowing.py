"""Filters of a category: opened where they hide, and one choice applied."""

from ux_audit.reading.cards import find_cards
from ux_audit.reading.controls import Ranked, rank_controls
from ux_audit.reading.filter_choices import FilterChoice, choose_choice, find_filter_choices, find_send_button
from ux_audit.reading.list_total import is_long
from ux_audit.reading.snapshot import Snapshot
from ux_audit.visit.journey.acting import Pressed, confirm, control_at, press
from ux_audit.visit.journey.session import Look, Session

FIRST_CARDS = 10  # by which a list is told from another


async def visit_filters(session: Session, listing: Look) -> Look | None:
    """Where the filters hide behind a control (phones), open it and record what it shows; in a long list, try one choice."""
    await session.go(listing.visit.final_url)
    snapshot = await session.snapshot()
    opened = await _open_filters(session, snapshot)
    if opened is not None:
        snapshot = opened.snapshot
    if is_long(listing.snapshot, session.vocabulary):
        await _apply_one(session, listing, snapshot)
    return opened


async def _open_filters(session: Session, snapshot: Snapshot) -> Look | None:
    for ranked in rank_controls(snapshot, "filter", session.vocabulary)[:1]:
        if ranked.control.href:
            continue
        pressed = await press(session, snapshot, ranked, "browse", goal="filter")
        if pressed is not None and pressed.changed and not pressed.url_changed:
            confirm(session, "filters shown")
            return await session.look("listing_filter")
    return None


async def _apply_one(session: Session, listing: Look, snapshot: Snapshot) -> Look | None:
    choice = choose_choice(find_filter_choices(snapshot, session.vocabulary))
    if choice is None:
        return None
    ranked = Ranked(control_at(snapshot, choice.pressed), 1.0, ("filter choice",))
    pressed = await press(session, snapshot, ranked, "browse", goal="filter choice")
    if pressed is None:
        return None
    sent = pressed.url_changed or _first_cards(session, pressed.snapshot) != _first_cards(session, snapshot)
    if not sent:
        sent = await _send(session, pressed, choice)
    context = {
        "before": listing.visit.id,
        "group": choice.group,
        "choice": choice.label,
        "count": "" if choice.count is None else str(choice.count),
        "sent": str(sent).lower(),
    }
    look = await session.look("filtered", context, prior={"listing": 1})
    confirm(session, "filter applied", visit=look.visit.id)
    return look


async def _send(session: Session, pressed: Pressed, choice: FilterChoice) -> bool:
    button = find_send_button(pressed.snapshot, choice)
    if button is None:
        return False
    ranked = Ranked(control_at(pressed.snapshot, button), 1.0, ("button of the filters",))
    return await press(session, pressed.snapshot, ranked, "browse", goal="filter sent") is not None


def _first_cards(session: Session, snapshot: Snapshot) -> list[str]:
    return [card.url for card in find_cards(snapshot, session.vocabulary)][:FIRST_CARDS]
