"""What a page asked the network for, between two looks."""

from urllib.parse import urlsplit

from playwright.async_api import Page, Request, Response
from playwright.async_api import Error as PlaywrightError

from ux_audit.model import RequestRecord

KEPT_HEADERS = ("content-type", "content-encoding", "cache-control", "age", "via", "x-cache", "cf-ray", "x-served-by", "server", "location")
MOST_REQUESTS = 400
LONGEST_URL = 500


class RequestLog:
    """Collects a page's requests and uncaught script errors; `take` empties it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._requests: list[Request] = []
        self._responses: dict[Request, Response] = {}
        self._errors: list[str] = []
        page.on("request", lambda request: self._requests.append(request))
        page.on("response", lambda response: self._responses.__setitem__(response.request, response))
        page.on("pageerror", lambda error: self._errors.append(str(error).splitlines()[0][:300]))

    def take(self) -> tuple[RequestRecord, ...]:
        """Return the requests since the last call, oldest first."""
        seen, self._requests = self._requests[-MOST_REQUESTS:], []
        own = urlsplit(self.page.url).hostname or ""
        records = tuple(self._record(request, own) for request in seen)
        self._responses.clear()
        return records

    def take_script_errors(self) -> tuple[str, ...]:
        """Return the uncaught script errors since the last call, each once."""
        errors, self._errors = self._errors, []
        return tuple(dict.fromkeys(errors))

    def _record(self, request: Request, own: str) -> RequestRecord:
        response = self._responses.get(request)
        headers = response.headers if response is not None else {}
        host = urlsplit(request.url).hostname or ""
        size = headers.get("content-length", "")
        return RequestRecord(
            url=request.url[:LONGEST_URL],
            method=request.method,
            kind=request.resource_type,
            status=response.status if response is not None else None,
            mime=headers.get("content-type", "").split(";")[0],
            body_bytes=int(size) if size.isdigit() else None,
            third_party=bool(own and host and _site(host) != _site(own)),
            failed=_failure(request),
            headers={name: headers[name] for name in KEPT_HEADERS if name in headers},
        )


def _failure(request: Request) -> str | None:
    try:
        return request.failure
    except PlaywrightError:
        return None


def _site(host: str) -> str:
    # The last two labels stand for who owns a name; good enough to tell a shop's own hosts from others'.
    return ".".join(host.split(".")[-2:])
