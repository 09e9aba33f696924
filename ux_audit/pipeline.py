"""The whole story: gate → seeds → walks → sample → timed loads, then the judging."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.async_api import Browser

from ux_audit import __version__
from ux_audit.catalog import choose_vocabulary, load_kill_list, load_shopper
from ux_audit.discover import Seeds, find_seeds, open_gate
from ux_audit.errors import StoreError
from ux_audit.judging import choose_rules, judge_run
from ux_audit.model import Audit, Device, Journey, Load, PageRef, Site, Visit
from ux_audit.reading.offer import Offer, read_offer
from ux_audit.reading.snapshot import Snapshot
from ux_audit.settings import Settings, is_own, read_account, walk_level
from ux_audit.store import RunFolder, RunRecord
from ux_audit.visit.browser import open_browser
from ux_audit.visit.devices import Identity, identity_of
from ux_audit.visit.journey import PlannedPress, WalkEnd, WalkPlan, plan_walk, walk_store
from ux_audit.visit.load import TimedPage, time_loads
from ux_audit.visit.pace import Pace

Say = Callable[[str, str], None]
# Kinds of page that are loaded again and timed; carts and checkouts are timed where they happen, in the walk.
TIMED_KINDS = ("home", "listing", "search", "product")


async def run_audit(settings: Settings, folder: RunFolder, say: Say) -> Audit:
    """Audit a store and return the result; everything seen is in `folder`, whatever happens.

    A store that could not be audited has a `site.gate` other than “ok” and no score. Raises MachineError when no
    browser starts, ConfigError for wrong rules, CancelledError when interrupted: what was seen until then can be judged.
    """
    choose_rules(settings, settings.rules.folders)
    folder.keep_rules(settings.rules.folders)
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
    identities = dict.fromkeys(settings.devices, identity_of(settings))
    journeys = await _walk_all(browser, settings, record.site.final_url, seeds, folder, say, identities)
    visits = folder.read_visits()
    offers: dict[str, Offer | None] = {}

    def sells(visit: Visit) -> bool:
        offers[visit.id] = _offer_of(folder, visit)
        return offers[visit.id] is not None

    record = record.model_copy(
        update={
            "site": _without_products(record.site, journeys),
            "journeys": journeys,
            "pages": choose_pages(visits, sells),
            "products_in_sitemaps": seeds.known_products,
            "interrupted": _is_interrupted(),
        }
    )
    folder.write_record(record)
    _end_when_interrupted()
    if record.site.gate != "ok":
        return
    loads = await _time_all(browser, settings, record, offers, folder, say, identities)
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
    browser: Browser,
    settings: Settings,
    url: str,
    seeds: Seeds,
    folder: RunFolder,
    say: Say,
    identities: dict[Device, Identity],
) -> dict[Device, Journey]:
    pace = _pace_of(settings, seeds)
    # By this mark in the test address the store's staff find what a run left.
    mark = f"{datetime.now(UTC):%Y%m%d%H%M%S}"
    # Whom the store knows has one cart: the devices would take each other's products out of it.
    turns = asyncio.Semaphore(1 if _is_known(settings) else len(settings.devices))

    async def walk(device: Device) -> Journey:
        async with turns:
            plan = _plan_walk(settings, url, device, seeds, say, identities, pace, mark)
            return await walk_store(browser, plan, folder, identities[device], choose_vocabulary("en", ""))

    walks = [asyncio.create_task(walk(device)) for device in settings.devices]
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(*walks)
    # Interrupted walks end with the journey so far; one that had not begun has none.
    await asyncio.wait(walks)
    return {walk.result().device: walk.result() for walk in walks if not walk.cancelled()}


def _is_known(settings: Settings) -> bool:
    """Whether the store may know the shopper, by an account or by cookies that were given."""
    return bool(settings.account or settings.storage_state or settings.cookies)


def _pace_of(settings: Settings, seeds: Seeds) -> Pace:
    """A store of one's own bears both devices at once; elsewhere one page is opened at a time."""
    return Pace(together=is_own(settings), pause_s=seeds.robots.crawl_delay_s or 0.0)


def _plan_walk(
    settings: Settings,
    url: str,
    device: Device,
    seeds: Seeds,
    say: Say,
    identities: dict[Device, Identity],
    pace: Pace,
    mark: str = "",
) -> WalkPlan:
    return WalkPlan(
        url=url,
        device=device,
        level=walk_level(settings),
        kill_list=load_kill_list(),
        load_shopper=partial(load_shopper, run=mark, phone=settings.phone),
        mark=mark,
        consent=settings.consent,
        deadline_s=settings.walk_deadline_s,
        pace=pace,
        seeds=seeds.listings,
        pages=settings.pages,
        controls=settings.controls,
        account=read_account(settings),
        is_known=_is_known(settings),
        keep_identity=lambda identity: identities.update({device: identity}),
        may_open=lambda address: (
            settings.admits(address) and seeds.allows(address, own_store=settings.own_store)
        ),
        say=lambda text: say(device, text),
    )


async def plan_run(settings: Settings, say: Say) -> dict[Device, list[PlannedPress]]:
    """Return what a walk would press on each device; nothing is pressed, and nothing is kept.

    Raises StoreError when the store lets nobody in, MachineError when no browser starts.
    """
    identities = dict.fromkeys(settings.devices, identity_of(settings))
    planned = {}
    async with open_browser(settings.browser) as browser:
        site = (await _open_store(settings)).site
        if site.gate != "ok":
            raise StoreError(site.gate_reason or f"The store at {site.final_url} is shut.", gate=site.gate)
        seeds = await find_seeds(site.final_url, settings)
        pace = _pace_of(settings, seeds)
        for device in settings.devices:
            plan = _plan_walk(settings, site.final_url, device, seeds, say, identities, pace)
            with TemporaryDirectory() as folder:
                run = RunFolder.create(Path(folder))
                try:
                    planned[device] = await plan_walk(
                        browser, plan, run, identities[device], choose_vocabulary("en", "")
                    )
                except WalkEnd as end:
                    raise StoreError(f"{site.final_url} did not load ({end}).") from end
    return planned


async def _time_all(
    browser: Browser,
    settings: Settings,
    record: RunRecord,
    offers: Mapping[str, Offer | None],
    folder: RunFolder,
    say: Say,
    identities: dict[Device, Identity],
) -> tuple[Load, ...]:
    pages = [
        TimedPage(id=page.id, url=page.url, kind=page.kind, offer=offers.get(page.found_by))
        for page in record.pages
        if page.kind in TIMED_KINDS
    ]
    pages = pages[: settings.max_pages]
    if not pages or settings.runs < 1:
        return ()
    lanes = None if is_own(settings) else 1
    return await time_loads(
        browser,
        pages,
        settings,
        folder.path,
        identities=identities,
        lanes=lanes,
        say=lambda text: say("loads", text),
    )


def _offer_of(folder: RunFolder, visit: Visit) -> Offer | None:
    snapshot = Snapshot(folder.read_html(visit))
    vocabulary = choose_vocabulary(snapshot.language, snapshot.text[:5000])
    return read_offer(snapshot, vocabulary, visit.context.get("expect_title") or "")


def choose_pages(visits: list[Visit], sells: Callable[[Visit], bool]) -> tuple[PageRef, ...]:
    """Return the sample: the first good page of each kind that was seen, by purpose; of the products one that `sells`."""
    purposes = {"home": "home", "listing": "listing", "search_exact": "search", "product": "product"}
    chosen: dict[str, PageRef] = {}
    good = [visit for visit in visits if visit.purpose in purposes and not visit.error]
    selling = next((visit for visit in good if visit.purpose == "product" and sells(visit)), None)
    for visit in good:
        kind = purposes[visit.purpose]
        if kind in chosen or (kind == "product" and selling not in (None, visit)):
            continue
        chosen[kind] = PageRef(
            id=kind, url=visit.final_url, kind=kind, kind_confidence=visit.kind_confidence, found_by=visit.id
        )
    return tuple(chosen.values())


def folder_name(url: str, now: datetime) -> str:
    """Return the default run folder's name: ux-audit-<host>-<stamp>."""
    host = urlsplit(url).netloc.replace(":", "-").removeprefix("www.") or "store"
    return f"ux-audit-{host}-{now:%Y%m%d-%H%M%S}"
