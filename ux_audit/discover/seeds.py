"""Seeds: addresses worth visiting, by kind, chosen the same way every time."""

import asyncio
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from ux_audit.discover.client import open_client, read
from ux_audit.discover.robots import Robots
from ux_audit.discover.sitemaps import read_sitemaps
from ux_audit.model import PageKind
from ux_audit.reading.kind_rules import load_kind_rules
from ux_audit.reading.other_language import choose_language
from ux_audit.settings import Settings

MOST_SEEDS = 6
DEADLINE_S = 15.0
# The order of asking: an address that speaks of a cart or a policy is that, whatever else it holds.
GUESSES: tuple[tuple[str, PageKind], ...] = (
    ("checkout_path", "checkout"),
    ("cart_path", "cart"),
    ("account_path", "account"),
    ("search_path", "search"),
    ("article_path", "article"),
    ("product_path", "product"),
    ("listing_path", "listing"),
    ("policy_path", "policy"),
)


@dataclass(frozen=True)
class Seeds:
    """What robots.txt and the sitemaps tell. `products` and `listings` are samples of at most six, `known_products` counts all."""

    robots: Robots = field(default_factory=Robots)
    products: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    addresses: int = 0
    known_products: int = 0

    def allows(self, url: str, *, own_store: bool = False) -> bool:
        """Return whether `url` may be opened; a store's owner may read what robots.txt keeps from others."""
        return own_store or self.robots.allows(url)


async def find_seeds(home: str, settings: Settings) -> Seeds:
    """Return what a store's robots.txt and sitemaps tell, within 15 s; nothing readable gives empty seeds."""
    robots, addresses = Robots(), []
    try:
        async with asyncio.timeout(DEADLINE_S), open_client(settings) as client:
            robots = await _read_robots(client, home)
            addresses = await read_sitemaps(client, home, robots.sitemaps)
    except (TimeoutError, httpx.HTTPError):
        pass
    return choose_seeds(addresses, home, robots, settings)


async def _read_robots(client: httpx.AsyncClient, home: str) -> Robots:
    try:
        response, body = await read(client, urljoin(home, "/robots.txt"))
    except httpx.HTTPError:
        return Robots()
    is_text = "html" not in response.headers.get("content-type", "")
    return Robots(body.decode("utf-8", "replace")) if response.status_code == 200 and is_text else Robots()


def choose_seeds(addresses: Iterable[str], home: str, robots: Robots, settings: Settings) -> Seeds:
    """Sort addresses into kinds and take a sample of each; foreign ones, other languages' and forbidden ones are left out."""
    host = _host(home)
    own = [url for url in dict.fromkeys(addresses) if _host(url) == host and settings.admits(url)]
    readable = [url for url in choose_language(own, home) if settings.own_store or robots.allows(url)]
    kinds: dict[PageKind, list[str]] = {}
    for url in readable:
        kinds.setdefault(guess_kind(url), []).append(url)
    listings = sorted(kinds.get("listing", []), key=lambda url: (urlsplit(url).path.count("/"), _stable(url)))
    return Seeds(
        robots=robots,
        products=sample(kinds.get("product", []), MOST_SEEDS),
        listings=tuple(listings[:MOST_SEEDS]),
        policies=sample(kinds.get("policy", []), MOST_SEEDS),
        addresses=len(own),
        known_products=len(kinds.get("product", [])),
    )


def guess_kind(url: str) -> PageKind:
    """Return the kind that an address alone suggests, `other` when it says nothing."""
    parts = urlsplit(url)
    if parts.path in ("", "/") and not parts.query:
        return "home"
    text = f"{parts.path}?{parts.query}" if parts.query else parts.path
    paths = load_kind_rules().paths
    return next((kind for name, kind in GUESSES if re.search(paths[name], text, re.IGNORECASE)), "other")


def sample(addresses: Iterable[str], most: int) -> tuple[str, ...]:
    """Return at most `most` addresses, spread over all and the same ones every time."""
    return tuple(sorted(sorted(addresses, key=_stable)[:most]))


def _stable(url: str) -> str:
    parts = urlsplit(url)  # without the host: a staging copy and its store give the same sample
    return hashlib.sha256(f"{parts.path}?{parts.query}".encode()).hexdigest()


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")
