"""The cart: opening it, changing the quantity and back, emptying it at the end."""

import time
from urllib.parse import urljoin

from playwright.async_api import Error as PlaywrightError

from ux_audit.model import Step, Target
from ux_audit.reading.cart import Cart, CartLine, read_cart
from ux_audit.reading.controls import Control, Ranked, find_controls, rank_controls
from ux_audit.reading.snapshot import Snapshot, attr
from ux_audit.visit.journey.acting import confirm, press
from ux_audit.visit.journey.adding import Added
from ux_audit.visit.journey.session import Look, Session
from ux_audit.visit.snapshot import find_live, load_script

CART_PATHS = ("cart", "basket", "checkout/cart", "cart.php", "index.php?route=checkout/cart", "shop/cart")
MOST_LINES = 6


async def visit_cart(session: Session, added: Added) -> Look | None:
    """Open the cart by the controls in view, else at the usual addresses; return it when it holds a line."""
    look = await _cart_here(session, await session.snapshot(), added)
    if look is not None:
        return look
    snapshot = await session.snapshot()
    for ranked in _cart_controls(snapshot, session)[:4]:
        pressed = await press(session, snapshot, ranked, "cart", goal="open cart")
        if pressed is None:
            continue
        look = await _cart_here(session, pressed.snapshot, added, pressed.duration_ms)
        if look is not None:
            return look
        inner = _cart_controls(pressed.snapshot, session)
        links = [r for r in inner if r.control.href and r.control.ux_id != ranked.control.ux_id]
        for second in links[:2]:
            again = await press(session, pressed.snapshot, second, "cart", goal="open cart")
            if again is not None:
                look = await _cart_here(session, again.snapshot, added, again.duration_ms)
                if look is not None:
                    return look
                break
        snapshot = await session.snapshot()
    return await _guess_cart(session, added)


def _cart_controls(snapshot: Snapshot, session: Session) -> list[Ranked]:
    ranked = rank_controls(snapshot, "cart", session.vocabulary)
    # A link names where it leads; a button may only open a panel over the page.
    return sorted(ranked, key=lambda r: (not r.control.href, -r.score))


async def _cart_here(
    session: Session, snapshot: Snapshot, added: Added, duration_ms: float = 0.0
) -> Look | None:
    cart = read_cart(snapshot, session.vocabulary)
    if not cart.lines or not any(
        line.quantity_field_id or line.remove_id or line.increase_id for line in cart.lines
    ):
        return None
    if not rank_controls(snapshot, "checkout", session.vocabulary):
        return None
    if _is_panel(snapshot, cart):
        return None
    return await _record_cart(session, added, duration_ms)


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
        if look is not None:
            return look
    if read_cart(drawer.snapshot, session.vocabulary).lines:
        await session.open(added.product.visit.final_url)
        return drawer
    return None


async def change_quantity(session: Session, cart: Look) -> None:
    """Raise the first line's quantity to 2 and put it back; record the cart each time."""
    start = read_cart(cart.snapshot, session.vocabulary)
    line = _own_line(start, cart.visit.context.get("added_title", ""))
    if line is None:
        return
    quantity = line.quantity or 1
    after = await _set_quantity(session, cart.snapshot, line, quantity + 1)
    if after is None:
        return
    context = {
        "quantity_before": str(quantity), "total_before": _total(start), "total_after": _total(after),
        "quantity_after": str(_quantity(after, line)),
    }  # fmt: skip
    await session.look("cart_quantity", context)
    snapshot = await session.snapshot()
    current = read_cart(snapshot, session.vocabulary)
    again = _own_line(current, line.title)
    if again is not None and (again.quantity or 1) != quantity:
        restored = await _set_quantity(session, snapshot, again, quantity)
        if restored is not None:
            await session.look("cart_restored", {"total_after": _total(restored)})


def _own_line(cart: Cart, title: str) -> CartLine | None:
    named = [line for line in cart.lines if title and title.casefold() in line.title.casefold()]
    return next(iter(named or cart.lines), None)


def _total(cart: Cart) -> str:
    rows = [row for row in cart.rows if row.amount is not None]
    best = next((row for kind in ("total", "subtotal") for row in rows if row.kind == kind), None)
    if best is not None:
        return str(best.amount)
    return str(cart.lines[0].line_total) if cart.lines and cart.lines[0].line_total is not None else ""


def _quantity(cart: Cart, line: CartLine) -> int | str:
    own = _own_line(cart, line.title)
    return own.quantity if own and own.quantity is not None else ""


async def _set_quantity(session: Session, snapshot: Snapshot, line: CartLine, wanted: int) -> Cart | None:
    since = time.monotonic()
    field = snapshot.element(line.quantity_field_id) if line.quantity_field_id else None
    raising = wanted > (line.quantity or 1)
    stepper = line.increase_id if raising else line.decrease_id
    try:
        if field is not None and field.name == "select":
            live = await find_live(session.page, line.quantity_field_id or "")
            if live is None:
                return None
            await live.select_option(value=str(wanted), timeout=2000)
        elif stepper and wanted > 0:
            if not await _press_id(session, snapshot, stepper, "quantity"):
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
    after = read_cart(await session.snapshot(), session.vocabulary)
    if _quantity_and_total(after, line) != _quantity_and_total(
        read_cart(snapshot, session.vocabulary), line
    ) and _total(after) != _total(read_cart(snapshot, session.vocabulary)):
        return _changed(session, after, settled.duration_ms)
    fresh = await session.snapshot()
    current = _own_line(read_cart(fresh, session.vocabulary), line.title)
    update = current.update_id if current else None
    if update and await _press_id(session, fresh, update, "quantity"):
        return _changed(session, read_cart(await session.snapshot(), session.vocabulary), settled.duration_ms)
    return after


def _quantity_and_total(cart: Cart, line: CartLine) -> tuple[object, str]:
    return _quantity(cart, line), _total(cart)


def _changed(session: Session, cart: Cart, duration_ms: float) -> Cart:
    session.record(
        Step(
            n=len(session.steps) + 1, stage="cart", goal="quantity", action="type", keystrokes=1, clicks=1,
            target=Target(text="quantity", selector="", confidence=1.0), effect="quantity changed",
            duration_ms=round(duration_ms, 1), url=session.page.url,
        )
    )  # fmt: skip
    return cart


async def _press_id(session: Session, snapshot: Snapshot, identity: str, purpose: str) -> bool:
    tag = snapshot.element(identity)
    if tag is None:
        return False
    control = next((c for c in find_controls(snapshot) if c.ux_id == identity), None)
    if control is None:
        control = Control(tag, identity, attr(tag, "data-ux-name"), "field", None, "main", False, "", "")
    pressed = await press(session, snapshot, Ranked(control, 1.0, ("cart line",)), purpose, goal=purpose)  # type: ignore[arg-type]
    return pressed is not None


async def empty_cart(session: Session, cart_url: str) -> bool:
    """Take every line out again; return whether the cart was seen empty at the end."""
    session.enter("cart")
    for _ in range(MOST_LINES):
        if await session.open(cart_url) is None:
            return False
        snapshot = await session.snapshot()
        cart = read_cart(snapshot, session.vocabulary)
        if not cart.lines:
            break
        if not await _remove_line(session, snapshot, cart.lines[0]):
            return False
    await session.open(cart_url)
    look = await session.look("cleaned")
    return not read_cart(look.snapshot, session.vocabulary).lines


async def _remove_line(session: Session, snapshot: Snapshot, line: CartLine) -> bool:
    if line.remove_id:
        tag = snapshot.element(line.remove_id)
        session.guard.accept_next_dialog()
        if tag is not None and attr(tag, "type") in ("checkbox", "radio"):
            live = await find_live(session.page, line.remove_id)
            if live is None:
                return False
            try:
                await live.check(timeout=2000, force=True)
            except PlaywrightError:
                await live.evaluate(load_script("press"))
            await session.activity.settle(cap_ms=3000)
            fresh = await session.snapshot()
            current = _own_line(read_cart(fresh, session.vocabulary), line.title)
            return bool(
                current and current.update_id and await _press_id(session, fresh, current.update_id, "remove")
            )
        return await _press_id(session, snapshot, line.remove_id, "remove")
    if line.quantity_field_id:
        return await _set_quantity(session, snapshot, line, 0) is not None
    return False
