"""Pictures of pages, as WebP in CSS px."""

import io
from pathlib import Path

from PIL import Image
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

MOST_HEIGHT_PX = 6000  # beyond six thousand px nobody looks; the files stay small
QUALITY = 62
TIMEOUT_MS = 15_000


async def take_shot(page: Page, file: Path) -> float:
    """Write a picture of the page from its top down to `file`; return picture px per CSS px (0 when none was taken)."""
    size = page.viewport_size or {"width": 1350, "height": 940}
    try:
        height = int(await page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": size["width"], "height": max(size["height"], min(height, MOST_HEIGHT_PX))}
        raw = await page.screenshot(
            full_page=True, clip=clip, scale="css", animations="disabled", caret="hide", timeout=TIMEOUT_MS, type="jpeg", quality=85  # type: ignore[arg-type]
        )
    except PlaywrightError:
        return 0.0
    with Image.open(io.BytesIO(raw)) as image:
        image.save(file, "WEBP", quality=QUALITY, method=2)
        return image.width / size["width"]
