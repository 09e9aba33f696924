"""The shop's flaws, from flaws.yaml."""

from collections.abc import Collection

from ux_audit.demo.languages import ROOT
from ux_audit.demo.named import check_names, load_named
from ux_audit.model import Device, Model, Text


class Flaw(Model):
    """One thing that can be wrong with the shop, and the rules that see it.

    `hides` are rules that cannot be judged while it is on, `alone` says that too much hangs on it to be tried with
    others, `timed` that it shows in timed loads only, of which `runs` a page are needed; `market` asks its rules, and the
    shop speaks `language` for it.
    """

    text: Text
    rules: tuple[str, ...]
    realistic: bool = False
    hides: tuple[str, ...] = ()
    devices: tuple[Device, ...] = ("desktop", "mobile")
    alone: bool = False
    timed: bool = False
    runs: int = 1
    market: str | None = None
    language: str = ROOT


FLAWS = load_named(Flaw, "flaws.yaml")


def realistic_flaws() -> tuple[str, ...]:
    """Return the flaws of the usual demo."""
    return tuple(name for name, flaw in FLAWS.items() if flaw.realistic)


def check_flaws(names: Collection[str]) -> frozenset[str]:
    """Return the names. Raises UsageError for one that is unknown."""
    return check_names(names, FLAWS, "flaw")
