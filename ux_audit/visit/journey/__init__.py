"""The shopper: looks, chooses, acts, checks the effect, and stops before anything is bought."""

from ux_audit.visit.journey.plan import WalkPlan
from ux_audit.visit.journey.planning import PlannedPress
from ux_audit.visit.journey.session import WalkEnd
from ux_audit.visit.journey.walk import plan_walk, walk_store

__all__ = ["PlannedPress", "WalkEnd", "WalkPlan", "plan_walk", "walk_store"]
