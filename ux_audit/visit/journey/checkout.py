"""The checkout, step by step, up to the payment view and never further."""

from ux_audit.catalog import Shopper, find_country
from ux_audit.model import Step
from ux_audit.reading.checkout_view import CONTACT, CheckoutView
from ux_audit.reading.controls import Ranked, rank_controls
from ux_audit.reading.filling import Filling, plan_filling
from ux_audit.reading.prices import find_prices
from ux_audit.reading.refusals import find_refused
from ux_audit.visit.journey.acting import confirm, fill, press
from ux_audit.visit.journey.carting import open_panel
from ux_audit.visit.journey.session import Look, Session, WalkEnd
from ux_audit.visit.journey.signing_in import pass_gate
from ux_audit.visit.journey.unfolding import unfold_summary

MOST_STEPS = 10
MOST_TRIES = 3  # a step the shop refuses is corrected at most this often
LATE_FIELDS_MS = 900  # some shops save the address after the last key and only then ask for the delivery
MOST_ROUNDS = 6  # fields that appear after others were filled; a chooser takes two rounds
WRONG_EMAIL = "abc"
PROBE_QUIET_MS = 900  # inline messages come within a second or not at all


async def walk_checkout(session: Session, cart: Look) -> None:
    """Walk from the cart to the payment view. Ends by WalkEnd, with the reason, in every case."""
    entry = await _enter_checkout(session, cart)
    view = CheckoutView(entry.snapshot, session.vocabulary)
    _stop_at_captcha(view)
    if not session.plan.reaches("address"):
        raise WalkEnd(
            "account-required" if view.is_account_gate else "walk-level",
            "shop" if view.is_account_gate else "settings",
        )
    shopper = _choose_shopper(session, cart)
    filled: set[str] = set()
    for number in range(MOST_STEPS):
        view = CheckoutView(await session.snapshot(), session.vocabulary)
        _stop_at_captcha(view)
        if view.is_account_gate and number == 0 and await _press_guest(session, view):
            continue
        if view.is_account_gate or view.is_code_gate:
            await pass_gate(session, view)
            if not _is_inside(CheckoutView(await session.snapshot(), session.vocabulary)):
                await _enter_checkout(session, cart)
            continue
        offered = view.guest_controls and not view.guest_choice and not view.asks_address
        if offered and await _press_guest(session, view):
            continue
        session.enter(view.stage)
        if await unfold_summary(session):
            view = CheckoutView(await session.snapshot(), session.vocabulary)
        await session.look("step", _context(view), axe=number < 2, prior={"checkout": 1})
        view = await _fill_step(session, view, shopper, filled, probe=number < 2)
        if view.shows_payment:
            session.enter("payment")
            look = await session.look("payment", _context(view), prior={"checkout": 1})
            session.record(
                Step(
                    n=len(session.steps) + 1, stage="payment", goal="payment", action="look",
                    effect="payment choice seen, nothing pressed", url=look.visit.final_url,
                    visit=look.visit.id, screenshot=f"visits/{look.visit.id}/shot.webp",
                )
            )  # fmt: skip
            raise WalkEnd("payment-seen", "done")
        await _press_next(session, view, shopper, filled)
    raise WalkEnd("too-many-steps")


def _choose_shopper(session: Session, cart: Look) -> Shopper:
    currencies = [price.currency for price in find_prices(cart.snapshot)]
    language = session.vocabulary.languages[0]
    return session.plan.load_shopper(find_country(language, cart.snapshot.language, currencies))


def _context(view: CheckoutView) -> dict[str, str]:
    return {"stage": view.stage, "url": view.snapshot.url}


def _is_inside(view: CheckoutView) -> bool:
    return view.asks_address or view.shows_payment or "delivery_method" in view.classes


def _stop_at_captcha(view: CheckoutView) -> None:
    if view.captcha:
        raise WalkEnd(f"captcha: {view.captcha}", "shop")


async def _enter_checkout(session: Session, cart: Look) -> Look:
    await session.open(cart.visit.final_url)
    if session.page.url == cart.visit.final_url:
        # Behind a gate that was passed the checkout may have to be entered anew.
        session.enter("cart")
    snapshot = await session.snapshot()
    ranked = rank_controls(snapshot, "checkout", session.vocabulary)
    if not ranked:
        snapshot = await session.look_again()
        ranked = rank_controls(snapshot, "checkout", session.vocabulary)
    if not ranked:
        snapshot = await open_panel(session, snapshot)
        ranked = rank_controls(snapshot, "checkout", session.vocabulary)
    for choice in ranked[:3]:
        pressed = await press(session, snapshot, choice, "checkout", goal="checkout", others=ranked)
        if pressed is None:
            continue
        view = CheckoutView(pressed.snapshot, session.vocabulary)
        if (
            pressed.url_changed
            or view.asks_address
            or view.is_account_gate
            or view.shows_payment
            or view.guest_controls
        ):
            session.enter("entry")
            session.leave("checkout-opened", session.page.url)
            look = await session.look(
                "entry",
                _context(view),
                axe=True,
                timing_ms={"answer_ms": pressed.duration_ms},
                prior={"checkout": 1, "account": 1},
            )
            confirm(session, "checkout opened", visit=look.visit.id)
            return look
        snapshot = pressed.snapshot
    raise WalkEnd("no-way-to-checkout" if not ranked else "checkout-did-not-open")


async def _press_guest(session: Session, view: CheckoutView) -> bool:
    session.enter("entry")
    before = view.signature
    for choice in view.guest_controls[:2]:
        pressed = await press(
            session, view.snapshot, choice, "guest", goal="guest", others=view.guest_controls
        )
        if pressed is None:
            continue
        after = CheckoutView(pressed.snapshot, session.vocabulary)
        if after.signature != before:
            look = await session.look("guest", _context(after), timing_ms={"answer_ms": pressed.duration_ms})
            confirm(session, "goes on as a guest", visit=look.visit.id)
            return True
    return False


async def _fill_step(
    session: Session, view: CheckoutView, shopper: Shopper, filled: set[str], *, probe: bool
) -> CheckoutView:
    """Fill what the page asks, and what appears thereupon; return the page as it is then."""
    if session.stage == "payment" and not view.asks_address:
        return view
    guest = _guest_option(view)
    if guest is not None:
        await fill(session, view.snapshot, [guest])
        view = CheckoutView(await session.snapshot(), session.vocabulary)
    if probe:
        await _probe_email(session, view, shopper, filled)
    fields = keys = 0
    waited = False
    for _ in range(MOST_ROUNDS):
        plan = [
            f
            for f in plan_filling(view.fields, shopper)
            if f"{session.page.url} {_key(view, f)}" not in filled
        ]
        if plan:
            keys += await fill(session, view.snapshot, plan)
            fields += len(plan)
            filled.update(f"{session.page.url} {_key(view, f)}" for f in plan)
            waited = False
        elif fields and not waited:
            await session.activity.settle(quiet_ms=LATE_FIELDS_MS)
            waited = True
        else:
            break
        view = CheckoutView(await session.snapshot(), session.vocabulary)
    if fields:
        session.leave("address-typed", session.plan.mark)
        look = await session.look("filled", _context(view))
        session.record(
            Step(
                n=len(session.steps) + 1, stage=session.stage, goal="fill in", action="fill", fields=fields,
                keystrokes=keys, effect=f"{fields} fields filled with test data", url=session.page.url,
                visit=look.visit.id, screenshot=f"visits/{look.visit.id}/shot.webp",
            )
        )  # fmt: skip
    return view


def _guest_option(view: CheckoutView) -> Filling | None:
    field = view.guest_choice
    if field is None:
        return None
    option = next((o for o in field.options if view.vocabulary.has("guest", o.text)), None)
    if option is None or option.chosen or not option.ux_id:
        return None
    return Filling(ux_id=option.ux_id, action="check", value=option.value, field_class="guest")


def _key(view: CheckoutView, filling: Filling) -> str:
    field = next((f for f in view.fields if f.ux_id == filling.ux_id), None)
    if field is None:
        return filling.field_class or filling.ux_id
    return f"{field.name or field.label} {filling.value}"


async def _probe_email(session: Session, view: CheckoutView, shopper: Shopper, filled: set[str]) -> None:
    field = next((f for f in view.fields if f.field_class == "email" and f.kind in ("text", "email")), None)
    if field is None or any(key.startswith("probe ") for key in filled):
        return
    filled.add("probe email")
    wrong = Filling(ux_id=field.ux_id, action="type", value=WRONG_EMAIL, field_class="email")
    await fill(session, view.snapshot, [wrong])
    await session.activity.settle(quiet_ms=PROBE_QUIET_MS)
    await session.look(
        "filled", {"probe": "email", "typed": WRONG_EMAIL, "field": field.ux_id, "stage": session.stage}
    )
    right = Filling(ux_id=field.ux_id, action="type", value=shopper.email, field_class="email")
    await fill(session, view.snapshot, [right])


async def _press_next(session: Session, view: CheckoutView, shopper: Shopper, filled: set[str]) -> None:
    """Press on to the next step and see that it came. Raises WalkEnd when nothing leads on."""
    before = view.signature
    choices = _ways_on(view)
    if not choices:
        raise WalkEnd("no-way-on: no control for the next step was found")
    tried: set[str] = set()
    attempt = 0
    for _ in range(MOST_TRIES + 1):
        choice = next((c for c in choices if c.control.ux_id not in tried), None)
        if choice is None:
            break
        pressed = await press(session, view.snapshot, choice, "next", goal="next step", others=choices)
        tried.add(choice.control.ux_id)
        if pressed is None:
            continue
        after = CheckoutView(pressed.snapshot, session.vocabulary)
        if after.signature != before or pressed.url_changed:
            confirm(session, "next step shown")
            return
        refused = find_refused(after)
        if after.errors or refused:
            said = [*after.errors, *(one.message for one in refused if one.message not in after.errors)]
            session.errors.extend(filter(None, said))
            await session.look("step", {"refused": " | ".join(said)[:500], "stage": view.stage})
            attempt += 1
            ids = [one.field.ux_id for one in refused]
            plan = plan_filling(after.fields, shopper, attempt=attempt, refused=ids)
            await fill(session, after.snapshot, plan)
            if plan:
                tried.clear()
        view = CheckoutView(await session.snapshot(), session.vocabulary)
        choices = _ways_on(view)
    reason = "; ".join(dict.fromkeys(session.errors[-3:]))
    refusals = [r.why for r in session.refused[-2:]]
    raise WalkEnd(f"step-refused: {reason or '; '.join(refusals) or 'the page did not change'}")


def _ways_on(view: CheckoutView) -> list[Ranked]:
    """The controls for the next step; those of the form that asks the questions come first.

    Where a guest is asked who it is before anything else, the guest's own way leads on.
    """
    forms = {id(form) for field in view.fields if (form := field.tag.find_parent("form")) is not None}
    return sorted(
        view.next_controls or (view.guest_controls if view.classes & CONTACT else []),
        key=lambda ranked: id(ranked.control.tag.find_parent("form")) not in forms,
    )
