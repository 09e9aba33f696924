"""`ux-audit report`: render a saved run's scorecard again."""

from pathlib import Path

import click

from ux_audit.report import write_report
from ux_audit.store import read_audit


@click.command("report")
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["en", "zh"]), default=None, help="Language of the scorecard.")
def command(run: Path, lang: str | None) -> None:
    """Render the scorecard of the folder RUN from its audit.json."""
    audit = read_audit(run)
    click.echo(
        write_report(audit, run, language="zh" if (lang or audit.settings.get("lang")) == "zh" else "en")
    )
