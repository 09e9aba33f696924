"""Pressing and typing on the live page, after all locks agreed."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import Tag
from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from ux_audit.model import Candidate, Refusal, Step, Target
from ux_audit.reading.controls import Control, Ranked, find_controls
from ux_audit.reading.filling import Filling
from ux_audit.reading.requests import site_of
from ux_audit.reading.snapshot import Snapshot, attr, selector_of, ux_id
from ux_audit.reading.tripwire import find_order_confirmation
from ux_audit.reading.verdict import CHECKOUT_STAGES, Purpose, judge_control, judge_filling
from ux_audit.visit.journey.locks import is_allowed
from ux_audit.visit.journey.session import Session, WalkEnd, server_error
from ux_audit.visit.pressing import click, click_or_press
from ux_audit.visit.settle import Settled
from ux_audit.visit.snapshot import find_live, load_script

PRESS_TIMEOUT_MS = 3_000
AGAIN_TIMEOUT_MS = 1_000
BROKEN = 500  # HTTP status from which the server itself failed
PATIENCE_MS = 2_000  # how long nothing must happen after a press until nothing is taken for its answer
LEADING: frozenset[Purpose] = frozenset(("cart", "checkout", "guest", "next"))
KEY_DELAY_MS = 5  # quick, but every field sees real key events
MOST_CANDIDATES = 5
NEVER_TYPED = frozenset(
    [
        "card_number",
        "card_cvc",
        "card_expiry",
        "card_holder",
        "password",
        "coupon",
        "vat",
        "tax_id",
        "birth_date",
        "otp",
    ]
)


@dataclass(frozen=True)
class Pressed:
    """What came of a press: the page afterwards, and how long it took to answer."""

    snapshot: Snapshot
    duration_ms: float
    url_changed: bool
    changed: bool


async def press(
    session: Session,
    before: Snapshot,
    ranked: Ranked,
    purpose: Purpose,
    *,
    goal: str,
    others: list[Ranked] | None = None,
) -> Pressed | None:
    """Press a control when all locks agree; return None when one refused or the press did not work.

    Records a step. Raises WalkEnd when the tripwire finds an order confirmation afterwards, when the way to the payment
    ends in a server's error, and when a press on it made the shop send what may order: the other locks were wrong
    about this page.
    """
    session.check_deadline()
    control = ranked.control
    refusal = find_refusal(session, before, control, purpose)
    if refusal is not None:
        session.refused.append(refusal)
        session.folder.note("refused", device=session.plan.device, control=refusal.what, why=refusal.why)
        return None
    live = await find_live(session.page, control.ux_id)
    if live is None:
        return None
    url, stopped = session.page.url, len(session.guard.refusals)
    with session.guard.handing_over(session.is_known and purpose == "checkout"):
        answer = await _press_live(session, live, before, purpose)
    if answer is None:
        return None
    after, settled = answer
    if session.stage in CHECKOUT_STAGES or purpose == "checkout":
        _check_network(session, url, stopped)
    box = control.box
    screen = before.first_screen
    session.record(
        Step(
            n=len(session.steps) + 1,
            stage=session.stage,
            goal=goal,
            action="press",
            target=Target(
                text=control.label[:120], selector=selector_of(control.tag), confidence=ranked.score
            ),
            candidates=tuple(_candidate(r) for r in (others or [])[:MOST_CANDIDATES]),
            effect="opened another page" if session.page.url != url else "changed the page",
            clicks=1,
            box=box,
            first_screen=screen.contains(box) if box else None,
            duration_ms=round(settled.duration_ms, 1),
            url=url,
            verified=False,
        )
    )
    return Pressed(after, settled.duration_ms, session.page.url != url, after.html != before.html)


async def _press_live(
    session: Session, live: ElementHandle, before: Snapshot, purpose: Purpose
) -> tuple[Snapshot, Settled] | None:
    """Press and wait for the answer; None when nothing could be pressed."""
    url, documents = session.page.url, session.activity.documents
    async with session.turn():
        since = time.monotonic()
        if not await _click(session, live):
            return None
        settled = await session.activity.settle(since)
        if session.activity.documents > documents:
            await session.ask_again_when_busy()
    after = await session.snapshot()
    if purpose in LEADING and session.page.url == url and after.text == before.text:
        # A busy machine or store may not even have begun to answer.
        settled = await session.activity.settle(since, quiet_ms=PATIENCE_MS, patient=True)
        after = await session.snapshot()
    check_tripwire(session, after)
    failed = session.activity.documents > documents and (session.status or 0) >= BROKEN
    if failed and purpose in LEADING and purpose != "cart":
        await session.look("step")
        raise server_error(session.status, session.page.url)
    return after, settled


def check_tripwire(session: Session, after: Snapshot) -> None:
    """Raise WalkEnd, and let nothing be sent any more, when the page confirms an order."""
    tripped = find_order_confirmation(after, session.vocabulary)
    if tripped:
        session.guard.trip(tripped)
        raise WalkEnd(f"order-confirmation-seen: {tripped}")


def _check_network(session: Session, url: str, stopped: int) -> None:
    for refusal in session.guard.refusals[stopped:]:
        method, _, address = refusal.what.partition(" ")
        if site_of(address) == site_of(url):
            raise WalkEnd(f"network-lock: {method} {urlsplit(address).path}: {refusal.why}")


def confirm(session: Session, effect: str, *, visit: str | None = None) -> None:
    """Note on the last step that its expected effect was seen, and where."""
    if session.steps:
        session.steps[-1] = session.steps[-1].model_copy(
            update={
                "effect": effect,
                "verified": True,
                "visit": visit,
                "screenshot": f"visits/{visit}/shot.webp" if visit else None,
            }
        )


def control_at(snapshot: Snapshot, tag: Tag) -> Control:
    """Return the control that an element is, or as which it is pressed though it does not look like one."""
    identity = ux_id(tag)
    known = next((c for c in find_controls(snapshot) if c.ux_id == identity), None)
    return known or Control(tag, identity, attr(tag, "data-ux-name"), "field", None, "main", False, "", "")


def find_refusal(session: Session, before: Snapshot, control: Control, purpose: Purpose) -> Refusal | None:
    """Return why the locks refuse to press this, or None."""
    what = f"{control.label[:80]} ({selector_of(control.tag)})"
    if session.guard.tripped:
        return Refusal(what=what, why="an order confirmation was seen", lock="tripwire")
    if "stage" not in session.plan.without and not is_allowed(session.stage, purpose):
        return Refusal(what=what, why=f"no press for “{purpose}” at stage {session.stage}", lock="stage")
    if "control" in session.plan.without:
        return None
    verdict = judge_control(
        control,
        before,
        stage=session.stage,
        purpose=purpose,
        vocabulary=session.vocabulary,
        kill_list=session.plan.kill_list,
        known=session.is_known,
    )
    return None if verdict.allowed else Refusal(what=what, why=verdict.why, lock="control")


def _candidate(ranked: Ranked) -> Candidate:
    control = ranked.control
    return Candidate(
        text=control.label[:120],
        selector=selector_of(control.tag),
        score=ranked.score,
        reasons=ranked.reasons,
    )


async def _click(session: Session, live: ElementHandle) -> bool:
    try:
        await live.scroll_into_view_if_needed(timeout=PRESS_TIMEOUT_MS)
        await click(live, PRESS_TIMEOUT_MS)
        return True
    except PlaywrightError:
        # What lies over a checkout may be the shop's own question about the order: it is left alone.
        if session.stage not in CHECKOUT_STAGES:
            await session.clear_overlays()
    return await click_or_press(live, AGAIN_TIMEOUT_MS)


async def fill(session: Session, before: Snapshot, fillings: list[Filling]) -> int:
    """Type and choose the given values; return how many keys were pressed.

    Forbidden classes are refused, and so is what a lock refuses. Raises WalkEnd when the tripwire finds an order
    confirmation afterwards: a shop may order on a mere change.
    """
    keys = 0
    for filling in fillings:
        refusal = refuse_filling(session, before, filling)
        if refusal is not None:
            session.refused.append(refusal)
            continue
        live = await find_live(session.page, filling.ux_id)
        if live is None:
            continue
        try:
            keys += await _fill_one(session, live, filling)
        except PlaywrightError as error:
            session.folder.note("fill-failed", field=filling.field_class, why=str(error).splitlines()[0])
    check_tripwire(session, await session.snapshot())
    return keys


def refuse_filling(session: Session, before: Snapshot, filling: Filling) -> Refusal | None:
    """Return why the locks refuse to enter this, or None."""
    what = filling.field_class or filling.ux_id
    if filling.field_class in NEVER_TYPED:
        return Refusal(what=what, why="never typed", lock="data")
    if "stage" not in session.plan.without and not is_allowed(session.stage, "choose"):
        return Refusal(what=what, why=f"nothing is entered at stage {session.stage}", lock="stage")
    tag = before.element(filling.ux_id)
    if "control" not in session.plan.without and tag is not None:
        verdict = judge_filling(tag, before, vocabulary=session.vocabulary, kill_list=session.plan.kill_list)
        if not verdict.allowed:
            return Refusal(what=what, why=verdict.why, lock="control")
    control = next((c for c in find_controls(before) if c.ux_id == filling.ux_id), None)
    if filling.action != "press" or control is None:
        return None
    return find_refusal(session, before, control, "choose")


async def select(live: ElementHandle, value: str) -> None:
    """Choose in a select; one that its styling hides is set all the same, as what stands for it would do.

    Raises Playwright's Error when it has no such choice or is disabled.
    """
    hidden = not await live.is_visible()
    await live.select_option(value=value, timeout=PRESS_TIMEOUT_MS, force=hidden, no_wait_after=True)


async def _fill_one(session: Session, live: ElementHandle, filling: Filling) -> int:
    if filling.action == "choose":
        await select(live, filling.value)
        await session.activity.settle(cap_ms=4000, quiet_ms=200)
        return 1
    if filling.action in ("check", "press"):
        try:
            await live.check(timeout=1500, force=filling.action == "check", no_wait_after=True)
        except PlaywrightError:
            await live.evaluate(load_script("press"))
        await session.activity.settle(cap_ms=4000, quiet_ms=200)
        return 1
    session.typed.add(filling.value)
    await live.fill("", timeout=PRESS_TIMEOUT_MS)
    await live.type(filling.value, delay=KEY_DELAY_MS)
    await session.page.keyboard.press("Tab")
    await session.activity.settle(cap_ms=2500, quiet_ms=120)
    return len(filling.value)
