"""`ux-audit demo`: audit the embedded shop."""

from pathlib import Path

import click

from ux_audit.cli.run import audit_store
from ux_audit.settings import load_settings


@click.command("demo")
@click.option(
    "--flaw", "flaws", multiple=True, metavar="NAME", help="Switch on this flaw instead of the usual set."
)
@click.option("--clean", is_flag=True, help="Without any flaw.")
@click.option("--list-flaws", is_flag=True, help="List the flaws that can be switched on.")
@click.option("--trait", "traits", multiple=True, metavar="NAME", help="Make the shop in this way.")
@click.option("--list-traits", is_flag=True, help="List the ways in which the shop can be made.")
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", help="Language of the shop and the scorecard."
)
@click.option(
    "--shop-language", metavar="TAG", help="Language of the shop, such as de or ja, where it is another."
)
@click.option("--out", type=click.Path(path_type=Path), help="The run folder to write.")
@click.option("--runs", type=click.IntRange(0, 25), help="Timed loads a page and device.")
@click.option(
    "--device", "devices", multiple=True, type=click.Choice(["desktop", "mobile"]), help="Only this device."
)
@click.option("--browser", metavar="PATH", help="The Chromium or Chrome to use.")
@click.option("-v", "--verbose", is_flag=True, help="Say every step.")
def command(
    flaws: tuple[str, ...], clean: bool, list_flaws: bool, traits: tuple[str, ...], list_traits: bool,
    lang: str, shop_language: str | None, out: Path | None, runs: int | None, devices: tuple[str, ...], browser: str | None, verbose: bool,
) -> None:  # fmt: skip
    """Start the embedded shop with a realistic set of flaws, audit it, and stop it again."""
    from ux_audit.demo import FLAWS, TRAITS, Shop, realistic_flaws
    from ux_audit.demo.flaws import check_flaws

    if list_flaws or list_traits:
        for name, entry in (FLAWS if list_flaws else TRAITS).items():
            click.echo(f"{name:<24} {entry.text.of(lang)}")
        return
    wanted = flaws or (() if clean else realistic_flaws())
    given = {
        "own_store": True, "lang": lang, "out": out, "runs": runs, "devices": devices,
        "browser": browser, "verbose": verbose,
    }  # fmt: skip
    shown = [FLAWS[name] for name in check_flaws(wanted)]
    spoken = shop_language or next((flaw.language for flaw in shown if flaw.market), lang)
    given["market"] = tuple(sorted({flaw.market for flaw in shown if flaw.market}))
    with Shop(flaws=wanted, language=spoken, traits=traits) as shop:
        kept = {name: value for name, value in given.items() if value not in (None, ())}
        audit_store(load_settings({**kept, "url": shop.url}, None))
        if shop.orders:
            raise SystemExit("The shop counted an order: that must never happen. Please report it.")
