"""What the tests of visiting share: the page of traps and a browser's context."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext

from tests.visit.traps.server import TrapShop
from ux_audit.visit.devices import Identity, context_options


@pytest.fixture(scope="module")
def shop() -> Iterator[TrapShop]:
    with TrapShop() as shop:
        yield shop


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(**context_options("desktop", browser.version, Identity()))
    yield context
    await context.close()
