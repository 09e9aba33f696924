"""One device's session in the store: looking, recording, and the state every stage shares."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Response

from ux_audit.catalog import Vocabulary
from ux_audit.model import Overlay, Purpose, Refusal, Stage, Step, Trace, TraceKind, Visit
from ux_audit.reading.page_kind import KindVerdict, classify_page
from ux_audit.reading.snapshot import Snapshot
from ux_audit.store import RunFolder
from ux_audit.visit.axe import run_axe
from ux_audit.visit.guard import Guard
from ux_audit.visit.journey.plan import WalkPlan
from ux_audit.visit.network import RequestLog
from ux_audit.visit.popups import clear_overlays
from ux_audit.visit.settle import NEW_DOCUMENT_QUIET_MS, Activity
from ux_audit.visit.shots import save_shot, take_shot
from ux_audit.visit.snapshot import Capture, capture, load_script

OPEN_TIMEOUT_MS = 45_000
SCREENS_SCROLLED = 12
# Looks at which fields may carry what was typed; their pictures black it out.
TYPED_LOOKS: frozenset[Purpose] = frozenset(("entry", "guest", "step", "filled", "payment"))
SCROLL_PAUSE_MS = 40
SCROLLED_QUIET_MS = 150  # what comes into view asks for its pictures at once
LATE_CONTENT_MS = 700
BUSY = (429, 503)
BUSY_TRIES = 3
BUSY_WAIT_S, LONGEST_WAIT_S = 10.0, 60.0  # where the store names no time of its own; and never longer
STAGE_ORDER: tuple[Stage, ...] = (
    "home", "listing", "product", "cart", "entry", "address", "delivery", "payment", "review",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One recorded look: the visit as saved, and its snapshot to choose from."""

    visit: Visit
    snapshot: Snapshot

    @property
    def kind(self) -> KindVerdict:
        """The page kind as classified."""
        return KindVerdict(self.visit.kind, self.visit.kind_confidence, ())

    @property
    def is_shown(self) -> bool:
        """Whether the shop answered with a page, not with an error: some send whole pages under 404."""
        return (self.visit.status or 0) < 400 or self.visit.kind != "error"


class WalkEnd(Exception):
    """The walk stops here; `stopped` names why and `by` whose limit it was."""

    def __init__(self, stopped: str, by: str = "us") -> None:
        super().__init__(stopped)
        self.stopped = stopped
        self.by = by


def server_error(status: int | None, url: str) -> WalkEnd:
    """Return the end of a walk at a page that the shop could not give."""
    return WalkEnd(f"server-error: HTTP {status} at {urlsplit(url).path}", "shop")


@dataclass
class Session:
    """The state of one walk. Stages read and change it; nothing else does."""

    page: Page
    plan: WalkPlan
    folder: RunFolder
    guard: Guard
    vocabulary: Vocabulary
    activity: Activity
    requests: RequestLog
    stage: Stage = "home"
    steps: list[Step] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    reached: list[Stage] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    met: list[Overlay] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)
    signed_in: bool = False
    told_to_sign_in: bool = False
    number: int = 0
    saving: list[asyncio.Task[None]] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @property
    def is_known(self) -> bool:
        """Whether the store may know who is shopping, and with that where to deliver."""
        return self.plan.is_known or self.signed_in

    @property
    def status(self) -> int | None:
        """The HTTP status of the page in view, however it was reached."""
        answer = self.activity.document
        return answer.status if answer is not None else None

    def enter(self, stage: Stage) -> None:
        """Note that the page now shows `stage`, and arm the network lock accordingly."""
        self.stage = stage
        if stage not in self.reached:
            self.reached.append(stage)
        if STAGE_ORDER.index(stage) >= STAGE_ORDER.index("cart"):
            self.guard.arm(stage)

    def check_deadline(self) -> None:
        """Raise WalkEnd when the walk's time is used up."""
        if time.monotonic() - self.started > self.plan.deadline_s:
            raise WalkEnd("deadline")

    async def open(self, url: str, *, scroll: bool = False) -> float | None:
        """Open an address and wait until it is quiet; return the ms it took, or None when it failed."""
        self.check_deadline()
        if not self.plan.may_open(url):
            self.refused.append(Refusal(what=url, why="robots.txt does not allow it", lock="robots"))
            return None
        async with self.turn():
            duration_ms = await self._open(url)
        if duration_ms is None:
            return None
        await self.clear_overlays()
        if scroll:
            await self.scroll()
        return duration_ms

    async def clear_overlays(self) -> None:
        """Take away what lies over the page; the next look keeps what it said."""
        await clear_overlays(self.page, self.vocabulary, self.plan.consent, self.met)

    async def go(self, url: str) -> bool:
        """Open an address unless its page is the one in view; return whether the page is there."""
        return self.page.url == url or await self.open(url) is not None

    async def go_back(self) -> bool:
        """Go back as the browser's button does and wait until the page is quiet; return whether there was a page."""
        self.check_deadline()
        url = self.page.url
        async with self.turn():
            since = time.monotonic()
            await self.page.go_back(wait_until="commit", timeout=OPEN_TIMEOUT_MS)
            await self.activity.settle(since, quiet_ms=NEW_DOCUMENT_QUIET_MS)
        return self.page.url != url

    @property
    def forbids_keeping(self) -> bool:
        """Whether the document in view may not be kept: a browser then has to load it anew on the way back."""
        answer = self.activity.document
        return answer is not None and "no-store" in answer.headers.get("cache-control", "").lower()

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Hold the run's turn to open a page; what was waited for it is not the walk's time."""
        async with self.plan.pace.turn() as waited_s:
            self.started += waited_s
            yield

    async def _open(self, url: str) -> float | None:
        for attempt in range(BUSY_TRIES):
            since = time.monotonic()
            try:
                response = await self.page.goto(url, wait_until="commit", timeout=OPEN_TIMEOUT_MS)
            except PlaywrightError as error:
                self.errors.append(f"{url}: {str(error).splitlines()[0]}")
                self.activity.document = None
                return None
            if (
                response is None
                or attempt == BUSY_TRIES - 1
                or not await self._wait_when_busy(response, attempt)
            ):
                break
        return (await self.activity.settle(since, quiet_ms=NEW_DOCUMENT_QUIET_MS)).duration_ms

    async def _wait_when_busy(self, response: Response, attempt: int) -> bool:
        """Wait as long as a busy store asks for; return whether it was."""
        if response.status not in BUSY:
            return False
        asked = response.headers.get("retry-after", "")
        wait_s = min(float(asked) if asked.isdigit() else BUSY_WAIT_S * 2**attempt, LONGEST_WAIT_S)
        self.plan.say(f"the store asks for patience ({response.status}): waiting {wait_s:.0f} s")
        await asyncio.sleep(wait_s)
        return True

    async def ask_again_when_busy(self) -> None:
        """Where what was pressed brought a busy store's refusal, wait and open the page; what was sent is not sent again."""
        answer = self.activity.document
        if answer is None or answer.request.method != "GET":
            return
        if await self._wait_when_busy(answer, 0):
            await self._open(self.page.url)

    async def scroll(self) -> None:
        """Look through the page to its end and come back to the top."""
        try:
            await self.page.evaluate(
                load_script("scroll_through"), {"screens": SCREENS_SCROLLED, "pauseMs": SCROLL_PAUSE_MS}
            )
            await self.activity.settle(cap_ms=3000, quiet_ms=SCROLLED_QUIET_MS)
        except PlaywrightError:
            return

    async def _scroll_to_top(self) -> None:
        """Filling a form leaves the page where its last field is, and what sticks to the screen over others."""
        with contextlib.suppress(PlaywrightError):
            await self.page.evaluate(load_script("scroll_through"), {"screens": 0, "pauseMs": 0})

    async def snapshot(self) -> Snapshot:
        """Return the page as it is now, unrecorded."""
        return Snapshot((await self._capture()).html)

    async def look_again(self) -> Snapshot:
        """Return the page after a patient wait: what it holds for its visitor may come after all that it is made of."""
        await self.activity.settle(quiet_ms=LATE_CONTENT_MS, patient=True)
        return await self.snapshot()

    async def _capture(self) -> Capture:
        """Serialise the page; waits once more when it is just being replaced."""
        for attempt in range(3):
            try:
                return await capture(self.page, self.plan.controls)
            except PlaywrightError:
                if attempt == 2:
                    raise
                await self.activity.settle(cap_ms=3000)
        raise AssertionError("unreachable")

    async def look(
        self,
        purpose: Purpose,
        context: dict[str, str] | None = None,
        *,
        axe: bool = False,
        pictured: bool = True,
        timing_ms: dict[str, float] | None = None,
        prior: dict[str, float] | None = None,
    ) -> Look:
        """Record the page as it is now: snapshot, picture where it may be proof, requests, axe's findings where asked."""
        self.number += 1
        identity = f"{self.plan.device}/{self.number:02d}-{purpose}"
        if purpose in TYPED_LOOKS:
            await self._scroll_to_top()
        taken = await self._capture()
        snapshot = Snapshot(taken.html)
        verdict = classify_page(snapshot, self.vocabulary, status=self.status, prior=prior)
        folder = self.folder.visit_folder(identity)
        folder.mkdir(parents=True, exist_ok=True)
        shot = None
        if pictured:
            shot = await take_shot(self.page, masked=purpose in TYPED_LOOKS, typed=self.typed)
        if shot is not None:
            # The walk goes on while its pictures are compressed.
            self.saving.append(asyncio.create_task(save_shot(shot, folder / "shot.webp")))
        violations = await run_axe(self.page) if axe else None
        visit = Visit(
            id=identity,
            device=self.plan.device,
            number=self.number,
            purpose=purpose,
            kind=verdict.kind,
            kind_confidence=verdict.confidence,
            url=taken.url,
            final_url=taken.url,
            status=self.status,
            title=taken.title,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            context=context or {},
            screen_width=snapshot.screen_width,
            screen_height=snapshot.screen_height,
            page_width=taken.width,
            page_height=taken.height,
            scroll_y=taken.scroll_y,
            sideways_px=taken.sideways_px,
            shot_scale=shot.scale if shot is not None else 0.0,
            timing_ms=timing_ms or {},
            axe=violations,
            script_errors=self.requests.take_script_errors(),
            dialogs=self.guard.take_dialogs(),
            overlays=tuple(self.met),
        )
        self.met.clear()
        self.folder.write_visit(visit, html=taken.html, requests=self.requests.take())
        self.plan.say(f"{purpose.replace('_', ' ')} · {taken.title or taken.url}")
        return Look(visit, snapshot)

    async def try_out(self, what: str, probe: Awaitable[object]) -> None:
        """Do what only an audit tries; where the browser fails in it, note that and let the walk go on."""
        try:
            await probe
        except PlaywrightError as error:
            self.folder.note(
                "probe-failed", device=self.plan.device, probe=what, why=str(error).splitlines()[0]
            )

    async def keep_pictures(self) -> None:
        """Wait until every picture taken is in the run folder."""
        await asyncio.gather(*self.saving)

    def leave(self, kind: TraceKind, find: str) -> None:
        """Note what may stay behind in the store, and by what its staff find it."""
        trace = Trace(kind=kind, find=find)
        if trace not in self.traces:
            self.traces.append(trace)

    def record(self, step: Step) -> None:
        """Keep a step of the journey."""
        self.steps.append(step)
        self.folder.note("step", device=self.plan.device, goal=step.goal, effect=step.effect, url=step.url)
