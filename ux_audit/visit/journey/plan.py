"""What a walk is told before it starts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ux_audit.catalog import KillRule, Shopper
from ux_audit.model import Device, WalkLevel

Lock = Literal["stage", "control", "network"]
LEVELS: tuple[WalkLevel, ...] = ("browse", "cart", "entry", "address", "payment")


@dataclass(frozen=True)
class WalkPlan:
    """One device's orders: where to start, how far to go, as whom, and whom to tell.

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
    pages: dict[str, str] = field(default_factory=dict)
    may_open: Callable[[str], bool] = lambda url: True
    say: Callable[[str], None] = lambda text: None
    deadline_s: float = 420.0
    without: frozenset[Lock] = frozenset()

    def reaches(self, level: WalkLevel) -> bool:
        """Return whether the walk may go as far as `level`."""
        return LEVELS.index(self.level) >= LEVELS.index(level)
