"""The loads: a row a page, a dot a load, and a closer look at the slowest."""

from collections import Counter
from collections.abc import Iterable

from ux_audit.model import Load
from ux_audit.report.draft import DEVICES, Draft, path_of
from ux_audit.report.loads import GOOD_MS, POOR_MS, judge_lcp, median_of, representative_run
from ux_audit.report.slow_pages import write_poor_line, write_slow_pages
from ux_audit.report.view import SpeedCell, SpeedRow, SpeedTable, SpeedView

AXIS_LEAST_MS = 6000.0
# Loads closer together than this share of the axis are drawn on top of each other.
TIE_PERCENT = 1.6
WASTE_WORTH_BYTES = 50_000
TABLE_METRICS = ("lcp_ms", "ttfb_ms", "fcp_ms", "load_ms", "tbt_ms")


def write_speed(draft: Draft) -> SpeedView | None:
    """Return the speed section, or None when nothing was loaded under measurement."""
    loads = [load for load in draft.audit.loads if load.runs and load.until == "settled"]
    if not loads:
        return None
    # A page may have been loaded on further networks; the first stands in the chart, all in the table.
    first = list({(load.page, load.device): load for load in reversed(loads)}.values())[::-1]
    axis, names, say = _axis_ms(first), _names(draft, loads), draft.texts.say
    followed = [load for load in draft.audit.loads if load.until == "usable" and load.page in names]
    return SpeedView(
        note=_note(draft, first),
        good_at=round(GOOD_MS / axis * 100, 2),
        poor_at=round(POOR_MS / axis * 100, 2),
        good_label=draft.figures.number(GOOD_MS / 1000, 1),
        poor_label=draft.figures.number(POOR_MS / 1000),
        rows=tuple(
            _row(draft, name, [load for load in first if load.page == page], axis)
            for page, name in names.items()
        ),
        slow=(*write_slow_pages(draft, first, names), *write_poor_line(draft, followed, names)),
        table=SpeedTable(
            heads=tuple(say(f"speed.head.{key}") for key in _heads()), rows=_table(draft, loads, names)
        ),
    )


def _names(draft: Draft, loads: list[Load]) -> dict[str, str]:
    """Each page's kind, numbered when there are several of it."""
    kinds = {load.page: load.kind for load in loads}
    numbers, nth, names = Counter(kinds.values()), Counter[str](), dict[str, str]()
    for page, kind in kinds.items():
        nth[kind] += 1
        name = draft.texts.name("kind", kind)
        names[page] = draft.texts.say("speed.nth", kind=name, n=nth[kind]) if numbers[kind] > 1 else name
    return names


def _heads() -> tuple[str, ...]:
    return ("page", "device", "runs", *TABLE_METRICS, "cls", "requests", "bytes")


def _axis_ms(loads: Iterable[Load]) -> float:
    most = max((run.lcp_ms for load in loads for run in load.runs if run.lcp_ms is not None), default=0.0)
    return max(AXIS_LEAST_MS, -(-most // 1000) * 1000)


def _note(draft: Draft, loads: list[Load]) -> str:
    networks = [
        draft.texts.say(
            "speed.network",
            device=draft.texts.say(f"device.{device}"),
            network=draft.texts.name("network", name),
            n=max(len(load.runs) for load in loads if (load.device, load.network) == (device, name)),
        )
        for device, name in dict.fromkeys((load.device, load.network) for load in loads)
    ]
    return draft.texts.join(networks)


def _row(draft: Draft, name: str, loads: list[Load], axis: float) -> SpeedRow:
    cells = []
    for device in reversed(DEVICES):
        load = next((one for one in loads if one.device == device), None)
        if load is not None:
            cells.append(_cell(draft, name, load, axis))
    worst = max(loads, key=lambda load: median_of(load, "lcp_ms") or 0)
    return SpeedRow(page=name, address=path_of(loads[0].url), cells=tuple(cells), cost=_cost(draft, worst))


def _cell(draft: Draft, page: str, load: Load, axis: float) -> SpeedCell:
    median = median_of(load, "lcp_ms")
    shape, word = judge_lcp(median)
    values = [run.lcp_ms for run in load.runs if run.lcp_ms is not None]
    device = draft.texts.say(f"device.{load.device}")
    value = draft.figures.seconds(median)
    return SpeedCell(
        device=load.device,
        device_name=device,
        value=value,
        shape=shape,
        word=draft.texts.say(f"speed.{word}"),
        dots=_stack([round(one / axis * 100, 2) for one in values]),
        median=None if median is None else round(min(100.0, median / axis * 100), 2),
        name=draft.texts.say("speed.name", page=page, device=device, value=value, n=len(values)),
    )


def _stack(positions: list[float]) -> tuple[tuple[float, int], ...]:
    """Return each dot with its level, so that equal loads stand on each other."""
    placed: list[tuple[float, int]] = []
    for position in sorted(positions):
        near = {level for other, level in placed if abs(other - position) < TIE_PERCENT}
        level = next(n for n in range(len(placed) + 1) if n not in near)
        placed.append((position, level))
    return tuple(placed)


def _cost(draft: Draft, load: Load) -> str:
    """What costs most on a page, from its representative load."""
    run = representative_run(load)
    if run is None:
        return draft.texts.say("speed.failed")
    if run.image_waste_bytes is not None and run.image_waste_bytes >= WASTE_WORTH_BYTES:
        waste, images = draft.figures.bytes(run.image_waste_bytes), draft.figures.bytes(run.image_bytes)
        return draft.texts.say("speed.waste", waste=waste, images=images)
    if run.lcp_phases and (run.lcp_ms or 0) > GOOD_MS:
        phase = max(run.lcp_phases, key=lambda key: (run.lcp_phases[key], key))
        time = draft.figures.seconds(run.lcp_phases[phase])
        return draft.texts.say("speed.phase", phase=draft.texts.name("phase", phase), time=time)
    return "—"


def _table(draft: Draft, loads: list[Load], names: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    figures, rows = draft.figures, []
    for load in loads:
        times = [_with_spread(draft, load, metric) for metric in TABLE_METRICS]
        shift = median_of(load, "cls")
        sizes, counts = median_of(load, "transfer_bytes"), median_of(load, "requests")
        failed = sum(run.error is not None for run in load.runs)
        runs = (
            str(len(load.runs))
            if not failed
            else draft.texts.say("speed.runs_failed", n=len(load.runs), failed=failed)
        )
        rows.append(
            (
                names[load.page],
                _device_and_network(draft, load, loads),
                runs,
                *times,
                "—" if shift is None else figures.number(shift, 2),
                "—" if counts is None else figures.number(counts),
                figures.bytes(sizes),
            )
        )
    return tuple(rows)


def _device_and_network(draft: Draft, load: Load, loads: list[Load]) -> str:
    device = draft.texts.say(f"device.{load.device}")
    if len({one.network for one in loads if one.device == load.device}) == 1:
        return device
    return draft.texts.say("dot").join([device, draft.texts.name("network", load.network)])


def _with_spread(draft: Draft, load: Load, metric: str) -> str:
    median = median_of(load, metric)
    if median is None:
        return "—"
    show = draft.figures.milliseconds if metric == "tbt_ms" else draft.figures.seconds
    spread = load.spread.get(metric)
    if spread is None or spread[0] == spread[1]:
        return show(median)
    return draft.texts.say("speed.spread", median=show(median), low=show(spread[0]), high=show(spread[1]))
