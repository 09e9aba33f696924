"""One rule against one device's facts: the outcome, the score and what decided it."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from ux_audit.judge.conditions import Facts, deciding_facts, holds, value_of
from ux_audit.judge.scheme import load_scheme
from ux_audit.model import Outcome, PageKind, Rule
from ux_audit.model.rule import PAGE, Curve

# Lighthouse fixes its curves so that the good bound is the tenth percentile of a log-normal distribution
# (https://developer.chrome.com/docs/lighthouse/performance/performance-scoring).
GOOD_SHARE = 0.9
FLOOR_TIMES = 4


@dataclass(frozen=True)
class Ruling:
    """An outcome with its score (None when untested) and the facts behind it.

    `decisive` facts made the outcome, `used` holds them and the rule's other known facts, `unknown` those
    missing. `value`, `page`, `pages` belong to a curve: the worst, its page kind, all kinds beyond `good`.
    """

    outcome: Outcome
    score: float | None = None
    decisive: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    value: float | None = None
    value_name: str | None = None
    page: PageKind | None = None
    pages: tuple[PageKind, ...] = ()


def decide(rule: Rule, facts: Facts) -> Ruling:
    """Return what a rule says about these facts.

    Where it is unknown whether a rule applies, a pass stands, but nothing is held against the shop.
    """
    applies = holds(rule.applies, facts) if rule.applies else True
    if rule.applies and applies is False:
        return Ruling("not-applicable", used=deciding_facts(rule.applies, facts, wanted=False))
    ruling = _measure(rule, rule.curve, facts) if rule.curve else _test(rule, facts)
    if rule.applies and applies is None and ruling.outcome in ("warn", "fail"):
        return Ruling("not-tested", unknown=deciding_facts(rule.applies, facts, wanted=None))
    return ruling


def score_on_curve(value: float, good: float, poor: float) -> float:
    """Return 1 up to `good`, 0.5 at `poor`, 0 from four times `poor`, log-normal between."""
    if value <= good:
        return 1.0
    floor = FLOOR_TIMES * poor
    if value >= floor:
        return 0.0
    spread = math.log(poor / good) / NormalDist().inv_cdf(GOOD_SHARE)

    def beyond(x: float) -> float:
        return 1 - NormalDist(math.log(poor), spread).cdf(math.log(x))

    if value <= poor:
        return 0.5 + 0.5 * (beyond(value) - 0.5) / (beyond(good) - 0.5)
    return 0.5 * (beyond(value) - beyond(floor)) / (0.5 - beyond(floor))


def _test(rule: Rule, facts: Facts) -> Ruling:
    assert rule.pass_ is not None
    names = rule.names()
    passes = holds(rule.pass_, facts)
    if passes is None:
        return Ruling("not-tested", unknown=deciding_facts(rule.pass_, facts, wanted=None))
    warns = holds(rule.warn, facts) if rule.warn and not passes else False
    if rule.warn and warns is None:
        return Ruling("not-tested", unknown=deciding_facts(rule.warn, facts, wanted=None))
    outcome: Outcome = "pass" if passes else "warn" if warns else "fail"
    decisive = deciding_facts(rule.pass_, facts, wanted=passes)
    known = [name for name in names if value_of(name, facts) is not None]
    used = tuple(dict.fromkeys((*decisive, *known)))
    return Ruling(outcome, load_scheme().outcomes[outcome], decisive, used)


def _measure(rule: Rule, curve: Curve, facts: Facts) -> Ruling:
    names = curve.names(rule.pages)
    measured: list[tuple[float, str]] = []
    for name in names:
        value = value_of(name, facts)
        if isinstance(value, int | float):
            measured.append((float(value), name))
    if not measured:
        return Ruling("not-tested", unknown=names)
    measured.sort(key=lambda pair: (-pair[0], names.index(pair[1])))
    worst, worst_name = measured[0]
    outcome: Outcome = "pass" if worst <= curve.good else "warn" if worst <= curve.poor else "fail"
    beyond = [name for value, name in measured if value > curve.good]
    kinds = dict(zip(names, rule.pages, strict=True)) if PAGE in curve.fact else {}
    return Ruling(
        outcome,
        score_on_curve(worst, curve.good, curve.poor),
        decisive=(worst_name,),
        used=tuple(beyond or [name for _, name in measured]),
        value=worst,
        value_name=worst_name,
        page=kinds.get(worst_name),
        pages=tuple(kinds[name] for name in beyond if name in kinds),
    )
