import pytest

from tests.visit.journey.conftest import OpenSession
from tests.visit.traps.server import TrapShop
from ux_audit.model import Visit
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.snapshot import Snapshot
from ux_audit.visit.journey.checkout import walk_checkout
from ux_audit.visit.journey.session import Session, WalkEnd


async def walk(session: Session, shop: TrapShop, first: str) -> WalkEnd:
    """Walk from a cart whose checkout begins at page `first` and return how it ended."""
    html = (shop.folder / "cart_late.html").read_text("utf-8").replace("address.html", first)
    shop.written["cart.html"] = html
    await session.open(f"{shop.url}pages/cart.html")
    with pytest.raises(WalkEnd) as end:
        await walk_checkout(session, await session.look("cart"))
    return end.value


def looks_of(session: Session) -> list[Visit]:
    return session.folder.read_visits()


async def test_the_way_goes_through_the_address_to_the_payment_view(
    begin: OpenSession, shop: TrapShop
) -> None:
    session = await begin("cart_late", stage="cart", device="mobile")
    end = await walk(session, shop, "address.html")
    assert (end.stopped, end.by) == ("payment-seen", "done")
    purposes = [visit.purpose for visit in looks_of(session)]
    assert purposes == ["cart", "entry", "step", "filled", "filled", "step", "payment"]
    assert [stage for stage in session.reached if stage != "home"] == ["cart", "entry", "address", "payment"]
    assert session.guard.frozen
    probe = next(visit for visit in looks_of(session) if visit.context.get("probe") == "email")
    assert probe.context["typed"] == "abc"
    assert next(step for step in session.steps if step.action == "fill").fields == 4
    assert "Shipping €4.00" in Snapshot(session.folder.read_html(looks_of(session)[2])).text


async def test_a_step_that_the_shop_refuses_is_corrected(begin: OpenSession, shop: TrapShop) -> None:
    session = await begin("cart_late", stage="cart")
    end = await walk(session, shop, "address.html?strict")
    assert end.stopped == "payment-seen"
    assert session.errors == ["Please enter the phone number with +"]


async def test_a_field_that_the_shop_needs_without_saying_so_is_filled_then(
    begin: OpenSession, shop: TrapShop
) -> None:
    session = await begin("cart_late", stage="cart")
    end = await walk(session, shop, "address.html?unmarked")
    assert end.stopped == "payment-seen"
    assert session.errors == ["We need this"]


async def test_an_account_that_is_forced_ends_the_walk(begin: OpenSession, shop: TrapShop) -> None:
    session = await begin("cart_late", stage="cart")
    end = await walk(session, shop, "gate.html")
    assert (end.stopped, end.by) == ("account-required", "shop")


async def test_a_guest_goes_past_the_sign_in(begin: OpenSession, shop: TrapShop) -> None:
    session = await begin("cart_late", stage="cart")
    assert (await walk(session, shop, "gate_guest.html")).stopped == "payment-seen"
    assert [step.goal for step in session.steps][:2] == ["checkout", "guest"]


async def test_at_a_lower_level_nothing_is_typed(begin: OpenSession, shop: TrapShop) -> None:
    session = await begin("cart_late", stage="cart", level="entry")
    assert (await walk(session, shop, "address.html")).stopped == "walk-level"
    assert [step.action for step in session.steps] == ["press"]


async def test_choices_hidden_by_their_styling_are_made(begin: OpenSession, shop: TrapShop) -> None:
    session = await begin("cart_late", stage="cart")
    await walk(session, shop, "styled_fields.html")
    filled = [visit for visit in looks_of(session) if visit.purpose == "filled"][-1]
    html = session.folder.read_html(filled)
    chosen = {f.name: f.value for f in CheckoutView(Snapshot(html), session.vocabulary).fields}
    assert (chosen["region"], chosen["delivery_time"], chosen["country"]) == ("NY", "am", "DE")
    assert (chosen["shipping_method"], chosen["title"]) == ("post", "ms")


async def test_a_guest_who_is_asked_for_an_email_first_goes_on_by_the_guests_own_button(
    begin: OpenSession, shop: TrapShop
) -> None:
    session = await begin("cart_late", stage="cart")
    end = await walk(session, shop, "guest_email.html")
    assert end.stopped == "payment-seen"
