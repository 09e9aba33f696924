"""What was judged: findings and scores."""

from typing import Literal

from ux_audit.model.basics import Device, Model, Outcome, Text
from ux_audit.model.fact import Evidence


class Source(Model):
    """Where a claim comes from."""

    label: str
    url: str | None = None


class Finding(Model):
    """One rule's outcome on one device. Texts are filled in and in both report languages.

    `market` is the market whose law or habit asked; a finding of severity “legal” is a prompt for a lawyer.
    `score` is 0–1, `weight` severity × evidence × certainty × device share; `advisory` findings are shown,
    never scored, and so are `accepted` ones; a failed finding that `caps` bounds its area and the whole. `stage` is the station of the shopper's path.
    """

    rule: str
    area: str
    cause: str
    severity: Literal["blocker", "major", "moderate", "minor", "info", "legal"]
    confidence: Literal["high", "medium", "low"]
    effort: Literal["content", "setting", "theme", "development"]
    pages: tuple[str, ...] = ()
    device: Device
    outcome: Outcome
    score: float | None = None
    weight: float = 0.0
    advisory: bool = False
    accepted: bool = False
    caps: bool = False
    stage: Literal["visit", "browse", "cart", "order", "pay"] | None = None
    market: str | None = None
    title: Text
    saw: Text
    wanted: Text
    why: Text
    fix: Text
    clause: Text | None = None
    why_not: Text | None = None
    sources: tuple[Source, ...] = ()
    fingerprint: str
    facts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Suppressed(Model):
    """What the operator accepted, with reason and last day (ISO 8601).

    `devices`: where the rule warned or failed; none, when there is nothing to accept any more. An `expired` one counts
    like any other finding.
    """

    rule: str
    reason: str
    owner: str = ""
    expires: str | None = None
    expired: bool = False
    devices: tuple[Device, ...] = ()


class AreaScore(Model):
    """One area: score (None below 60 % coverage) and coverage, overall and per device."""

    area: str
    weight: float
    score: float | None = None
    coverage: float = 0.0
    capped_by: str | None = None
    devices: dict[Device, float | None] = {}
    device_coverage: dict[Device, float] = {}


class Scores(Model):
    """The numbers on top of the scorecard. `interval` is (low, high)."""

    overall: int | None = None
    band: Literal["good", "solid", "mediocre", "poor"] | None = None
    provisional: bool = False
    interval: tuple[int, int] | None = None
    coverage: float = 0.0
    areas: dict[str, AreaScore] = {}
    devices: dict[Device, int | None] = {}
    caps: tuple[str, ...] = ()
    weights: dict[str, float] = {}
    stamp: str = ""
