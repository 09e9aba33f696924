"""Waiting until a page has answered: requests done, document quiet."""

import asyncio
import time
from dataclasses import dataclass, field
from http import HTTPStatus

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page, Request, Response

from ux_audit.visit.snapshot import load_script

POLL_S = 0.05
QUIET_MS = 350  # no request and no change of the document for this long = answered
# A document that has just come does not wait for a shopper to pause, as one does in which something was pressed.
NEW_DOCUMENT_QUIET_MS = 250
# A page that has planned nothing for as long as one would wait has answered; what is on its way between the browser's
# own processes (the next document, a module, an answer to a worker) takes some ms, more on a busy machine.
IDLE_QUIET_MS = 150
CAP_MS = 10_000
LONGEST_NAVIGATION_MS = 30_000  # a slow shop's next page is waited for as a patient shopper would
LONG_REQUEST_MS = 4_000  # a request open for longer is a poll or a stream and holds nothing up
LONGEST_MOVE_MS = 1_500  # menus and drawers take 200 to 500 ms to open
IGNORED = frozenset(("ping", "websocket", "eventsource", "media", "manifest", "texttrack"))


@dataclass(frozen=True)
class Settled:
    """How long the page took until its last activity, and whether the cap cut the wait."""

    duration_ms: float
    cut_at_cap: bool


@dataclass(frozen=True)
class _Quiet:
    """What the page says: ms since its last change, whether something moves, ms until what it has planned next."""

    changed_ago_ms: float | None
    moving: bool
    due_ms: float | None


@dataclass
class Activity:
    """Watches one page's requests and navigations; `document` is its last document's answer, None when it failed."""

    page: Page
    open_requests: dict[Request, float] = field(default_factory=dict)
    last: float = 0.0
    document: Response | None = None
    documents: int = 0

    def __post_init__(self) -> None:
        self.page.on("request", self._started)
        self.page.on("requestfinished", self._ended)
        self.page.on("requestfailed", self._ended)
        self.page.on("framenavigated", self._navigated)
        self.page.on("response", self._answered)

    def _started(self, request: Request) -> None:
        if request.resource_type not in IGNORED:
            self.open_requests[request] = self.last = time.monotonic()

    def _ended(self, request: Request) -> None:
        if self.open_requests.pop(request, None) is not None:
            self.last = time.monotonic()

    def _answered(self, response: Response) -> None:
        request = response.request
        moved = HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST
        if request.is_navigation_request() and not moved and _frame_of(request) == self.page.main_frame:
            self.document = response
            self.documents += 1

    def _navigated(self, frame: Frame) -> None:
        if frame == self.page.main_frame:
            self.open_requests.clear()
            self.last = time.monotonic()

    async def settle(
        self,
        since: float | None = None,
        *,
        cap_ms: float = CAP_MS,
        quiet_ms: float = QUIET_MS,
        patient: bool = False,
    ) -> Settled:
        """Wait until the page is quiet. `since` is the monotonic time of the action (now by default).

        An action that brings another document needs a shorter quiet than `quiet_ms`, and one after which the page has
        planned nothing for so long the shortest, unless one is `patient`.
        """
        start = since if since is not None else time.monotonic()
        self.last = max(self.last, start)
        documents = self.documents
        while True:
            now = time.monotonic()
            leaving = self._is_leaving(now)
            if (now - start) * 1000 > cap_ms and not leaving:
                return Settled((now - start) * 1000, True)
            waiting = leaving or [
                t for t in self.open_requests.values() if (now - t) * 1000 < LONG_REQUEST_MS
            ]
            if not waiting:
                page = await self._ask_page()
                if page is not None and page.changed_ago_ms is not None:
                    quiet_for = min((now - self.last) * 1000, page.changed_ago_ms)
                    # A clock or carousel changes for ever: after two seconds without requests it counts as quiet.
                    endless = (now - self.last) * 1000 >= 2000
                    fresh = self.documents > documents
                    needed = min(quiet_ms, NEW_DOCUMENT_QUIET_MS) if fresh else quiet_ms
                    if not patient and page.due_ms is not None and page.due_ms > needed:
                        needed = min(needed, IDLE_QUIET_MS)
                    if endless or (quiet_for >= needed and not page.moving):
                        return Settled(max(0.0, (now - start) * 1000 - quiet_for), False)
            await asyncio.sleep(POLL_S)

    def _is_leaving(self, now: float) -> bool:
        """Return whether the page's next document is on its way."""
        return any(
            request.is_navigation_request() and (now - since) * 1000 < LONGEST_NAVIGATION_MS
            for request, since in self.open_requests.items()
            if _frame_of(request) == self.page.main_frame
        )

    async def _ask_page(self) -> _Quiet | None:
        try:
            seen = await self.page.evaluate(load_script("quiet"), LONGEST_MOVE_MS)
        except PlaywrightError:
            return None
        return _Quiet(seen["ago"], seen["moving"], seen["dueMs"])


def _frame_of(request: Request) -> Frame | None:
    try:
        return request.frame
    except PlaywrightError:
        return None
