"""How far a score may be off: the noise of repeated runs, and findings that are only probable."""

import random
from collections.abc import Callable, Sequence

from ux_audit.judge.scheme import Scheme
from ux_audit.model import Finding

# Any fixed number: the same findings must give the same interval.
SEED = 20260101

Scorer = Callable[[Sequence[Finding], Scheme], float | None]


def find_interval(
    findings: Sequence[Finding], overall: int, score: Scorer, scheme: Scheme
) -> tuple[int, int]:
    """Return (low, high) around a score: the noise of repeated runs, or more when findings are only probable.

    In each drawing a probable finding stands with the certainty that its weight carries, else it passes.
    """
    noise = scheme.noise_points
    low, high = overall - noise, overall + noise
    drawn = _draw(findings, score, scheme)
    if drawn:
        tail = (1 - scheme.within) / 2
        low = min(low, round(drawn[int(tail * len(drawn))]))
        high = max(high, round(drawn[int((1 - tail) * (len(drawn) - 1))]))
    capped = any(finding.caps and finding.outcome == "fail" for finding in findings)
    return max(0, low), min(scheme.overall_cap if capped else 100, high)


def _draw(findings: Sequence[Finding], score: Scorer, scheme: Scheme) -> list[float]:
    unsure = {
        n for n, one in enumerate(findings) if one.confidence == "medium" and one.outcome in ("warn", "fail")
    }
    if not unsure:
        return []
    generator = random.Random(SEED)
    stands = scheme.certainty["medium"]
    passed = {n: findings[n].model_copy(update={"outcome": "pass", "score": 1.0}) for n in unsure}
    drawn = []
    for _ in range(scheme.draws):
        dropped = {n for n in sorted(unsure) if generator.random() >= stands}
        result = score([passed[n] if n in dropped else one for n, one in enumerate(findings)], scheme)
        if result is not None:
            drawn.append(result)
    return sorted(drawn)
