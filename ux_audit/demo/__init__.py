"""The embedded shop: a store on this machine whose flaws can be switched on by name."""

from ux_audit.demo.flaws import FLAWS, Flaw, realistic_flaws
from ux_audit.demo.shop import Shop
from ux_audit.demo.traits import TRAITS, Trait

__all__ = ["FLAWS", "TRAITS", "Flaw", "Shop", "Trait", "realistic_flaws"]
