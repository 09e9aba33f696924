"""The third lock: no request that could place an order leaves the browser."""

import contextlib
import re
from collections.abc import Iterator, Sequence

from playwright.async_api import (
    APIResponse,
    BrowserContext,
    Dialog,
    Frame,
    Page,
    Request,
    Route,
    WebSocketRoute,
)
from playwright.async_api import Error as PlaywrightError

from ux_audit.catalog import KillRule
from ux_audit.model import GuardLog, Refusal, SentRequest, Stage
from ux_audit.reading.requests import (
    ALLOW,
    INSIDE,
    LOOKING,
    LockState,
    Ruling,
    SeenRequest,
    judge_request,
    leads_to_checkout,
    site_of,
)
from ux_audit.visit.redirects import RedirectWatch
from ux_audit.visit.snapshot import load_script

LONGEST_URL = 300
MOST_RECORDED = 500


class Guard:
    """The network lock of one browser context.

    The kill-list and the general signs of a commit are checked on every request, and on every hop of its
    redirects, from `open_page` on. `arm` adds what the stage forbids; at the payment view everything but reading
    is refused until another stage is armed. A context has one page: windows that open beside it are closed.
    `holds=False` lets everything through: it exists so that the other locks can be tried alone.
    """

    def __init__(self, kill_list: Sequence[KillRule], *, may_type: bool = True, holds: bool = True) -> None:
        self.kill_list = tuple(kill_list)
        self.may_type = may_type
        self.holds = holds
        self.stage: Stage | None = None
        self.frozen = False
        self.tripped: str | None = None
        self.sockets: list[str] = []
        self.refusals: list[Refusal] = []
        self.sent: list[SentRequest] = []
        self.swallowed = 0
        self._hands_over = False
        self._sites: set[str] = set()
        self._context: BrowserContext | None = None
        self._page: Page | None = None
        self._redirects = RedirectWatch(self._judge_hop)
        self._dialogs: list[str] = []
        self._accept_dialog = False

    @property
    def armed(self) -> bool:
        """Whether a stage has been armed."""
        return self.stage is not None

    def arm(self, stage: Stage) -> None:
        """Take on the rules of `stage`; payment view and review freeze the page, other stages thaw it."""
        self.stage = stage
        self.frozen = stage in LOOKING
        self._accept_dialog = False

    def freeze(self) -> None:
        """Refuse everything but reading, and every way off the page, until another stage is armed."""
        self.frozen = True

    def trip(self, evidence: str) -> None:
        """Note that an order confirmation was seen; nothing is sent from now on."""
        self.tripped = self.tripped or evidence

    @contextlib.contextmanager
    def handing_over(self, known: bool) -> Iterator[None]:
        """While the checkout is asked for, send the cart of a `known` shopper to nothing but a cart or checkout.

        This ends when a page shows whose address is a cart's or a checkout's.
        """
        self._hands_over = known
        try:
            yield
        finally:
            self._hands_over = False

    def accept_next_dialog(self) -> None:
        """Say yes to the next dialog (the question whether a cart line shall really be removed)."""
        self._accept_dialog = True

    def take_dialogs(self) -> tuple[str, ...]:
        """Return the texts of the dialogs shown since the last call."""
        taken = tuple(self._dialogs)
        self._dialogs.clear()
        return taken

    def log(self) -> GuardLog:
        """Return what the lock saw."""
        return GuardLog(
            armed=self.armed,
            blocked_requests=tuple(self.refusals),
            sent_requests=tuple(self.sent),
            tripped=self.tripped,
        )

    async def open_page(self, context: BrowserContext) -> Page:
        """Stand between `context`, which has no page yet, and the network; open its one page and return it."""
        self._context = context
        await context.add_init_script(load_script("guard"))
        await context.add_init_script(load_script("watch_quiet"))
        await context.route("**/*", self._rule_on)
        await context.route_web_socket(re.compile(".*"), self._watch_socket)
        context.on("page", self._watch_page)
        page = await context.new_page()
        await self._redirects.cover(context, page.main_frame)
        return page

    def _state(self) -> LockState:
        return LockState(
            stage=self.stage,
            frozen=self.frozen or self.tripped is not None,
            may_type=self.may_type,
            sites=frozenset(self._sites),
            hands_over=self._hands_over,
        )

    def _judge(self, seen: SeenRequest) -> Ruling:
        return judge_request(seen, self._state(), self.kill_list) if self.holds else ALLOW

    async def _rule_on(self, route: Route, request: Request) -> None:
        seen = _see(request)
        ruling = self._judge(seen)
        response: APIResponse | None = None
        with contextlib.suppress(PlaywrightError):
            if ruling.action == "allow":
                ruling, response = await self._follow(route, request)
            if ruling.action == "swallow":
                self.swallowed += 1
                await route.fulfill(status=204)
            elif ruling.action == "refuse":
                self._refuse(f"{seen.method} {seen.url}", ruling.why)
                # "aborted" leaves the page that is shown as it is; other codes replace it by an error page.
                await route.abort("aborted" if request.is_navigation_request() else "blockedbyclient")
            elif response is not None:
                self._note_sent(seen)
                await route.fulfill(response=response)
            else:
                self._note_sent(seen)
                await route.fallback()

    async def _follow(self, route: Route, request: Request) -> tuple[Ruling, APIResponse | None]:
        """See to it that nothing is redirected unseen: refuse it, or answer it from here, or have it watched."""
        frame = _frame_of(request)
        if frame is None and request.is_navigation_request():
            return Ruling("refuse", "opens a new window"), None
        if self._context is None:
            return ALLOW, None
        try:
            if await self._redirects.cover(self._context, frame):
                return ALLOW, None
            # The first request of a frame in a process of its own is under way before anybody can listen there.
            response = await route.fetch(max_redirects=0)
        except PlaywrightError:
            return Ruling("refuse", "its redirects could not be watched"), None
        if 300 <= response.status < 400 and "location" in response.headers:
            return Ruling("refuse", "a redirect that could not be watched"), None
        return ALLOW, response

    def _judge_hop(self, seen: SeenRequest) -> Ruling:
        ruling = self._judge(seen)
        if ruling.action == "refuse":
            self._refuse(f"{seen.method} {seen.url}", f"{ruling.why} (a redirect led there)")
        elif ruling.action == "swallow":
            self.swallowed += 1
        else:
            self._note_sent(seen)
        return ruling

    def _refuse(self, what: str, why: str) -> None:
        refusal = Refusal(what=what[:LONGEST_URL], why=why, lock="network")
        if refusal not in self.refusals and len(self.refusals) < MOST_RECORDED:
            self.refusals.append(refusal)

    def _note_sent(self, seen: SeenRequest) -> None:
        if seen.leaves_page and self.stage not in INSIDE:
            self._sites.add(site_of(seen.url))
        if not seen.reads and len(self.sent) < MOST_RECORDED:
            self.sent.append(
                SentRequest(method=seen.method, url=seen.url[:LONGEST_URL], stage=self.stage or "browse")
            )

    def _watch_socket(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        if self.stage in INSIDE and socket.url not in self.sockets:
            self.sockets.append(socket.url)

        def pass_on(message: str | bytes) -> None:
            body = message if isinstance(message, str) else message.decode("utf-8", "ignore")
            ruling = self._judge(SeenRequest("POST", _web_address(socket.url), body, "websocket"))
            if ruling.action == "refuse":
                self._refuse(f"SOCKET {socket.url}", ruling.why)
            elif ruling.action == "allow":
                server.send(message)

        socket.on_message(pass_on)

    async def _watch_page(self, page: Page) -> None:
        page.on("dialog", self._answer)
        page.on("framenavigated", self._watch_address)
        if self._page is None:
            self._page = page
        elif page is not self._page:
            with contextlib.suppress(PlaywrightError):
                await page.close()

    def _watch_address(self, frame: Frame) -> None:
        if frame.parent_frame is None and leads_to_checkout(frame.url):
            self._hands_over = False

    async def _answer(self, dialog: Dialog) -> None:
        leaving = dialog.type == "beforeunload"
        if not leaving:
            self._dialogs.append(f"{dialog.type}: {dialog.message}"[:LONGEST_URL])
        accept, self._accept_dialog = self._accept_dialog or leaving, self._accept_dialog and leaving
        with contextlib.suppress(PlaywrightError):
            await (dialog.accept() if accept else dialog.dismiss())


def _see(request: Request) -> SeenRequest:
    buffer = request.post_data_buffer
    return SeenRequest(
        method=request.method,
        url=request.url,
        body=buffer.decode("utf-8", "replace") if buffer else "",
        kind=request.resource_type,
        leaves_page=request.is_navigation_request() and _is_whole_page(request),
    )


def _frame_of(request: Request) -> Frame | None:
    """Return the frame that asks, None for a worker and for the first navigation of a new window."""
    try:
        return request.frame
    except PlaywrightError:
        return None


def _is_whole_page(request: Request) -> bool:
    frame = _frame_of(request)
    return frame is None or frame.parent_frame is None


def _web_address(url: str) -> str:
    return url.replace("ws", "http", 1) if url.startswith("ws") else url
