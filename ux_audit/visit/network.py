"""The requests of a page, as the browser saw them."""

import contextlib
from dataclasses import dataclass, field

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request

from ux_audit.model import RequestRecord
from ux_audit.reading.requests import site_of

# Headers that detectors read: caching, compression, what answered from where.
KEPT_HEADERS = frozenset(
    (
        "content-encoding", "content-type", "content-length", "cache-control", "expires", "age", "etag",
        "vary", "last-modified", "server", "via", "x-cache", "x-served-by", "x-powered-by", "x-shopid",
        "cf-ray", "cf-cache-status", "x-amz-cf-id", "x-swift-savetime", "eagleid", "x-nws-log-uuid",
        "x-vercel-cache", "x-fastly-request-id", "x-akamai-transformed", "x-generator", "location",
        "retry-after", "strict-transport-security", "content-security-policy",
        "content-security-policy-report-only", "x-frame-options",
    )
)  # fmt: skip
LONGEST_HEADER = 300
LONGEST_URL = 1000
MOST_KEPT = 1500
MOST_ERRORS = 50


@dataclass
class RequestLog:
    """Collects the requests and script errors of one page until they are taken."""

    page: Page
    _open: dict[Request, int] = field(default_factory=dict)
    _records: list[RequestRecord] = field(default_factory=list)
    _errors: list[str] = field(default_factory=list)
    _zero_ms: float | None = None

    def __post_init__(self) -> None:
        self.page.on("request", self._started)
        self.page.on("requestfinished", self._finished)
        self.page.on("requestfailed", self._failed)
        self.page.on("pageerror", self._threw)

    def take(self) -> tuple[RequestRecord, ...]:
        """Return the requests since the last call; `started_ms` counts from the first of them."""
        taken = tuple(self._records)
        self._records.clear()
        self._open.clear()
        self._zero_ms = None
        return taken

    def take_script_errors(self) -> tuple[str, ...]:
        """Return the uncaught script errors since the last call, without repetitions."""
        taken = tuple(dict.fromkeys(self._errors))
        self._errors.clear()
        return taken

    def _threw(self, error: PlaywrightError) -> None:
        if len(self._errors) < MOST_ERRORS:
            lines = [line.strip() for line in (error.stack or error.message).splitlines() if line.strip()]
            self._errors.append(" ".join(lines[:2])[:LONGEST_HEADER])

    def _started(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:")) or len(self._records) >= MOST_KEPT:
            return
        self._open[request] = len(self._records)
        self._records.append(
            RequestRecord(
                url=request.url[:LONGEST_URL],
                method=request.method,
                kind=request.resource_type,
                third_party=site_of(request.url) != site_of(self.page.url)
                and self.page.url.startswith("http"),
            )
        )

    def _update(self, request: Request, **changes: object) -> None:
        index = self._open.pop(request, None)
        if index is not None and index < len(self._records):
            self._records[index] = self._records[index].model_copy(update=changes)

    def _failed(self, request: Request) -> None:
        self._update(request, failed=request.failure or "failed")

    async def _finished(self, request: Request) -> None:
        if request not in self._open:
            return
        with contextlib.suppress(PlaywrightError):
            response = await request.response()
            sizes = await request.sizes()
            if response is None:
                self._update(request)
                return
            headers = response.headers
            start, end = self._span_ms(request)
            self._update(
                request,
                status=response.status,
                mime=headers.get("content-type", "").split(";")[0],
                transfer_bytes=sizes["responseBodySize"] + sizes["responseHeadersSize"],
                body_bytes=sizes["responseBodySize"],
                started_ms=start,
                ended_ms=end,
                headers={
                    name: value[:LONGEST_HEADER] for name, value in headers.items() if name in KEPT_HEADERS
                },
            )

    def _span_ms(self, request: Request) -> tuple[float | None, float | None]:
        timing = request.timing
        started = timing["startTime"]
        if started <= 0:
            return None, None
        if self._zero_ms is None:
            self._zero_ms = started
        start = started - self._zero_ms
        end = timing["responseEnd"]
        return round(start, 1), round(start + end, 1) if end >= 0 else None
