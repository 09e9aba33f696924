"""`ux-audit run`: audit a store."""

import asyncio
import shlex
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from ux_audit.cli.plan import print_plan
from ux_audit.cli.progress import Progress
from ux_audit.cli.summary import print_result
from ux_audit.errors import UsageError
from ux_audit.judging import write_outputs
from ux_audit.model import Audit
from ux_audit.pipeline import folder_name, plan_run, run_audit
from ux_audit.settings import Settings, load_settings
from ux_audit.store import RunFolder


@click.command("run")
@click.argument("url", required=False)
@click.option(
    "--device", "devices", multiple=True, type=click.Choice(["desktop", "mobile"]), help="Only this device."
)
@click.option(
    "--walk",
    type=click.Choice(["browse", "cart", "entry", "address", "payment"]),
    help="How far to walk. Default: payment on this machine and with --own-store, else cart.",
)
@click.option(
    "--own-store", is_flag=True, default=None, help="The store is yours: the checkout may be walked."
)
@click.option("--out", type=click.Path(path_type=Path), help="The run folder to write.")
@click.option("--runs", type=click.IntRange(0, 25), help="Timed loads a page, device and network.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the scorecard.")
@click.option(
    "--header", "headers", multiple=True, metavar="NAME:VALUE", help="Send a header (staging stores)."
)
@click.option("--cookie", "cookies", multiple=True, metavar="NAME=VALUE", help="Send a cookie.")
@click.option("--basic-auth", metavar="USER:PASSWORD", help="HTTP basic authentication.")
@click.option(
    "--storage-state",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Cookies and storage of a signed-in shopper, as Playwright saves them.",
)
@click.option("--include", multiple=True, metavar="GLOB", help="Only open addresses like this.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Never open addresses like this.")
@click.option(
    "--consent", type=click.Choice(["leave", "accept", "reject"]), help="What to do with a consent banner."
)
@click.option(
    "--rules",
    "rule_folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Further rules of your own.",
)
@click.option("--market", multiple=True, metavar="IDS", help="Markets it sells to, such as de,eu.")
@click.option("--profile", metavar="NAME", help="A group of rules, such as seed-only.")
@click.option("--browser", metavar="PATH", help="The Chromium or Chrome to use.")
@click.option("--config", type=click.Path(path_type=Path), help="A ux-audit.yaml elsewhere.")
@click.option("--plan", is_flag=True, help="Show what would be pressed, without pressing anything.")
@click.option("-v", "--verbose", is_flag=True, default=None, help="Say every step.")
def command(url: str | None, config: Path | None, plan: bool, **flags: Any) -> None:
    """Audit the store at URL, on a desktop and a phone, to the payment step; never placing an order."""
    given = {name: value for name, value in flags.items() if value not in (None, ())}
    if url:
        given["url"] = url
    if "headers" in given:
        given["headers"] = parse_pairs(given["headers"], ":", "--header")
    if "cookies" in given:
        given["cookies"] = parse_pairs(given["cookies"], "=", "--cookie")
    if "basic_auth" in given:
        user, found, password = str(given["basic_auth"]).partition(":")
        if not found:
            raise UsageError("--basic-auth has no “:”.", "Write it as USER:PASSWORD.")
        given["basic_auth"] = (user, password)
    if "rule_folders" in given:
        given["rules"] = {"folders": list(given.pop("rule_folders"))}
    settings = load_settings(given, config)
    if plan:
        show_plan(settings)
    else:
        audit_store(settings)


def audit_store(settings: Settings) -> Audit:
    """Run one audit with a progress display and print its summary. Raises StoreError when its gate is shut."""
    folder = RunFolder.create(Path(settings.out or folder_name(settings.url, datetime.now())))
    progress = Progress(Console(stderr=True), verbose=settings.verbose)
    try:
        with progress.shown():
            audit = asyncio.run(run_audit(settings, folder, progress.say))
        outputs = write_outputs(folder, audit, settings.lang)
    except KeyboardInterrupt:
        kept = f"What was seen is kept. Run: ux-audit judge {shlex.quote(str(folder.path))}"
        seen = kept if folder.holds_visits() else "No page had been seen yet."
        click.echo(f"ux-audit: interrupted. {seen}", err=True)
        sys.exit(130)
    finally:
        folder.remove_if_unused()
    print_result(audit, outputs, settings.lang)
    return audit


def show_plan(settings: Settings) -> None:
    """Print what a walk would press. Raises StoreError when the store lets nobody in."""
    progress = Progress(Console(stderr=True), verbose=settings.verbose)
    with progress.shown():
        planned = asyncio.run(plan_run(settings, progress.say))
    print_plan(planned)


def parse_pairs(pairs: tuple[str, ...], separator: str, flag: str) -> dict[str, str]:
    """Return name → value of repeated flags. Raises UsageError when the separator is missing."""
    parsed = {}
    for pair in pairs:
        name, found, value = pair.partition(separator)
        if not found or not name.strip():
            raise UsageError(f"{flag} “{pair}” has no “{separator}”.", f"Write it as NAME{separator}VALUE.")
        parsed[name.strip()] = value.strip()
    return parsed
