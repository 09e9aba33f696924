"""Walks made of hand-written pages, for the facts of cart and checkout."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.facts.walk import Sight, Walk
from ux_audit.model import Journey, Load, Purpose, RequestRecord, Visit

PAGES = Path(__file__).parents[1] / "reading" / "pages"


@dataclass(frozen=True)
class Look:
    """One look to be: the name of a page in tests/reading/pages, or markup."""

    purpose: Purpose
    page: str
    path: str = "/checkout"
    context: dict[str, str] = field(default_factory=dict)
    requests: tuple[RequestRecord, ...] = ()


def walk_of(
    looks: Sequence[Look],
    *,
    language: str = "en",
    stopped: str = "payment-seen",
    loads: tuple[Load, ...] = (),
    followed: tuple[Load, ...] = (),
) -> Walk:
    """Return a desktop walk that saw these looks in this order."""
    sights = tuple(_sight(number, look, language) for number, look in enumerate(looks, 1))
    journey = Journey(device="desktop", level="payment", reached="payment", stopped=stopped)
    return Walk(
        device="desktop",
        journey=journey,
        sights=sights,
        vocabulary=choose_vocabulary(language, ""),
        loads=loads,
        followed=followed,
    )


def _sight(number: int, look: Look, language: str) -> Sight:
    file = PAGES / f"{look.page}.html"
    body = file.read_text(encoding="utf-8") if "<" not in look.page else look.page
    url = f"http://shop.example{look.path}"
    html = snapshot_of(body, url=url, language=language).html
    visit = Visit(
        id=f"desktop/{number:02d}-{look.purpose}",
        device="desktop",
        number=number,
        purpose=look.purpose,
        kind="product" if look.purpose == "product" else "checkout",
        kind_confidence=0.9,
        url=url,
        final_url=url,
        at="2026-01-01T00:00:00+00:00",
        context=look.context,
        screen_width=1350,
        screen_height=940,
    )
    return Sight(visit, lambda: html, lambda: look.requests)
