"""Whether repeated loads of a page behave alike."""

from statistics import fmean, stdev

from ux_audit.facts.walk import Walk, seen, unseen
from ux_audit.model import Evidence, Fact, Load

KINDS = ("home", "product")
LEAST_RUNS = 3  # fewer say nothing about how far loads lie apart


def observe_repeats(walk: Walk) -> dict[str, Fact]:
    """Return stability.* that need a page to be loaded again and again.

    The variation is the coefficient of variation (standard deviation ÷ mean) of the time to the first byte.
    """
    loads = [load for load in walk.loads if load.kind in KINDS and load.runs]
    names = ("stability.loads_failed", "stability.ttfb_variation", "stability.ttfb_range_ms")
    if not loads:
        return dict.fromkeys(names, unseen("no timed loads"))
    failed = [load for load in loads for run in load.runs if run.error is not None]
    varied = [pair for load in loads if (pair := (load, _times(load))) and len(pair[1]) >= LEAST_RUNS]
    facts = {names[0]: seen(len(failed), *(_at(load) for load in failed[:1]))}
    if not varied:
        few = unseen(f"fewer than {LEAST_RUNS} loads of a page")
        return {**facts, names[1]: few, names[2]: few}
    load, times = max(varied, key=lambda pair: stdev(pair[1]) / (fmean(pair[1]) or 1.0))
    note = f"{load.kind}, {len(times)} loads"
    return {
        **facts,
        names[1]: seen(round(stdev(times) / (fmean(times) or 1.0), 3), _at(load), note=note),
        names[2]: seen(round(max(times) - min(times), 1), _at(load), note=note),
    }


def _times(load: Load) -> list[float]:
    return [run.ttfb_ms for run in load.runs if run.error is None and run.ttfb_ms is not None]


def _at(load: Load) -> Evidence:
    return Evidence(visit="", page=load.url)
