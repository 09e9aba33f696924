from pathlib import Path

from playwright.async_api import Browser

from tests.visit.journey.conftest import OpenSession
from tests.visit.journey.sessions import open_session
from tests.visit.traps.server import TrapShop
from ux_audit.demo import Shop
from ux_audit.visit.devices import Identity, context_options
from ux_audit.visit.journey.adding import add_product


async def test_options_are_chosen_and_the_shops_answer_is_read(begin: OpenSession) -> None:
    session = await begin("product")
    product = await session.look("product")
    added = await add_product(session, [product])
    assert added is not None
    assert (added.title, added.price, added.feedback) == ("Copper lamp", "€12.00", "message")
    context = added.look.visit.context
    assert (context["chosen_options"], context["count_before"], context["count_after"]) == ("2", "0", "1")
    assert await session.page.title() == "s red"
    assert session.guard.armed


async def test_a_product_that_is_sold_out_gives_way_to_the_next(begin: OpenSession, shop: TrapShop) -> None:
    session = await begin("sold_out")
    sold_out = await session.look("product")
    await session.open(f"{shop.url}pages/product.html")
    other = await session.look("product")
    added = await add_product(session, [sold_out, other])
    assert added is not None
    assert added.product is other


async def test_a_row_of_wallets_is_no_option_to_choose(begin: OpenSession) -> None:
    session = await begin("wallet_row")
    await add_product(session, [await session.look("product")])
    assert await session.page.title() == "added"
    chosen = [step.target.text for step in session.steps if step.goal == "option" and step.target]
    assert chosen[0] == ": Red"
    assert not any("PayPal" in text or "Klarna" in text for text in chosen)


async def test_a_slow_answer_is_waited_for_and_nothing_pressed_twice(
    browser: Browser, tmp_path: Path
) -> None:
    # Sending and then showing the page again take longer together than a press may.
    with Shop(flaws=("slow-server",)) as shop:
        context = await browser.new_context(**context_options("mobile", browser.version, Identity()))
        address = f"{shop.url}product/turku-table-lamp"
        session = await open_session(context, tmp_path / "slow", address)
        added = await add_product(session, [await session.look("product")])
    assert added is not None
    assert added.feedback != "none"
    # The page's own counting service may have sent its word too.
    assert [sent.url for sent in session.guard.sent if "/cart/" in sent.url] == [f"{shop.url}cart/add"]


async def test_a_product_that_lies_over_its_list_is_pressed_once_more_where_its_address_opens_the_list(
    begin: OpenSession,
) -> None:
    session = await begin("over_list")
    await session.page.click("text=Copper lamp")
    product = await session.look("product", {"expect_title": "Copper lamp"})
    assert product.visit.final_url.endswith("?product=1")
    added = await add_product(session, [product])
    assert added is not None
    assert added.title == "Copper lamp"
