"""When a product can be bought by a phone on a poor line."""

from math import inf, isfinite
from statistics import median_low

from ux_audit.facts.walk import Walk, seen, unseen
from ux_audit.model import Evidence, Fact

NAMES = ("speed.poor_line_usable", "speed.poor_line_usable_ms")


def observe_poor_line(walk: Walk) -> dict[str, Fact]:
    """Return whether and when (ms since the navigation began) the product's name, price and button were there.

    Where the three are not found again in loads on the usual line either, those on a poor one say nothing.
    """
    load = next(iter(walk.followed), None)
    if load is None:
        return dict.fromkeys(NAMES, unseen("no product page was loaded on a poor line"))
    good = [run for run in load.runs if run.error is None]
    if not good:
        return dict.fromkeys(NAMES, unseen("the product page did not load on a poor line"))
    usual = [run for one in walk.loads if one.page == load.page for run in one.runs]
    if not any(run.is_usable for run in (*usual, *good)):
        return dict.fromkeys(
            NAMES, unseen("name, price and button were not found again in loads of their own")
        )
    times = [inf if run.usable_ms is None else run.usable_ms for run in good]
    median = median_low(times)
    at = Evidence(visit="", page=load.url)
    note = f"median of {len(times)}, {min(times):g}–{max(times):g}"
    never = unseen("the load was cut before the product could be bought")
    return {
        NAMES[0]: seen(isfinite(median), at),
        NAMES[1]: seen(round(median, 1), at, note=note) if isfinite(median) else never,
    }
