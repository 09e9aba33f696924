import contextlib

import pytest
from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from tests.visit.traps.server import TrapShop
from ux_audit.catalog import load_kill_list
from ux_audit.model import Stage
from ux_audit.visit.guard import Guard

TRAPS = (
    "same_words",
    "get_link",
    "image_button",
    "enter_form",
    "on_change",
    "in_frame",
    "beacon",
    "wallet",
    "graphql",
    "sockets",
    "redirects",
)
CONTROLS = "a, button, input, select"
PAUSE_MS = 120


async def open_again(page: Page, url: str) -> None:
    """Open an address, though the last press may still be leading elsewhere."""
    for _ in range(3):
        with contextlib.suppress(PlaywrightError):
            await page.goto(url)
            return
        await page.wait_for_timeout(PAUSE_MS)


async def press_everything(page: Page, url: str, guard: Guard | None, stage: Stage) -> int:
    """Use every control of the page and of its frames in every way a hand can; each on a fresh page."""
    await page.goto(url)
    total = [await frame.locator(CONTROLS).count() for frame in page.frames]
    for frame_number, count in enumerate(total):
        for number in range(count):
            if guard:
                guard.arm("cart")
            await open_again(page, url)
            if guard:
                guard.arm(stage)
            control = page.frames[frame_number].locator(CONTROLS).nth(number)
            try:
                if await control.evaluate("(el) => el.type === 'hidden'"):
                    await control.evaluate("(el) => el.form.requestSubmit()")
                elif await control.evaluate("(el) => el.tagName === 'SELECT'"):
                    await control.select_option(index=1)
                elif await control.evaluate("(el) => el.type === 'text'"):
                    await control.fill("a")
                    await control.press("Enter")
                else:
                    await control.click(timeout=1000, no_wait_after=True)
            except PlaywrightError:
                continue
            finally:
                await page.wait_for_timeout(PAUSE_MS)
    await page.wait_for_timeout(PAUSE_MS * 2)
    return sum(total)


@pytest.mark.parametrize("stage", ["delivery", "payment"])
@pytest.mark.parametrize("trap", TRAPS)
async def test_the_lock_alone_holds(shop: TrapShop, context: BrowserContext, trap: str, stage: Stage) -> None:
    shop.commits.clear()
    guard = Guard(load_kill_list())
    page = await guard.open_page(context)
    assert await press_everything(page, f"{shop.url}pages/{trap}.html", guard, stage) > 0
    assert dict(shop.commits) == {}
    assert guard.log().armed
    assert guard.log().blocked_requests


async def test_at_the_payment_view_nothing_leaves_whatever_it_is_called(
    shop: TrapShop, context: BrowserContext
) -> None:
    shop.commits.clear()
    guard = Guard(())
    await press_everything(await guard.open_page(context), f"{shop.url}pages/unknown.html", guard, "payment")
    # The worker starts with the page, before the view is known to be the payment view.
    assert set(shop.commits) <= {"POST /from-worker?"}


@pytest.mark.parametrize("trap", [*TRAPS, "unknown"])
async def test_every_trap_works_without_the_lock(shop: TrapShop, context: BrowserContext, trap: str) -> None:
    shop.commits.clear()
    await press_everything(await context.new_page(), f"{shop.url}pages/{trap}.html", None, "payment")
    assert shop.total > 0


async def test_ordinary_requests_pass_and_are_recorded(shop: TrapShop, context: BrowserContext) -> None:
    guard = Guard(load_kill_list())
    page = await guard.open_page(context)
    guard.arm("cart")
    await page.goto(f"{shop.url}pages/sockets.html")
    guard.arm("address")
    shop.safe.clear()
    for path in (
        "cart/update",
        "checkout/shipping-address",
        "account/confirm-address",
        "estimate-shipping-methods",
    ):
        await page.evaluate(
            "(path) => fetch(path, {method: 'POST', body: 'a=1'}).then((r) => r.text())", f"/safe/{path}"
        )
    assert sum(shop.safe.values()) == 4
    assert [sent.stage for sent in guard.log().sent_requests] == ["address"] * 4
    assert guard.log().blocked_requests == ()


async def test_a_checkout_only_looked_at_sends_nothing_but_cart_changes(
    shop: TrapShop, context: BrowserContext
) -> None:
    guard = Guard((), may_type=False)
    page = await guard.open_page(context)
    await page.goto(f"{shop.url}pages/sockets.html")
    guard.arm("entry")
    shop.safe.clear()
    for path in ("cart/update", "checkout/email"):
        await page.evaluate(
            "(path) => fetch(path, {method: 'POST', body: 'a=1'}).catch(() => 0)", f"/safe/{path}"
        )
    assert list(shop.safe) == ["POST /safe/cart/update"]


async def test_a_known_shoppers_cart_is_handed_to_nothing_but_a_checkout(
    shop: TrapShop, context: BrowserContext
) -> None:
    guard = Guard(load_kill_list())
    page = await guard.open_page(context)
    await page.goto(f"{shop.url}pages/unknown.html")
    guard.arm("cart")
    send = "(path) => fetch(path, {method: 'POST', body: 'a=1'}).catch(() => 0)"
    shop.commits.clear()
    with guard.handing_over(known=True):
        for name in "BCDF":
            await page.get_by_role("button", name=name, exact=True).click()
        await page.evaluate("navigator.sendBeacon('/z', 'a')")
        await page.evaluate(send, "/safe/cart/line")
        await page.get_by_role("button", name="A", exact=True).click(no_wait_after=True)
        await page.wait_for_timeout(PAUSE_MS * 3)
        assert not [commit for commit in shop.commits if "worker" not in commit]
        assert shop.safe["POST /safe/cart/line"] == 1
        refused = {refusal.what.replace(shop.url, "/") for refusal in guard.refusals}
        assert {"POST /x/y", "POST /z", "DELETE /z", "POST /graphql"} <= refused
        await page.evaluate("history.pushState({}, '', '/pages/checkout')")
        await page.evaluate(send, "/safe/addresses")
    assert shop.safe["POST /safe/addresses"] == 1
    with guard.handing_over(known=False):
        await page.evaluate(send, "/safe/estimates")
    assert shop.safe["POST /safe/estimates"] == 1


async def test_counting_services_are_swallowed_without_fuss(shop: TrapShop, context: BrowserContext) -> None:
    guard = Guard(())
    page = await guard.open_page(context)
    await page.goto(f"{shop.url}pages/sockets.html")
    guard.arm("cart")
    send = "(url) => fetch(url, {method: 'POST', mode: 'no-cors', body: 'en=add_to_cart'}).then(() => true)"
    assert await page.evaluate(send, "https://www.google-analytics.com/g/collect?v=2")
    assert guard.swallowed == 1
    assert guard.log().blocked_requests == ()


async def test_dialogs_are_dismissed_unless_one_was_announced(
    shop: TrapShop, context: BrowserContext
) -> None:
    guard = Guard(())
    page = await guard.open_page(context)
    await page.goto(f"{shop.url}pages/sockets.html")
    assert await page.evaluate("confirm('Place the order?')") is False
    guard.accept_next_dialog()
    assert await page.evaluate("confirm('Remove the line?')") is True
    assert await page.evaluate("confirm('And again?')") is False
    assert guard.take_dialogs()[1] == "confirm: Remove the line?"


async def test_after_the_tripwire_nothing_is_sent(shop: TrapShop, context: BrowserContext) -> None:
    guard = Guard(())
    page = await guard.open_page(context)
    await page.goto(f"{shop.url}pages/sockets.html")
    guard.trip("Thank you for your order")
    shop.safe.clear()
    await page.evaluate("fetch('/safe/cart/update', {method: 'POST'}).catch(() => 0)")
    assert not shop.safe
    assert guard.log().tripped == "Thank you for your order"


async def test_a_shop_that_redirects_works_as_ever(shop: TrapShop, context: BrowserContext) -> None:
    guard = Guard(load_kill_list())
    page = await guard.open_page(context)
    await page.goto(f"{shop.url}pages/redirects.html")
    guard.arm("address")
    shop.safe.clear()
    await page.evaluate("document.forms[0].action = '/hop/303-302/pets-txen/efas'")
    async with page.expect_navigation():
        await page.locator("button").first.click()
    assert page.url == f"{shop.url}safe/next-step"
    assert await page.inner_text("body") == "ok hop302 hop303"
    assert shop.safe == {"GET /safe/next-step": 1}
    await page.evaluate(
        "fetch('/hop/307/etadpu/trac/efas', {method: 'POST', body: 'a=1'}).then((r) => r.text())"
    )
    assert shop.safe["POST /safe/cart/update"] == 1
    assert guard.log().blocked_requests == ()
    assert [sent.url.removeprefix(shop.url.rstrip("/")) for sent in guard.log().sent_requests][-2:] == [
        "/hop/307/etadpu/trac/efas",
        "/safe/cart/update",
    ]


@pytest.mark.parametrize(
    ("words", "stopped", "why"),
    [
        ("Weiter", "POST /order/place", "(a redirect led there)"),
        ("Help", "GET /order/place?id=3", "(a redirect led there)"),
        ("Estimate", "POST /order/place?worker=1", "(a redirect led there)"),
        ("Print", "POST /hop/307/1!wodniw~ecalp/redro", "opens a new window"),
        ("Terms", "GET /hop/302/4!di~ecalp/redro", "opens a new window"),
    ],
)
async def test_the_record_says_which_redirect_was_stopped(
    shop: TrapShop, context: BrowserContext, words: str, stopped: str, why: str
) -> None:
    shop.commits.clear()
    guard = Guard(load_kill_list())
    page = await guard.open_page(context)
    await page.goto(f"{shop.url}pages/redirects.html")
    guard.arm("delivery")
    await page.get_by_text(words).click(no_wait_after=True)
    for _ in range(20):
        if guard.refusals:
            break
        await page.wait_for_timeout(PAUSE_MS)
    assert page.url == f"{shop.url}pages/redirects.html"
    (refusal,) = guard.log().blocked_requests
    assert refusal.what.replace(shop.url, "/") == stopped
    assert refusal.why.endswith(why)
    assert not shop.commits
