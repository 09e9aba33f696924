"""Timed loads: a fresh context each, on a shopper's line, interleaved over pages and devices."""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from ux_audit.model import Device, Load, LoadRun, Model, PageKind, Until
from ux_audit.reading.offer import Offer
from ux_audit.settings import Settings
from ux_audit.visit.browser import close_in_time
from ux_audit.visit.devices import Identity, identity_of, open_context
from ux_audit.visit.film import Film
from ux_audit.visit.host import count_lanes, measure_host
from ux_audit.visit.measures import name_shifts, rounded, split_lcp, sum_blocking, sum_shifts, summarise
from ux_audit.visit.snapshot import load_script
from ux_audit.visit.traffic import Traffic
from ux_audit.visit.usable import is_usable, wait_until_usable
from ux_audit.yaml_files import read_yaml

NETWORK_OF: dict[Device, str] = {"desktop": "cable", "mobile": "slow-4g"}
# A shopper with a poor connection has a phone; the page is followed until the product can be bought, and no further.
POOR_NETWORK = "slow-3g"
POOR_DEVICE: Device = "mobile"
FOLDER = "loads"
QUIET_MS = 500  # nothing a shopper waits for is on its way, nothing large was painted, no long task
LONGEST_PAINT_MS = 5_000  # a picture of 80 megapixels is on the screen 1 to 3 s after its last byte
POLL_S = 0.1
SCROLLED = {"screens": 8, "pauseMs": 40}
CONSENT = "leave"  # loads are timed as a first visit sees them: with the banner, nothing pressed


class Network(Model):
    """One line of networks.yaml."""

    latency_ms: float
    down_bytes_s: int
    up_bytes_s: int
    cpu_slowdown: float


class TimedPage(Model):
    """One page to load, with the id under which the sample knows it; `offer` is what a product page sells."""

    id: str
    url: str
    kind: PageKind
    offer: Offer | None = None


@dataclass(frozen=True)
class Job:
    """One load to make."""

    page: TimedPage
    device: Device
    network: str
    number: int
    filmed: bool
    until: Until = "settled"

    @property
    def load(self) -> tuple[str, Device, str, Until]:
        """What the loads that are summed up together have in common."""
        return self.page.id, self.device, self.network, self.until


@dataclass(frozen=True)
class LoadSetup:
    """What every load of a run shares. `root` is the run folder; without it no film is kept."""

    identities: Mapping[Device, Identity] = field(default_factory=dict)
    cap_s: float = 30.0
    root: Path | None = None
    host_index: float | None = None


@cache
def load_networks() -> dict[str, Network]:
    """Return the networks that can be applied, by name."""
    data, _ = read_yaml(Path(__file__).with_name("networks.yaml"))
    return {name: Network.model_validate(item) for name, item in data.items()}


async def time_loads(
    browser: Browser,
    pages: Sequence[TimedPage],
    settings: Settings,
    root: Path | None = None,
    *,
    identities: Mapping[Device, Identity] | None = None,
    lanes: int | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> tuple[Load, ...]:
    """Load every page `settings.runs` times on every device and return the numbers, with films below `root`.

    Without `lanes` as many loads run side by side as the machine bears without slowing down.
    """
    jobs = list(plan_jobs(pages, settings.devices, settings.runs))
    host = await measure_host(browser)
    width = lanes or await count_lanes(browser, host, cores=os.cpu_count() or 1)
    setup = LoadSetup(
        identities=identities or dict.fromkeys(settings.devices, identity_of(settings)),
        cap_s=settings.timeout_s,
        root=root,
        host_index=host,
    )
    done: dict[Job, LoadRun] = {}
    waiting = iter(jobs)

    async def lane() -> None:
        for job in waiting:
            done[job] = await load_once(browser, job, setup)
            say(f"{len(done)} of {len(jobs)} · {job.page.kind} · {job.device}")

    # An interrupted run keeps the loads that were finished.
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(*(lane() for _ in range(min(width, len(jobs)))))
    kinds = {job.load: job for job in jobs}.values()
    collected = (
        _collect(kind, [done[job] for job in jobs if job.load == kind.load and job in done]) for kind in kinds
    )
    return tuple(load for load in collected if load.runs)


def plan_jobs(pages: Sequence[TimedPage], devices: Sequence[Device], runs: int) -> Iterator[Job]:
    """Return the loads in the order of their making: rounds over all pages and devices.

    A slow minute of the store or of this machine then falls on all alike.
    """
    for number in range(runs):
        for page in pages:
            for device in devices:
                yield Job(page, device, NETWORK_OF[device], number, number == runs - 1)
            if page.offer is not None and POOR_DEVICE in devices:
                yield Job(page, POOR_DEVICE, POOR_NETWORK, number, number == runs - 1, "usable")


def _collect(job: Job, runs: Sequence[LoadRun]) -> Load:
    median, spread = summarise(runs)
    return Load(
        page=job.page.id,
        kind=job.page.kind,
        url=job.page.url,
        device=job.device,
        network=job.network,
        consent=CONSENT,
        until=job.until,
        runs=tuple(runs),
        median=median,
        spread=spread,
    )


async def load_once(browser: Browser, job: Job, setup: LoadSetup) -> LoadRun:
    """Load a page once in a fresh context and return its numbers; one that failed has `error` instead."""
    context = await open_context(browser, job.device, setup.identities.get(job.device, Identity()))
    try:
        return await _load(context, job, setup)
    except PlaywrightError as error:
        return LoadRun(error=str(error).splitlines()[0], host_index=setup.host_index)
    finally:
        await close_in_time(context)


async def _load(context: BrowserContext, job: Job, setup: LoadSetup) -> LoadRun:
    page = await context.new_page()
    page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
    await page.add_init_script(load_script("measure"))
    session = await context.new_cdp_session(page)
    traffic = Traffic(job.page.url)
    await traffic.watch(session)
    await _throttle(session, load_networks()[job.network])
    film = Film(session) if job.filmed and setup.root is not None else None
    if film is not None:
        await film.start()
    response = await page.goto(job.page.url, wait_until="commit", timeout=setup.cap_s * 1000)
    if response is not None and response.status >= 400:
        return LoadRun(error=f"HTTP {response.status}", host_index=setup.host_index)
    if job.until == "usable" and job.page.offer is not None:
        run, origin_ms = await _follow(page, job.page.offer, setup.cap_s)
        if film is not None:
            await film.stop()
    else:
        run, origin_ms = await _measure(page, traffic, film, job, setup)
    run = run.model_copy(update={"host_index": setup.host_index})
    if film is None or setup.root is None:
        return run
    folder = (
        setup.root
        / FOLDER
        / "-".join(part for part in (job.page.id, job.device, job.until) if part != "settled")
    )
    frames, speed_index = await film.develop(origin_ms, folder, setup.root)
    return run.model_copy(
        update={"film": frames, "speed_index_ms": speed_index if job.until == "settled" else None}
    )


async def _follow(page: Page, offer: Offer, cap_s: float) -> tuple[LoadRun, float]:
    """Return the load's numbers and when it began (ms since 1970), as `_measure` does."""
    usable_ms = await wait_until_usable(page, offer, cap_s)
    seen: dict[str, Any] = await page.evaluate(load_script("read_measures"))
    run = LoadRun(
        ttfb_ms=rounded(seen["ttfb"]),
        fcp_ms=rounded(seen["fcp"]),
        usable_ms=rounded(usable_ms),
        is_usable=usable_ms is not None,
        cut_at_cap=usable_ms is None,
    )
    return run, float(seen["origin"])


async def _measure(
    page: Page, traffic: Traffic, film: Film | None, job: Job, setup: LoadSetup
) -> tuple[LoadRun, float]:
    cut = await _settle(page, traffic, setup.cap_s)
    late = cut and (await page.evaluate(load_script("load_progress")))["missingLargest"]
    seen: dict[str, Any] = await page.evaluate(load_script("read_measures"))
    weights = traffic.weigh(seen["pictures"], seen["scale"])
    if film is not None:
        await film.stop()
    usable = await is_usable(page, job.page.offer) if job.page.offer is not None else None
    await page.evaluate(load_script("scroll_through"), SCROLLED)
    seen["shifts"] = (await page.evaluate(load_script("read_measures")))["shifts"]
    run = _numbers(seen, weights, load_networks()[job.network], cut_at_cap=cut, usable=usable)
    if late and run.lcp_ms is not None:
        # A larger picture than all that was painted is still missing: the largest paint comes later than this.
        run = run.model_copy(update={"lcp_ms": round(max(run.lcp_ms, seen["now"]), 1), "lcp_phases": {}})
    return run, float(seen["origin"])


async def _throttle(session: CDPSession, network: Network) -> None:
    await session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": network.latency_ms,
            "downloadThroughput": network.down_bytes_s,
            "uploadThroughput": network.up_bytes_s,
        },
    )
    if network.cpu_slowdown > 1:
        await session.send("Emulation.setCPUThrottlingRate", {"rate": network.cpu_slowdown})


async def _settle(page: Page, traffic: Traffic, cap_s: float) -> bool:
    """Wait until a shopper has what they came for; return whether the cap ended the wait.

    That is: painted, nothing critical on its way, no picture of the first screen missing, and none of these
    changing for `QUIET_MS`; a picture that is larger than all that was painted is waited for until it is on the screen,
    5 s at most. Beacons, polls, sockets, and pictures below the first screen do not count.
    """
    deadline = time.monotonic() + cap_s
    while time.monotonic() < deadline:
        if not traffic.waits_for() and traffic.quiet_ms() >= QUIET_MS:
            seen = await page.evaluate(load_script("load_progress"))
            quiet = LONGEST_PAINT_MS if seen["unpainted"] else QUIET_MS
            if seen["parsed"] and seen["painted"] and not seen["missing"] and seen["quietMs"] >= quiet:
                return False
        await asyncio.sleep(POLL_S)
    return True


def _numbers(
    seen: dict[str, Any], weights: dict[str, int], network: Network, *, cut_at_cap: bool, usable: bool | None
) -> LoadRun:
    lcp = seen["lcp"]
    return LoadRun(
        ttfb_ms=rounded(seen["ttfb"]),
        fcp_ms=rounded(seen["fcp"]),
        lcp_ms=rounded(lcp["at"]) if lcp else None,
        lcp_element=lcp["element"] if lcp else "",
        cls=sum_shifts(seen["shifts"]),
        tbt_ms=sum_blocking(seen["tasks"], seen["fcp"], seen["now"]),
        load_ms=rounded(seen["load"]),
        dom_elements=seen["elements"],
        lcp_phases=split_lcp(seen, network.latency_ms),
        shifts=name_shifts(seen["shifts"]),
        is_usable=usable,
        cut_at_cap=cut_at_cap,
        **weights,
    )
