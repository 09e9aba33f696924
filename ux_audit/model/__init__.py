"""Every value that crosses a stage border; all frozen, all JSON-able."""

from ux_audit.model.audit import Audit, Gate, PageRef, Site, Tool
from ux_audit.model.basics import (
    Box,
    Device,
    Model,
    Outcome,
    PageKind,
    Stage,
    Text,
    Viewport,
    WalkLevel,
)
from ux_audit.model.condition import Condition
from ux_audit.model.fact import Evidence, Fact, FactSpec
from ux_audit.model.finding import Finding, Scores, Suppressed
from ux_audit.model.journey import (
    Candidate,
    GuardLog,
    Journey,
    Refusal,
    SentRequest,
    Step,
    Target,
    Trace,
    TraceKind,
)
from ux_audit.model.load import FilmFrame, Load, LoadRun, Shift, Until
from ux_audit.model.market import Market, MarketUse
from ux_audit.model.own_rules import Acceptance, RuleSettings
from ux_audit.model.rule import Rule
from ux_audit.model.visit import AxeViolation, Overlay, OverlayControl, Purpose, RequestRecord, Visit

__all__ = [
    "Acceptance",
    "Audit",
    "AxeViolation",
    "Box",
    "Candidate",
    "Condition",
    "Device",
    "Evidence",
    "Fact",
    "FactSpec",
    "FilmFrame",
    "Finding",
    "Gate",
    "GuardLog",
    "Journey",
    "Load",
    "LoadRun",
    "Market",
    "MarketUse",
    "Model",
    "Outcome",
    "Overlay",
    "OverlayControl",
    "PageKind",
    "PageRef",
    "Purpose",
    "Refusal",
    "RequestRecord",
    "Rule",
    "RuleSettings",
    "Scores",
    "SentRequest",
    "Shift",
    "Site",
    "Stage",
    "Step",
    "Suppressed",
    "Target",
    "Text",
    "Tool",
    "Trace",
    "TraceKind",
    "Until",
    "Viewport",
    "Visit",
    "WalkLevel",
]
