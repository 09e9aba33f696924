"""The shopper's path in five stations: what stands in the way at each."""

from ux_audit.model import Device
from ux_audit.report.draft import Draft
from ux_audit.report.grouping import RuleResult
from ux_audit.report.legs import wait_for
from ux_audit.report.scoreboard import count_outcomes
from ux_audit.report.verdict import stop_reason
from ux_audit.report.view import PathColumn

# A device is marked slow when shoppers wait half as long again as on the other.
SLOWER_BY = 1.5


def write_path(draft: Draft) -> tuple[PathColumn, ...]:
    """Return the five stations with waiting times, counts and the worst obstacle of each."""
    return tuple(_column(draft, n, station) for n, station in enumerate(draft.path["stations"], 1))


def station_of(draft: Draft, rule: RuleResult) -> str:
    """Return the station a rule belongs to: its own, else its area's, else the first."""
    own = getattr(rule.worst, "funnel", None) or draft.path["rules"].get(rule.rule)
    return str(own or draft.path["areas"].get(rule.worst.area) or next(iter(draft.path["stations"])))


def _column(draft: Draft, n: int, station: str) -> PathColumn:
    rules = [rule for rule in draft.rules if station_of(draft, rule) == station and rule.bucket != "check"]
    obstacle = next(
        (cause for cause in draft.causes if any(station_of(draft, rule) == station for rule in cause.rules)),
        None,
    )
    text, href = draft.texts.say("path.clear"), None
    if obstacle is not None:
        rule = next(rule for rule in obstacle.rules if station_of(draft, rule) == station)
        text = rule.worst.title.of(draft.texts.language)
        href = "#" + draft.cause_ids[obstacle.main.rule].lower()
    elif not any(rule.outcome == "pass" for rule in rules):
        text = draft.texts.say("path.unknown")
    return PathColumn(
        n=n,
        name=draft.texts.say(f"station.{station}"),
        times=_times(draft, station),
        counts=count_outcomes(draft, rules, only=("blocker", "fail", "warn", "not-tested")),
        obstacle=text,
        href=href,
        unreached=_unreached(draft, station),
    )


def _times(draft: Draft, station: str) -> tuple[tuple[str, str, bool], ...]:
    waits = {
        device: wait for device in draft.devices if (wait := _wait_ms(draft, station, device)) is not None
    }
    return tuple(
        (
            draft.texts.say(f"device.{device}"),
            draft.figures.seconds(wait),
            len(waits) > 1 and wait >= SLOWER_BY * min(waits.values()) and wait == max(waits.values()),
        )
        for device, wait in waits.items()
    )


def _wait_ms(draft: Draft, station: str, device: Device) -> float | None:
    return wait_for(draft.legs(device), draft.path["stations"][station])


def _unreached(draft: Draft, station: str) -> str | None:
    """Return why nobody got to a station, on the first one only; later ones stay empty."""
    stages = draft.path["stations"]
    if not draft.audit.journeys:
        return None
    seen = {step.stage for journey in draft.audit.journeys.values() for step in journey.steps} | {
        stage for journey in draft.audit.journeys.values() for stage in (journey.reached, *journey.stages)
    }
    missed = [name for name, own in stages.items() if not seen & set(own)]
    if station not in missed:
        return None
    ended = next(iter(draft.audit.journeys.values()))
    return draft.texts.say("path.unreached", reason=stop_reason(draft, ended)) if station == missed[0] else ""
