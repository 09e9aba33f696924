"""One device's walk through the store, from the home page to where it has to stop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from ux_audit.catalog import Vocabulary, choose_vocabulary
from ux_audit.model import Journey, Stage
from ux_audit.reading.cards import find_cards
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.menus import find_category_links
from ux_audit.reading.snapshot import text_of
from ux_audit.store import RunFolder
from ux_audit.visit.browser import close_in_time
from ux_audit.visit.devices import Identity, open_context
from ux_audit.visit.guard import Guard
from ux_audit.visit.journey.adding import Added, add_product
from ux_audit.visit.journey.adding_elsewhere import add_elsewhere
from ux_audit.visit.journey.browse import (
    visit_again,
    visit_home,
    visit_listings,
    visit_products,
)
from ux_audit.visit.journey.carting import change_quantity, visit_cart
from ux_audit.visit.journey.checkout import walk_checkout
from ux_audit.visit.journey.emptying import empty_cart
from ux_audit.visit.journey.keyboard import visit_with_keyboard
from ux_audit.visit.journey.narrowing import visit_filters
from ux_audit.visit.journey.plan import WalkPlan
from ux_audit.visit.journey.planning import PlannedPress, plan_presses
from ux_audit.visit.journey.querying import plan_queries
from ux_audit.visit.journey.searching import search_all
from ux_audit.visit.journey.session import STAGE_ORDER, Look, Session, WalkEnd, server_error
from ux_audit.visit.journey.signing_in import pass_gate, sign_in_first
from ux_audit.visit.network import RequestLog
from ux_audit.visit.settle import Activity


async def walk_store(
    browser: Browser,
    plan: WalkPlan,
    folder: RunFolder,
    identity: Identity,
    vocabulary: Vocabulary,
) -> Journey:
    """Walk the store on one device and return the journey; everything seen is in the run folder.

    Never raises for what the store does: a walk that had to stop says so in `stopped`, one that is cancelled too.
    """
    async with open_session(browser, plan, folder, identity, vocabulary) as session:
        end, emptied = await _walk(session)
        await _note_cookies(session)
        if session.signed_in:
            state = await session.page.context.storage_state()
            plan.keep_identity(identity.model_copy(update={"state": state}))
        return _journey(session, end, emptied)


async def plan_walk(
    browser: Browser, plan: WalkPlan, folder: RunFolder, identity: Identity, vocabulary: Vocabulary
) -> list[PlannedPress]:
    """Return what a walk would press in the store, without pressing anything. Raises WalkEnd when it does not load."""
    async with open_session(browser, plan, folder, identity, vocabulary) as session:
        return await plan_presses(session)


@contextlib.asynccontextmanager
async def open_session(
    browser: Browser, plan: WalkPlan, folder: RunFolder, identity: Identity, vocabulary: Vocabulary
) -> AsyncIterator[Session]:
    """A shopper's session in a fresh context behind the network lock."""
    context = await open_context(browser, plan.device, identity)
    try:
        guard = Guard(plan.kill_list, may_type=plan.reaches("address"), holds="network" not in plan.without)
        page = await guard.open_page(context)
        session = Session(
            page=page, plan=plan, folder=folder, guard=guard, vocabulary=vocabulary,
            activity=Activity(page), requests=RequestLog(page),
        )  # fmt: skip
        try:
            yield session
        finally:
            await session.keep_pictures()
    finally:
        await close_in_time(context)


async def _walk(session: Session) -> tuple[WalkEnd, bool | None]:
    emptied: bool | None = None
    cart: Look | None = None
    try:
        home = await visit_home(session)
        session.vocabulary = choose_vocabulary(home.snapshot.language, text_of(home.snapshot.body)[:5000])
        home = await _enter_store(session, home)
        lists = await visit_listings(session, home)
        opened = await visit_products(session, [*lists, home])
        products = [look for look in opened if look.is_shown]
        if lists:
            await session.try_out("filters", visit_filters(session, lists[0]))
        # One search engine answers both devices, and keyboards come with a desktop: what is asked there need not be twice.
        on_desktop = session.plan.device == "desktop"
        queries = plan_queries(home, lists, products, session.vocabulary, in_other_words=on_desktop)
        await session.try_out("search", search_all(session, home.visit.final_url, queries))
        await session.try_out("product again", visit_again(session, products))
        if on_desktop:
            await session.try_out("keyboard", visit_with_keyboard(session, products))
        if opened and not products:
            raise server_error(opened[0].visit.status, opened[0].visit.final_url)
        if not session.plan.reaches("cart"):
            raise WalkEnd("walk-level", "settings") if products else WalkEnd("no-product-found")
        added = await _add(session, [*lists, home], products)
        session.leave("cart-of-account" if session.plan.is_known else "cart-line", added.title)
        cart = await _walk_cart(session, added)
        if not session.plan.reaches("entry"):
            raise WalkEnd("walk-level", "settings")
        await walk_checkout(session, cart)
        raise AssertionError("a checkout ends by WalkEnd")
    except WalkEnd as end:
        result = end
    except PlaywrightError as error:
        result = WalkEnd(f"browser: {str(error).splitlines()[0]}")
    except asyncio.CancelledError:
        return WalkEnd("interrupted"), None
    if cart is not None and not session.guard.tripped:
        emptied = await _clean(session, cart)
    return result, emptied


async def _note_cookies(session: Session) -> None:
    """Keep by which cookies the store knew the guest: its staff find the cart by them. An account's open a door."""
    if session.plan.is_known or not session.traces:
        return
    with contextlib.suppress(PlaywrightError):
        known = await session.page.context.cookies(session.page.url)
        cookies = {cookie["name"]: cookie["value"] for cookie in known}
        session.folder.note("guest-cookies", device=session.plan.device, cookies=cookies)


async def _enter_store(session: Session, home: Look) -> Look:
    """Return the home page, behind the sign-in where there is nothing else in front of it."""
    view = CheckoutView(home.snapshot, session.vocabulary)
    shut = view.is_account_gate or view.is_code_gate
    if (
        not shut
        or find_cards(home.snapshot, session.vocabulary)
        or find_category_links(home.snapshot, session.vocabulary)
    ):
        return home
    await pass_gate(session, view)
    return await visit_home(session)


async def _add(session: Session, lists: list[Look], products: list[Look]) -> Added:
    """Put one product into the cart; where an account shows what a guest may not buy, with the account.

    A shop may sell from its lists alone, without a page for a product.
    """
    added = await add_product(session, products)
    if added is None and not session.told_to_sign_in:
        added = await add_elsewhere(session, lists, products)
    if added is None and await sign_in_first(session, products):
        session.told_to_sign_in = False
        added = await add_product(session, products)
    if added is None and session.told_to_sign_in:
        raise WalkEnd("sign-in-failed" if session.plan.account else "account-required", "shop")
    if added is None:
        raise WalkEnd("no-add-to-cart" if products else "no-product-found", "us")
    return added


async def _walk_cart(session: Session, added: Added) -> Look:
    cart = await visit_cart(session, added)
    if cart is None:
        raise WalkEnd("cart-not-found", "us")
    await change_quantity(session, cart)
    return cart


async def _clean(session: Session, cart: Look) -> bool | None:
    try:
        done = await empty_cart(session, cart.visit.final_url, cart.visit.context.get("added_title", ""))
    except (WalkEnd, PlaywrightError) as error:
        session.folder.note("not-cleaned", device=session.plan.device, why=str(error).splitlines()[0])
        return False
    if done:
        session.traces = [t for t in session.traces if t.kind not in ("cart-line", "cart-of-account")]
        session.leave("cart-emptied", cart.visit.context.get("added_title", ""))
    return done


def _journey(session: Session, end: WalkEnd, emptied: bool | None) -> Journey:
    reached: Stage = max(session.reached or ["home"], key=STAGE_ORDER.index)
    return Journey(
        device=session.plan.device,
        level=session.plan.level,
        reached=reached,
        stages=tuple(session.reached),
        steps=tuple(session.steps),
        refused=tuple(session.refused),
        guard=session.guard.log(),
        stopped=end.stopped,
        stopped_by=end.by if end.by in ("done", "settings", "shop", "us", "robots") else "us",
        known=session.plan.is_known,
        cart_emptied=emptied,
        traces=tuple(session.traces),
    )
