"""The main job on the embedded shop and on real stores: to the payment view on both devices, with nothing ordered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import RunningStore
from ux_audit.demo import FLAWS, Shop
from ux_audit.model import Audit
from ux_audit.pipeline import judge_run, run_audit, write_outputs
from ux_audit.settings import load_settings
from ux_audit.store import RunFolder

PAYMENT_STORES = ("oscar-guest", "cartridge")


async def audit(url: str, out: Path, **flags: object) -> Audit:
    settings = load_settings({"url": url, "own_store": True, "runs": 0, "out": out, **flags}, None)
    return await run_audit(settings, RunFolder.create(out), lambda lane, text: None)


@pytest.mark.parametrize("name", PAYMENT_STORES)
async def test_a_real_store_is_walked_to_payment_and_nothing_is_ordered(
    name: str, start_store: Callable[[str], RunningStore], tmp_path: Path
) -> None:
    store = start_store(name)
    before = store.count_orders()
    result = await audit(store.url, tmp_path / "run")
    assert store.count_orders() == before
    for device in ("desktop", "mobile"):
        journey = result.journeys[device]
        assert journey.reached == "payment", f"{device}: {journey.stopped}"
        assert journey.guard.armed
        assert result.facts[device]["payment.reached"].value is True
        assert result.facts[device]["cart.add_works"].value is True


async def test_the_clean_shop_fails_no_rule(tmp_path: Path) -> None:
    with Shop() as shop:
        result = await audit(shop.url, tmp_path / "run", runs=1)
        assert shop.orders == 0
    failed = [(f.rule, f.device, f.saw.en) for f in result.findings if f.outcome == "fail" and not f.advisory]
    assert failed == []
    assert {journey.reached for journey in result.journeys.values()} == {"payment"}


@pytest.mark.parametrize("name", sorted(FLAWS))
async def test_a_flaw_turns_its_rules_red_and_no_other(name: str, tmp_path: Path) -> None:
    flaw = FLAWS[name]
    with Shop(flaws={name}) as shop:
        result = await audit(shop.url, tmp_path / "run", runs=1 if flaw.timed else 0)
        assert shop.orders == 0
    red = {f.rule for f in result.findings if f.outcome in ("warn", "fail")}
    assert set(flaw.rules) <= red, f"expected {flaw.rules}, red are {sorted(red)}"
    assert red <= {*flaw.rules, *flaw.also}, f"also red: {sorted(red - set(flaw.rules))}"


async def test_judging_a_saved_run_gives_the_same_bytes(tmp_path: Path) -> None:
    out = tmp_path / "run"
    with Shop(flaws={"no-reviews"}) as shop:
        await audit(shop.url, out, devices=("desktop",), walk="cart")
    folder = RunFolder.open(out)
    first = write_outputs(folder, judge_run(folder), "en")
    kept = first.audit.read_bytes(), first.scorecard.read_bytes()
    second = write_outputs(folder, judge_run(folder), "en")
    assert kept == (second.audit.read_bytes(), second.scorecard.read_bytes())
