"""What would be pressed is shown without pressing."""

from tests.visit.journey.conftest import OpenSession
from tests.visit.traps.server import TrapShop
from ux_audit.visit.journey.planning import plan_presses


async def test_the_presses_of_a_walk_are_found_without_pressing(begin: OpenSession, shop: TrapShop) -> None:
    pages = {"listing": f"{shop.url}pages/home.html", "product": f"{shop.url}pages/product.html"}
    session = await begin("home", device="mobile", pages=pages)
    planned = {press.goal: press for press in await plan_presses(session)}
    assert planned["menu"].label == "Menu"
    assert planned["product"].label == "Copper lamp"
    assert planned["add_to_cart"].label == "Add to cart"
    assert not planned["add_to_cart"].refused
    assert {"option “Size”", "option “Shade”"} <= set(planned)
    assert planned["filter"].label == ""
    assert session.guard.sent == []
    assert [step.action for step in session.steps] == ["open"]
    assert "0" in (await session.snapshot()).text


async def test_what_the_settings_name_is_planned(begin: OpenSession, shop: TrapShop) -> None:
    pages = {"product": f"{shop.url}pages/product.html"}
    session = await begin("home", pages=pages, controls={"add_to_cart": "h1"})
    planned = {press.goal: press for press in await plan_presses(session)}
    assert planned["add_to_cart"].label == "Copper lamp"
