"""The walk through shops made in other ways: to the payment view or to the proven end, with nothing ordered or sent."""

from pathlib import Path

import pytest

from tests.demo.made import MADE, MEMBERS
from ux_audit.demo import TRAITS, Shop
from ux_audit.demo.traits import check_traits
from ux_audit.errors import UsageError
from ux_audit.pipeline import run_audit
from ux_audit.settings import load_settings
from ux_audit.store import RunFolder


def test_every_trait_is_tried() -> None:
    assert {name for _, names, _ in MADE for name in names.split()} | MEMBERS == set(TRAITS)


@pytest.mark.parametrize(("language", "names", "end"), MADE, ids=[names.split()[0] for _, names, _ in MADE])
async def test_a_shop_made_otherwise_is_walked_to_its_end(
    language: str, names: str, end: str, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    with Shop(traits=names.split(), language=language) as shop:
        given = {"url": shop.url, "own_store": True, "runs": 0, "out": out}
        result = await run_audit(load_settings(given, None), RunFolder.create(out), lambda lane, text: None)
        assert (shop.orders, shop.messages) == (0, 0)
    for device, journey in result.journeys.items():
        assert journey.stopped == end, device
        assert journey.cart_emptied is True, device
        left = {trace.kind for trace in journey.traces}
        assert left >= {"cart-emptied", "checkout-opened"}, device
        assert ("address-typed" in left) is (end == "payment-seen"), device
        # Behind a gate nothing was seen, and nothing is claimed.
        claimed = result.facts[device]["checkout.guest_offered"].value is not None
        assert claimed is (end == "payment-seen"), device


def test_traits_that_decide_the_same_do_not_go_together() -> None:
    with pytest.raises(UsageError, match="“one-page” and “accordion” cannot go together"):
        check_traits(["one-page", "accordion"])
    with pytest.raises(UsageError, match=r"There is no trait “one-pag”\. Did you mean “one-page”\?"):
        check_traits(["one-pag"])
