"""Sets of flaws that can be looked for in one walk: none hides a rule that another one turns red."""

from collections.abc import Iterator

from ux_audit.demo import FLAWS
from ux_audit.model import Device


def make_batches(device: Device, *, timed: bool) -> Iterator[tuple[str, ...]]:
    """Yield sets of flaws that show on a device, each flaw in one set; those that need to be alone come singly."""
    names = [n for n, flaw in FLAWS.items() if device in flaw.devices and flaw.timed == timed]
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
