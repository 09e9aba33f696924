"""Rules explained for people: a manual page, what is wrong with a file, the schema."""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ux_audit.catalog import load_fact_specs, load_markets, read_rule
from ux_audit.catalog.rules import find_mistakes
from ux_audit.errors import ConfigError
from ux_audit.judge.conditions import Facts
from ux_audit.judge.filling_in import Filler
from ux_audit.judge.markets import bind_rule, name_any_market
from ux_audit.judge.ruling import Ruling, decide
from ux_audit.judge.scheme import load_scheme
from ux_audit.judge.wording import own_values
from ux_audit.model import Condition, Fact, Rule, Text
from ux_audit.model.condition import Term
from ux_audit.model.rule import Curve, Example
from ux_audit.yaml_files import read_yaml

WIDTH = 88
UNMEASURED = "…"
GRADES = {
    "A": "field data or law",
    "B": "usability research",
    "C": "second-hand or a standard",
    "D": "convention",
}
SIGNS = {"at_least": "≥", "at_most": "≤", "less_than": "<", "more_than": ">", "is": "is"}


def explain_rule(rule: Rule) -> str:
    """Return a manual page for one rule: what it asks, when it passes, why, how to mend, examples."""
    scheme = load_scheme()
    plain = Filler({}, own_values(rule, Ruling("not-tested")), unknown=UNMEASURED).fill
    title = plain(name_any_market(rule.title))
    head = (
        f"{scheme.severity[str(rule.severity)]}"
        f" · evidence {rule.evidence.grade} ({GRADES[rule.evidence.grade]})"
        f" · {rule.confidence} certainty · effort {rule.effort}"
    )
    pages = ", ".join(rule.pages) or "the whole shop"
    where = f"{pages} on {' and '.join(rule.devices)}; walk level {rule.level}"
    parts = [
        f"{rule.id} (version {rule.version})",
        _indent(title.en, title.zh, head, f"Looks at {where}."),
        _section("Wanted", plain(rule.wanted).en),
        _section("Verdict", *_verdict(rule, plain)),
        _section("Why", plain(rule.why).en, plain(rule.why).zh),
        _section(
            "How to fix it",
            plain(rule.fix).en,
            plain(rule.fix).zh,
            *(f"{n}: {t.en}" for n, t in rule.fix_for.items()),
        ),
        *([_section("Markets", *markets)] if (markets := _markets(rule)) else ()),
        _section("Facts", *_facts(rule)),
        _section("Examples", *(f"{one.outcome:<14} {one.name}" for one in rule.examples)),
        _section("Sources", *(f"{one.label}{f' – {one.url}' if one.url else ''}" for one in rule.sources)),
    ]
    return "\n\n".join(parts)


def check_rule_file(path: Path) -> list[str]:
    """Return what is wrong with a rule file, each with file:line; nothing when it is fine."""
    try:
        data, positions = read_yaml(path)
        mistakes = [str(mistake) for mistake in find_mistakes(data, positions)]
        if mistakes:
            return mistakes
        rule = read_rule(path)
    except ConfigError as error:
        return [str(error)]
    return [f"{positions.place(['examples', n])}: {text}" for n, text in check_examples(rule)]


def check_examples(rule: Rule) -> Iterator[tuple[int, str]]:
    """Yield the number and the fault of each example whose outcome is not what it says."""
    for number, example in enumerate(rule.examples):
        ruling = decide(example_rule(rule, example), example_facts(example))
        if ruling.outcome != example.outcome:
            yield number, f"“{example.name}” is {ruling.outcome}, not {example.outcome}."
        if example.device and example.device not in rule.devices:
            yield number, f"“{example.name}” is about a device that the rule leaves out."


def example_rule(rule: Rule, example: Example) -> Rule:
    """Return the rule as it is judged in the example's market."""
    return bind_rule(rule, load_markets()[example.market]) if example.market else rule


def example_facts(example: Example) -> Facts:
    """Return an example's facts as if they had been seen."""
    return {name: Fact(value=value) for name, value in example.facts.items()}


def rule_schema() -> dict[str, Any]:
    """Return the JSON Schema of a rule file."""
    return Rule.model_json_schema(by_alias=True)


def _verdict(rule: Rule, plain: Callable[[Text], Text]) -> list[str]:
    lines = []
    if rule.curve:
        lines += _curve_lines(rule.curve, plain)
    if rule.pass_:
        lines.append(f"passes when {_in_words(rule.pass_)}")
    if rule.warn:
        lines.append(f"warns when {_in_words(rule.warn)}" + ("" if rule.can_fail else "; never fails"))
    if rule.can_fail and not rule.curve:
        lines.append("fails otherwise")
    if rule.applies and rule.why_not:
        lines.append(f"applies only when {_in_words(rule.applies)}; else: “{plain(rule.why_not).en}”")
    if rule.in_markets_only:
        lines.append("asked in markets only that are chosen or proven")
    if rule.caps:
        lines.append("a failure caps its area and the whole score")
    return lines


def _curve_lines(curve: Curve, plain: Callable[[Text], Text]) -> list[str]:
    bounds = plain(Text(en="passes up to {good}, warns up to {poor}, fails beyond", zh=""))
    return [bounds.en, f"measures {curve.fact}, the worst page"]


def _in_words(condition: Condition, *, inner: bool = False) -> str:
    if condition.fact is not None:
        return " and ".join(_test(condition.fact, name, value) for name, value in condition.tests.items())
    if condition.market is not None:
        return f"the market's “{condition.market}” holds"
    if condition.not_ is not None:
        return f"not ({_in_words(condition.not_)})"
    word = " and " if condition.all_ is not None else " or "
    joined = word.join(_in_words(part, inner=True) for part in condition.parts)
    return f"({joined})" if inner and len(condition.parts) > 1 else joined


def _test(fact: str, name: str, value: Any) -> str:
    if name == "known":
        return f"{fact} {'was seen' if value else 'was not seen'}"
    if name in ("has_any_of", "says_one_of"):
        listed = f"the market's “{value.market}”" if isinstance(value, Term) else ", ".join(value)
        return f"{fact} {'has one of' if name == 'has_any_of' else 'says one of'}: {listed}"
    if name in ("at_most_times", "at_least_times"):
        sign = "≤" if name == "at_most_times" else "≥"
        times = "" if value.times == 1 else f"{value.times:g} × "
        return f"{fact} {sign} {times}{value.fact}"
    if name == "one_of":
        return f"{fact} is {' or '.join(map(str, value))}"
    if name == "length_at_least":
        return f"{fact} has {value} or more"
    shown = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
    shown = f"{shown:g}" if isinstance(shown, float) else shown
    return f"{fact} {SIGNS.get(name, name)} {shown}"


def _markets(rule: Rule) -> list[str]:
    """Where it is asked, from which day, and what is wanted there."""
    lines = []
    for market in load_markets().values():
        if entry := market.rules.get(rule.id):
            since = f", since {entry.since}" if entry.since else ""
            wanted = bind_rule(rule, market).wanted.en
            lines.append(f"{market.id}{since}: {wanted}")
    return lines


def _facts(rule: Rule) -> list[str]:
    meanings = {spec.name: spec.meaning for spec in load_fact_specs()}
    asked = [bind_rule(rule, market) for market in load_markets().values() if rule.id in market.rules]
    names = [name for one in (rule, *asked) for name in one.names()]
    names += rule.applies.names() if rule.applies else ()
    return [f"{name}: {meanings[name]}" for name in dict.fromkeys(names)]


def _section(heading: str, *lines: str) -> str:
    return f"{heading}\n{_indent(*lines)}"


def _indent(*lines: str) -> str:
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
            break_on_hyphens=False,
            break_long_words=False,
        )
        for line in lines
        if line
    )
