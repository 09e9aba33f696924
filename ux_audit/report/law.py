"""Market and law: in which markets the store was judged and why, and what a lawyer should look at."""

from ux_audit.catalog import load_markets
from ux_audit.model import MarketUse
from ux_audit.report.causes import write_detail
from ux_audit.report.draft import Draft
from ux_audit.report.grouping import RuleResult
from ux_audit.report.lines import write_line, write_reason
from ux_audit.report.view import Badge, Cause, Line


def write_markets(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Return in which markets the store was judged, and why each."""
    return tuple(
        (_capital(name_market(draft, use.market)), say_why(draft, use)) for use in draft.audit.markets
    )


def write_points(draft: Draft) -> tuple[Cause, ...]:
    """Return the points that a lawyer should look at, with their proof."""
    red = [rule for rule in draft.law if rule.red]
    return tuple(_point(draft, n, rule) for n, rule in enumerate(red, 1))


def write_law_rest(draft: Draft) -> tuple[Line, ...]:
    """Return what is fine, does not apply or could not be tested."""
    return tuple(_rest(draft, rule) for rule in draft.law if not rule.red)


def write_law_badge(draft: Draft) -> Badge | None:
    """Return how many points there are for a lawyer, beside the score; None where no law was asked."""
    if not draft.law:
        return None
    say = draft.texts.say
    names = [name_market(draft, use.market) for use in draft.audit.markets]
    title = say("badge.law_market", market=draft.texts.join(names)) if names else say("badge.law")
    points = sum(bool(rule.red) for rule in draft.law)
    if points:
        return Badge(shape="warn", title=title, text=say("badge.lawyer", n=points))
    if any(rule.outcome == "pass" for rule in draft.law):
        return Badge(shape="pass", title=title, text=say("badge.no_points"))
    return Badge(shape="not-tested", title=title, text=say("badge.unseen"))


def name_market(draft: Draft, market: str) -> str:
    """Return a market's name in words, its id where the audit does not know it."""
    known = load_markets()
    return known[market].name.of(draft.texts.language) if market in known else market


def say_why(draft: Draft, use: MarketUse) -> str:
    """Return why a market's rules were judged."""
    if use.chosen or use.proof is None:
        return draft.texts.say("law.chosen")
    return draft.texts.say("law.proven", proof=use.proof.of(draft.texts.language))


def _point(draft: Draft, n: int, rule: RuleResult) -> Cause:
    say, worst = draft.texts.say, rule.worst
    id_ = f"L-{n:02}"
    where = [
        _capital(name_market(draft, worst.market or "")),
        draft.device_phrase(rule.devices),
        draft.page_phrase(rule.pages),
    ]
    return Cause(
        id=id_,
        n=n,
        anchor=id_.lower(),
        shape="warn",
        outcome="warn",
        title=worst.title.of(draft.texts.language),
        of_rules="",
        where=say("dot").join(part for part in where if part),
        weight=say("law.issue"),
        open=False,
        area=worst.area,
        devices=" ".join(rule.devices),
        pages=" ".join(draft.page_kinds(rule.pages)),
        effort=worst.effort,
        details=(write_detail(draft, rule),),
    )


def _rest(draft: Draft, rule: RuleResult) -> Line:
    passed = rule.outcome == "pass"
    said = rule.worst.saw.of(draft.texts.language) if passed else write_reason(draft, rule)
    market = _capital(name_market(draft, rule.worst.market or ""))
    return write_line(draft, rule, draft.texts.say("dot").join((market, said)))


def _capital(name: str) -> str:
    """A name at the head of a line: “the United Kingdom” becomes “The United Kingdom”."""
    return name[:1].upper() + name[1:]
