"""What one device's walk saw, as the detectors read it."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from bs4 import Tag
from PIL import Image, UnidentifiedImageError

from ux_audit.catalog import Vocabulary
from ux_audit.model import Device, Evidence, Fact, Journey, Load, Purpose, RequestRecord, Visit
from ux_audit.model.fact import FactValue
from ux_audit.reading.snapshot import Snapshot, box_of, name_of, selector_of

CLIENT_ERROR, SERVER_ERROR = 400, 500  # HTTP status classes


@dataclass(frozen=True)
class Sight:
    """One visit with its snapshot and requests, read from disk when first asked for."""

    visit: Visit
    read_html: Callable[[], str]
    read_requests: Callable[[], tuple[RequestRecord, ...]] = tuple
    read_shot: Callable[[], bytes] = bytes

    @property
    def is_error(self) -> bool:
        """Whether the server failed, or said that there is no such page and showed nothing else."""
        status = self.visit.status or 0
        return status >= SERVER_ERROR or (status >= CLIENT_ERROR and self.visit.kind == "error")

    @cached_property
    def snapshot(self) -> Snapshot:
        """The saved page."""
        return Snapshot(self.read_html())

    def open_picture(self) -> Image.Image | None:
        """Return the page's picture in RGB, `visit.shot_scale` px a CSS px, or None when there is none.

        It is decoded at each call, and not kept: a long page's takes 20 MB and more.
        """
        try:
            with Image.open(io.BytesIO(self.read_shot())) as image:
                return image.convert("RGB")
        except (UnidentifiedImageError, OSError):
            return None

    @cached_property
    def requests(self) -> tuple[RequestRecord, ...]:
        """The visit's network requests."""
        return self.read_requests()


@dataclass(frozen=True)
class Walk:
    """Everything one device saw. `sights` are in the order of the walk and hold no failed visits.

    `loads` were measured to their end on the device's usual line, `followed` on a poor one until the product could be bought.
    """

    device: Device
    journey: Journey | None
    sights: tuple[Sight, ...]
    vocabulary: Vocabulary
    loads: tuple[Load, ...] = ()
    followed: tuple[Load, ...] = ()
    failed: tuple[Visit, ...] = ()
    site: dict[str, str | None] = field(default_factory=dict)
    products_in_sitemaps: int = 0

    def all(self, *purposes: Purpose) -> list[Sight]:
        """Return the sights with one of these purposes; pages that were an error instead are none of them."""
        return [sight for sight in self.sights if sight.visit.purpose in purposes and not sight.is_error]

    def first(self, *purposes: Purpose) -> Sight | None:
        """Return the first sight with one of these purposes."""
        return next(iter(self.all(*purposes)), None)

    def last(self, *purposes: Purpose) -> Sight | None:
        """Return the last sight with one of these purposes."""
        return next(reversed(self.all(*purposes)), None)


def unseen(why: str) -> Fact:
    """Return the answer "could not be seen", with its reason."""
    return Fact(value=None, note=why)


def seen(value: FactValue, *evidence: Evidence, confidence: float = 1.0, note: str | None = None) -> Fact:
    """Return a fact with where it was seen."""
    return Fact(value=value, note=note, confidence=confidence, evidence=evidence)


def seen_at(sight: Sight, tag: Tag | None = None, text: str = "") -> Evidence:
    """Return evidence for one element of a sight, or for the page as a whole."""
    visit = sight.visit
    return Evidence(
        visit=visit.id,
        page=visit.final_url,
        selector=selector_of(tag) if tag is not None else "",
        text=(text or (name_of(tag) if tag is not None else ""))[:300],
        box=box_of(tag) if tag is not None else None,
        screenshot=f"visits/{visit.id}/shot.webp",
    )
