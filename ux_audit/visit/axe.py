"""Accessibility violations, found by axe-core."""

from functools import cache
from importlib.resources import files
from typing import Any, cast

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from ux_audit.model import AxeViolation
from ux_audit.visit.snapshot import load_script

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
MOST_SELECTORS = 10


@cache
def _engine() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


async def run_axe(page: Page) -> tuple[AxeViolation, ...] | None:
    """Return the page's violations of WCAG 2.0–2.2 A and AA, or None when the check could not run."""
    try:
        # Evaluated by the debugger, so that a page's content security policy cannot refuse it.
        await page.evaluate(_engine())
        found = await page.evaluate(load_script("axe"), {"tags": list(TAGS), "most": MOST_SELECTORS})
    except PlaywrightError:
        return None
    return tuple(_violation(item) for item in cast(list[dict[str, Any]], found))


def _violation(item: dict[str, Any]) -> AxeViolation:
    return AxeViolation(
        id=item["id"],
        impact=item["impact"] or "minor",
        help=item["help"],
        help_url=item["helpUrl"],
        nodes=item["nodes"],
        selectors=tuple(item["selectors"]),
    )
