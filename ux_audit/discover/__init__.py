"""What can be learned of a store before a browser opens it: the gate, robots.txt, sitemaps."""

from ux_audit.discover.gate import GateVerdict, open_gate
from ux_audit.discover.robots import Robots
from ux_audit.discover.seeds import Seeds, find_seeds, sample

__all__ = ["GateVerdict", "Robots", "Seeds", "find_seeds", "open_gate", "sample"]
