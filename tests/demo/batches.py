"""Sets of flaws that can be looked for in one walk: none hides a rule that another one turns red."""

from collections.abc import Collection, Iterator

from ux_audit.catalog import load_rules
from ux_audit.demo import FLAWS
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
    touched = set(one.rules) | set(one.hides)
    return not touched & (set(two.rules) | set(two.hides))


def rules_of(names: Collection[str], device: Device) -> set[str]:
    """Return the rules that a set of flaws turns red on a device."""
    asked = {rule.id for rule in load_rules() if device in rule.devices}
    shown = [FLAWS[name] for name in names if device in FLAWS[name].devices]
    return {rule for flaw in shown for rule in flaw.rules if rule in asked}
