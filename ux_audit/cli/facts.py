"""`ux-audit facts`: the names that rules can use."""

import json

import click

from ux_audit.facts.vocabulary import load_vocabulary


@click.command("facts")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """List every fact with its type and meaning."""
    specs = load_vocabulary()
    if as_json:
        click.echo(json.dumps([spec.model_dump() for spec in specs], ensure_ascii=False, indent=1))
        return
    for spec in specs:
        click.echo(f"{spec.name}  ({spec.type})\n    {spec.meaning}")
