"""The shop's flaws, from flaws.yaml."""

from collections.abc import Collection
from pathlib import Path

from ux_audit.errors import UsageError
from ux_audit.model import Device, Model, Text
from ux_audit.yaml_files import nearest, read_yaml


class Flaw(Model):
    """One thing that can be wrong with the shop, and the rules that see it.

    `hides` are rules that cannot be judged while it is on, `alone` says that too much hangs on it to be tried with
    others, `timed` that it shows in timed loads only.
    """

    text: Text
    rules: tuple[str, ...]
    realistic: bool = False
    hides: tuple[str, ...] = ()
    devices: tuple[Device, ...] = ("desktop", "mobile")
    alone: bool = False
    timed: bool = False


def _load() -> dict[str, Flaw]:
    data, _ = read_yaml(Path(__file__).with_name("flaws.yaml"))
    return {name: Flaw.model_validate(item) for name, item in data.items()}


FLAWS = _load()


def realistic_flaws() -> tuple[str, ...]:
    """Return the flaws of the usual demo."""
    return tuple(name for name, flaw in FLAWS.items() if flaw.realistic)


def check_flaws(names: Collection[str]) -> frozenset[str]:
    """Return the names. Raises UsageError for one that is unknown."""
    for name in names:
        if name not in FLAWS:
            raise UsageError(
                f"There is no flaw “{name}”.", nearest(name, FLAWS) or "See: ux-audit demo --list-flaws"
            )
    return frozenset(names)
