"""Pictures of a page, small enough to keep."""

import asyncio
import io
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator, Page

from ux_audit.visit.snapshot import SCRIPTS

TALLEST_PX = 6000  # CSS px; what lies below is not pictured
QUALITY = 60
METHOD = 2  # WebP effort 0..6: 2 takes a quarter of the default's time for a tenth more bytes
TIMEOUT_MS = 10_000
FRAME_TIMEOUT_S = 1.0
SHORTEST_MASKED = 4  # shorter texts, as a house number, stand in other words and tell nobody apart


@dataclass(frozen=True)
class Shot:
    """A page's picture as a JPEG, and its scale: picture px a CSS px."""

    content: bytes
    scale: float


async def take_shot(page: Page, *, masked: bool = False, typed: Collection[str] = ()) -> Shot | None:
    """Return a picture of the page (to 6000 px), None when it failed.

    With `masked` the values of fields are blacked out; always what repeats one of the texts `typed` elsewhere, and all frames
    where one of them could not be looked into.
    """
    # The longest first: of a whole name more than its first word is to be found.
    texts = sorted((text for text in typed if len(text) >= SHORTEST_MASKED), key=len, reverse=True)
    try:
        unread = await _mark_typed(page, texts) if texts else []
        width, height = await page.evaluate(SIZE_SCRIPT)
        raw = await page.screenshot(
            type="jpeg",
            quality=85,
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST_PX)},
            scale="css",
            animations="disabled",
            caret="hide",
            style="".join([*([FIELDS_STYLE] if masked else []), *([TYPED_STYLE] if texts else [])]) or None,
            mask=unread,
            timeout=TIMEOUT_MS,
        )
    except PlaywrightError:
        return None
    with Image.open(io.BytesIO(raw)) as image:
        return Shot(raw, round(image.width / width, 4) if width else 0.0)


async def _mark_typed(page: Page, texts: list[str]) -> list[Locator]:
    """Mark what repeats one of the texts on the page and in its frames; return the frames that could not be read."""
    await page.evaluate(MARK_SCRIPT, texts)
    unread = []
    for frame in page.frames[1:]:
        try:
            await asyncio.wait_for(frame.evaluate(MARK_SCRIPT, texts), FRAME_TIMEOUT_S)
        except (PlaywrightError, TimeoutError):
            unread.append(page.locator("iframe, frame"))
    return unread[:1]


async def save_shot(shot: Shot, path: Path) -> None:
    """Write a picture as WebP, in a thread of its own."""
    await asyncio.to_thread(_save, shot, path)


def _save(shot: Shot, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(shot.content)) as image:
        image.convert("RGB").save(path, "WEBP", quality=QUALITY, method=METHOD)


SIZE_SCRIPT = (SCRIPTS / "page_size.js").read_text(encoding="utf-8")
MARK_SCRIPT = (SCRIPTS / "mark_typed.js").read_text(encoding="utf-8")
FIELDS_STYLE = (SCRIPTS / "mask_fields.css").read_text(encoding="utf-8")
TYPED_STYLE = (SCRIPTS / "mask_typed.css").read_text(encoding="utf-8")
