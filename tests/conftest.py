"""Parts that many tests need: a real browser, the embedded shop, real stores."""

import os
import subprocess
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser

from ux_audit.visit.browser import open_browser

STORES = Path(__file__).parent / "stores"


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium for all tests; a missing one fails them, with the command that gets it."""
    async with open_browser(os.environ.get("UX_AUDIT_BROWSER")) as browser:
        yield browser


class RunningStore:
    """A real store on this machine."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.url = self._ask("url")

    def _ask(self, question: str) -> str:
        done = subprocess.run(
            ["bash", str(STORES / "store"), question, self.name],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.strip()

    def count_orders(self) -> int:
        """Return the number of orders in the store's own database."""
        return int(self._ask("orders"))


@pytest.fixture(scope="session")
def start_store() -> Callable[[str], RunningStore]:
    """Start a real store by name (installs it on first use)."""

    def start(name: str) -> RunningStore:
        done = subprocess.run(
            ["bash", str(STORES / "store"), "start", name],
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, f"{name} did not start:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return RunningStore(name)

    return start
