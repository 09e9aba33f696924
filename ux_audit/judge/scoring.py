"""Findings → scores by area and device, with coverage, caps and an interval.

An area scores 100 × Σ w·score ÷ Σ w over its tested rules that apply; the whole is the areas' weighted mean.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from ux_audit.judge.interval import find_interval
from ux_audit.judge.scheme import Scheme, load_scheme
from ux_audit.model import Device, Finding, Scores
from ux_audit.model.finding import AreaScore

Band = Literal["good", "solid", "mediocre", "poor"]


def score_findings(
    findings: Sequence[Finding], facts: Mapping[Device, Any] | None = None, *, stamp: str = ""
) -> Scores:
    """Return all scores. `facts` names the audited devices (default: those of the findings).

    `stamp` says which scores may be compared: those with equal stamps. Points of law are no part of any score.
    """
    findings = [finding for finding in findings if finding.severity != "legal"]
    scheme = load_scheme()
    devices = tuple(facts) if facts else tuple(dict.fromkeys(finding.device for finding in findings))
    by_area = _by_area(findings, scheme)
    areas = {area: score_area(area, own, devices, scheme) for area, own in by_area.items()}
    overall = score_overall(areas.values(), findings, scheme)
    whole = None if overall is None else round(overall)
    coverage = cover(findings)
    return Scores(
        overall=whole,
        band=None if whole is None else find_band(whole, scheme),
        provisional=whole is not None and coverage < scheme.overall_coverage,
        interval=None if whole is None else find_interval(findings, whole, _overall_of, scheme),
        coverage=round(coverage, 4),
        areas=areas,
        devices={device: _device_score(findings, device, scheme) for device in devices},
        caps=tuple(dict.fromkeys(finding.rule for finding in findings if blocks(finding))),
        weights=scheme.areas,
        stamp=stamp,
    )


def score_area(
    area: str, findings: Sequence[Finding], devices: Sequence[Device], scheme: Scheme
) -> AreaScore:
    """Return one area's score, overall and per device; None where too little of it was tested."""
    own = {device: [finding for finding in findings if finding.device == device] for device in devices}
    blocker = next((finding.rule for finding in findings if blocks(finding)), None)
    return AreaScore(
        area=area,
        weight=scheme.areas.get(area, 0.0),
        score=_rounded(ratio(findings, scheme)),
        coverage=round(cover(findings), 4),
        capped_by=blocker,
        devices={device: _rounded(ratio(part, scheme)) for device, part in own.items()},
        device_coverage={device: round(cover(part), 4) for device, part in own.items()},
    )


def ratio(findings: Sequence[Finding], scheme: Scheme) -> float | None:
    """Return 0–100 for one area's findings, capped by a failed blocker; None when too little was tested."""
    if not findings or cover(findings) < scheme.area_coverage:
        return None
    total = reached = 0.0
    for finding, weight in effective_weights(findings, scheme):
        total += weight
        reached += weight * (finding.score or 0.0)
    if not total:
        return None
    score = 100 * reached / total
    return min(score, scheme.area_cap) if any(map(blocks, findings)) else score


def effective_weights(findings: Iterable[Finding], scheme: Scheme) -> list[tuple[Finding, float]]:
    """Return the tested findings with weights; of red ones with one cause the heaviest counts fully."""
    tested = [finding for finding in findings if finding.score is not None and finding.weight > 0]
    causes: dict[tuple[Device, str], list[Finding]] = defaultdict(list)
    for finding in tested:
        if is_red(finding):
            causes[finding.device, finding.cause].append(finding)
    leading = {
        max(group, key=lambda one: (one.weight, one.rule)).rule + key[0] for key, group in causes.items()
    }
    return [
        (
            one,
            one.weight
            * (scheme.further_share if is_red(one) and one.rule + one.device not in leading else 1.0),
        )
        for one in tested
    ]


def score_overall(areas: Iterable[AreaScore], findings: Iterable[Finding], scheme: Scheme) -> float | None:
    """Return the weighted mean of the areas that have a score, capped by a failed blocker."""
    scored = [area for area in areas if area.score is not None and area.weight]
    total = sum(area.weight for area in scored)
    if not total:
        return None
    mean = sum((area.score or 0.0) * area.weight for area in scored) / total
    return min(mean, scheme.overall_cap) if any(map(blocks, findings)) else mean


def cover(findings: Iterable[Finding]) -> float:
    """Return the share of weight tested of what applies; 0 when nothing does."""
    applicable = [finding for finding in findings if finding.outcome != "not-applicable"]
    total = sum(finding.weight for finding in applicable)
    return (
        sum(finding.weight for finding in applicable if finding.score is not None) / total if total else 0.0
    )


def blocks(finding: Finding) -> bool:
    """Return whether a finding caps its area and the whole."""
    return finding.caps and finding.outcome == "fail"


def is_red(finding: Finding) -> bool:
    """Return whether a finding warned or failed."""
    return finding.outcome in ("warn", "fail")


def find_band(score: int, scheme: Scheme) -> Band:
    """Return the word for a score."""
    return next(band for band, least in scheme.bands.items() if score >= least)


def _by_area(findings: Sequence[Finding], scheme: Scheme) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {area: [] for area in scheme.areas}
    for finding in findings:
        found.setdefault(finding.area, []).append(finding)
    return {area: own for area, own in found.items() if own}


def _overall_of(findings: Sequence[Finding], scheme: Scheme) -> float | None:
    areas = [
        AreaScore(area=area, weight=scheme.areas.get(area, 0.0), score=ratio(own, scheme))
        for area, own in _by_area(findings, scheme).items()
    ]
    return score_overall(areas, findings, scheme)


def _device_score(findings: Sequence[Finding], device: Device, scheme: Scheme) -> int | None:
    score = _overall_of([finding for finding in findings if finding.device == device], scheme)
    return None if score is None else round(score)


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)
