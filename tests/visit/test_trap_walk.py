"""Whole walks through a shop of traps: nothing is ordered, whichever lock is missing."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.visit.trapshop.server import TrapLamps
from ux_audit.catalog import choose_vocabulary, load_kill_list, load_shopper
from ux_audit.model import Device, Journey
from ux_audit.store import RunFolder
from ux_audit.visit.devices import Identity
from ux_audit.visit.journey import WalkPlan, walk_store
from ux_audit.visit.journey.plan import Lock


async def walk(
    browser: Browser, shop: TrapLamps, folder: Path, device: Device, without: set[Lock]
) -> Journey:
    plan = WalkPlan(
        url=shop.url, device=device, level="payment", kill_list=load_kill_list(), load_shopper=load_shopper,
        products=1, listings=1, without=frozenset(without),
    )  # fmt: skip
    words = choose_vocabulary("en", "")
    return await walk_store(browser, plan, RunFolder.create(folder), Identity(), words)


@pytest.mark.parametrize("without", [None, "stage", "control", "network"])
async def test_nothing_is_ordered_whichever_lock_is_missing(
    browser: Browser, tmp_path: Path, without: Lock | None
) -> None:
    with TrapLamps() as shop:
        journey = await walk(browser, shop, tmp_path, "desktop", {without} if without else set())
        assert dict(shop.orders) == {}
    assert journey.cart_emptied is True
    assert journey.guard.tripped is None
    by_control = {refusal.why for refusal in journey.refused if refusal.lock == "control"}
    by_network = {refusal.what.replace(shop.url, "/") for refusal in journey.guard.blocked_requests}
    if without == "control":
        # The first ordering request of a press ends the walk: what the looks missed once they may miss again.
        assert by_control == set()
        assert by_network == {"POST /order/place"}
        assert journey.stopped.startswith("network-lock: POST /order/place")
    else:
        assert by_network == set()
        assert any("/order/place" in why for why in by_control)
        assert any("/order/complete" in why for why in by_control)
        assert journey.stopped == "payment-seen"


async def test_the_network_lock_holds_what_no_look_can_see(browser: Browser, tmp_path: Path) -> None:
    with TrapLamps(wild=True) as shop:
        journey = await walk(browser, shop, tmp_path, "mobile", set())
        assert dict(shop.orders) == {}
    assert journey.stopped.startswith("network-lock: POST /order/place")
    stopped = {refusal.what.replace(shop.url, "/"): refusal.why for refusal in journey.guard.blocked_requests}
    assert "redirect" in stopped["POST /order/place"]
