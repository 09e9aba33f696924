"""The main job on the embedded shop and on real stores: to the payment view on both devices, with nothing ordered."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from tests.accuracy.agreement import read_labels
from tests.accuracy.labelled import product_pages, read_facts, save_pages
from tests.accuracy.precision import compare_rules
from tests.accuracy.publish import read_accuracy, worse_than_published
from tests.conftest import STORES, RunningStore
from tests.demo.batches import make_batches, markets_of, rules_of
from ux_audit.catalog import load_rules
from ux_audit.demo import FLAWS, Shop
from ux_audit.judging import judge_run, write_outputs
from ux_audit.model import Audit, Device
from ux_audit.pipeline import run_audit
from ux_audit.settings import load_settings
from ux_audit.store import RunFolder

DEVICES: tuple[Device, ...] = ("desktop", "mobile")
TRUTH = STORES / "truth"
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
    for device in DEVICES:
        journey = result.journeys[device]
        assert journey.reached == "payment", f"{device}: {journey.stopped}"
        assert journey.guard.armed
        assert result.facts[device]["payment.reached"].value is True
    labels = read_labels(TRUTH / f"{name}.yaml")
    pages = product_pages(labels)
    await save_pages(pages, tmp_path / "labelled")
    ruled = compare_rules(name, labels, result, read_facts(pages, tmp_path / "labelled"), load_rules())
    assert ruled
    assert worse_than_published(ruled, read_accuracy()) == []


BATCHES = list(make_batches(timed=False))


@pytest.mark.parametrize("names", BATCHES, ids=lambda names: f"{names[0]}+{len(names)}")
async def test_flaws_turn_exactly_their_rules_red(names: tuple[str, ...], tmp_path: Path) -> None:
    with Shop(flaws=names, language=FLAWS[names[0]].language) as shop:
        result = await audit(shop.url, tmp_path / "run", market=markets_of(names))
        assert shop.orders == 0
    day = date.fromisoformat(result.made_at[:10])
    # Shops in other languages are there for their market: what else they lack is no matter here.
    looked_at = {rule.id for rule in load_rules() if rule.in_markets_only or not markets_of(names)}
    for device in DEVICES:
        red = {f.rule for f in result.findings if f.device == device and f.outcome in ("warn", "fail")}
        assert red & looked_at == rules_of(names, device, day), device


@pytest.mark.parametrize(
    "names", list(make_batches(timed=True)), ids=lambda names: f"{names[0]}+{len(names)}"
)
async def test_flaws_of_speed_turn_their_rules_red(names: tuple[str, ...], tmp_path: Path) -> None:
    runs = max(FLAWS[name].runs for name in names)
    shown = {device for name in names for device in FLAWS[name].devices}
    devices = ("desktop",) if all("desktop" in FLAWS[name].devices for name in names) else DEVICES
    with Shop(flaws=names) as shop:
        result = await audit(shop.url, tmp_path / "run", devices=devices, walk="browse", runs=runs)
    for device in shown & set(devices):
        red = {f.rule for f in result.findings if f.device == device and f.outcome in ("warn", "fail")}
        # A busy machine may make other pages slow as well; it cannot make them quick, nor wrong in other ways.
        own = rules_of(names, device, date.max)
        assert own <= red
        assert all(rule.startswith("speed-") or rule in own for rule in red)


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
    assert not any(b"audit.20" in file for file in kept), "what was typed is in no report"
    second = write_outputs(folder, judge_run(folder), language)
    assert kept == (second.audit.read_bytes(), second.scorecard.read_bytes())
