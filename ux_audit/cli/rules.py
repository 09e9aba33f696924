"""`ux-audit rules`: list, explain, check and begin rules."""

import json
import sys
from pathlib import Path

import click

from ux_audit.catalog import load_rules
from ux_audit.errors import UsageError

own_folders = click.option(
    "--rules", "folders", multiple=True, type=click.Path(path_type=Path), help="Further rules of your own."
)


@click.group("rules")
def command() -> None:
    """List, explain, check and begin rules."""


@command.command("list")
@click.option("--area", help="Only this area.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en")
@own_folders
def list_rules(area: str | None, lang: str, folders: tuple[Path, ...]) -> None:
    """List every rule with its severity and what it says."""
    from ux_audit.judge.markets import name_any_market

    for rule in load_rules(folders):
        if area in (None, rule.area):
            click.echo(f"{rule.id:<34} {rule.severity:>5}  {name_any_market(rule.title).of(lang)}")


@command.command("explain")
@click.argument("rule_id")
@own_folders
def explain(rule_id: str, folders: tuple[Path, ...]) -> None:
    """Explain one rule: what, why, how to fix, examples."""
    import difflib

    from ux_audit.judge.explain import explain_rule

    rules = {rule.id: rule for rule in load_rules(folders)}
    if rule_id not in rules:
        near = difflib.get_close_matches(rule_id, rules, n=1)
        raise UsageError(
            f"There is no rule “{rule_id}”.",
            f"Did you mean “{near[0]}”?" if near else "See: ux-audit rules list",
        )
    click.echo(explain_rule(rules[rule_id]))


@command.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check rule files (all shipped ones when none is named); say what is wrong, with line numbers."""
    from ux_audit.judge.explain import check_rule_file
    from ux_audit.resources import find_resources

    named = files or tuple(sorted((find_resources("rules") / "checks").rglob("*.yaml")))
    problems = [problem for file in named for problem in check_rule_file(file)]
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(2)
    click.echo("The rule file is fine." if len(named) == 1 else f"{len(named)} rule files are fine.")


@command.command("new")
@click.argument("rule_id")
@click.option(
    "--in", "folder", type=click.Path(path_type=Path), default=".", help="Where to write it (default: here)."
)
def new(rule_id: str, folder: Path) -> None:
    """Write the skeleton of a rule of your own, to be filled in and used with --rules DIR."""
    from ux_audit.catalog.new_rule import write_new_rule

    click.echo(write_new_rule(rule_id, folder))


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of a rule file."""
    from ux_audit.judge.explain import rule_schema

    click.echo(json.dumps(rule_schema(), ensure_ascii=False, indent=1))
