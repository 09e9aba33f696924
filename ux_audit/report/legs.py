"""The walk as a shopper's way to payment: side looks left out, each wait with the stage it led to."""

from collections.abc import Sequence
from dataclasses import dataclass

from ux_audit.model import Journey, Stage, Step

STAGES: tuple[Stage, ...] = (
    "home",
    "listing",
    "product",
    "cart",
    "entry",
    "address",
    "delivery",
    "payment",
    "review",
)
LEADING_ON = ("press", "submit")


@dataclass(frozen=True)
class Leg:
    """One action on the way; `waited_for` is the stage that the shopper waited to see."""

    step: Step
    waited_for: Stage


def walk_legs(journey: Journey | None) -> list[Leg]:
    """Return the actions that led on, in order.

    Left out are probes, which no buyer makes, and everything at an earlier stage than one already reached, such as
    emptying the cart at the end.
    """
    kept: list[Step] = []
    furthest = 0
    for step in journey.steps if journey else ():
        place = STAGES.index(step.stage)
        if place < furthest or step.is_probe:
            continue
        furthest = place
        kept.append(step)
    following = [*kept[1:], None][: len(kept)]
    return [Leg(step, _waited_for(step, after)) for step, after in zip(kept, following, strict=True)]


def steps_at(legs: Sequence[Leg], stage: str) -> list[Step]:
    """Return the actions done at a stage."""
    return [leg.step for leg in legs if leg.step.stage == stage]


def wait_for(legs: Sequence[Leg], stages: Sequence[str]) -> float | None:
    """Return the ms waited to see these stages, or None when nothing was timed."""
    waits = [
        leg.step.duration_ms for leg in legs if leg.waited_for in stages and leg.step.duration_ms is not None
    ]
    return sum(waits) if waits else None


def _waited_for(step: Step, following: Step | None) -> Stage:
    return following.stage if following is not None and step.action in LEADING_ON else step.stage
