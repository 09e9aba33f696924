from tests.visit.journey.conftest import OpenSession
from tests.visit.traps.server import TrapShop
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
