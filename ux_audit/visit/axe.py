"""Running axe-core on a page."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from ux_audit.model import AxeViolation
from ux_audit.visit.snapshot import load_script

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MOST_SELECTORS = 5


@cache
def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


async def run_axe(page: Page) -> tuple[AxeViolation, ...] | None:
    """Return the WCAG A and AA rules that the page violates, target size included; None when axe could not run."""
    try:
        await page.evaluate(_source())
        found: list[dict[str, Any]] = await page.evaluate(load_script("axe"), TAGS)
    except PlaywrightError:
        return None
    return tuple(
        AxeViolation(
            id=item["id"],
            impact=item["impact"] or "minor",
            help=item["help"],
            help_url=item["helpUrl"],
            nodes=item["nodes"],
            selectors=tuple(item["selectors"][:MOST_SELECTORS]),
        )
        for item in found
    )
