"""The measured accuracy as a data file, and rules/README.md made from it and from the rules themselves."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ruamel.yaml import YAML

from tests.accuracy.precision import RuleComparison, tally
from ux_audit.catalog import load_rules
from ux_audit.demo import FLAWS
from ux_audit.judge.filling_in import Filler
from ux_audit.judge.ruling import Ruling
from ux_audit.judge.scheme import load_scheme
from ux_audit.judge.wording import own_values
from ux_audit.model import Rule
from ux_audit.resources import find_resources
from ux_audit.yaml_files import read_yaml

RULES = find_resources("rules")
ACCURACY = RULES / "accuracy.yaml"
README = RULES / "README.md"
TEMPLATE = "README.md.j2"
HEAD = "# Written by `python -m tests.accuracy --publish`: what rules said in real stores, against what a person saw there.\n"
Published = dict[str, dict[str, list[str]]]


def write_accuracy(rows: Iterable[RuleComparison], file: Path = ACCURACY) -> None:
    """Save by rule and verdict where it was reached: “store device”."""
    by_rule: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_rule[row.rule][row.verdict].append(f"{row.store} {row.device}")
    data = {
        rule: {verdict: sorted(places) for verdict, places in sorted(verdicts.items())}
        for rule, verdicts in sorted(by_rule.items())
    }
    yaml = YAML()
    yaml.width = 160
    yaml.default_flow_style = None
    with file.open("w", encoding="utf-8") as target:
        target.write(HEAD)
        yaml.dump(data, target)


def read_accuracy(file: Path = ACCURACY) -> Published:
    """Return rule → verdict → places, as published."""
    data: Published = read_yaml(file)[0]
    return data


def worse_than_published(rows: Iterable[RuleComparison], published: Published) -> list[str]:
    """Return what is worse than published: alarms that are false, missed or untested now and were not then."""
    bad = [row for row in rows if row.verdict in ("false-alarm", "missed", "not-tested")]
    return [
        f"{row.rule} in {row.store} on {row.device}: {row.verdict} (wanted {row.wanted}, found {row.found})"
        for row in bad
        if f"{row.store} {row.device}" not in published.get(row.rule, {}).get(row.verdict, [])
    ]


def render_readme() -> str:
    """Return rules/README.md: how to write a rule, all rules with their accuracy, what the rules answer to."""
    environment = Environment(
        loader=FileSystemLoader(RULES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    published = read_accuracy()
    rules = load_rules()
    verdicts = {
        rule.id: [verdict for verdict, places in published.get(rule.id, {}).items() for _ in places]
        for rule in rules
    }
    flaws = {rule.id: [name for name, flaw in FLAWS.items() if rule.id in flaw.rules] for rule in rules}
    requirements: list[dict[str, Any]] = read_yaml(RULES / "requirements.yaml")[0]
    areas = sorted({rule.area for rule in rules}, key=list(load_scheme().areas).index)
    return environment.get_template(TEMPLATE).render(
        areas={area: [rule for rule in rules if rule.area == area] for area in areas},
        known={rule.id: rule.area for rule in rules},
        tallies={name: tally(each) for name, each in verdicts.items()},
        whole=tally(verdict for each in verdicts.values() for verdict in each),
        flaws=flaws,
        requirements=requirements,
        wanted={rule.id: _wanted(rule) for rule in rules},
        skeleton=(RULES / "skeleton.yaml").read_text("utf-8"),
    )


def _wanted(rule: Rule) -> str:
    """What a rule wants, with its own bounds filled in, fit for a table's cell."""
    filler = Filler({}, own_values(rule, Ruling("not-tested")), unknown="…")
    return filler.fill(rule.wanted).en.replace("|", "/")
