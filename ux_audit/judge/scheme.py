"""The numbers of the scoring method, from rules/scoring.yaml."""

from functools import cache
from typing import Literal

from ux_audit.model import Device, Model, Outcome
from ux_audit.model.rule import Certainty, Grade
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml


class Scheme(Model):
    """Weights, caps and bounds; each is explained beside its number in the file."""

    severity: dict[str, Literal["blocker", "major", "moderate", "minor", "info", "legal"]]
    evidence: dict[Grade, float]
    certainty: dict[Certainty, float]
    devices: dict[Device, float]
    outcomes: dict[Outcome, float]
    areas: dict[str, float]
    area_coverage: float
    overall_coverage: float
    area_cap: int
    overall_cap: int
    further_share: float
    bands: dict[Literal["good", "solid", "mediocre", "poor"], int]
    noise_points: int
    draws: int
    within: float
    fact_certainty: dict[Certainty, float]


@cache
def load_scheme() -> Scheme:
    """Return the scoring method's numbers."""
    return decode(Scheme, *read_yaml(find_resources("rules") / "scoring.yaml"))
