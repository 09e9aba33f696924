"""Sitemaps: indexes, plain and packed files, within limits."""

import zlib
from collections.abc import Sequence
from urllib.parse import urljoin

import httpx
from lxml import etree

from ux_audit.discover.client import MOST_BYTES, read

MOST_FILES = 12
MOST_ADDRESSES = 20_000
USUAL = ("/sitemap.xml", "/sitemap_index.xml")


async def read_sitemaps(client: httpx.AsyncClient, home: str, named: Sequence[str]) -> list[str]:
    """Return the page addresses of a store's sitemaps, in order; unreadable files are passed over."""
    waiting = [*named] or [urljoin(home, path) for path in USUAL]
    seen: set[str] = set()
    found: dict[str, None] = {}
    while waiting and len(seen) < MOST_FILES and len(found) < MOST_ADDRESSES:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        try:
            response, body = await read(client, url)
        except (httpx.HTTPError, httpx.InvalidURL):
            continue
        if response.status_code != 200:
            continue
        pages, more = parse_sitemap(body)
        waiting.extend(urljoin(url, address) for address in more)
        found.update(dict.fromkeys(urljoin(url, address) for address in pages))
    return list(found)[:MOST_ADDRESSES]


def parse_sitemap(body: bytes) -> tuple[list[str], list[str]]:
    """Return a sitemap's pages and the further sitemaps it names; ([], []) for what is none."""
    if body[:2] == b"\x1f\x8b":
        body = _unpack(body)
    if body.lstrip()[:1] != b"<":
        lines = body.decode("utf-8", "replace").split()
        return [line for line in lines if line.startswith(("http://", "https://"))], []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return [], []
    if root is None:
        return [], []
    pages, more = [], []
    for entry in root:
        name = etree.QName(entry).localname if isinstance(entry.tag, str) else ""
        place = next(
            (
                child
                for child in entry
                if isinstance(child.tag, str) and etree.QName(child).localname == "loc"
            ),
            None,
        )
        if place is None or not (place.text or "").strip():
            continue
        if name == "sitemap":
            more.append(place.text.strip())
        elif name == "url":
            pages.append(place.text.strip())
    return pages, more


def _unpack(body: bytes) -> bytes:
    try:
        # A packed file may be a bomb: no more is unpacked than would be read.
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, MOST_BYTES)
    except zlib.error:
        return b""
