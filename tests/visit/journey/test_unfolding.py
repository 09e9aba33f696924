from tests.visit.journey.conftest import OpenSession
from ux_audit.visit.journey.unfolding import unfold_summary


async def test_a_folded_summary_is_opened_once(begin: OpenSession) -> None:
    session = await begin("address", stage="address", device="mobile")
    assert "Shipping €4.00" not in (await session.snapshot()).text
    assert await unfold_summary(session)
    assert "Shipping €4.00" in (await session.snapshot()).text
    assert not await unfold_summary(session)


async def test_at_the_payment_view_it_stays_folded(begin: OpenSession) -> None:
    session = await begin("payment", stage="payment", device="mobile")
    assert not await unfold_summary(session)
    assert session.refused == []
