from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from ux_audit.catalog import choose_vocabulary
from ux_audit.model import Device, Overlay
from ux_audit.visit.devices import Identity, context_options
from ux_audit.visit.popups import clear_overlays

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(params=["desktop", "mobile"])
async def page(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    device: Device = request.param
    context = await browser.new_context(**context_options(device, browser.version, Identity()))
    yield await context.new_page()
    await context.close()


@pytest.mark.parametrize(
    ("name", "language", "consent", "said", "count"),
    [
        ("consent", "de", "accept", "accept", 1),
        ("consent", "de", "reject", "reject", 1),
        ("consent", "de", "leave", None, 0),
        ("shadow", "en", "accept", "accept", 1),
        ("newsletter", "en", "accept", "closed", 1),
        ("newsletter", "en", "leave", "closed", 1),
        ("age", "en", "accept", "old", 1),
        ("none", "en", "accept", None, 0),
    ],
)
async def test_what_lies_over_a_page_is_cleared(
    page: Page, name: str, language: str, consent: str, said: str | None, count: int
) -> None:
    await page.goto((PAGES / f"overlay_{name}.html").as_uri())
    pressed = await clear_overlays(page, choose_vocabulary(language, ""), consent)
    assert await page.evaluate("window.said ?? null") == said
    assert len(pressed) == count


async def test_a_banner_in_a_foreign_frame_is_answered(page: Page) -> None:
    banner = (PAGES / "overlay_consent.html").read_text("utf-8")
    answer = lambda route: route.fulfill(content_type="text/html", body=banner)  # noqa: E731
    await page.route("https://consent.example.net/**", answer)
    await page.route(
        "https://shop.example.com/",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<h1>Shop</h1><iframe class="sp_message" src="https://consent.example.net/b"></iframe>',
        ),
    )
    await page.goto("https://shop.example.com/")
    pressed = await clear_overlays(page, choose_vocabulary("de", ""))
    assert pressed == ["consent: Alle akzeptieren"]


async def test_what_lay_over_a_page_is_told_with_its_controls(page: Page) -> None:
    met: list[Overlay] = []
    await page.goto((PAGES / "overlay_newsletter.html").as_uri())
    await clear_overlays(page, choose_vocabulary("en", ""), met=met)
    assert len(met) == 1
    assert met[0].text
    assert all(control.width_px > 0 and control.height_px > 0 for control in met[0].controls)
