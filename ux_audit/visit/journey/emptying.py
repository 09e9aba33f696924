"""Emptying the cart at the end, so that the shop is left as it was found."""

import re

from playwright.async_api import Error as PlaywrightError

from ux_audit.reading.cart import Cart, CartLine, read_cart, sums_up
from ux_audit.reading.controls import Control, Ranked, find_controls
from ux_audit.reading.snapshot import Snapshot, attr
from ux_audit.visit.journey.acting import press
from ux_audit.visit.journey.carting import own_line, press_in_line, set_quantity
from ux_audit.visit.journey.session import Session
from ux_audit.visit.snapshot import find_live, load_script

MOST_LINES = 6
# A question's answer that goes on, by its markup: the words for "yes" are too many.
GOES_ON = re.compile(r"confirm|yes|(^|[^a-z])ok([^a-z]|$)|delete|remove|danger|primary", re.IGNORECASE)


async def empty_cart(session: Session, cart_url: str, title: str) -> bool:
    """Take every line out again, from an account's cart only that of the product with this title; return whether
    it was seen gone at the end.

    Where the lines' own controls have no effect, the control that clears the whole cart is tried.
    """
    session.enter("cart")
    last: list[tuple[str, int | None]] = []
    for _ in range(MOST_LINES):
        if await session.open(cart_url) is None:
            return False
        snapshot = await session.snapshot()
        own = _lines(session, snapshot, title)
        if not own and last:
            return await _is_empty(session, title, removed=True)
        if not own:
            break
        lines = [(line.title, line.quantity) for line in own]
        removed = lines != last and await _remove_line(session, snapshot, own[0])
        if not removed and (session.plan.is_known or not await _clear(session, snapshot)):
            break
        await _answer_question(session, snapshot)
        last = lines
    await session.open(cart_url)
    return await _is_empty(session, title, removed=bool(last))


async def _is_empty(session: Session, title: str, *, removed: bool) -> bool:
    look = await session.look("cleaned")
    if _lines(session, look.snapshot, title):
        return False
    # A cart of which no line could be changed shows its sums all the same.
    return removed or not sums_up(look.snapshot, session.vocabulary, title)


def _lines(session: Session, snapshot: Snapshot, title: str) -> list[CartLine]:
    lines = read_cart(snapshot, session.vocabulary).lines
    if not session.plan.is_known:
        return list(lines)
    return [line for line in lines if title and title.casefold() in line.title.casefold()]


async def _remove_line(session: Session, snapshot: Snapshot, line: CartLine) -> bool:
    if line.remove_id:
        tag = snapshot.element(line.remove_id)
        session.guard.accept_next_dialog()
        if tag is not None and attr(tag, "type") in ("checkbox", "radio"):
            return await _tick_and_update(session, line, line.remove_id)
        return await press_in_line(session, snapshot, line.remove_id, "remove")
    if line.quantity_field_id:
        return await set_quantity(session, snapshot, line, 0) is not None
    return False


async def _tick_and_update(session: Session, line: CartLine, box_id: str) -> bool:
    live = await find_live(session.page, box_id)
    if live is None:
        return False
    try:
        await live.check(timeout=2000, force=True, no_wait_after=True)
    except PlaywrightError:
        await live.evaluate(load_script("press"))
    await session.activity.settle(cap_ms=3000)
    fresh = await session.snapshot()
    current: Cart = read_cart(fresh, session.vocabulary)
    own = own_line(current, line.title)
    return bool(own and own.update_id and await press_in_line(session, fresh, own.update_id, "remove"))


async def _clear(session: Session, snapshot: Snapshot) -> bool:
    control = next(
        (c for c in find_controls(snapshot) if session.vocabulary.grade("cart_clear", c.text) >= 0.8), None
    )
    if control is None:
        return False
    session.guard.accept_next_dialog()
    ranked = Ranked(control, 1.0, ("clears the cart",))
    return await press(session, snapshot, ranked, "remove", goal="remove") is not None


async def _answer_question(session: Session, before: Snapshot) -> None:
    """Say yes when the page itself asks whether it shall really be removed; drawers that stood there before do not ask."""
    known = {(c.text, c.signature) for c in find_controls(before)}
    snapshot = await session.snapshot()
    asked = [c for c in find_controls(snapshot) if (c.text, c.signature) not in known]
    answer = next((c for c in asked if _goes_on(session, c)), None)
    if answer is not None:
        await press(
            session, snapshot, Ranked(answer, 1.0, ("answers the question",)), "remove", goal="remove"
        )


def _goes_on(session: Session, control: Control) -> bool:
    words = session.vocabulary
    if control.region != "dialog" or control.kind == "link" or not control.text:
        return False
    if any(words.has(key, control.text) for key in ("close", "back", "continue_shopping", "checkout")):
        return False
    return words.has("remove", control.text) or GOES_ON.search(control.signature) is not None
