"""`ux-audit doctor`: say what this machine lacks."""

import sys

import click

MARKS = {(True, True): "ok", (True, False): "ok", (False, True): "NO", (False, False): "!"}


@click.command("doctor")
@click.option("--browser", metavar="PATH", help="The Chromium or Chrome to use.")
def command(browser: str | None) -> None:
    """Look at everything a run needs, and name the one command that mends what is missing."""
    from ux_audit.visit.install import examine

    checks = examine(browser)
    width = max(len(check.name) for check in checks)
    for check in checks:
        click.echo(f"{MARKS[check.fine, check.needed]:<3}{check.name:<{width}}  {check.found}")
        if not check.fine and check.remedy:
            click.echo(f"{'':<{width + 5}}{check.remedy}")
    if any(check.needed and not check.fine for check in checks):
        sys.exit(2)
    click.echo("Everything needed is here.")
