"""What to mend first: weight × pages ÷ effort, blockers before all else."""

from collections.abc import Mapping, Sequence

from ux_audit.report.grouping import CauseResult

# Effort classes of the scoring method: text or switch 1, template 2, programming 4.
EFFORT: Mapping[str, int] = {"content": 1, "setting": 1, "theme": 2, "development": 4}
MOST_FIXES = 10


def rank_value(cause: CauseResult) -> float:
    """Return the cause's weight × pages ÷ effort; a cause of the whole shop counts as one page."""
    return cause.weight * max(1, len(cause.pages)) / EFFORT[cause.main.worst.effort]


def rank_causes(causes: Sequence[CauseResult]) -> list[CauseResult]:
    """Return at most ten causes, the most worthwhile first; unscored rules are left out."""
    scored = [cause for cause in causes if not cause.main.worst.advisory]
    ranked = sorted(
        scored,
        key=lambda cause: (
            not cause.blocks,
            -rank_value(cause),
            cause.main.outcome != "fail",
            cause.main.rule,
        ),
    )
    return ranked[:MOST_FIXES]
