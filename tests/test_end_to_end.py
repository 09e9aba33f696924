"""The main job on the embedded shop and on real stores: to the payment view on both devices, with nothing ordered."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from tests.conftest import RunningStore
from tests.demo.batches import make_batches
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


# Its rule is not tested yet: a last button called “Continue” is not taken for the last one, and nothing is claimed of it.
NOT_SEEN_YET = frozenset(("vague-button",))
BATCHES = [tuple(n for n in batch if n not in NOT_SEEN_YET) for batch in make_batches("mobile", timed=False)]


@pytest.mark.parametrize("names", BATCHES, ids=lambda names: f"{names[0]}+{len(names)}")
async def test_flaws_turn_exactly_their_rules_red(names: tuple[str, ...], tmp_path: Path) -> None:
    with Shop(flaws=names) as shop:
        result = await audit(shop.url, tmp_path / "run", devices=("mobile",))
        assert shop.orders == 0
    red = {f.rule for f in result.findings if f.outcome in ("warn", "fail")}
    assert red == {rule for name in names for rule in FLAWS[name].rules}


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_clean_shop_fails_no_rule_and_judges_to_the_same_bytes(
    language: Literal["en", "zh"], tmp_path: Path
) -> None:
    out = tmp_path / "run"
    with Shop(language=language) as shop:
        result = await audit(shop.url, out, lang=language)
        assert shop.orders == 0
    assert {f.rule for f in result.findings if f.outcome in ("warn", "fail")} == set()
    assert {journey.reached for journey in result.journeys.values()} == {"payment"}
    folder = RunFolder.open(out)
    first = write_outputs(folder, judge_run(folder), language)
    kept = first.audit.read_bytes(), first.scorecard.read_bytes()
    second = write_outputs(folder, judge_run(folder), language)
    assert kept == (second.audit.read_bytes(), second.scorecard.read_bytes())
