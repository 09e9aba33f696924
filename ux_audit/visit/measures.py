"""From what the page's observers saw to the numbers of a load."""

import statistics
from collections.abc import Sequence
from typing import Any

from ux_audit.model import Box, LoadRun, Shift

BLOCKING_MS = 50.0  # the part of a task that a shopper does not notice (web.dev/articles/tbt)
WINDOW_MS, GAP_MS = 5000.0, 1000.0  # session windows of layout shifts (web.dev/articles/cls)
MOST_SHIFTS = 10
METRICS = (
    "ttfb_ms", "fcp_ms", "lcp_ms", "cls", "tbt_ms", "speed_index_ms", "load_ms", "requests", "transfer_bytes",
    "image_bytes", "third_party_requests", "third_party_bytes", "uncompressed_text_bytes", "static_bytes",
    "cdn_bytes", "image_waste_bytes", "dom_elements",
)  # fmt: skip


def sum_shifts(shifts: Sequence[dict[str, Any]]) -> float:
    """Return the cumulative layout shift: the largest sum of a session window."""
    worst = current = 0.0
    start = last = float("-inf")
    for shift in sorted(shifts, key=lambda item: float(item["at"])):
        if shift["at"] - last > GAP_MS or shift["at"] - start > WINDOW_MS:
            start, current = shift["at"], 0.0
        last = shift["at"]
        current += shift["value"]
        worst = max(worst, current)
    return round(worst, 4)


def sum_blocking(
    tasks: Sequence[Sequence[float]], first_paint_ms: float | None, end_ms: float
) -> float | None:
    """Return the total blocking time in ms from the first paint to `end_ms`; None without a first paint."""
    if first_paint_ms is None:
        return None
    total = 0.0
    for start, length in tasks:
        # What lies before the first paint delays it, and is counted there.
        begin = max(start + BLOCKING_MS, first_paint_ms)
        total += max(0.0, min(start + length, end_ms) - begin)
    return round(total, 1)


def split_lcp(seen: dict[str, Any], latency_ms: float = 0.0) -> dict[str, float]:
    """Return where the ms until the largest paint went: ttfb, load_delay, load_time, render_delay.

    The browser's own time of the first byte leaves out a latency that was added (`latency_ms`): it is put
    back here, because the shopper waits for it.
    """
    lcp = seen["lcp"]
    if not lcp or seen["ttfb"] is None:
        return {}
    requested, received = lcp.get("requested"), lcp.get("received")
    end = lcp["at"]
    ttfb = min(seen["ttfb"] + latency_ms, end)
    begin = done = ttfb
    if requested and received:
        begin = min(max(requested, ttfb), end)
        done = min(max(received, begin), end)
    parts = {"ttfb": ttfb, "load_delay": begin - ttfb, "load_time": done - begin, "render_delay": end - done}
    return {name: round(part, 1) for name, part in parts.items()}


def name_shifts(shifts: Sequence[dict[str, Any]]) -> tuple[Shift, ...]:
    """Return the largest shifts with what moved, in the order in which they happened."""
    largest = sorted(shifts, key=lambda item: -item["value"])[:MOST_SHIFTS]
    return tuple(
        Shift(
            value=round(item["value"], 4),
            at_ms=round(item["at"], 1),
            selector=item["selector"],
            before=Box(**item["before"]) if item["before"] else None,
            after=Box(**item["after"]) if item["after"] else None,
        )
        for item in sorted(largest, key=lambda item: float(item["at"]))
    )


def summarise(runs: Sequence[LoadRun]) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Return each metric's median and its least and greatest value over the runs that have it."""
    median: dict[str, float] = {}
    spread: dict[str, tuple[float, float]] = {}
    good = [run for run in runs if run.error is None]
    for metric in METRICS:
        values = [float(value) for run in good if (value := getattr(run, metric)) is not None]
        if values:
            median[metric] = round(statistics.median(values), 4)
            spread[metric] = (min(values), max(values))
    return median, spread


def rounded(value: float | None) -> float | None:
    """Return a time to a tenth of a ms."""
    return None if value is None else round(value, 1)
