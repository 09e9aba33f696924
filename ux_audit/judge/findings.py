"""Rules × facts → findings."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ux_audit.judge.conditions import Facts
from ux_audit.judge.markets import Asked, ask_rules
from ux_audit.judge.ruling import Ruling, decide
from ux_audit.judge.scheme import Scheme, load_scheme
from ux_audit.judge.wording import Wording, word_finding, word_open
from ux_audit.model import (
    Device,
    Evidence,
    Fact,
    Finding,
    Journey,
    Market,
    Outcome,
    PageKind,
    Rule,
    Site,
    Stage,
    WalkLevel,
)
from ux_audit.model.rule import Certainty

DEVICES: tuple[Device, ...] = ("desktop", "mobile")
LEVELS: tuple[WalkLevel, ...] = ("browse", "cart", "entry", "address", "payment")
GATED = "account-required"
# The walk level that a walk has come to when it has seen a stage.
LEVEL_OF: Mapping[Stage, WalkLevel] = {
    "home": "browse",
    "listing": "browse",
    "product": "browse",
    "cart": "cart",
    "entry": "entry",
    "address": "address",
    "delivery": "address",
    "payment": "payment",
    "review": "payment",
}
MOST_EVIDENCE = 12
FINGERPRINT_SIGNS = 12
TESTED = ("pass", "warn", "fail")
WORST_FIRST: tuple[Outcome, ...] = ("fail", "warn", "pass", "not-tested", "not-applicable")


def judge(
    rules: Sequence[Rule],
    facts: Mapping[Device, Mapping[str, Fact]],
    journeys: Mapping[Device, Journey],
    site: Site | None = None,
    *,
    markets: Mapping[str, Market] | None = None,
    used: Sequence[str] = (),
    on: date = date.max,
) -> tuple[Finding, ...]:
    """Return one finding a rule and device, by rule id, then desktop before mobile; of rules of law one a market.

    `used` names those of the `markets` in which the store sells, `on` the day of the run. A rule that needs a deeper
    walk than the device's is not tested, nor one whose facts could not be seen.
    """
    platform = site.platform if site else None
    shares = device_shares([device for device in DEVICES if device in facts])
    return _merge(
        _find(asked, device, facts[device], journeys.get(device), platform, shares[device])
        for asked in ask_rules(sorted(rules, key=lambda rule: rule.id), markets or {}, used, on)
        for device in DEVICES
        if device in facts and device in asked.rule.devices
    )


def _merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of what several markets ask, the worst counts; only points of law stand market by market."""
    kept: dict[tuple[str, Device, str | None], Finding] = {}
    for finding in findings:
        market = finding.market if finding.severity == "legal" else None
        known = kept.setdefault((finding.rule, finding.device, market), finding)
        if WORST_FIRST.index(finding.outcome) < WORST_FIRST.index(known.outcome):
            kept[finding.rule, finding.device, market] = finding
    return tuple(kept.values())


def device_shares(devices: Sequence[Device]) -> dict[Device, float]:
    """Return each audited device's share of the weight; a single device carries all of it."""
    weights = load_scheme().devices
    total = sum(weights[device] for device in devices)
    return {device: weights[device] / total for device in devices}


def fingerprint(rule: Rule, device: Device, market: str | None = None) -> str:
    """Return a sign for “this rule on this device and these page kinds”, the same whatever was measured.

    A rule of law has one for each `market`.
    """
    law = (market,) if market and rule.severity == "legal" else ()
    text = "|".join((rule.id, device, *sorted(rule.pages), *law))
    return hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_SIGNS]


def _find(
    asked: Asked, device: Device, facts: Facts, journey: Journey | None, platform: str | None, share: float
) -> Finding:
    scheme, rule = load_scheme(), asked.rule
    market = asked.market.id if asked.market else None
    ruling = decide(rule, facts)
    # A gate that ends the walk may be the very thing that a rule of the next stage asks for.
    proved = journey is not None and journey.stopped == GATED and ruling.outcome in TESTED
    too_deep = (
        ruling.outcome != "not-applicable"
        and journey is not None
        and not _came_to(journey, rule.level)
        and not proved
    )
    if too_deep:
        ruling = Ruling("not-tested", unknown=ruling.unknown or rule.names())
    certainty = _certainty(rule, ruling, facts, scheme)
    wording = (
        word_finding(rule, ruling, facts, certainty, platform)
        if ruling.outcome in TESTED
        else word_open(rule, ruling, facts, journey, too_deep=too_deep)
    )
    severity = scheme.severity[str(rule.severity)]
    advisory = certainty == "low" or not isinstance(rule.severity, int)
    return Finding(
        rule=rule.id,
        area=rule.area,
        cause=rule.root_cause,
        severity=severity,
        confidence=certainty,
        effort=rule.effort,
        pages=_pages(rule, ruling),
        device=device,
        outcome=ruling.outcome,
        score=None if ruling.score is None else round(ruling.score, 4),
        weight=round(weigh(rule, certainty, scheme) * share, 4),
        advisory=advisory,
        caps=_caps(rule, ruling, wording) and not advisory,
        stage=rule.stage,
        market=market,
        title=wording.title,
        saw=wording.saw,
        wanted=wording.wanted,
        why=rule.why,
        fix=wording.fix,
        clause=wording.clause,
        why_not=wording.why_not,
        sources=rule.sources,
        fingerprint=fingerprint(rule, device, market),
        facts=ruling.used or ruling.unknown,
        evidence=_evidence(ruling, facts),
    )


def weigh(rule: Rule, certainty: Certainty, scheme: Scheme) -> float:
    """Return severity × evidence × certainty; 0 for what is only told, not scored."""
    if not isinstance(rule.severity, int):
        return 0.0
    return rule.severity * scheme.evidence[rule.evidence.grade] * scheme.certainty[certainty]


def _came_to(journey: Journey, level: WalkLevel) -> bool:
    stages = (journey.reached, *journey.stages)
    return any(LEVELS.index(LEVEL_OF[stage]) >= LEVELS.index(level) for stage in stages)


def _certainty(rule: Rule, ruling: Ruling, facts: Facts, scheme: Scheme) -> Certainty:
    """The rule's own certainty, or less when the facts that decided it are less sure."""
    least = min((facts[name].confidence for name in ruling.decisive if name in facts), default=1.0)
    bounds = scheme.fact_certainty
    seen: Certainty = "high" if least >= bounds["high"] else "medium" if least >= bounds["medium"] else "low"
    order: tuple[Certainty, ...] = ("low", "medium", "high")
    return min(rule.confidence, seen, key=order.index)


def _caps(rule: Rule, ruling: Ruling, wording: Wording) -> bool:
    lifted = wording.case is not None and wording.case.caps is False
    return rule.caps and ruling.outcome == "fail" and not lifted


def _pages(rule: Rule, ruling: Ruling) -> tuple[PageKind, ...]:
    return ruling.pages or ((ruling.page,) if ruling.page else rule.pages)


def _evidence(ruling: Ruling, facts: Facts) -> tuple[Evidence, ...]:
    """What the deciding facts saw, of a curve all its pages: a page where nothing was wrong is no proof of a failure."""
    names = ruling.used if ruling.value is not None else ruling.decisive
    pieces = [piece for name in names if name in facts for piece in facts[name].evidence]
    unique = {piece.model_dump_json(): piece for piece in pieces}
    return tuple(unique.values())[:MOST_EVIDENCE]
