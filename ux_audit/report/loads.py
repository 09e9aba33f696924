"""One page's loads: its median, the run that stands for it, and what the limits say."""

from ux_audit.model import Load, LoadRun
from ux_audit.report.view import Shape

# Core Web Vitals' limits of the largest contentful paint (web.dev/articles/lcp).
GOOD_MS, POOR_MS = 2500.0, 4000.0


def median_of(load: Load, metric: str) -> float | None:
    """Return the median of a metric, as measured or from the runs that have it."""
    if metric in load.median:
        return load.median[metric]
    values = sorted(value for run in load.runs if (value := getattr(run, metric, None)) is not None)
    if not values:
        return None
    middle = len(values) // 2
    return float(values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2)


def judge_lcp(value_ms: float | None) -> tuple[Shape | None, str]:
    """Return the mark and the word's key for a largest contentful paint."""
    if value_ms is None:
        return None, "unknown"
    if value_ms <= GOOD_MS:
        return "pass", "good"
    return ("warn", "slow") if value_ms <= POOR_MS else ("fail", "poor")


def representative_run(load: Load) -> LoadRun | None:
    """Return the good run nearest to the median, one with film frames first; None when none was good."""
    good = [run for run in load.runs if run.error is None]
    median = median_of(load, "lcp_ms")
    if not good:
        return None
    return min(good, key=lambda run: (not run.film, abs((run.lcp_ms or 0) - (median or 0))))
