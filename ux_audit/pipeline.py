"""The whole story: gate → seeds → walks → sample → timed loads → facts → findings → scores → report."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser

from ux_audit import __version__
from ux_audit.catalog import choose_vocabulary, load_kill_list, load_rules, load_shopper, rules_version
from ux_audit.discover import Seeds, find_seeds, open_gate
from ux_audit.errors import StoreError
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

    Raises StoreError when the home page's gate is shut, MachineError when no browser starts.
    """
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    say("audit", f"opening {settings.url}")
    gate = await open_gate(settings.url, settings)
    site = Site(url=settings.url, final_url=gate.final_url, gate=gate.gate, gate_reason=gate.reason)
    record = RunRecord(
        tool_version=__version__,
        made_at=made_at,
        site=site,
        settings=settings.public(),
        walk_level=walk_level(settings),
    )
    folder.write_record(record)
    if gate.gate != "ok":
        audit = judge_run(folder)
        write_outputs(folder, audit, settings.lang)
        raise StoreError(gate.reason or f"The store answered with: {gate.gate}.", gate=gate.gate)
    say("audit", "reading robots.txt and sitemaps")
    seeds = await find_seeds(gate.final_url, settings)
    record = record.model_copy(update={"products_in_sitemaps": seeds.known_products})
    journeys: dict[Device, Journey] = {}
    loads: tuple[Load, ...] = ()
    interrupted = False
    try:
        async with open_browser(settings.browser) as browser:
            journeys = await _walk_all(browser, settings, gate.final_url, seeds, folder, say)
            record = record.model_copy(
                update={"journeys": journeys, "pages": choose_pages(folder.read_visits())}
            )
            folder.write_record(record)
            loads = await _time_all(browser, settings, record, folder, say)
    except (KeyboardInterrupt, asyncio.CancelledError):
        interrupted = True
    record = record.model_copy(
        update={
            "journeys": journeys,
            "loads": loads,
            "interrupted": interrupted,
            "pages": choose_pages(folder.read_visits()),
        }
    )
    folder.write_record(record)
    if interrupted:
        raise KeyboardInterrupt
    say("audit", "judging")
    return judge_run(folder)


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
        walk_store(browser, plan(device), folder, identity, choose_vocabulary("en", ""), cookies)
        for device in settings.devices
    ]
    done = await asyncio.gather(*walks)
    return {journey.device: journey for journey in done}


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
    """Judge a run's evidence. Needs no browser, network or clock: the same folder gives the same audit."""
    record = folder.read_record()
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
