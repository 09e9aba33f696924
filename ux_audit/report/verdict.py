"""The one sentence on top: can people buy, and what hurts most."""

import re

from ux_audit.model import Device, Journey
from ux_audit.report.draft import Draft
from ux_audit.report.legs import STAGES
from ux_audit.report.texts import isolate

MOST_WORDS = 25
MOST_SIGNS = 45
END_STAGES = ("payment", "review")


def write_verdict(draft: Draft) -> str:
    """Return the first sentence of the brief's list that holds."""
    say = draft.texts.say
    site = draft.audit.site
    if site.gate != "ok":
        reason = draft.texts.name("gate", site.gate)
        return say("verdict.gate", store=isolate(draft.store), reason=reason)
    broken = [device for device in draft.devices if _stopped_by(draft, device) == "shop"]
    if broken:
        return _broken(draft, tuple(broken))
    limited = [journey for journey in draft.audit.journeys.values() if not reached_payment(journey)]
    if limited:
        return _limited(draft, min(limited, key=lambda one: STAGES.index(one.reached)))
    if not draft.audit.journeys:
        clause = _clause(draft, "", MOST_WORDS)
        return say("verdict.unwalked", clause=clause) if clause else say("verdict.unwalked_plain")
    devices = draft.device_phrase(draft.devices)
    opening = say("verdict.payment", devices=devices, clause="")
    clause = _clause(draft, opening, MOST_WORDS)
    return say("verdict.payment", devices=devices, clause=clause) if clause else say("verdict.clean")


def reached_payment(journey: Journey) -> bool:
    """Return whether a walk saw the payment step."""
    return journey.reached in END_STAGES


def stop_reason(draft: Draft, journey: Journey) -> str:
    """Return in words why a walk ended; what follows a colon in the code is detail for programs."""
    code = stop_code(journey)
    return draft.texts.name("stop", code if draft.texts.has(f"stop.{code}") else journey.stopped_by)


def stop_code(journey: Journey) -> str:
    """Return the reason's code without its detail."""
    return journey.stopped.partition(":")[0].strip()


def _stopped_by(draft: Draft, device: Device) -> str:
    journey = draft.audit.journeys.get(device)
    return journey.stopped_by if journey and not reached_payment(journey) else "done"


def _broken(draft: Draft, devices: tuple[Device, ...]) -> str:
    say = draft.texts.say
    journey = draft.audit.journeys[devices[0]]
    phrase = say("device.on_both") if len(devices) > 1 else say(f"device.on_{devices[0]}")
    code = stop_code(journey)
    if draft.texts.has(f"broken.{code}"):
        return say(f"broken.{code}", devices=phrase)
    nth = min(STAGES.index(journey.reached) + 1, len(STAGES) - 1)
    return say("verdict.broken", devices=phrase, step=draft.texts.name("stage", STAGES[nth]))


def _limited(draft: Draft, journey: Journey) -> str:
    say = draft.texts.say
    stage = draft.texts.name("reach", journey.reached)
    if journey.stopped_by in ("settings", "done"):
        clause = _clause(draft, say("verdict.ended", stage=stage, clause=""), MOST_WORDS)
        return (
            say("verdict.ended", stage=stage, clause=clause)
            if clause
            else say("verdict.ended_plain", stage=stage)
        )
    reason = stop_reason(draft, journey)
    if any(reached_payment(one) for one in draft.audit.journeys.values()):
        return say("verdict.limit_on", devices=say(f"device.on_{journey.device}"), stage=stage, reason=reason)
    return say("verdict.limit", stage=stage, reason=reason)


def _clause(draft: Draft, opening: str, most_words: int) -> str:
    """Return what hurts most in one clause, two when both fit beside the opening."""
    language = draft.texts.language
    found = [
        one.worst.clause.of(language).strip().rstrip(".。")
        for cause in draft.causes
        for one in cause.rules
        if one.worst.clause is not None and one is cause.main
    ]
    if not found:
        return _title_clause(draft)
    if len(found) > 1:
        both = draft.texts.say("verdict.and", first=found[0], second=found[1])
        if _fits(opening + " " + both, language, most_words) and len(re.findall(r"\d[\d.,]*", both)) <= 1:
            return both
    return found[0]


def _title_clause(draft: Draft) -> str:
    if not draft.causes:
        return ""
    title = draft.causes[0].main.worst.title.of(draft.texts.language).strip().rstrip(".。")
    return draft.texts.say("verdict.worst", title=title)


def _fits(text: str, language: str, most_words: int) -> bool:
    return len(text) <= MOST_SIGNS if language == "zh" else len(text.split()) <= most_words
