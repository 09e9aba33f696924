"""The shopper: looks, chooses, acts, checks the effect, and stops before anything is bought."""

from ux_audit.visit.journey.plan import WalkPlan
from ux_audit.visit.journey.walk import walk_store

__all__ = ["WalkPlan", "walk_store"]
