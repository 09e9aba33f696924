from tests.visit.journey.conftest import OpenSession
from ux_audit.visit.journey.adding import Added
from ux_audit.visit.journey.carting import change_quantity, visit_cart
from ux_audit.visit.journey.emptying import empty_cart


async def test_the_cart_is_found_by_its_link_and_recorded_with_what_was_added(begin: OpenSession) -> None:
    session = await begin("product", stage="product")
    look = await session.look("added")
    cart = await visit_cart(session, Added(look, "Copper lamp", "€12.00", "message", look))
    assert cart is not None
    assert cart.visit.final_url.endswith("/cart_late.html")
    assert cart.visit.context == {"added_title": "Copper lamp", "added_price": "€12.00"}
    assert session.stage == "cart"
    assert session.guard.stage == "cart"


async def test_a_total_that_comes_late_is_waited_for(begin: OpenSession) -> None:
    session = await begin("cart_late", stage="cart")
    cart = await session.look("cart", {"added_title": "Copper lamp"})
    await change_quantity(session, cart)
    looks = {visit.purpose: visit.context for visit in session.folder.read_visits()}
    changed = looks["cart_quantity"]
    assert (changed["quantity_before"], changed["quantity_after"]) == ("1", "2")
    assert (changed["total_before"], changed["total_after"]) == ("12.0", "24.0")
    assert looks["cart_restored"]["total_after"] == "12.0"
    assert await session.page.input_value("[name=quantity]") == "1"


async def test_a_panels_button_leads_to_the_carts_own_page(begin: OpenSession) -> None:
    session = await begin("panel", stage="product")
    look = await session.look("added")
    cart = await visit_cart(session, Added(look, "Copper lamp", "€12.00", "drawer", look))
    assert cart is not None
    assert cart.visit.final_url.endswith("/cart_late.html")


async def test_a_cart_whose_lines_cannot_be_changed_is_a_cart(begin: OpenSession) -> None:
    session = await begin("product", stage="product")
    look = await session.look("added")
    await session.open(session.page.url.replace("product.html", "locked_cart.html"))
    cart = await visit_cart(session, Added(look, "Copper lamp", "€12.00", "message", look))
    assert cart is not None
    assert cart.visit.final_url.endswith("/locked_cart.html")
    assert not await empty_cart(session, cart.visit.final_url, "Copper lamp")
