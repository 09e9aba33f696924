import pytest

from tests.visit.journey.conftest import OpenSession
from tests.visit.traps.server import TrapShop
from ux_audit.visit.journey.emptying import empty_cart


@pytest.mark.parametrize("how", ["", "?broken"])
async def test_the_question_is_answered_and_a_dead_line_is_cleared_with_the_cart(
    begin: OpenSession, shop: TrapShop, how: str
) -> None:
    session = await begin("cart_question", stage="cart")
    assert await empty_cart(session, f"{shop.url}pages/cart_question.html{how}", "")
    assert session.folder.read_visits()[-1].purpose == "cleaned"


async def test_a_cart_that_cannot_be_emptied_is_owned_up_to(begin: OpenSession) -> None:
    session = await begin("cart_late", stage="cart")
    assert not await empty_cart(session, session.page.url, "")
