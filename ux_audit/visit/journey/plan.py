"""What a walk is told before it starts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ux_audit.catalog import KillRule, Shopper
from ux_audit.model import Device, WalkLevel
from ux_audit.settings import Account
from ux_audit.visit.devices import Identity
from ux_audit.visit.pace import Pace

Lock = Literal["stage", "control", "network"]
LEVELS: tuple[WalkLevel, ...] = ("browse", "cart", "entry", "address", "payment")


@dataclass(frozen=True)
class WalkPlan:
    """One device's orders: where to start, how far to go, as whom, and whom to tell.

    `controls`: goal → CSS or words, for a control that is not found by itself; `account`: a test account for gates
    that let nobody else in; `is_known`: the store may know the shopper, whose cart may hold more than the walk put
    there; `mark`: what the test address holds, so that the store's staff find what was left; `keep_identity` is told
    how the store knows the shopper once signed in.

    `without` switches locks off, so that the others can be tried alone; no setting reaches it.
    """

    url: str
    device: Device
    level: WalkLevel
    kill_list: tuple[KillRule, ...]
    load_shopper: Callable[[str | None], Shopper]
    consent: str = "accept"
    products: int = 3
    listings: int = 2
    seeds: tuple[str, ...] = ()
    mark: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    controls: dict[str, str] = field(default_factory=dict)
    account: Account | None = None
    is_known: bool = False
    keep_identity: Callable[[Identity], None] = lambda identity: None
    may_open: Callable[[str], bool] = lambda url: True
    say: Callable[[str], None] = lambda text: None
    deadline_s: float = 420.0
    pace: Pace = field(default_factory=Pace)
    without: frozenset[Lock] = frozenset()

    def reaches(self, level: WalkLevel) -> bool:
        """Return whether the walk may go as far as `level`."""
        return LEVELS.index(self.level) >= LEVELS.index(level)
