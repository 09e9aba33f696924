"""The terminal's summary of an audit, as plain values."""

from pathlib import Path

from ux_audit.model import Audit
from ux_audit.model.basics import Model
from ux_audit.report.causes import write_fixes
from ux_audit.report.draft import Draft
from ux_audit.report.figures import Figures
from ux_audit.report.law import name_market, say_why, write_law_badge
from ux_audit.report.scoreboard import write_areas, write_score
from ux_audit.report.shots import Shots
from ux_audit.report.texts import Language, Texts
from ux_audit.report.verdict import write_verdict
from ux_audit.resources import find_resources

TOP_FIXES = 5


class AreaLine(Model):
    """One area's row: name, score, phone, desktop, tested; all printed texts."""

    name: str
    score: str
    phone: str
    desktop: str
    tested: str
    weak: bool
    note: str


class FixLine(Model):
    """One order with the number of its proof."""

    order: str
    saw: str
    effort: str
    proof: str


class Summary(Model):
    """What the terminal shows at the end; `score` is empty when nothing was scored, `remedy` when the gate was open.

    `law` says in how many points of law a lawyer should look, then the markets and why; nothing without a market.
    `counts` holds an outcome's mark, how many rules ended so, and the word for it.
    """

    verdict: str
    remedy: str
    score: str
    counts: tuple[tuple[str, int, str], ...]
    heads: tuple[str, ...]
    areas: tuple[AreaLine, ...]
    law: tuple[str, ...]
    fixes_title: str
    fixes: tuple[FixLine, ...]


def summarise(audit: Audit, language: Language = "en") -> Summary:
    """Return the verdict, the score, the areas and the first fixes in one language."""
    folder = find_resources("reports") / "html"
    texts = Texts(folder, language)
    draft = Draft(audit=audit, folder=folder, texts=texts, figures=Figures(texts), shots=Shots(Path(), {}))
    say = texts.say
    scored = audit.site.gate == "ok"
    score = write_score(draft)
    parts = (
        [score.number, score.band, score.spread, score.coverage] if audit.scores.overall is not None else []
    )
    if parts and score.provisional:
        parts.insert(0, say("provisional"))
    return Summary(
        verdict=_bare(write_verdict(draft)),
        remedy="" if scored else say(f"blocked.{audit.site.gate}"),
        score=say("dot").join(part for part in parts if part),
        counts=tuple((one.shape, one.n, say(f"word.{one.shape}", n=one.n)) for one in score.counts)
        if scored
        else (),
        heads=tuple(say(f"areas.{key}") for key in ("area", "score", "phone", "desktop", "tested")),
        areas=tuple(
            AreaLine(
                name=row.name,
                score=row.score,
                phone=row.phone_text,
                desktop=row.desktop_text,
                tested=row.coverage_text,
                weak=row.weak,
                note=_bare(row.note),
            )
            for row in write_areas(draft)
        ),
        law=_law(draft),
        fixes_title=say("fixes.title"),
        fixes=tuple(
            FixLine(order=_bare(fix.order), saw=_bare(fix.saw), effort=fix.chips[0].label, proof=fix.proof)
            for fix in write_fixes(draft)[:TOP_FIXES]
        )
        if scored
        else (),
    )


def _law(draft: Draft) -> tuple[str, ...]:
    """What is said of markets and law, in lines."""
    uses = draft.audit.markets
    if not uses:
        return ()
    say, badge = draft.texts.say, write_law_badge(draft)
    head = say("dot").join((badge.title, badge.text)) if badge else say("law.none")
    why = [f"{name_market(draft, use.market)}{say('colon')}{say_why(draft, use)}" for use in uses]
    return (_bare(head), *map(_bare, why))


def _bare(text: str) -> str:
    """The text without direction isolates, which terminals print as boxes."""
    return text.replace("\u2068", "").replace("\u2069", "")
