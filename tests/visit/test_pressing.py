from pathlib import Path

import pytest
from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from ux_audit.visit.pressing import click, click_or_press

PAGE = (Path(__file__).parent / "pages" / "slow_handler.html").as_uri()


async def test_a_click_whose_handler_is_slower_than_the_limit_is_made_once(context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(PAGE)
    assert await click_or_press(await page.wait_for_selector("#slow"), 500)
    assert await page.title() == "1"


async def test_a_click_that_does_not_reach_its_element_is_an_error(context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(PAGE)
    with pytest.raises(PlaywrightError):
        await click(await page.wait_for_selector("#under"), 500)
    assert await page.title() == "0"


async def test_what_something_lies_over_is_pressed_by_script(context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(PAGE)
    assert await click_or_press(await page.wait_for_selector("#under"), 500)
    assert await page.title() == "under"
