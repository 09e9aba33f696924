"""Findings that the operator lives with: told openly, not scored, until their day is over."""

from collections.abc import Sequence
from datetime import date

from ux_audit.model import Acceptance, Finding, Suppressed

RED = ("warn", "fail")


def accept(
    findings: Sequence[Finding], acceptances: Sequence[Acceptance], today: date
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """Return the findings, accepted ones marked, and every acceptance with what became of it.

    An acceptance holds for findings that warn or fail, up to and with its last day; `today` is the run's own day, so
    that a saved run is judged the same at any time.
    """
    valid = {(one.rule, device) for one in acceptances if today <= one.until for device in one.devices}
    marked = tuple(
        one.model_copy(update={"accepted": True})
        if one.outcome in RED and (one.rule, one.device) in valid
        else one
        for one in findings
    )
    return marked, tuple(_suppressed(one, marked, today) for one in acceptances)


def _suppressed(one: Acceptance, findings: Sequence[Finding], today: date) -> Suppressed:
    expired = today > one.until
    devices = tuple(
        finding.device
        for finding in findings
        if finding.rule == one.rule and finding.device in one.devices and finding.outcome in RED
    )
    return Suppressed(
        rule=one.rule,
        reason=one.reason,
        owner=one.owner,
        expires=one.until.isoformat(),
        expired=expired,
        devices=devices,
    )
