"""From an audit and its run folder to the view of one scorecard."""

from pathlib import Path

from ux_audit.model import Audit
from ux_audit.report.causes import FEW, ORDERS, write_filters, write_findings, write_fixes
from ux_audit.report.draft import DEVICES, Draft, host_of
from ux_audit.report.figures import Figures
from ux_audit.report.law import write_law_badge, write_law_rest, write_markets, write_points
from ux_audit.report.legs import STAGES
from ux_audit.report.lines import (
    write_checks,
    write_not_applicable,
    write_suppressed,
    write_untested,
    write_works,
)
from ux_audit.report.method import write_method
from ux_audit.report.pictures import Album, embed_pictures, picture_id
from ux_audit.report.scoreboard import name_chart, write_areas, write_badges, write_score
from ux_audit.report.shots import read_shots
from ux_audit.report.speed import write_speed
from ux_audit.report.stations import write_path
from ux_audit.report.strip import write_journey
from ux_audit.report.texts import Language, Texts
from ux_audit.report.verdict import stop_reason, write_verdict
from ux_audit.report.view import Blocked, Head, View, Window
from ux_audit.report.windows import whole

LANG = {"en": "en", "zh": "zh-CN"}
# Base64 pictures may take this much of the file; the rest is text, charts, styles and film frames.
PICTURE_BUDGET_BYTES = 3_400_000


def build_view(audit: Audit, run: Path, *, language: Language, folder: Path) -> View:
    """Return everything the templates print, in one language; reads pictures from `run`."""
    texts = Texts(folder, language)
    draft = Draft(audit=audit, folder=folder, texts=texts, figures=Figures(texts), shots=read_shots(run))
    return _gate_view(draft) if audit.site.gate != "ok" else _full_view(draft)


def _gate_view(draft: Draft) -> View:
    gate = draft.audit.site.gate
    say = draft.texts.say
    visit_id = next((found for device in DEVICES if (found := draft.shots.first(device))), None)
    window = draft.show_screen(visit_id, say("blocked.picture"))
    todo = [say(f"blocked.{gate}"), say("blocked.again")]
    album = embed_pictures(draft.shots, draft.windows, frozenset(), PICTURE_BUDGET_BYTES)
    view = _frame(draft, album)
    reason = (draft.audit.site.gate_reason or "").strip()
    notices = (*view.notices, say("blocked.answer", reason=reason)) if reason else view.notices
    return view.model_copy(update={"blocked": Blocked(picture=window, todo=tuple(todo)), "notices": notices})


def _full_view(draft: Draft) -> View:
    head_windows = _head_windows(draft)
    journey, findings, points = write_journey(draft), write_findings(draft), write_points(draft)
    law_badge = write_law_badge(draft)
    fixes, areas, untested, works = (
        write_fixes(draft),
        write_areas(draft),
        write_untested(draft),
        write_works(draft),
    )
    album = embed_pictures(draft.shots, draft.windows, frozenset(draft.step_visits), PICTURE_BUDGET_BYTES)
    view = _frame(draft, album)
    few = len(draft.causes) <= FEW
    red = sum(len(cause.rules) for cause in draft.causes)
    return view.model_copy(
        update={
            "head": view.head.model_copy(update={"windows": head_windows}),
            "score": write_score(draft),
            "areas": areas,
            "areas_name": name_chart(draft, areas),
            "badges": (*write_badges(draft), *((law_badge,) if law_badge else ())),
            "path": write_path(draft) if draft.audit.findings else (),
            "fixes": fixes[:ORDERS],
            "more_fixes": fixes[ORDERS:],
            "journey": journey,
            "findings_note": draft.texts.say("findings.note", n=len(draft.causes), rules=red),
            "few": few,
            "filters": () if few else write_filters(findings, draft),
            "findings": findings,
            "law_markets": write_markets(draft),
            "law_points": points,
            "law_rest": write_law_rest(draft),
            "works": works,
            "works_n": sum(len(group.lines) for group in works),
            "speed": write_speed(draft),
            "check": write_checks(draft),
            "untested": untested,
            "untested_n": sum(len(group.lines) for group in untested),
            "not_applicable": write_not_applicable(draft),
            "suppressed": write_suppressed(draft),
            "shots": _shots(draft, album),
        }
    )


def _frame(draft: Draft, album: Album) -> View:
    audit, say = draft.audit, draft.texts.say
    return View(
        language=draft.texts.language,
        lang=LANG[draft.texts.language],
        store_lang=audit.site.language or "",
        title=say("title", store=draft.store, date=draft.figures.date(audit.made_at)),
        verdict=write_verdict(draft),
        notices=_notices(draft),
        head=_head(draft),
        method=write_method(draft, album.reduced),
        pictures=album.pictures,
    )


def _notices(draft: Draft) -> tuple[str, ...]:
    """What limits the whole scorecard, said first."""
    say, notices = draft.texts.say, list[str]()
    if draft.audit.interrupted:
        notices.append(say("notice.interrupted"))
    failed = [visit for visit in draft.shots.visits.values() if visit.error]
    if failed:
        notices.append(say("notice.failed_pages", n=len(failed)))
    for journey in draft.audit.journeys.values():
        if journey.stopped_by in ("us", "robots", "shop") and journey.reached not in ("payment", "review"):
            device = say(f"device.{journey.device}")
            notices.append(say("notice.stopped", device=device, reason=stop_reason(draft, journey)))
    return tuple(notices)


def _head(draft: Draft) -> Head:
    audit, say = draft.audit, draft.texts.say
    brand = audit.settings.get("brand")
    loads = sum(len(load.runs) for load in audit.loads)
    amounts = [
        say("head.devices", n=len(draft.devices)) if draft.devices else "",
        say("head.visits", n=len(draft.shots.visits)) if draft.shots.visits else "",
        say("head.loads", n=loads) if loads else "",
    ]
    return Head(
        brand=str(brand.get("name", "")) if isinstance(brand, dict) else "",
        store=draft.store,
        address=host_of(audit.site.final_url or audit.site.url),
        made_on=draft.figures.date(audit.made_at),
        scope=say("dot").join(part for part in amounts if part),
        walked=_walked(draft),
    )


def _walked(draft: Draft) -> str:
    journeys = list(draft.audit.journeys.values())
    if not journeys:
        return ""
    furthest = max((journey.reached for journey in journeys), key=STAGES.index)
    return draft.texts.say("head.walked", stage=draft.texts.name("reach", furthest))


def _head_windows(draft: Draft) -> tuple[Window, ...]:
    windows = []
    for device in DEVICES:
        visit_id = draft.shots.first(device, ("home",)) or draft.shots.first(device)
        name = draft.texts.say("head.picture", device=draft.texts.say(f"device.{device}"))
        window = draft.show_screen(visit_id, name)
        if window is not None:
            windows.append(window)
    return tuple(windows)


def _shots(draft: Draft, album: Album) -> tuple[Window, ...]:
    """One enlargement a picture, of everything that is embedded of it."""
    shots = []
    by_id = {picture_id(visit_id): visit_id for visit_id in draft.windows}
    for picture in album.pictures:
        visit = draft.shots.visits[by_id[picture.id]]
        name = draft.texts.say(
            "shot.name",
            device=draft.texts.say(f"device.{visit.device}"),
            page=draft.texts.name("kind", visit.kind),
        )
        bottom = max(strip.y + strip.height for strip in picture.strips)
        shots.append(whole(picture.id, visit.device, picture.width, bottom, name))
    return tuple(shots)
