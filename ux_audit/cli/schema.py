"""`ux-audit schema`: the published contract of audit.json."""

import json

import click

from ux_audit.model import Audit


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of audit.json."""
    click.echo(json.dumps(Audit.model_json_schema(), ensure_ascii=False, indent=1))
