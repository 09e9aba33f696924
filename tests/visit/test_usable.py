from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page

from ux_audit.reading.offer import Named, Offer
from ux_audit.visit.snapshot import load_script
from ux_audit.visit.usable import is_usable, wait_until_usable

PAGES = Path(__file__).parent / "pages"
LATE_MS = 900  # when the button of offer.html can be pressed


def offer(button: str = "Add to basket") -> Offer:
    return Offer(
        heading=Named(tag="h1", text="Enamel mug"),
        price=Named(tag="p", text="€12.50"),
        button=Named(tag="button", text=button),
    )


async def open_page(context: BrowserContext, name: str) -> Page:
    page = await context.new_page()
    await page.add_init_script(load_script("measure"))
    await page.goto((PAGES / name).as_uri(), wait_until="commit")
    return page


async def test_a_button_counts_when_it_is_uncovered_and_enabled_though_it_lies_below(
    context: BrowserContext,
) -> None:
    page = await open_page(context, "offer.html")
    reached_ms = await wait_until_usable(page, offer(), 10)
    assert reached_ms is not None
    assert reached_ms >= LATE_MS
    assert await is_usable(page, offer())
    assert await page.evaluate("scrollY") == 0


async def test_what_never_comes_is_not_waited_for_longer_than_the_cap(context: BrowserContext) -> None:
    page = await open_page(context, "offer.html")
    assert await wait_until_usable(page, offer("Buy now"), 0.5) is None


async def test_a_covered_button_cannot_be_used(context: BrowserContext) -> None:
    page = await open_page(context, "offer.html")
    assert await wait_until_usable(page, offer(), 10) is not None
    await page.add_style_tag(content="#cookies { top: 0; height: auto; }")
    assert not await is_usable(page, offer())


@pytest.mark.parametrize("hidden", ["h1", "p", "button"])
async def test_each_of_the_three_is_needed(context: BrowserContext, hidden: str) -> None:
    page = await open_page(context, "offer.html")
    assert await wait_until_usable(page, offer(), 10) is not None
    await page.add_style_tag(content=f"{hidden} {{ visibility: hidden; }}")
    assert not await is_usable(page, offer())


async def test_components_are_looked_into(context: BrowserContext) -> None:
    page = await open_page(context, "offer_in_shadow.html")
    assert await wait_until_usable(page, offer(), 10) is not None
