"""The embedded shop: a store on this machine whose flaws can be switched on by name."""

from ux_audit.demo.flaws import FLAWS, Flaw, realistic_flaws
from ux_audit.demo.shop import Shop

__all__ = ["FLAWS", "Flaw", "Shop", "realistic_flaws"]
