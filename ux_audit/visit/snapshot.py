"""Taking a snapshot: the live document as HTML that a detector can read."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import ElementHandle, Page

from ux_audit.model import Model

SCRIPTS = Path(__file__).parent / "page_scripts"


class Capture(Model):
    """A serialised document and the page's measures in CSS px."""

    html: str
    url: str
    title: str
    width: int
    height: int
    scroll_y: int
    sideways_px: int


@cache
def load_script(name: str) -> str:
    """Return the page script `name` (without `.js`)."""
    return (SCRIPTS / f"{name}.js").read_text(encoding="utf-8")


async def capture(page: Page, told: Mapping[str, str] | None = None) -> Capture:
    """Serialise `page` as it is now. `told`: goal → CSS or words of the control for it, marked as such. Raises Playwright's Error when the document is gone."""
    screen = page.viewport_size or {"width": 1350, "height": 940}
    seen: dict[str, Any] = await page.evaluate(load_script("snapshot"), {**screen, "told": dict(told or {})})
    return Capture(
        html=seen["html"],
        url=seen["url"],
        title=seen["title"],
        width=seen["width"],
        height=seen["height"],
        scroll_y=seen["scrollY"],
        sideways_px=seen["sideways"],
    )


async def find_live(page: Page, ux_id: str) -> ElementHandle | None:
    """Return the live element behind a snapshot's `data-ux-id`, or None when it is gone."""
    handle = await page.evaluate_handle(load_script("find_live"), ux_id)
    return handle.as_element()
