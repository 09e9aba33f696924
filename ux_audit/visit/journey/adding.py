"""Putting a product into the cart, and seeing whether the shop says so."""

from dataclasses import dataclass

from bs4 import Tag
from playwright.async_api import ElementHandle
from playwright.async_api import Error as PlaywrightError

from ux_audit.model import Step, Target
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.cards import find_cards
from ux_audit.reading.cart_badge import read_cart_badge
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.controls import Ranked
from ux_audit.reading.filling import Filling
from ux_audit.reading.prices import find_prices
from ux_audit.reading.product_name import find_product_name
from ux_audit.reading.snapshot import Snapshot, is_visible, text_of
from ux_audit.reading.variants import Choice, choose_options
from ux_audit.visit.journey.acting import Pressed, confirm, control_at, press, refuse_filling, select
from ux_audit.visit.journey.session import Look, Session
from ux_audit.visit.journey.signing_in import is_new_gate, pass_gate
from ux_audit.visit.pressing import click_or_press
from ux_audit.visit.snapshot import find_live

MOST_COMBINATIONS = 3
MOST_ROUNDS = 3  # options that depend on others: colour, size, length
LATE_OPTIONS_MS = 500
CHOICE_TIMEOUT_MS = 1_500
LATE_BUTTON_TRIES = 3
LATE_BUTTON_WAIT_MS = 600
LONGEST_MESSAGE = 200
ANSWER_WAIT_MS = 900  # a drawer or message may still be sliding in when the network is quiet
DIALOG = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]"
STATUS = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive], [class*=alert], [class*=message], [class*=notice], [class*=toast], [class*=msg]"


@dataclass(frozen=True)
class Added:
    """A product in the cart: where it was seen, its title and price, and what told the shopper."""

    product: Look
    title: str
    price: str
    feedback: str
    look: Look


async def add_product(session: Session, products: list[Look]) -> Added | None:
    """Add the first product that can be added; try the others when one cannot."""
    for product in products:
        added = await _try_product(session, product)
        if added is not None:
            return added
    return None


async def _try_product(session: Session, product: Look) -> Added | None:
    if not await session.go(product.visit.final_url):
        return None
    session.enter("product")
    for attempt in range(MOST_COMBINATIONS):
        if attempt:
            # What the shop said of the last try must not be taken for its answer to this one.
            await session.open(product.visit.final_url)
        before, buttons = await _find_button(session, product)
        title = product_title(before, product)
        if not buttons:
            session.folder.note("cannot-add", url=product.visit.final_url, why="no add-to-cart control")
            return None
        choices = choose_options(before, session.vocabulary, buttons[0].control.box, attempt=attempt)
        if attempt and not choices:
            return None
        chosen = await _choose_all(session, before, choices, buttons[0])
        before = await session.snapshot()
        if choices and product_title(before, product) != title:
            # What looked like an option led away: come back and leave the options as they are.
            await session.open(product.visit.final_url)
            before = await session.snapshot()
        buttons = rank_buy_buttons(before, session.vocabulary) or buttons
        usable = [ranked for ranked in buttons if not ranked.control.disabled]
        if not usable:
            continue
        title = product_title(before, product) or product.visit.context.get("expect_title", "")
        signed_in = session.signed_in
        added = await press_add(session, product, before, usable, title, _price(before), chosen=chosen)
        if added is not None:
            return added
        if session.signed_in and not signed_in:
            return await _try_product(session, product)
        if session.told_to_sign_in:
            return None
    return None


async def _find_button(session: Session, product: Look) -> tuple[Snapshot, list[Ranked]]:
    """Look for the button; one that a script draws may come a moment after the page is quiet.

    Where products lie over their list, an address may open the list alone: the product is pressed once more.
    """
    before = await session.snapshot()
    for _ in range(LATE_BUTTON_TRIES):
        buttons = rank_buy_buttons(before, session.vocabulary)
        if buttons:
            return before, buttons
        await session.page.wait_for_timeout(LATE_BUTTON_WAIT_MS)
        before = await session.snapshot()
    card = _find_card(session, before, product)
    if card is not None and rank_buy_buttons(product.snapshot, session.vocabulary):
        ranked = Ranked(control_at(before, card), 1.0, ("product card",))
        if await press(session, before, ranked, "browse", goal="sampled product") is not None:
            before = await session.snapshot()
    return before, rank_buy_buttons(before, session.vocabulary)


def _find_card(session: Session, snapshot: Snapshot, product: Look) -> Tag | None:
    """What opens a product in the list that is shown in its place: its link, else the card of its name."""
    title = product.visit.context.get("expect_title")
    for card in find_cards(snapshot, session.vocabulary):
        if card.url == product.visit.final_url or (not card.url and title and card.title == title):
            return card.link or card.image or card.tag
    return None


async def _choose_all(session: Session, snapshot: Snapshot, choices: list[Choice], button: Ranked) -> int:
    """Choose the options, and those that others bring forth; return how many were chosen."""
    chosen, done = 0, set[str]()
    for _ in range(MOST_ROUNDS):
        fresh = [choice for choice in choices if choice.ux_id not in done]
        if not session.plan.reaches("address"):
            # Nothing is typed into a shop that is not stated as one's own.
            fresh = [choice for choice in fresh if choice.action != "type"]
        if not fresh:
            break
        chosen += await choose(session, snapshot, fresh)
        done |= {choice.ux_id for choice in fresh}
        await session.page.wait_for_timeout(LATE_OPTIONS_MS)
        snapshot = await session.snapshot()
        choices = choose_options(snapshot, session.vocabulary, button.control.box)
    return chosen


async def choose(session: Session, before: Snapshot, choices: list[Choice]) -> int:
    """Choose a product's options on the live page unless a lock refuses; return how many were chosen."""
    done = 0
    for choice in choices:
        filling = Filling(
            choice.ux_id, "choose" if choice.action == "select" else choice.action, choice.value, None
        )
        refusal = refuse_filling(session, before, filling)
        if refusal is not None:
            session.refused.append(refusal)
            continue
        live = await find_live(session.page, choice.ux_id)
        if live is None:
            continue
        if not await _enter(live, choice):
            continue
        done += 1
        await session.activity.settle(cap_ms=4000, quiet_ms=200)
        session.record(
            Step(
                n=len(session.steps) + 1, stage="product", goal="option", action="choose", clicks=1,
                target=Target(text=f"{choice.group}: {choice.value}"[:120], selector="", confidence=1.0),
                effect="option chosen", url=session.page.url,
            )
        )  # fmt: skip
    return done


async def _enter(live: ElementHandle, choice: Choice) -> bool:
    if choice.action == "press":
        return await click_or_press(live, CHOICE_TIMEOUT_MS)
    try:
        if choice.action == "select":
            await select(live, choice.value)
        else:
            await live.fill(choice.value, timeout=CHOICE_TIMEOUT_MS)
    except PlaywrightError:
        return False
    return True


async def press_add(
    session: Session,
    product: Look,
    before: Snapshot,
    buttons: list[Ranked],
    title: str,
    price: str,
    *,
    chosen: int = 0,
) -> Added | None:
    """Press the first of the buttons and see what the shop answers.

    None when it refused, nothing could be pressed, or it first had the test account sign in. Raises WalkEnd at a
    gate without one.
    """
    count_before = read_cart_badge(before, session.vocabulary)
    # Counting services hear nothing of a cart that nobody means to buy.
    session.guard.arm("product")
    pressed = await press(session, before, buttons[0], "add", goal="add to cart", others=buttons)
    if pressed is None:
        return None
    after = pressed.snapshot
    if read_feedback(session, before, after, pressed, title) == "none":
        await session.page.wait_for_timeout(ANSWER_WAIT_MS)
        after = await session.snapshot()
    if is_new_gate(session, before, after):
        await pass_gate(session, CheckoutView(after, session.vocabulary))
        return None
    feedback = read_feedback(session, before, after, pressed, title)
    count_after = read_cart_badge(after, session.vocabulary)
    if count_before != count_after and count_after and feedback == "none":
        feedback = "count"
    context = {
        "added_title": title, "added_price": price, "feedback": feedback, "chosen_options": str(chosen),
        "count_before": count_before or "", "count_after": count_after or "",
        "answer_ms": f"{pressed.duration_ms:.0f}", "before": product.visit.id,
    }  # fmt: skip
    look = await session.look("added", context, timing_ms={"answer_ms": pressed.duration_ms})
    said = _fresh_messages(session, before, after)
    asked = [text for text in said if session.vocabulary.has("sign_in", text) and text not in title]
    if asked and count_before == count_after and feedback in ("none", "message"):
        session.told_to_sign_in = True
        return None
    if feedback == "none" and any(text in said for text in CheckoutView(after, session.vocabulary).errors):
        return None
    confirm(session, f"shop answered: {feedback}", visit=look.visit.id)
    return Added(product, title, price, feedback, look)


def _fresh_messages(session: Session, before: Snapshot, after: Snapshot) -> list[str]:
    """What the page says now and did not say before the press."""

    def said(snapshot: Snapshot) -> list[str]:
        shown = [text_of(tag) for tag in snapshot.select_visible(f"{DIALOG}, {STATUS}")]
        return [*CheckoutView(snapshot, session.vocabulary).errors, *shown]

    known = set(said(before))
    return [text for text in said(after) if text and text not in known and len(text) < LONGEST_MESSAGE]


def read_feedback(session: Session, before: Snapshot, after: Snapshot, pressed: Pressed, title: str) -> str:
    """Return what told the shopper that the product was added: page, drawer, message or none."""
    if (
        pressed.url_changed
        and after.url.split("#")[0].split("?")[0] != before.url.split("#")[0].split("?")[0]
    ):
        return "page"
    known = {text_of(tag) for tag in before.select_visible(f"{DIALOG}, {STATUS}")}
    for selector, name in ((DIALOG, "drawer"), (STATUS, "message")):
        for tag in after.select_visible(selector):
            text = text_of(tag)
            if (
                text
                and text not in known
                and (title.casefold() in text.casefold() or session.vocabulary.has("added", text))
            ):
                return name
    fresh = [
        tag
        for tag in after.body.find_all(True)
        if is_visible(tag)
        and tag.get("data-ux-fixed")
        and title
        and title.casefold() in text_of(tag).casefold()
    ]
    if fresh and not any(
        title.casefold() in text_of(tag).casefold() for tag in before.select_visible("[data-ux-fixed]")
    ):
        return "drawer"
    if session.vocabulary.has("added", after.text) and not session.vocabulary.has("added", before.text):
        return "message"
    return "none"


def product_title(snapshot: Snapshot, product: Look) -> str:
    """Return the name that a product's page gives it, "" when none is found."""
    name = find_product_name(snapshot, product.visit.context.get("expect_title", ""))
    return text_of(name) if name is not None else ""


def _price(snapshot: Snapshot) -> str:
    prices = [price for price in find_prices(snapshot) if not price.struck]
    best = max(prices[:8], key=lambda price: price.font_px, default=None)
    return best.text if best else ""
