import pytest

from tests.snapshots import snapshot_of
from tests.visit.journey.conftest import OpenSession
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.cards import Card, find_cards
from ux_audit.reading.menus import find_category_links
from ux_audit.visit.journey.browse import (
    choose_categories,
    choose_products,
    offers_cart,
    visit_home,
    visit_listings,
    visit_products,
)
from ux_audit.visit.journey.keyboard import visit_with_keyboard
from ux_audit.visit.journey.session import WalkEnd

NAV = """<header><nav><ul><li><a href="/">Home</a></li><li><a href="/lamps">Lamps</a><ul><li><a href="/lamps/desk">Desk</a>
<ul><li><a href="/lamps/desk/led">LED</a></li></ul></li></ul></li><li><a href="/chairs">Chairs</a></li></ul></nav></header>"""


def test_the_first_category_in_view_and_the_deepest_are_looked_at() -> None:
    home = snapshot_of(NAV)
    links = find_category_links(home, choose_vocabulary("en", ""))
    chosen = choose_categories(home, links, 2)
    assert [link.url for link in chosen] == [
        "http://shop.example/lamps",
        "http://shop.example/lamps/desk/led",
    ]


async def test_sampled_products_are_spread_over_the_list_and_none_comes_twice(begin: OpenSession) -> None:
    session = await begin("home")
    cards = find_cards(await session.snapshot(), session.vocabulary)
    many: list[Card] = [*cards, cards[0]]
    assert [card.title for card in choose_products(many, 2)] == ["Copper lamp", "Walnut lamp"]
    assert len(choose_products(many, 9)) == 3


async def test_a_home_page_that_does_not_load_ends_the_walk(begin: OpenSession) -> None:
    session = await begin("home", pages={"product": "x"})
    object.__setattr__(session.plan, "url", "http://127.0.0.1:9/")
    with pytest.raises(WalkEnd, match="home-did-not-load"):
        await visit_home(session)


async def test_a_phone_reaches_the_category_through_the_menu_and_the_product_by_its_card(
    begin: OpenSession,
) -> None:
    session = await begin("home", device="mobile")
    home = await visit_home(session)
    lists = await visit_listings(session, home)
    assert lists[0].visit.final_url.endswith("/c/list.html")
    products = await visit_products(session, lists[:1])
    assert products[0].visit.context == {"expect_title": "Copper lamp"}
    goals = [(step.goal, step.verified) for step in session.steps]
    assert goals == [("home", True), ("menu", True), ("category", True), ("product", True)]
    assert session.reached == ["home", "listing", "product"]


async def test_a_menu_that_is_drawn_when_it_opens_is_looked_into(begin: OpenSession) -> None:
    session = await begin("bare", device="mobile")
    home = await visit_home(session)
    lists = await visit_listings(session, home)
    assert lists[0].visit.final_url.endswith("/c/list.html")
    assert [(step.goal, step.verified) for step in session.steps] == [
        ("home", True), ("menu", True), ("category", True),
    ]  # fmt: skip


async def test_a_list_that_only_names_its_products_is_tried_and_what_is_no_product_left(
    begin: OpenSession,
) -> None:
    session = await begin("names")
    home = await visit_home(session)
    products = await visit_products(session, [home])
    assert [look.visit.context for look in products] == [{"expect_title": "Copper lamp"}]
    assert [(step.goal, step.verified) for step in session.steps] == [("home", True), ("product", True)]


async def test_where_no_sampled_product_can_be_bought_one_is_looked_for_that_the_list_sells(
    begin: OpenSession,
) -> None:
    session = await begin("mixed_list")
    home = await visit_home(session)
    products = await visit_products(session, [home])
    opened = [look.visit.final_url.rpartition("/")[2] for look in products]
    assert opened == ["version.html?1", "version.html?3", "version.html?5", "product.html"]
    assert [offers_cart(look, session.vocabulary) for look in products] == [False, False, False, True]


async def test_the_keyboard_goes_to_the_product_that_can_be_bought(begin: OpenSession) -> None:
    session = await begin("mixed_list")
    home = await visit_home(session)
    look = await visit_with_keyboard(session, await visit_products(session, [home]))
    assert look is not None
    assert look.visit.final_url.endswith("/pages/product.html")
    assert look.visit.context["reached"] == "true"
    assert int(look.visit.context["stops"]) >= 4
