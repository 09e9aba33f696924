"""Looks at the very products that the labels describe: product facts of a run hold for a sample, a label for one page."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.async_api import Browser

from ux_audit.catalog import choose_vocabulary
from ux_audit.facts import observe_walk
from ux_audit.facts.walk import Sight, Walk
from ux_audit.model import Device, Fact, Visit
from ux_audit.reading.page_kind import classify_page
from ux_audit.reading.snapshot import Snapshot
from ux_audit.visit.browser import open_browser
from ux_audit.visit.devices import Identity, context_options
from ux_audit.visit.settle import Activity
from ux_audit.visit.snapshot import capture, load_script

DEVICES: tuple[Device, ...] = ("desktop", "mobile")
OF_ONE_PRODUCT = ("product.", "navigation.breadcrumb_product")
SCREENS, PAUSE_MS = 12, 80


def product_pages(labels: dict[str, dict[str, Any]]) -> list[str]:
    """Return the address of the product that the labels describe: the one that most of them name.

    Labels with another page name it as an example of what holds for the shop; the run's own facts answer those.
    """
    pages = Counter(label["page"] for key, label in labels.items() if key.startswith(OF_ONE_PRODUCT))
    return [page for page, _ in pages.most_common(1)]


async def save_pages(pages: Iterable[str], folder: Path) -> None:
    """Save each page as both devices show it: <folder>/<device>/<number>.html and .png."""
    async with open_browser() as browser:
        for device in DEVICES:
            await _save(browser, device, pages, folder / device)


async def _save(browser: Browser, device: Device, pages: Iterable[str], folder: Path) -> None:
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    context = await browser.new_context(**context_options(device, browser.version, Identity()))
    page = await context.new_page()
    activity = Activity(page)
    for number, url in enumerate(pages):
        await page.goto(url, wait_until="load", timeout=20_000)
        await page.evaluate(load_script("scroll_through"), {"screens": SCREENS, "pauseMs": PAUSE_MS})
        await activity.settle(cap_ms=5000)
        html = (await capture(page)).html
        await asyncio.to_thread((folder / f"{number}.html").write_text, html, encoding="utf-8")
        await page.screenshot(path=folder / f"{number}.png", full_page=True)
    await context.close()


def read_facts(pages: list[str], folder: Path) -> dict[Device, dict[str, dict[str, Fact]]]:
    """Return the product facts of each saved page: device → address → facts."""
    return {
        device: {
            url: _facts(device, number, url, (folder / device / f"{number}.html").read_text(encoding="utf-8"))
            for number, url in enumerate(pages)
        }
        for device in DEVICES
    }


def _facts(device: Device, number: int, url: str, html: str) -> dict[str, Fact]:
    snapshot = Snapshot(html)
    vocabulary = choose_vocabulary(snapshot.language, snapshot.text[:5000])
    verdict = classify_page(snapshot, vocabulary, status=200, prior={"product": 1.5})
    visit = Visit(
        id=f"{device}/{number:02d}-product", device=device, number=number, purpose="product", kind=verdict.kind,
        kind_confidence=verdict.confidence, url=url, final_url=snapshot.url, status=200, at="2026-01-01T00:00:00+00:00",
        screen_width=snapshot.screen_width, screen_height=snapshot.screen_height,
    )  # fmt: skip
    walk = Walk(device, None, (Sight(visit, lambda: html),), vocabulary)
    return {name: fact for name, fact in observe_walk(walk).items() if name.startswith(OF_ONE_PRODUCT)}
