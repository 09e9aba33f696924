"""The loads: a row a page, a dot a load, and a closer look at the slowest."""

from collections import Counter
from collections.abc import Iterable

from ux_audit.model import Device, Load, LoadRun, Shift
from ux_audit.report.draft import DEVICES, Draft, path_of, quoted
from ux_audit.report.pictures import embed_film
from ux_audit.report.view import Film, Segment, Shape, SlowPage, SpeedCell, SpeedRow, SpeedTable, SpeedView

# Core Web Vitals' limits of the largest contentful paint (web.dev/articles/lcp).
GOOD_MS, POOR_MS = 2500.0, 4000.0
AXIS_LEAST_MS = 6000.0
SLOW_PAGES = 3
FILM_FRAMES = 8
SHIFTS = 3
# Loads closer together than this share of the axis are drawn on top of each other.
TIE_PERCENT = 1.6
WASTE_WORTH_BYTES = 50_000
PHASES = ("ttfb", "load_delay", "load_time", "render_delay")
TABLE_METRICS = ("lcp_ms", "ttfb_ms", "fcp_ms", "load_ms", "tbt_ms")


def write_speed(draft: Draft) -> SpeedView | None:
    """Return the speed section, or None when nothing was loaded under measurement."""
    loads = [load for load in draft.audit.loads if load.runs]
    if not loads:
        return None
    axis = _axis_ms(loads)
    order = list(dict.fromkeys((load.kind, load.page) for load in loads))
    numbers = Counter(kind for kind, _ in order)
    rows, nth = [], Counter[str]()
    for kind, page in order:
        nth[kind] += 1
        name = draft.texts.name("kind", kind)
        if numbers[kind] > 1:
            name = draft.texts.say("speed.nth", kind=name, n=nth[kind])
        rows.append(
            _row(draft, name, [load for load in loads if (load.kind, load.page) == (kind, page)], axis)
        )
    names = {page: row.page for (_, page), row in zip(order, rows, strict=True)}
    say = draft.texts.say
    return SpeedView(
        note=_note(draft, loads),
        good_at=round(GOOD_MS / axis * 100, 2),
        poor_at=round(POOR_MS / axis * 100, 2),
        good_label=draft.figures.number(GOOD_MS / 1000, 1),
        poor_label=draft.figures.number(POOR_MS / 1000),
        rows=tuple(rows),
        slow=tuple(_slow_page(draft, names[load.page], load) for load in _slowest(loads)),
        table=SpeedTable(
            heads=tuple(say(f"speed.head.{key}") for key in _heads()), rows=_table(draft, loads, names)
        ),
    )


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
    run = _representative(load)
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


def _representative(load: Load) -> LoadRun | None:
    """The run nearest to the median."""
    good = [run for run in load.runs if run.error is None]
    median = median_of(load, "lcp_ms")
    if not good:
        return None
    return min(good, key=lambda run: (not run.film, abs((run.lcp_ms or 0) - (median or 0))))


def _slowest(loads: list[Load]) -> list[Load]:
    slow = [load for load in loads if (median_of(load, "lcp_ms") or 0) > GOOD_MS and _worth_a_look(load)]
    ranked = sorted(slow, key=lambda load: -(median_of(load, "lcp_ms") or 0))
    by_kind: dict[tuple[str, Device], Load] = {}
    for load in ranked:
        by_kind.setdefault((load.kind, load.device), load)
    return list(by_kind.values())[:SLOW_PAGES]


def _worth_a_look(load: Load) -> bool:
    run = _representative(load)
    return run is not None and bool(run.lcp_phases or run.film or run.shifts)


def _slow_page(draft: Draft, page: str, load: Load) -> SlowPage:
    run = _representative(load)
    assert run is not None
    say, figures = draft.texts.say, draft.figures
    facts = [
        (say("speed.element"), quoted(run.lcp_element)) if run.lcp_element else None,
        (say("speed.head.bytes"), figures.bytes(run.transfer_bytes)) if run.transfer_bytes else None,
        (say("speed.images"), figures.bytes(run.image_bytes)) if run.image_bytes else None,
        (
            say("speed.third"),
            say("speed.third_value", n=run.third_party_requests, size=figures.bytes(run.third_party_bytes)),
        )
        if run.third_party_requests
        else None,
    ]
    device = say(f"device.{load.device}")
    title = say("speed.where", page=page, device=device, time=figures.seconds(run.lcp_ms))
    return SlowPage(
        title=title,
        segments=_segments(draft, run),
        film=_film(draft, run),
        facts=tuple(fact for fact in facts if fact),
        shifts=tuple(
            _shift(draft, shift) for shift in sorted(run.shifts, key=lambda one: -one.value)[:SHIFTS]
        ),
    )


def _segments(draft: Draft, run: LoadRun) -> tuple[Segment, ...]:
    total = sum(run.lcp_phases.values())
    if total <= 0:
        return ()
    order = [key for key in PHASES if key in run.lcp_phases]
    order += [key for key in run.lcp_phases if key not in PHASES]
    segments, at = [], 0.0
    for key in order:
        share = run.lcp_phases[key] / total * 100
        value = draft.figures.seconds(run.lcp_phases[key])
        label = draft.texts.name("phase", key)
        segments.append(Segment(key=key, label=label, value=value, at=round(at, 2), share=round(share, 2)))
        at += share
    return tuple(segments)


def _film(draft: Draft, run: LoadRun) -> tuple[Film, ...]:
    frames = sorted(run.film, key=lambda frame: frame.at_ms)
    if len(frames) > FILM_FRAMES:
        frames = [frames[round(n * (len(frames) - 1) / (FILM_FRAMES - 1))] for n in range(FILM_FRAMES)]
    main = next(
        (frame for frame in frames if run.lcp_ms is not None and frame.at_ms >= run.lcp_ms - 50), None
    )
    film = []
    for frame in frames:
        file = (draft.shots.run / frame.image).resolve()
        data = embed_film(file) if file.is_relative_to(draft.shots.run.resolve()) else None
        if data:
            film.append(Film(at=draft.figures.seconds(frame.at_ms), data=data, main=frame is main))
    return tuple(film)


def _shift(draft: Draft, shift: Shift) -> str:
    value, at = draft.figures.number(shift.value, 2), draft.figures.seconds(shift.at_ms)
    return draft.texts.say("speed.shift", value=value, at=at, what=quoted(shift.selector) or "—")


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
                draft.texts.say(f"device.{load.device}"),
                runs,
                *times,
                "—" if shift is None else figures.number(shift, 2),
                "—" if counts is None else figures.number(counts),
                figures.bytes(sizes),
            )
        )
    return tuple(rows)


def _with_spread(draft: Draft, load: Load, metric: str) -> str:
    median = median_of(load, metric)
    if median is None:
        return "—"
    show = draft.figures.milliseconds if metric == "tbt_ms" else draft.figures.seconds
    spread = load.spread.get(metric)
    if spread is None or spread[0] == spread[1]:
        return show(median)
    return draft.texts.say("speed.spread", median=show(median), low=show(spread[0]), high=show(spread[1]))
