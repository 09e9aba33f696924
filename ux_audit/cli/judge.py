"""`ux-audit judge`: judge a saved run again."""

import gc
from pathlib import Path

import click

from ux_audit.cli.summary import print_result
from ux_audit.judging import judge_run, write_outputs
from ux_audit.settings import Judging, check_markets, check_profile, load_judging
from ux_audit.store import RunFolder


@click.command("judge")
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "--rules", "rule_dirs", multiple=True, type=click.Path(path_type=Path), help="Further rules of your own."
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="A ux-audit.yaml: its rules, market, profile and accepted findings count.",
)
@click.option("--market", "markets", multiple=True, metavar="IDS", help="Markets it sells to, such as de,eu.")
@click.option("--profile", metavar="NAME", help="A group of rules, such as seed-only.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default=None, help="Language of the scorecard.")
def command(
    run: Path,
    rule_dirs: tuple[Path, ...],
    config: Path | None,
    markets: tuple[str, ...],
    profile: str | None,
    lang: str | None,
) -> None:
    """Judge the evidence in the folder RUN again, without a browser; the same evidence gives the same bytes."""
    # The pages are trees of linked objects, needed to the end: looking for garbage in them takes a tenth of the time.
    gc.disable()
    try:
        folder = RunFolder.open(run)
        judging = load_judging(config) if config else Judging.of(folder.read_record().settings)
        told = {"market": check_markets(markets), "profile": check_profile(profile)}
        judging = judging.model_copy(update={name: value for name, value in told.items() if value})
        audit = judge_run(folder, (*judging.rules.folders, *rule_dirs), judging)
        language = lang or str(audit.settings.get("lang", "en"))
        print_result(audit, write_outputs(folder, audit, language), language)
    finally:
        gc.enable()
