"""The network side of a timed load: what is still on its way, and what everything weighed."""

import time
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import CDPSession

from ux_audit.reading.requests import site_of

# What a shopper waits for. Pictures are asked of the page itself, which knows those of the first screen.
CRITICAL = frozenset(("Document", "Script", "Stylesheet", "Font", "Fetch", "XHR"))
STATIC = frozenset(("Script", "Stylesheet", "Font", "Image", "Media"))
TEXTS = ("text/", "javascript", "json", "xml", "svg")
CDN_HEADERS = frozenset(
    (
        "cf-ray", "x-amz-cf-id", "x-swift-savetime", "eagleid", "x-nws-log-uuid", "x-served-by",
        "x-vercel-cache", "x-fastly-request-id", "x-akamai-transformed", "x-cache", "x-cdn",
        "x-edge-location", "x-bunny-cache",
    )
)  # fmt: skip
# A request that has brought nothing for so long is a poll or a stream and holds nothing up.
STALLED_S, STALLED_DATA_S = 5.0, 3.0
LEAST_TEXT_BYTES = 1400  # below one packet compression saves nothing


@dataclass
class Transfer:
    """One request of the load. Bytes as on the wire (`wire`) and unpacked (`body`)."""

    url: str
    kind: str
    started: float
    last: float
    status: int = 0
    mime: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    wire_bytes: int = 0
    body_bytes: int = 0
    done: bool = False

    @property
    def is_text(self) -> bool:
        """Whether compression would make it smaller."""
        return any(mark in self.mime for mark in TEXTS)

    @property
    def is_compressed(self) -> bool:
        """Whether it came compressed."""
        return self.headers.get("content-encoding", "") in ("br", "gzip", "zstd", "deflate")

    @property
    def from_edge(self) -> bool:
        """Whether the answer bears a content network's sign."""
        return bool(self.headers.keys() & CDN_HEADERS)


class Traffic:
    """Everything one page requested, from the browser's own events."""

    def __init__(self, url: str) -> None:
        self.site = site_of(url)
        self.transfers: dict[str, Transfer] = {}
        self.last = time.monotonic()

    async def watch(self, session: CDPSession) -> None:
        """Listen to `session`. To be called before the load begins."""
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.dataReceived", self._brought)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.loadingFailed", self._ended)
        await session.send("Network.enable")

    def waits_for(self) -> int:
        """Return how many requests a shopper still waits for."""
        now = time.monotonic()
        return sum(
            not t.done and t.kind in CRITICAL and now - t.last < _patience_s(t.kind)
            for t in self.transfers.values()
        )

    def quiet_ms(self) -> float:
        """Return the ms since the last critical request began or ended."""
        return (time.monotonic() - self.last) * 1000

    def _sent(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if url.startswith(("data:", "blob:")):
            return
        now = time.monotonic()
        kind = event.get("type", "Other")
        old = self.transfers.get(event["requestId"])
        if old is not None and "redirectResponse" in event:
            old.done = True
            old.wire_bytes += int(event["redirectResponse"].get("encodedDataLength") or 0)
            self.transfers[f"{event['requestId']}:{len(self.transfers)}"] = old
        self.transfers[event["requestId"]] = Transfer(url, kind, now, now)
        if kind in CRITICAL:
            self.last = now

    def _answered(self, event: dict[str, Any]) -> None:
        transfer = self.transfers.get(event["requestId"])
        if transfer is None:
            return
        answer = event["response"]
        transfer.kind = event.get("type", transfer.kind)
        transfer.status = answer["status"]
        transfer.mime = answer.get("mimeType", "")
        transfer.headers = {name.lower(): value for name, value in answer["headers"].items()}
        transfer.last = time.monotonic()
        if transfer.kind == "EventSource" or transfer.mime == "text/event-stream":
            transfer.done = True

    def _brought(self, event: dict[str, Any]) -> None:
        transfer = self.transfers.get(event["requestId"])
        if transfer is not None:
            transfer.last = time.monotonic()
            transfer.body_bytes += int(event["dataLength"])
            # What is still on its way at the end weighs what has come of it.
            transfer.wire_bytes += int(event["encodedDataLength"])

    def _finished(self, event: dict[str, Any]) -> None:
        transfer = self.transfers.get(event["requestId"])
        if transfer is not None:
            transfer.wire_bytes = int(event["encodedDataLength"])
        self._ended(event)

    def _ended(self, event: dict[str, Any]) -> None:
        transfer = self.transfers.get(event["requestId"])
        if transfer is None:
            return
        transfer.done = True
        if transfer.kind in CRITICAL:
            self.last = time.monotonic()

    def weigh(self, pictures: list[dict[str, Any]], scale: float) -> dict[str, int]:
        """Return a LoadRun's counts and bytes; `pictures` and `scale` come from read_measures.js."""
        own = [t for t in self.transfers.values() if site_of(t.url) == self.site]
        foreign = [t for t in self.transfers.values() if site_of(t.url) != self.site]
        static = [t for t in self.transfers.values() if t.kind in STATIC]
        images = [t for t in self.transfers.values() if t.kind == "Image"]
        plain = [
            t
            for t in own
            if t.is_text and not t.is_compressed and (t.body_bytes or t.wire_bytes) > LEAST_TEXT_BYTES
        ]
        return {
            "requests": len(self.transfers),
            "transfer_bytes": sum(t.wire_bytes for t in self.transfers.values()),
            "image_bytes": sum(t.wire_bytes for t in images),
            "third_party_requests": len(foreign),
            "third_party_bytes": sum(t.wire_bytes for t in foreign),
            "uncompressed_text_bytes": sum(t.body_bytes or t.wire_bytes for t in plain),
            "static_bytes": sum(t.wire_bytes for t in static),
            "cdn_bytes": sum(t.wire_bytes for t in static if t.from_edge),
            "image_waste_bytes": estimate_waste(images, pictures, scale),
        }


def _patience_s(kind: str) -> float:
    return STALLED_DATA_S if kind in ("Fetch", "XHR") else STALLED_S


# Up to twice the pixels shown make a picture sharp, not wasteful; small files are not worth the work.
AREA_RATIO, LEAST_WASTE_BYTES = 2.0, 40_000
OLD_FORMATS, OLD_FORMAT_BYTES = ("image/jpeg", "image/png"), 100_000
# WebP at equal quality is 25 to 34 % smaller than JPEG (developers.google.com/speed/webp/docs/webp_study).
MODERN_SAVING = 0.25


def estimate_waste(images: list[Transfer], pictures: list[dict[str, Any]], scale: float) -> int:
    """Return the bytes that smaller or modern pictures would save, over the pictures seen on the page."""
    largest: dict[str, dict[str, Any]] = {}
    for picture in pictures:
        if picture["shown"] > largest.get(picture["url"], {"shown": -1})["shown"]:
            largest[picture["url"]] = picture
    waste = 0.0
    for image in images:
        seen = largest.get(image.url)
        if seen is None or "svg" in image.mime:
            continue
        needed = float(image.wire_bytes)
        wanted = seen["shown"] * scale * scale
        if wanted and seen["natural"] / wanted > AREA_RATIO and needed > LEAST_WASTE_BYTES:
            needed *= wanted / seen["natural"]
        if image.mime in OLD_FORMATS and image.wire_bytes > OLD_FORMAT_BYTES:
            needed *= 1 - MODERN_SAVING
        waste += image.wire_bytes - needed
    return round(waste)
