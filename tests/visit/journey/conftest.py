"""A server of the small pages, and sessions that begin on one of them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.visit.journey.sessions import open_session
from tests.visit.traps.server import TrapShop
from ux_audit.visit.devices import Identity, context_options
from ux_audit.visit.journey.session import Session

OpenSession = Callable[..., Awaitable[Session]]


@pytest.fixture(scope="package")
def shop() -> Iterator[TrapShop]:
    """Serves the pages beside this file; whatever else is asked for counts as an order."""
    with TrapShop(Path(__file__).parent / "pages") as shop:
        yield shop


@pytest.fixture
async def begin(browser: Browser, shop: TrapShop, tmp_path: Path) -> AsyncIterator[OpenSession]:
    """Return what opens a page by its name in a fresh session; nothing may have been ordered at the end."""
    shop.commits.clear()

    async def begin_at(name: str, **options: Any) -> Session:
        device = options.get("device", "desktop")
        context = await browser.new_context(**context_options(device, browser.version, Identity()))
        return await open_session(context, tmp_path / name, f"{shop.url}pages/{name}.html", **options)

    yield begin_at
    assert dict(shop.commits) == {}
