"""The plain lists: what works, what to check by hand, what was not tested and why."""

from collections import defaultdict
from collections.abc import Iterable

from ux_audit.model import Finding, Suppressed
from ux_audit.report.draft import Draft
from ux_audit.report.grouping import Bucket, RuleResult
from ux_audit.report.view import Line, LineGroup


def write_works(draft: Draft) -> tuple[LineGroup, ...]:
    """Return the passed rules by area."""
    by_area: dict[str, list[Line]] = defaultdict(list)
    for rule in _in(draft, "pass"):
        by_area[rule.worst.area].append(write_line(draft, rule, rule.worst.saw.of(draft.texts.language)))
    order = [*draft.path["areas"], *sorted(by_area)]
    return tuple(
        LineGroup(heading=draft.texts.name("area", area), hint="", lines=tuple(by_area[area]))
        for area in dict.fromkeys(order)
        if area in by_area
    )


def write_checks(draft: Draft) -> tuple[Line, ...]:
    """Return the rules whose outcome is too uncertain to score."""
    return tuple(
        write_line(draft, rule, rule.worst.saw.of(draft.texts.language)) for rule in _in(draft, "check")
    )


def write_untested(draft: Draft) -> tuple[LineGroup, ...]:
    """Return the rules that could not be tested, by reason, the most frequent first."""
    by_reason: dict[str, list[Line]] = defaultdict(list)
    for rule in _in(draft, "not-tested"):
        by_reason[write_reason(draft, rule)].append(write_line(draft, rule, _passed_elsewhere(draft, rule)))
    groups = sorted(by_reason.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(LineGroup(heading=reason, hint="", lines=tuple(lines)) for reason, lines in groups)


def write_not_applicable(draft: Draft) -> tuple[Line, ...]:
    """Return the rules that do not apply to this shop, each with its reason."""
    return tuple(
        write_line(draft, rule, write_reason(draft, rule, plain=True))
        for rule in _in(draft, "not-applicable")
    )


def write_suppressed(draft: Draft) -> tuple[Line, ...]:
    """Return what the operator accepted, with reason, owner and last day, and whether it still counts."""
    say = draft.texts.say
    titles = {one.rule: one.title.of(draft.texts.language) for one in draft.audit.findings if _is_red(one)}
    return tuple(
        Line(
            shape="not-applicable",
            rule=one.rule,
            title=titles.get(one.rule, one.rule),
            text=say("dot").join([one.reason, *(part for part in (one.owner, _state(draft, one)) if part)]),
            where="" if one.devices in ((), draft.devices) else draft.device_phrase(one.devices),
        )
        for one in draft.audit.suppressed
    )


def _state(draft: Draft, one: Suppressed) -> str:
    date = draft.figures.date(one.expires) if one.expires else ""
    if one.expired:
        return draft.texts.say("suppressed.expired", date=date)
    if not one.devices:
        return draft.texts.say("suppressed.idle")
    return draft.texts.say("suppressed.until", date=date) if date else ""


def _is_red(finding: Finding) -> bool:
    return finding.outcome in ("warn", "fail")


def _in(draft: Draft, bucket: Bucket) -> Iterable[RuleResult]:
    return (rule for rule in draft.rules if rule.bucket == bucket)


def write_line(draft: Draft, rule: RuleResult, text: str) -> Line:
    """Return one rule as a line with this text."""
    devices = rule.devices
    where = "" if devices == draft.devices else draft.device_phrase(devices)
    return Line(
        shape=rule.shape,
        rule=rule.rule,
        title=rule.worst.title.of(draft.texts.language),
        text=text,
        where=where,
    )


def write_reason(draft: Draft, rule: RuleResult, *, plain: bool = False) -> str:
    """Return why a rule was not tested or does not apply."""
    why = rule.worst.why_not
    if why is not None:
        return why.of(draft.texts.language)
    return draft.texts.say("reason.not_applicable" if plain else "reason.unknown")


def _passed_elsewhere(draft: Draft, rule: RuleResult) -> str:
    passed = tuple(sorted({one.device for one in rule.findings if one.outcome == "pass"}))
    return draft.texts.say("untested.passed", device=draft.device_phrase(passed)) if passed else ""
