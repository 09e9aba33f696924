"""`ux-audit browser install`: get a browser."""

import click


@click.group("browser")
def command() -> None:
    """Get a browser for the audits."""


@command.command("install")
def install() -> None:
    """Get Playwright's Chromium, or the system's where that cannot be downloaded; say which."""
    from ux_audit.visit.install import install_browser

    found = install_browser(lambda text: click.echo(text, err=True))
    click.echo(f"Audits will use {found}")
