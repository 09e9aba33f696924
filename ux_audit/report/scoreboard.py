"""The score with its qualifiers, the chart of areas, the badges."""

from collections import Counter
from collections.abc import Iterable

from ux_audit.model import Device
from ux_audit.model.finding import AreaScore
from ux_audit.report.draft import DEVICES, Draft
from ux_audit.report.grouping import RuleResult
from ux_audit.report.view import AreaRow, Badge, Count, ScoreBlock, Shape

SHAPES: tuple[Shape, ...] = ("blocker", "fail", "warn", "pass", "not-tested", "not-applicable")
DUTY_AREA = "accessibility"
WEAK_BELOW = 50


def count_outcomes(
    draft: Draft, rules: Iterable[RuleResult], *, only: tuple[Shape, ...] = SHAPES
) -> tuple[Count, ...]:
    """Return how many rules ended in each outcome, outcomes that did not occur left out."""
    shapes = Counter(rule.shape for rule in rules)
    return tuple(
        Count(shape=shape, n=shapes[shape], label=draft.texts.say(f"count.{shape}", n=shapes[shape]))
        for shape in only
        if shapes[shape]
    )


def write_score(draft: Draft) -> ScoreBlock:
    """Return the score block; without a number it says why there is none."""
    scores, say, figures = draft.audit.scores, draft.texts.say, draft.figures
    counted = [rule for rule in draft.rules if rule.bucket != "check"]
    checks = len(draft.rules) - len(counted)
    blockers = sum(rule.shape == "blocker" for rule in counted)
    parts = [say("rules.all", n=len(draft.rules))]
    if any(rule.shape == "fail" for rule in counted) and not blockers:
        parts.append(say("rules.no_blockers"))
    accepted = len({one.rule for one in draft.audit.findings if one.accepted})
    if checks:
        parts.append(say("rules.check", n=checks))
    if accepted:
        parts.append(say("rules.accepted", n=accepted))
    spread = say("score.spread", low=scores.interval[0], high=scores.interval[1]) if scores.interval else ""
    devices = [
        say("score.device", device=say(f"device.{device}"), n=number)
        for device in reversed(DEVICES)
        if (number := scores.devices.get(device)) is not None
    ]
    return ScoreBlock(
        number="—" if scores.overall is None else str(scores.overall),
        band=say(f"band.{scores.band}") if scores.band else say("band.none"),
        bands=say("band.bounds"),
        spread=spread,
        devices=draft.texts.join(devices),
        coverage=say("score.coverage", share=figures.percent(scores.coverage)),
        provisional=scores.provisional,
        counts=count_outcomes(draft, counted),
        rules=say("dot").join(parts),
    )


def write_areas(draft: Draft) -> tuple[AreaRow, ...]:
    """Return one row an area, in the order of the path file; duties are badges, not rows."""
    areas = draft.audit.scores.areas
    order = [area for area in draft.path["areas"] if area in areas]
    order += sorted(area for area in areas if area not in draft.path["areas"])
    return tuple(_area_row(draft, areas[area]) for area in order if area != DUTY_AREA)


def name_chart(draft: Draft, rows: tuple[AreaRow, ...]) -> str:
    """Return the chart of areas in one sentence: the weakest and the strongest."""
    scored = [row for row in rows if row.score != "—"]
    if not scored:
        return draft.texts.say("areas.name_empty")
    low, high = min(scored, key=lambda row: int(row.score)), max(scored, key=lambda row: int(row.score))
    return draft.texts.say(
        "areas.name", n=len(rows), low=low.name, low_n=low.score, high=high.name, high_n=high.score
    )


def write_badges(draft: Draft) -> tuple[Badge, ...]:
    """Return the duties beside the score that every shop has: accessibility."""
    say = draft.texts.say
    badges: list[Badge] = []
    duties = [
        rule
        for rule in draft.rules
        if rule.worst.area == DUTY_AREA and rule.outcome in ("pass", "warn", "fail")
    ]
    if duties:
        missed = sum(rule.outcome != "pass" for rule in duties)
        text = say("badge.duties", n=missed, total=len(duties))
        badges.append(Badge(shape=_worst_shape(duties), title=draft.texts.name("area", DUTY_AREA), text=text))
    return tuple(badges)


def _worst_shape(rules: list[RuleResult]) -> Shape:
    return min((rule.shape for rule in rules), key=SHAPES.index)


def _area_row(draft: Draft, area: AreaScore) -> AreaRow:
    say, figures = draft.texts.say, draft.figures
    phone, desktop = area.devices.get("mobile"), area.devices.get("desktop")
    tested = figures.percent(area.coverage)
    note = ""
    if area.score is None:
        applies = any(
            one.area == area.area and one.outcome != "not-applicable" for one in draft.audit.findings
        )
        note = say("areas.thin", share=tested) if applies else say("areas.none")
    elif area.capped_by:
        note = say("areas.capped", rule=_title_of(draft, area.capped_by))
    shown = area.score is not None
    return AreaRow(
        area=area.area,
        name=draft.texts.name("area", area.area),
        score=str(round(area.score)) if area.score is not None else "—",
        phone=_position(phone) if shown else None,
        desktop=_position(desktop) if shown else None,
        weak=any(one is not None and one < WEAK_BELOW for one in (phone, desktop)),
        coverage=round(area.coverage * 100, 1),
        coverage_text=tested,
        note=note,
        phone_text=_device_text(draft, area, "mobile"),
        desktop_text=_device_text(draft, area, "desktop"),
        weight=figures.number(area.weight, int(area.weight != round(area.weight))),
    )


def _title_of(draft: Draft, rule_id: str) -> str:
    for rule in draft.rules:
        if rule.rule == rule_id:
            return rule.worst.title.of(draft.texts.language).rstrip(".。")
    return rule_id


def _position(score: float | None) -> float | None:
    return None if score is None else round(min(100.0, max(0.0, score)), 1)


def _device_text(draft: Draft, area: AreaScore, device: Device) -> str:
    score = area.devices.get(device)
    return "—" if score is None else draft.figures.number(round(score))
