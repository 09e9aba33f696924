"""Gates for people with an account: proved, and passed with the operator's test account where one is given."""

from playwright.async_api import Error as PlaywrightError

from ux_audit.model import Step
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.controls import Control, Ranked, find_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.sign_in import SignIn, find_sign_in
from ux_audit.reading.snapshot import Snapshot
from ux_audit.visit.journey.acting import press
from ux_audit.visit.journey.session import Look, Session, WalkEnd
from ux_audit.visit.snapshot import find_live

TYPE_TIMEOUT_MS = 3_000
SIGN_IN_WORDS = 0.8
MOST_WAYS_IN = 2


async def pass_gate(session: Session, view: CheckoutView) -> None:
    """Sign in at a gate. Raises WalkEnd where no account is given, or the shop does not let it in.

    Codes are never asked for: that would send a message to somebody.
    """
    context = {"stage": "entry", "url": view.snapshot.url}
    if view.is_code_gate:
        await session.look("entry", context)
        raise WalkEnd("code-required", "shop")
    form = find_sign_in(view.snapshot, session.vocabulary)
    account = session.plan.account
    if account is None or form is None or session.signed_in:
        await session.look("entry", context)
        raise WalkEnd("account-required" if account is None else "sign-in-failed", "shop")
    session.plan.say("signing in with the test account")
    if not await _sign_in(session, view.snapshot, form):
        raise WalkEnd("sign-in-failed", "shop")
    session.signed_in = True


def is_new_gate(session: Session, before: Snapshot | None, after: Snapshot) -> bool:
    """Return whether a press led to a gate: one that `before` did not show already, beside other things."""
    view = CheckoutView(after, session.vocabulary)
    if not (view.is_account_gate or view.is_code_gate) or view.has_cart:
        return False
    return (
        before is None
        or len(_asked(session, after)) > len(_asked(session, before))
        or after.url != before.url
    )


def _asked(session: Session, snapshot: Snapshot) -> list[str]:
    fields = find_fields(snapshot, session.vocabulary)
    return [field.ux_id for field in fields if field.kind == "password" or field.field_class == "otp"]


async def _sign_in(session: Session, before: Snapshot, form: SignIn) -> bool:
    account = session.plan.account
    assert account is not None
    url = session.page.url
    try:
        for field, value in ((form.user, account.user), (form.password, account.password)):
            live = await find_live(session.page, field.ux_id)
            if live is None:
                return False
            await live.fill(value, timeout=TYPE_TIMEOUT_MS)
        if form.submit is None:
            await session.page.keyboard.press("Enter")
            await session.activity.settle()
            after = await session.snapshot()
        else:
            # What is typed may wake the button: it is judged as it is now.
            now = await session.snapshot()
            fresh = find_sign_in(now, session.vocabulary)
            control = fresh.submit if fresh is not None and fresh.submit is not None else form.submit
            pressed = await press(
                session, now, Ranked(control, 1.0, ("sign-in form",)), "sign_in", goal="sign in"
            )
            if pressed is None:
                return False
            after = pressed.snapshot
    except PlaywrightError as error:
        session.folder.note("sign-in-failed", device=session.plan.device, why=str(error).splitlines()[0])
        return False
    session.record(
        Step(
            n=len(session.steps) + 1, stage=session.stage, goal="sign in", action="type", fields=2,
            effect="signed in with the test account", url=url,
        )
    )  # fmt: skip
    return find_sign_in(after, session.vocabulary) is None


async def sign_in_first(session: Session, products: list[Look]) -> bool:
    """Sign in from where the shop asked for it, or from a product's page; return whether that was done."""
    if session.plan.account is None or session.signed_in or not products:
        return False
    if await _sign_in_from_here(session):
        return True
    await session.open(products[0].visit.final_url)
    return await _sign_in_from_here(session)


async def _sign_in_from_here(session: Session) -> bool:
    snapshot = await session.snapshot()
    for control in _ways_in(session, snapshot)[:MOST_WAYS_IN]:
        pressed = await press(session, snapshot, Ranked(control, 1.0, ("sign in",)), "browse", goal="sign in")
        if pressed is None:
            continue
        view = CheckoutView(pressed.snapshot, session.vocabulary)
        if find_sign_in(pressed.snapshot, session.vocabulary) is not None:
            await pass_gate(session, view)
            return True
        snapshot = pressed.snapshot
    return False


def _ways_in(session: Session, snapshot: Snapshot) -> list[Control]:
    """What says that one signs in there, links first; then what leads to the account."""
    controls = find_controls(snapshot)
    named = [
        [c for c in controls if session.vocabulary.has(key, c.text, SIGN_IN_WORDS)]
        for key in ("sign_in", "account")
    ]
    entries, accounts = (sorted(found, key=lambda c: c.kind != "link") for found in named)
    return [*entries, *(c for c in accounts if c not in entries)]
