"""A closer look at the slowest loads: phases, film, weight, what moved."""

from collections.abc import Iterable

from ux_audit.model import Device, Load, LoadRun, Shift
from ux_audit.report.draft import Draft, quoted
from ux_audit.report.loads import GOOD_MS, median_of, representative_run
from ux_audit.report.pictures import embed_film
from ux_audit.report.view import Film, Segment, SlowPage

SLOW_PAGES = 3
FILM_FRAMES = 8
SHIFTS = 3
PHASES = ("ttfb", "load_delay", "load_time", "render_delay")


def write_slow_pages(draft: Draft, loads: list[Load], names: dict[str, str]) -> tuple[SlowPage, ...]:
    """Return the three slowest kinds of page on a device that have more to show than a number."""
    pages = []
    for load in _slowest(loads):
        run = representative_run(load)
        if run is not None:
            pages.append(_slow_page(draft, names[load.page], load, run))
    return tuple(pages)


def write_poor_line(draft: Draft, loads: Iterable[Load], names: dict[str, str]) -> tuple[SlowPage, ...]:
    """Return how a page fills on a poor line until its product can be bought; nothing where no film was kept.

    Nor where the product was not found again in any load: that a page did not come so far would be a claim then.
    """
    pages = []
    for load in loads:
        reached = draft.audit.facts.get(load.device, {}).get("speed.poor_line_usable")
        if reached is None or reached.value is None:
            continue
        run = next((one for one in load.runs if one.film), None)
        film = _film(draft, run, run.usable_ms) if run is not None else ()
        if run is None or not film:
            continue
        where = {
            "page": names[load.page],
            "device": draft.texts.say(f"device.{load.device}"),
            "network": draft.texts.name("network", load.network),
        }
        key = "speed.never" if run.usable_ms is None else "speed.usable"
        title = draft.texts.say(key, time=draft.figures.seconds(run.usable_ms), **where)
        pages.append(SlowPage(title=title, segments=(), film=film, facts=(), shifts=()))
    return tuple(pages)


def _slowest(loads: list[Load]) -> list[Load]:
    slow = [load for load in loads if (median_of(load, "lcp_ms") or 0) > GOOD_MS and _worth_a_look(load)]
    ranked = sorted(slow, key=lambda load: -(median_of(load, "lcp_ms") or 0))
    by_kind: dict[tuple[str, Device], Load] = {}
    for load in ranked:
        by_kind.setdefault((load.kind, load.device), load)
    return list(by_kind.values())[:SLOW_PAGES]


def _worth_a_look(load: Load) -> bool:
    run = representative_run(load)
    return run is not None and bool(run.lcp_phases or run.film or run.shifts)


def _slow_page(draft: Draft, page: str, load: Load, run: LoadRun) -> SlowPage:
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
        film=_film(draft, run, run.lcp_ms),
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


def _film(draft: Draft, run: LoadRun, main_ms: float | None) -> tuple[Film, ...]:
    frames = sorted(run.film, key=lambda frame: frame.at_ms)
    if len(frames) > FILM_FRAMES:
        frames = [frames[round(n * (len(frames) - 1) / (FILM_FRAMES - 1))] for n in range(FILM_FRAMES)]
    main = next((frame for frame in frames if main_ms is not None and frame.at_ms >= main_ms - 50), None)
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
