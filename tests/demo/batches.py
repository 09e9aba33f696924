"""Sets of flaws that can be looked for in one walk: none hides a rule that another one turns red."""

from collections.abc import Collection, Iterator
from datetime import date

from ux_audit.catalog import load_markets, load_rules
from ux_audit.demo import FLAWS
from ux_audit.judge.markets import ask_rules
from ux_audit.model import Device


def make_batches(*, timed: bool) -> Iterator[tuple[str, ...]]:
    """Yield sets of flaws, each flaw in one set; those that need to be alone come singly."""
    names = [name for name, flaw in FLAWS.items() if flaw.timed == timed]
    yield from ((name,) for name in names if FLAWS[name].alone)
    waiting = [name for name in names if not FLAWS[name].alone]
    while waiting:
        batch: list[str] = []
        for name in waiting:
            if all(_fit(name, other) for other in batch):
                batch.append(name)
        yield tuple(batch)
        waiting = [name for name in waiting if name not in batch]


def _fit(name: str, other: str) -> bool:
    one, two = FLAWS[name], FLAWS[other]
    if (one.market, one.language) != (two.market, two.language):
        return False
    if set(one.hides) & {*two.rules, *two.hides} or set(two.hides) & set(one.rules):
        return False
    # A rule that several turn red on the way may be shared: what a flaw is there for comes first and is its own.
    return one.rules[0] not in two.rules and two.rules[0] not in one.rules


def markets_of(names: Collection[str]) -> tuple[str, ...]:
    """Return the markets that ask the rules of a set of flaws."""
    return tuple({market: None for name in names if (market := FLAWS[name].market)})


def rules_of(names: Collection[str], device: Device, on: date) -> set[str]:
    """Return the rules that a set of flaws turns red on a device, of laws those in force on a day."""
    usual = {rule.id for rule in load_rules() if not rule.in_markets_only}
    by_law = {asked.rule.id for asked in ask_rules(load_rules(), load_markets(), markets_of(names), on)}
    asked = {rule.id for rule in load_rules() if device in rule.devices and rule.id in usual | by_law}
    shown = [FLAWS[name] for name in names if device in FLAWS[name].devices]
    return {rule for flaw in shown for rule in flaw.rules if rule in asked}
