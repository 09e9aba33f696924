"""The HTTP client: who asks, how long it waits, how much it reads."""

import httpx

from ux_audit import __version__
from ux_audit.settings import Settings

TOKEN = "ux-audit"
AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    f"Chrome/136.0.0.0 Safari/537.36 {TOKEN}/{__version__}"
)
MOST_REDIRECTS = 10
CONNECT_S = 10.0
MOST_BYTES = 10_000_000


def open_client(settings: Settings) -> httpx.AsyncClient:
    """Return a client that sends what the settings tell (headers, cookies, basic authentication)."""
    agent = f"{AGENT} (+{settings.contact})" if settings.contact else AGENT
    headers = {"User-Agent": agent, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8", **settings.headers}
    return httpx.AsyncClient(
        headers=headers,
        cookies=settings.cookies,
        auth=settings.basic_auth,
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        timeout=httpx.Timeout(settings.timeout_s, connect=min(CONNECT_S, settings.timeout_s)),
    )


async def read(client: httpx.AsyncClient, url: str) -> tuple[httpx.Response, bytes]:
    """Return the answer and its first 10 MB. Raises httpx.HTTPError."""
    parts: list[bytes] = []
    size = 0
    async with client.stream("GET", url) as response:
        async for part in response.aiter_bytes():
            parts.append(part)
            size += len(part)
            if size >= MOST_BYTES:
                break
    return response, b"".join(parts)
