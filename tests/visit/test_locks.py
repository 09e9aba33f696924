"""Each lock alone against the traps, and all three together on the safe side of the same words.

What a lock holds alone:
- the stage lock holds the payment view and the review: nothing is pressed or entered there, whatever it is;
- the control lock holds what a control shows of itself (words, where it leads, its form's hidden fields, addresses in its
  markup, what stands around it) and a payment choice; what a script or the server does behind innocent words (a listener,
  a beacon, a redirect) is not seen by it;
- the network lock holds whatever is sent, by script, frame, redirect or hand, as long as its address or body gives it away,
  and at the payment view everything that is sent.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.async_api import BrowserContext

from tests.visit.journey.sessions import open_session
from tests.visit.traps.server import HERE, TrapShop
from ux_audit.catalog import choose_vocabulary
from ux_audit.model import Stage
from ux_audit.reading.controls import Ranked, find_controls
from ux_audit.reading.filling import Filling
from ux_audit.reading.snapshot import attr
from ux_audit.reading.verdict import Purpose
from ux_audit.visit.journey.acting import fill, press
from ux_audit.visit.journey.plan import Lock
from ux_audit.visit.journey.session import Session
from ux_audit.yaml_files import read_yaml

LOCKS: tuple[Lock, ...] = ("stage", "control", "network")
IN_CHECKOUT: tuple[Purpose, ...] = ("next", "guest", "choose", "checkout")
EVERY: tuple[Purpose, ...] = (*IN_CHECKOUT, "browse", "add", "cart", "remove", "quantity")
ROWS: list[dict[str, Any]] = read_yaml(HERE / "both_sides.yaml")[0]
PAGES = Environment(loader=FileSystemLoader(HERE), autoescape=True)
# Held by what the control itself shows.
SHOWN = ("same_words", "get_link", "image_button", "enter_form", "in_frame", "wallet", "sockets")
# The last orders by itself when it is left: nobody leaves it before the orders are counted.
EVERYTHING = (*SHOWN, "on_change", "graphql", "redirects", "beacon")
PAUSE_MS = 150
MOST_PAUSES = 20


def fields_of(body: str) -> list[tuple[str, str]]:
    return [] if body.startswith("{") else parse_qsl(body, keep_blank_values=True)


def write_checkout(shop: TrapShop) -> str:
    """Write one checkout page with every ordering control of the table; return its address."""
    rows = [
        {"words": words, "method": method, "action": address, "fields": fields_of(body), "json": body if body.startswith("{") else ""}
        for words, method, address, body in ([*row["off"], ""][:4] for row in ROWS)
    ]  # fmt: skip
    shop.written["off.html"] = PAGES.get_template("checkout.html.j2").render(rows=rows, language="en")
    return f"{shop.url}pages/off.html"


def only(lock: Lock) -> set[Lock]:
    return set(LOCKS) - {lock}


async def press_all(session: Session, purposes: tuple[Purpose, ...]) -> list[str]:
    """Try to press every control for each purpose; return the labels of those that were pressed."""
    pressed = []
    snapshot = await session.snapshot()
    for control in find_controls(snapshot):
        for purpose in purposes:
            if await press(session, snapshot, Ranked(control, 1.0, ()), purpose, goal="trial") is not None:
                pressed.append(control.label)
    return pressed


async def fill_all(session: Session) -> int:
    """Try to enter something in every field; return how many keys were pressed."""
    snapshot = await session.snapshot()
    plan = []
    for tag in snapshot.select_visible("input, select, textarea"):
        kind = "choose" if tag.name == "select" else "check" if attr(tag, "type") == "radio" else "type"
        if attr(tag, "type") not in ("submit", "image", "button", "hidden"):
            options = [attr(option, "value") or option.get_text() for option in tag.select("option")]
            plan.append(Filling(attr(tag, "data-ux-id"), kind, options[-1] if options else "Test", None))  # type: ignore[arg-type]
    return await fill(session, snapshot, plan)


@pytest.mark.parametrize("stage", ["payment", "review"])
async def test_the_stage_lock_alone_presses_and_enters_nothing_where_the_order_is_placed(
    shop: TrapShop, context: BrowserContext, tmp_path: Path, stage: Stage
) -> None:
    session = await open_session(context, tmp_path, write_checkout(shop), stage=stage, without=only("stage"))
    shop.commits.clear()
    for name in ("off", *EVERYTHING):
        await session.page.goto(f"{shop.url}pages/{name}.html")
        assert await press_all(session, EVERY) == []
        assert await fill_all(session) == 0
    assert shop.total == 0
    assert {refusal.lock for refusal in session.refused} == {"stage"}


async def test_the_control_lock_alone_refuses_every_ordering_control_of_known_software(
    shop: TrapShop, context: BrowserContext, tmp_path: Path
) -> None:
    session = await open_session(
        context, tmp_path, write_checkout(shop), stage="address", without=only("control")
    )
    shop.commits.clear()
    snapshot = await session.snapshot()
    controls = {attr(control.tag, "id"): control for control in find_controls(snapshot)}
    assert len(controls) == len(ROWS)
    for number, row in enumerate(ROWS, 1):
        session.vocabulary = choose_vocabulary(row["language"], "")
        for purpose in IN_CHECKOUT:
            control = Ranked(controls[f"go{number}"], 1.0, ())
            assert await press(session, snapshot, control, purpose, goal="trial") is None, row
    assert shop.total == 0
    assert {refusal.lock for refusal in session.refused} == {"control"}


@pytest.mark.parametrize("stage", ["address", "delivery"])
async def test_the_control_lock_alone_refuses_what_shows_itself(
    shop: TrapShop, context: BrowserContext, tmp_path: Path, stage: Stage
) -> None:
    session = await open_session(
        context, tmp_path, f"{shop.url}pages/same_words.html", stage=stage, without=only("control")
    )
    shop.commits.clear()
    for trap in SHOWN:
        await session.page.goto(f"{shop.url}pages/{trap}.html")
        await press_all(session, IN_CHECKOUT)
        await fill_all(session)
        await session.page.wait_for_timeout(PAUSE_MS)
        assert dict(shop.commits) == {}, trap


@pytest.mark.parametrize("stage", ["address", "payment"])
async def test_the_network_lock_alone_stops_every_ordering_request_of_known_software(
    shop: TrapShop, context: BrowserContext, tmp_path: Path, stage: Stage
) -> None:
    url = write_checkout(shop)
    session = await open_session(context, tmp_path, url, stage=stage, without=only("network"))
    shop.commits.clear()
    for number in range(1, len(ROWS) + 1):
        known = len(session.guard.refusals)
        await session.page.locator(f"#go{number}").click(no_wait_after=True)
        # A press takes the place of one that a busy machine has not come to yet.
        for _ in range(MOST_PAUSES):
            await session.page.wait_for_timeout(PAUSE_MS)
            if len(session.guard.refusals) > known:
                break
        assert session.page.url == url
    assert dict(shop.commits) == {}
    stopped = {refusal.what for refusal in session.guard.log().blocked_requests}
    wanted = {f"{row['off'][1]} {shop.url}{row['off'][2].removeprefix('/')}" for row in ROWS}
    assert stopped == wanted


async def test_all_three_locks_let_the_same_words_lead_from_the_cart_to_the_checkout(
    shop: TrapShop, context: BrowserContext, tmp_path: Path
) -> None:
    session: Session | None = None
    for row in ROWS:
        words, method, address, body = [*row["on"], ""][:4]
        path, _, query = address.partition("?")
        shop.written["on.html"] = PAGES.get_template("cart.html.j2").render(
            language=row["language"], heading="Cart", words=words, method=method.lower(), action=address,
            fields=parse_qsl(query if method == "GET" else body, keep_blank_values=True),
        )  # fmt: skip
        shop.harmless = {f"{method} {path}"}
        shop.safe.clear()
        session = session or await open_session(context, tmp_path, f"{shop.url}pages/on.html", stage="cart")
        await session.page.goto(f"{shop.url}pages/on.html")
        session.vocabulary = choose_vocabulary(row["language"], "")
        snapshot = await session.snapshot()
        control = next(c for c in find_controls(snapshot) if attr(c.tag, "id") == "go")
        pressed = await press(session, snapshot, Ranked(control, 1.0, ()), "checkout", goal="checkout")
        assert pressed is not None, f"{row}: {session.refused[-1].why}"
        assert shop.safe == {f"{method} {path}": 1}, f"{row}: {session.guard.refusals}"
    assert session is not None
    assert session.refused == []
    assert session.guard.refusals == []
