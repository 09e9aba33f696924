"""Timed loads of one page on one device and network."""

from typing import Literal

from ux_audit.model.basics import Box, Device, Model, PageKind

# How far a page was followed: until nothing changed any more, or until its product could be bought.
Until = Literal["settled", "usable"]


class FilmFrame(Model):
    """One film frame of the representative load; `image` is a path in the run folder."""

    at_ms: float
    image: str


class Shift(Model):
    """One layout shift: value and what moved."""

    value: float
    at_ms: float
    selector: str = ""
    before: Box | None = None
    after: Box | None = None


class LoadRun(Model):
    """One load's numbers; times in ms since navigation start, `None` when not seen.

    `usable_ms` is when a product's name and price were there and its button could be hit, `is_usable` whether it was so at the end.
    """

    ttfb_ms: float | None = None
    fcp_ms: float | None = None
    lcp_ms: float | None = None
    lcp_element: str = ""
    cls: float | None = None
    tbt_ms: float | None = None
    speed_index_ms: float | None = None
    load_ms: float | None = None
    usable_ms: float | None = None
    is_usable: bool | None = None
    requests: int = 0
    transfer_bytes: int = 0
    image_bytes: int = 0
    third_party_requests: int = 0
    third_party_bytes: int = 0
    uncompressed_text_bytes: int = 0
    static_bytes: int = 0
    cdn_bytes: int = 0
    image_waste_bytes: int | None = None
    dom_elements: int | None = None
    lcp_phases: dict[str, float] = {}
    shifts: tuple[Shift, ...] = ()
    film: tuple[FilmFrame, ...] = ()
    cut_at_cap: bool = False
    host_index: float | None = None
    error: str | None = None


class Load(Model):
    """All runs of one page on one device and network, with median and spread per metric.

    `spread` maps a metric to (least, greatest) over the good runs.
    """

    page: str
    kind: PageKind
    url: str
    device: Device
    network: str
    consent: str
    until: Until = "settled"
    live: bool = False
    runs: tuple[LoadRun, ...]
    median: dict[str, float] = {}
    spread: dict[str, tuple[float, float]] = {}
