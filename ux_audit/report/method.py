"""How the audit was made: settings, weights, caps, what was refused, which files lie beside the scorecard."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ux_audit.catalog import load_platforms
from ux_audit.model import Journey, Refusal, Trace
from ux_audit.report.draft import DEVICES, Draft, quoted
from ux_audit.report.view import Table

MOST_REFUSALS = 12
# Settings whose values open doors; their names are printed, their values never.
SECRET = ("cookie", "header", "auth", "password", "token", "secret", "proxy")
FILES = ("scorecard.html", "audit.json", "visits/", "journal.jsonl")


def write_method(draft: Draft, reduced: tuple[str, ...]) -> tuple[Table, ...]:
    """Return the tables of the method section, empty ones left out."""
    tables = (
        _run(draft),
        _settings(draft),
        _scoring(draft),
        _guard(draft),
        _traces(draft),
        _refused(draft),
        _pages(draft),
        _files(draft, reduced),
    )
    return tuple(table for table in tables if table.rows)


def _table(draft: Draft, key: str, rows: Iterable[tuple[str, str] | None], note: str = "") -> Table:
    kept = tuple(row for row in rows if row is not None and row[1])
    return Table(title=draft.texts.say(f"method.{key}"), rows=kept, note=note)


def _run(draft: Draft) -> Table:
    audit, say = draft.audit, draft.texts.say
    loads = sum(len(load.runs) for load in audit.loads)
    hosts = sorted(run.host_index for load in audit.loads for run in load.runs if run.host_index is not None)
    noise = ""
    if hosts:
        low, high = draft.figures.number(hosts[0]), draft.figures.number(hosts[-1])
        noise = say("method.host_range", low=low, high=high)
    return _table(
        draft,
        "run",
        (
            (say("method.tool"), f"{audit.tool.name} {audit.tool.version}"),
            (say("method.rules"), audit.tool.rules_version),
            (say("method.made"), f"{draft.figures.date(audit.made_at)} {draft.figures.time(audit.made_at)}"),
            (say("method.address"), audit.site.final_url or audit.site.url),
            (say("method.platform"), audit.site.platform or say("unknown")),
            (
                say("method.language"),
                draft.texts.say("dot").join(
                    part for part in (audit.site.language, audit.site.currency) if part
                )
                or say("unknown"),
            ),
            (say("method.looked"), say("method.looked_value", visits=len(draft.shots.visits), loads=loads)),
            (say("method.host"), noise),
        ),
    )


def _settings(draft: Draft) -> Table:
    rows = [
        (key.replace("_", " "), _plain(key, value)) for key, value in sorted(draft.audit.settings.items())
    ]
    return _table(draft, "settings", rows)


def _plain(key: str, value: Any) -> str:
    if any(word in key.lower() for word in SECRET):
        return "***" if value else ""
    if isinstance(value, bool):
        return "✓" if value else "—"
    if isinstance(value, Mapping):
        return " · ".join(f"{name} {_plain(str(name), inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return " · ".join(_plain("", inner) for inner in value)
    return "" if value is None else quoted(str(value), 300)


def _scoring(draft: Draft) -> Table:
    scores, say = draft.audit.scores, draft.texts.say
    weights = [
        f"{draft.texts.name('area', area)} {draft.figures.number(weight, int(weight != round(weight)))}"
        for area, weight in scores.weights.items()
    ]
    titles = {rule.rule: rule.worst.title.of(draft.texts.language) for rule in draft.rules}
    caps = draft.texts.say("dot").join(titles.get(cap, cap).rstrip(".。") for cap in scores.caps)
    return _table(
        draft,
        "scoring",
        (
            (say("method.weights"), say("dot").join(weights)),
            (say("method.caps"), caps or (say("method.caps_none") if scores.overall is not None else "")),
            (say("method.stamp"), scores.stamp),
        ),
        note=say("method.scoring_note") if scores.overall is not None else "",
    )


def _guard(draft: Draft) -> Table:
    say, rows = draft.texts.say, list[tuple[str, str] | None]()
    for device in DEVICES:
        journey = draft.audit.journeys.get(device)
        if journey is not None:
            rows.append((say(f"device.{device}"), say("dot").join(_guard_parts(draft, journey))))
    return _table(draft, "safety", rows, note=say("method.typed") if rows else "")


def _guard_parts(draft: Draft, journey: Journey) -> list[str]:
    say, guard = draft.texts.say, journey.guard
    parts = [
        say("method.level", level=draft.texts.name("level", journey.level)),
        say("method.armed") if guard.armed else say("method.unarmed"),
        say("method.blocked_n", n=len(guard.blocked_requests)),
        say("method.sent_n", n=len(guard.sent_requests)),
    ]
    if guard.tripped:
        parts.append(say("method.tripped", what=quoted(guard.tripped)))
    if journey.cart_emptied is not None:
        parts.append(say("method.emptied") if journey.cart_emptied else say("method.not_emptied"))
    return parts


def _traces(draft: Draft) -> Table:
    """What the walks may have left in the store, where its software keeps it, and by what it is found."""
    say = draft.texts.say
    left: dict[Trace, list[str]] = {}
    for device in DEVICES:
        journey = draft.audit.journeys.get(device)
        for trace in journey.traces if journey is not None else ():
            left.setdefault(trace, []).append(say(f"device.{device}"))
    rows = [
        (say(f"trace.{trace.kind}"), f"{quoted(trace.find, 160)} ({say('dot').join(devices)})")
        for trace, devices in left.items()
    ]
    platform = next((p for p in load_platforms() if p.id == draft.audit.site.platform), None)
    notes = [
        platform.traces[trace.kind].of(draft.texts.language)
        for trace in left
        if platform is not None and trace.kind in platform.traces
    ]
    return _table(draft, "traces", rows, note=" ".join(dict.fromkeys(notes)))


def _refused(draft: Draft) -> Table:
    refusals: Counter[tuple[str, str, str]] = Counter()
    for journey in draft.audit.journeys.values():
        for refusal in (*journey.refused, *journey.guard.blocked_requests):
            refusals[_refusal_key(draft, refusal)] += 1
    rows = [
        (draft.texts.say("method.refusal", lock=lock, what=what), why if n == 1 else f"{why} (×{n})")
        for (lock, what, why), n in refusals.most_common(MOST_REFUSALS)
    ]
    left = len(refusals) - len(rows)
    return _table(
        draft, "refused", rows, note=draft.texts.say("method.refused_more", n=left) if left > 0 else ""
    )


def _refusal_key(draft: Draft, refusal: Refusal) -> tuple[str, str, str]:
    return draft.texts.name("lock", refusal.lock), quoted(refusal.what, 160), refusal.why


def _pages(draft: Draft) -> Table:
    rows = [(draft.texts.name("kind", page.kind), page.url) for page in draft.audit.pages]
    return _table(draft, "pages", rows)


def _files(draft: Draft, reduced: tuple[str, ...]) -> Table:
    say = draft.texts.say
    rows = [(name, say(f"file.{name.split('.')[0].strip('/')}")) for name in FILES]
    return _table(draft, "files", rows, note=" ".join(say(f"reduced.{word}") for word in reduced))
