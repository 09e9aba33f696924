"""The whole result, as written to `audit.json`."""

from typing import Any, Literal

from ux_audit.model.basics import Device, Model, PageKind
from ux_audit.model.fact import Fact
from ux_audit.model.finding import Finding, Scores, Suppressed
from ux_audit.model.journey import Journey
from ux_audit.model.load import Load
from ux_audit.model.market import MarketUse

SCHEMA_VERSION = 1

Gate = Literal["ok", "password", "blocked", "challenge", "http-error", "dns", "empty"]


class Tool(Model):
    """Which program judged, with which rules."""

    name: str = "ux-audit"
    version: str
    rules_version: str


class Site(Model):
    """The store that was audited."""

    url: str
    final_url: str
    name: str = ""
    platform: str | None = None
    language: str | None = None
    currency: str | None = None
    gate: Gate = "ok"
    gate_reason: str | None = None


class PageRef(Model):
    """One page of the sample."""

    id: str
    url: str
    kind: PageKind
    kind_confidence: float = 1.0
    found_by: str = ""


class Audit(Model):
    """Everything a run found; the published contract. Add to it, never rename."""

    schema_version: int = SCHEMA_VERSION
    tool: Tool
    made_at: str
    site: Site
    settings: dict[str, Any] = {}
    pages: tuple[PageRef, ...] = ()
    journeys: dict[Device, Journey] = {}
    facts: dict[Device, dict[str, Fact]] = {}
    loads: tuple[Load, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    markets: tuple[MarketUse, ...] = ()
    scores: Scores = Scores()
    interrupted: bool = False
