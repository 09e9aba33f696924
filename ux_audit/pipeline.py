"""The whole story: gate → seeds → walks → sample → timed loads → facts → findings → scores → report."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser

from ux_audit import __version__
from ux_audit.catalog import choose_vocabulary, load_kill_list, load_rules, load_shopper, rules_version
from ux_audit.discover import Seeds, find_seeds, open_gate
from ux_audit.errors import UsageError
from ux_audit.facts import observe
from ux_audit.judge import judge, score_findings
from ux_audit.model import Audit, Device, Fact, Finding, Journey, Load, PageRef, Scores, Site, Tool, Visit
from ux_audit.report import write_report
from ux_audit.settings import Settings, walk_level
from ux_audit.store import RunFolder, RunRecord
from ux_audit.visit.browser import open_browser
from ux_audit.visit.devices import Identity
from ux_audit.visit.journey import WalkPlan, walk_store
from ux_audit.visit.load import TimedPage, time_loads

Say = Callable[[str, str], None]
# Kinds of page that are loaded again and timed; carts and checkouts are timed where they happen, in the walk.
TIMED_KINDS = ("home", "listing", "search", "product")


@dataclass(frozen=True)
class Outputs:
    """The files a run ends with."""

    folder: Path
    audit: Path
    scorecard: Path


async def run_audit(settings: Settings, folder: RunFolder, say: Say) -> Audit:
    """Audit a store and return the result; everything seen is in `folder`, whatever happens.

    A store that could not be audited has a `site.gate` other than “ok” and no score. Raises MachineError when no
    browser starts, CancelledError when interrupted: what was seen until then can be judged.
    """
    async with open_browser(settings.browser) as browser:
        say("audit", f"opening {settings.url}")
        record = await _open_store(settings)
        folder.write_record(record)
        if record.site.gate == "ok":
            await _see_store(browser, settings, record, folder, say)
    say("audit", "judging")
    return judge_run(folder)


async def _open_store(settings: Settings) -> RunRecord:
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    gate = await open_gate(settings.url, settings)
    return RunRecord(
        tool_version=__version__,
        made_at=made_at,
        site=Site(url=settings.url, final_url=gate.final_url, gate=gate.gate, gate_reason=gate.reason),
        settings=settings.public(),
        walk_level=walk_level(settings),
    )


async def _see_store(
    browser: Browser, settings: Settings, record: RunRecord, folder: RunFolder, say: Say
) -> None:
    """Walk the store, then time its pages; the record is written after each, and when it is interrupted."""
    say("audit", "reading robots.txt and sitemaps")
    seeds = await find_seeds(record.site.final_url, settings)
    journeys = await _walk_all(browser, settings, record.site.final_url, seeds, folder, say)
    visits = folder.read_visits()
    record = record.model_copy(
        update={
            "site": _without_products(record.site, journeys),
            "journeys": journeys,
            "pages": choose_pages(visits),
            "products_in_sitemaps": seeds.known_products,
            "interrupted": _is_interrupted(),
        }
    )
    folder.write_record(record)
    _end_when_interrupted()
    if record.site.gate != "ok":
        return
    loads = await _time_all(browser, settings, record, folder, say)
    folder.write_record(record.model_copy(update={"loads": loads, "interrupted": _is_interrupted()}))
    _end_when_interrupted()


def _without_products(site: Site, journeys: Mapping[Device, Journey]) -> Site:
    """A site where no device came to a product is no store, or an empty one: nothing of it is judged."""
    if not journeys or any(journey.stopped != "no-product-found" for journey in journeys.values()):
        return site
    reason = f"No product was found at {site.final_url}."
    return site.model_copy(update={"gate": "empty", "gate_reason": reason})


def _is_interrupted() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _end_when_interrupted() -> None:
    if _is_interrupted():
        raise asyncio.CancelledError


async def _walk_all(
    browser: Browser, settings: Settings, url: str, seeds: Seeds, folder: RunFolder, say: Say
) -> dict[Device, Journey]:
    kill_list = load_kill_list()

    def plan(device: Device) -> WalkPlan:
        return WalkPlan(
            url=url,
            device=device,
            level=walk_level(settings),
            kill_list=kill_list,
            load_shopper=load_shopper,
            consent=settings.consent,
            deadline_s=settings.walk_deadline_s,
            seeds=seeds.listings,
            pages=settings.pages,
            may_open=lambda address: (
                settings.admits(address) and seeds.allows(address, own_store=settings.own_store)
            ),
            say=lambda text: say(device, text),
        )

    identity = Identity(headers=settings.headers, basic_auth=settings.basic_auth)
    cookies = [{"name": name, "value": value, "url": url} for name, value in settings.cookies.items()]
    walks = [
        asyncio.create_task(
            walk_store(browser, plan(device), folder, identity, choose_vocabulary("en", ""), cookies)
        )
        for device in settings.devices
    ]
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(*walks)
    # Interrupted walks end with the journey so far; one that had not begun has none.
    await asyncio.wait(walks)
    return {walk.result().device: walk.result() for walk in walks if not walk.cancelled()}


async def _time_all(
    browser: Browser, settings: Settings, record: RunRecord, folder: RunFolder, say: Say
) -> tuple[Load, ...]:
    pages = [
        TimedPage(id=page.id, url=page.url, kind=page.kind)
        for page in record.pages
        if page.kind in TIMED_KINDS
    ]
    pages = pages[: settings.max_pages]
    if not pages or settings.runs < 1:
        return ()
    return await time_loads(browser, pages, settings, folder.path, say=lambda text: say("loads", text))


def choose_pages(visits: list[Visit]) -> tuple[PageRef, ...]:
    """Return the sample: the first good page of each kind that was seen, by purpose, addresses without duplicates."""
    purposes = {"home": "home", "listing": "listing", "search_exact": "search", "product": "product"}
    chosen: dict[str, PageRef] = {}
    for visit in visits:
        kind = purposes.get(visit.purpose)
        if kind is None or visit.error or kind in chosen:
            continue
        chosen[kind] = PageRef(
            id=kind, url=visit.final_url, kind=kind, kind_confidence=visit.kind_confidence, found_by=visit.id
        )
    return tuple(chosen.values())


def judge_run(folder: RunFolder, rule_dirs: tuple[Path, ...] = ()) -> Audit:
    """Judge a run's evidence. Needs no browser, network or clock: the same folder gives the same audit.

    Raises UsageError when the run ended before it saw a page, or its files are damaged.
    """
    record = folder.read_record()
    if record.site.gate == "ok" and not folder.holds_visits():
        raise UsageError(f"The run in {folder.path} saw no page.", "Run the audit again, with another --out.")
    rules = load_rules(rule_dirs)
    facts: dict[Device, dict[str, Fact]] = {}
    findings: tuple[Finding, ...] = ()
    scores = Scores()
    site = record.site
    if site.gate == "ok":
        facts, site = observe(folder, record)
        findings = judge(rules, facts, record.journeys, site)
        scores = score_findings(findings, facts)
    return Audit(
        tool=Tool(version=record.tool_version, rules_version=rules_version(rules)),
        made_at=record.made_at,
        site=site,
        settings=record.settings,
        pages=record.pages,
        journeys=record.journeys,
        facts=facts,
        loads=record.loads,
        findings=findings,
        scores=scores,
        interrupted=record.interrupted,
    )


def write_outputs(folder: RunFolder, audit: Audit, language: str) -> Outputs:
    """Write audit.json and the scorecard into the run folder."""
    written = folder.write_audit(audit)
    scorecard = write_report(audit, folder.path, language="zh" if language == "zh" else "en")
    return Outputs(folder.path, written, scorecard)


def folder_name(url: str, now: datetime) -> str:
    """Return the default run folder's name: ux-audit-<host>-<stamp>."""
    host = urlsplit(url).netloc.replace(":", "-").removeprefix("www.") or "store"
    return f"ux-audit-{host}-{now:%Y%m%d-%H%M%S}"
