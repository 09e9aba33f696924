"""The cart: opening it, changing the quantity and back."""

import time
from typing import Literal
from urllib.parse import urljoin

from playwright.async_api import Error as PlaywrightError

from ux_audit.model import Step, Target
from ux_audit.reading.addresses import page_key
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.cart import Cart, CartLine, read_cart, sums_up
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.controls import Ranked, rank_controls
from ux_audit.reading.snapshot import Snapshot, attr
from ux_audit.visit.journey.acting import confirm, control_at, press, select
from ux_audit.visit.journey.adding import Added
from ux_audit.visit.journey.session import Look, Session
from ux_audit.visit.journey.signing_in import is_new_gate, pass_gate
from ux_audit.visit.snapshot import find_live

LATE_TOTAL_S = 5.0
LATE_TOTAL_PAUSE_MS = 400
CART_PATHS = ("cart", "basket", "checkout/cart", "cart.php", "index.php?route=checkout/cart", "shop/cart")


async def visit_cart(session: Session, added: Added) -> Look | None:
    """Open the cart by the controls in view, else at the usual addresses; return it when it holds a line.

    Raises WalkEnd where only people with an account may see it, and none is given.
    """
    look = await _cart_here(session, await session.snapshot(), added)
    if look is not None:
        return look
    gate: Snapshot | None = None
    snapshot = await session.snapshot()
    for ranked in _cart_controls(snapshot, session)[:4]:
        pressed = await press(session, snapshot, ranked, "cart", goal="open cart")
        if pressed is None:
            continue
        if is_new_gate(session, snapshot, pressed.snapshot):
            gate = pressed.snapshot
        look = await _cart_here(session, pressed.snapshot, added, pressed.duration_ms)
        if look is not None:
            return look
        for second in _cart_controls_of_panel(session, snapshot, pressed.snapshot)[:2]:
            again = await press(session, pressed.snapshot, second, "cart", goal="open cart")
            if again is not None:
                look = await _cart_here(session, again.snapshot, added, again.duration_ms)
                if look is not None:
                    return look
                break
        snapshot = await session.snapshot()
    look = await _guess_cart(session, added)
    if look is None and gate is not None:
        await session.open(gate.url)
        await pass_gate(session, CheckoutView(await session.snapshot(), session.vocabulary))
        return await visit_cart(session, added)
    return look


async def open_panel(session: Session, snapshot: Snapshot) -> Snapshot:
    """Return the page with its cart's drawer open, where the cart has no page of its own; else the page as it is."""
    for ranked in _cart_controls(snapshot, session)[:2]:
        pressed = await press(session, snapshot, ranked, "cart", goal="open cart")
        if pressed is not None and read_cart(pressed.snapshot, session.vocabulary).lines:
            return pressed.snapshot
    return snapshot


def _cart_controls(snapshot: Snapshot, session: Session) -> list[Ranked]:
    ranked = rank_controls(snapshot, "cart", session.vocabulary)
    # A link names where it leads; a button may only open a panel over the page.
    return sorted(ranked, key=lambda r: (not r.control.href, -r.score))


def _cart_controls_of_panel(session: Session, before: Snapshot, after: Snapshot) -> list[Ranked]:
    """What may lead from a panel that was opened to the cart's own page: links, and buttons that came with it."""
    known = {r.control.ux_id for r in _cart_controls(before, session)}
    return [r for r in _cart_controls(after, session) if r.control.href or r.control.ux_id not in known]


async def _cart_here(
    session: Session, snapshot: Snapshot, added: Added, duration_ms: float = 0.0
) -> Look | None:
    cart = read_cart(snapshot, session.vocabulary)
    editable = any(line.quantity_field_id or line.remove_id or line.increase_id for line in cart.lines)
    if not editable and not _is_locked_cart(session, snapshot, added):
        return None
    if not rank_controls(snapshot, "checkout", session.vocabulary):
        return None
    if editable and _is_panel(snapshot, cart):
        return None
    return await _record_cart(session, added, duration_ms)


def _is_locked_cart(session: Session, snapshot: Snapshot, added: Added) -> bool:
    """Whether a page of sums names what was added, though nothing of it can be changed, and sells nothing itself."""
    elsewhere = page_key(snapshot.url) != page_key(added.product.visit.final_url)
    named = sums_up(snapshot, session.vocabulary, added.title)
    return named and elsewhere and not rank_buy_buttons(snapshot, session.vocabulary)


def _is_panel(snapshot: Snapshot, cart: Cart) -> bool:
    """Whether the cart only lies in a drawer over another page, while a page of its own may exist."""
    first = cart.lines[0]
    tag = snapshot.element(first.remove_id or first.quantity_field_id or first.increase_id or "")
    if tag is None:
        return False
    return any(
        attr(node, "role") == "dialog" or node.name == "dialog" or attr(node, "data-ux-fixed") == "fixed"
        for node in tag.parents
    )


async def _record_cart(session: Session, added: Added, duration_ms: float) -> Look:
    await session.scroll()
    session.enter("cart")
    context = {"added_title": added.title, "added_price": added.price}
    timing = {"open_ms": duration_ms} if duration_ms else {}
    look = await session.look("cart", context, axe=True, timing_ms=timing, prior={"cart": 1.5})
    confirm(session, "cart shown", visit=look.visit.id)
    return look


async def _guess_cart(session: Session, added: Added) -> Look | None:
    base = session.plan.url if session.plan.url.endswith("/") else session.plan.url + "/"
    addresses = (
        [session.plan.pages["cart"]]
        if "cart" in session.plan.pages
        else [urljoin(base, path) for path in CART_PATHS]
    )
    drawer = added.look
    for address in addresses:
        duration = await session.open(address)
        if duration is None or (session.status or 0) >= 400:
            continue
        look = await _cart_here(session, await session.snapshot(), added, duration)
        if look is None:
            look = await _cart_here(session, await session.look_again(), added, duration)
        if look is not None:
            return look
    if read_cart(drawer.snapshot, session.vocabulary).lines:
        await session.open(added.product.visit.final_url)
        session.enter("cart")
        return drawer
    return None


async def change_quantity(session: Session, cart: Look) -> None:
    """Raise the first line's quantity to 2 and put it back; record the cart each time."""
    start = read_cart(cart.snapshot, session.vocabulary)
    line = own_line(start, cart.visit.context.get("added_title", ""))
    if line is None:
        return
    quantity = line.quantity or 1
    after = await set_quantity(session, cart.snapshot, line, quantity + 1)
    if after is None:
        return
    context = {
        "quantity_before": str(quantity), "total_before": _total(start), "total_after": _total(after),
        "quantity_after": str(_quantity(after, line)),
    }  # fmt: skip
    await session.look("cart_quantity", context)
    snapshot = await session.snapshot()
    current = read_cart(snapshot, session.vocabulary)
    again = own_line(current, line.title)
    if again is not None and (again.quantity or 1) != quantity:
        restored = await set_quantity(session, snapshot, again, quantity)
        if restored is not None:
            await session.look("cart_restored", {"total_after": _total(restored)})


def own_line(cart: Cart, title: str) -> CartLine | None:
    """Return the line of the product with this title, else the first."""
    named = [line for line in cart.lines if title and title.casefold() in line.title.casefold()]
    return next(iter(named or cart.lines), None)


def _total(cart: Cart) -> str:
    rows = [row for row in cart.rows if row.amount is not None]
    best = next((row for kind in ("total", "subtotal") for row in rows if row.kind == kind), None)
    if best is not None:
        return str(best.amount)
    return str(cart.lines[0].line_total) if cart.lines and cart.lines[0].line_total is not None else ""


def _quantity(cart: Cart, line: CartLine) -> int | str:
    own = own_line(cart, line.title)
    return own.quantity if own and own.quantity is not None else ""


async def set_quantity(session: Session, snapshot: Snapshot, line: CartLine, wanted: int) -> Cart | None:
    """Set a line's quantity; return the cart as it is then, None when there was no way to set it."""
    since = time.monotonic()
    field = snapshot.element(line.quantity_field_id) if line.quantity_field_id else None
    raising = wanted > (line.quantity or 1)
    stepper = line.increase_id if raising else line.decrease_id
    try:
        if field is not None and field.name == "select":
            live = await find_live(session.page, line.quantity_field_id or "")
            if live is None:
                return None
            await select(live, str(wanted))
        elif stepper and wanted > 0:
            if not await press_in_line(session, snapshot, stepper, "quantity"):
                return None
        elif field is not None and not field.has_attr("readonly"):
            live = await find_live(session.page, line.quantity_field_id or "")
            if live is None:
                return None
            await live.fill(str(wanted), timeout=2000)
            await live.dispatch_event("change")
            await session.page.keyboard.press("Tab")
        else:
            return None
    except PlaywrightError:
        return None
    settled = await session.activity.settle(since)
    before = read_cart(snapshot, session.vocabulary)
    fresh = await session.snapshot()
    current = own_line(read_cart(fresh, session.vocabulary), line.title)
    # Where a cart has an update button, nothing may be reckoned before it is pressed.
    if current and current.update_id and _total(read_cart(fresh, session.vocabulary)) == _total(before):
        await press_in_line(session, fresh, current.update_id, "quantity")
    after = await _await_total(session, _total(before))
    if (_quantity(after, line), _total(after)) != (_quantity(before, line), _total(before)):
        _record_change(session, settled.duration_ms)
    return after


async def _await_total(session: Session, before: str) -> Cart:
    """Read the cart until its total is another than `before`: some shops reckon for seconds."""
    since = time.monotonic()
    while True:
        cart = read_cart(await session.snapshot(), session.vocabulary)
        if not (before and cart.lines) or _total(cart) != before or time.monotonic() - since > LATE_TOTAL_S:
            return cart
        await session.page.wait_for_timeout(LATE_TOTAL_PAUSE_MS)


def _record_change(session: Session, duration_ms: float) -> None:
    session.record(
        Step(
            n=len(session.steps) + 1, stage="cart", goal="quantity", action="type", keystrokes=1, clicks=1,
            target=Target(text="quantity", selector="", confidence=1.0), effect="quantity changed",
            duration_ms=round(duration_ms, 1), url=session.page.url,
        )
    )  # fmt: skip


async def press_in_line(
    session: Session, snapshot: Snapshot, identity: str, purpose: Literal["quantity", "remove"]
) -> bool:
    """Press a line's control by its id; return whether it was pressed."""
    tag = snapshot.element(identity)
    if tag is None:
        return False
    control = control_at(snapshot, tag)
    pressed = await press(session, snapshot, Ranked(control, 1.0, ("cart line",)), purpose, goal=purpose)
    return pressed is not None
