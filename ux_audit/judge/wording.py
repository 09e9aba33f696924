"""The words of one finding, filled in with what was measured."""

from dataclasses import dataclass

from ux_audit.judge.conditions import Facts, holds
from ux_audit.judge.filling_in import Filler
from ux_audit.judge.phrases import has_phrase, load_phrases, phrase
from ux_audit.judge.ruling import Ruling
from ux_audit.model import Journey, Rule, Text
from ux_audit.model.fact import FactValue
from ux_audit.model.rule import Case, Certainty


@dataclass(frozen=True)
class Wording:
    """All texts of one finding."""

    title: Text
    saw: Text
    wanted: Text
    fix: Text
    clause: Text | None = None
    why_not: Text | None = None
    case: Case | None = None


def word_finding(
    rule: Rule, ruling: Ruling, facts: Facts, certainty: Certainty, platform: str | None
) -> Wording:
    """Return the texts of a finding that passed, warned or failed."""
    filler = Filler(facts, own_values(rule, ruling), ruling.page)
    red = ruling.outcome in ("warn", "fail")
    fitting = (case for case in rule.cases if red and holds(case.when, facts))
    case = next(fitting, None)
    if ruling.outcome == "pass":
        title = rule.title_pass
    else:
        own = rule.title_warn if ruling.outcome == "warn" else None
        title = (case.title if case else None) or own or rule.title
    saw = (filler.first(case.saw) if case else None) or filler.first(rule.saw[ruling.outcome])  # type: ignore[index]
    fix = (case.fix if case else None) or rule.fix_for.get(platform or "") or rule.fix
    clause = (case.clause if case else None) or rule.clause
    filled = filler.fill(title)
    return Wording(
        title=_hedge(filled, certainty) if red else filled,
        saw=saw or filled,
        wanted=filler.fill((case.wanted if case else None) or rule.wanted),
        fix=filler.fill(fix),
        clause=filler.fill(clause, sentence=False) if red and clause else None,
        case=case,
    )


def word_open(
    rule: Rule, ruling: Ruling, facts: Facts, journey: Journey | None, *, too_deep: bool
) -> Wording:
    """Return the texts of a finding that does not apply or could not be tested, with the reason."""
    filler = Filler(facts, own_values(rule, ruling))
    subject = Text(en=rule.subject.en[:1].upper() + rule.subject.en[1:], zh=rule.subject.zh)
    if ruling.outcome == "not-applicable":
        title = phrase("not_applicable", subject=rule.subject)
        reason = filler.fill(rule.why_not) if rule.why_not else phrase("why_not.unseen")
    else:
        title = phrase("untested", subject=subject)
        reason = _why_stopped(journey) if too_deep and journey else _why_unknown(ruling, facts)
    return Wording(
        title=title, saw=reason, wanted=filler.fill(rule.wanted), fix=filler.fill(rule.fix), why_not=reason
    )


def own_values(rule: Rule, ruling: Ruling) -> dict[str, tuple[str, FactValue]]:
    """Return what a curve adds to the names that texts may use: its bounds and the measured value."""
    if rule.curve is None:
        return {}
    name = ruling.value_name or rule.curve.fact
    own: dict[str, tuple[str, FactValue]] = {
        "good": (rule.curve.fact, rule.curve.good),
        "poor": (rule.curve.fact, rule.curve.poor),
    }
    return {**own, "value": (name, ruling.value)} if ruling.value is not None else own


def _hedge(title: Text, certainty: Certainty) -> Text:
    """Return the title worded as sure as we are, unless it already is."""
    key = {"high": None, "medium": "probably", "low": "please_check"}[certainty]
    if key is None:
        return title
    words, hedged = load_phrases()[f"{key}.words"], phrase(key, text=title)
    return Text(
        en=title.en if words.en.lower() in title.en.lower() else hedged.en,
        zh=title.zh if words.zh in title.zh else hedged.zh,
    )


def _why_stopped(journey: Journey) -> Text:
    stage = phrase(f"stage.{journey.reached}")
    if journey.stopped_by in ("settings", "done"):
        return phrase("why_not.ended", stage=stage)
    code, _, detail = journey.stopped.partition(":")
    for key in (f"stop.{code.strip()}", f"stop.{journey.stopped_by}"):
        if has_phrase(key):
            return phrase("why_not.stopped", stage=stage, reason=phrase(key))
    plain = (detail or code).strip()
    return phrase("why_not.stopped", stage=stage, reason=Text(en=plain, zh=plain))


def _why_unknown(ruling: Ruling, facts: Facts) -> Text:
    for name in ruling.unknown:
        fact = facts.get(name)
        if fact and fact.note:
            note = fact.note.strip().rstrip(".")
            known = f"note.{note}"
            if has_phrase(known):
                return phrase(known)
            shown = Text(en=note[:1].upper() + note[1:] + ".", zh=note)
            return phrase("why_not.note", note=shown)
    return phrase("why_not.unseen")
