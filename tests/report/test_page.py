"""The scorecard opened in a real browser."""

from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from tests.report import sample
from ux_audit.report import Language, write_report

LANGUAGES: tuple[Language, ...] = ("en", "zh")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_accessibility_violations(
    browser: Browser, run: Path, language: Language, scheme: str
) -> None:
    file = write_report(sample.make_audit(), run, language=language)
    context = await browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = await context.new_page()
    await page.goto(file.as_uri())
    await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = await Axe().run(page)
    await context.close()
    assert [(one["id"], one["nodes"][0]["target"]) for one in found.response["violations"]] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1440, 2560])
async def test_nothing_scrolls_sideways_and_nothing_is_requested(
    browser: Browser, run: Path, width: int
) -> None:
    file = write_report(sample.make_audit(), run)
    page = await browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    await page.goto(file.as_uri())
    await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert await page.evaluate(OVERFLOW) <= 0
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert said == []
    await page.close()


async def test_filters_keep_what_fits_and_count(browser: Browser, run: Path) -> None:
    file = write_report(sample.make_audit(), run)
    page = await browser.new_page()
    await page.goto(file.as_uri())
    everything = await page.locator("#findings details.finding:visible").count()
    await page.select_option("select[name=area]", "search")
    assert await page.locator("#findings details.finding:visible").count() == 1
    assert await page.locator("#filters output").inner_text() == f"showing 1 / {everything}"
    await page.close()


async def test_without_scripts_there_are_no_dead_controls(browser: Browser, run: Path) -> None:
    file = write_report(sample.make_audit(), run)
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(file.as_uri())
    assert await page.locator("#filters").is_hidden()
    first = page.locator("#journey a.screen").first
    await first.click()
    assert await page.locator(".shot:visible").count() == 1
    await context.close()
