"""The rules in rules/checks and in the user's own folders; mistakes are answered by file and line."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ux_audit.catalog.fact_names import load_fact_specs
from ux_audit.errors import ConfigError
from ux_audit.model import FactSpec, Market, Rule
from ux_audit.model.condition import JOINTS, NUMBER_TESTS, TESTS
from ux_audit.model.rule import PAGE
from ux_audit.resources import find_resources
from ux_audit.yaml_files import Positions, decode, nearest, read_yaml

PLACEHOLDER = re.compile(r"\{([a-z_.0-9]+)(?::[^{}]*)?\}")
# What a text may hold besides facts; the rest is filled in from the curve, the run or the market.
OWN_PLACEHOLDERS = ("value", "page", "good", "poor", "market")
OF_MARKETS = "market."
VERSION_SIGNS = 10

Location = tuple[str | int, ...]
Mistake = tuple[str, str]  # what is wrong, and what to do


def load_rules(extra_dirs: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """Return all rules by id; one in a later folder replaces one of the same id. Raises ConfigError."""
    rules = {rule.id: rule for rule in _load_shipped()}
    for folder in extra_dirs:
        if not folder.is_dir():
            raise ConfigError("is no folder with rules.", place=str(folder))
        rules.update({rule.id: rule for rule in (read_rule(path) for path in sorted(folder.rglob("*.yaml")))})
    return tuple(rules[name] for name in sorted(rules))


@cache
def _load_shipped() -> tuple[Rule, ...]:
    folder = find_resources("rules") / "checks"
    return tuple(read_rule(path, area=path.parent.name) for path in sorted(folder.rglob("*.yaml")))


def read_rule(path: Path, *, area: str | None = None) -> Rule:
    """Return one file's rule; `area` is what its folder demands. Raises ConfigError for the first mistake."""
    data, positions = read_yaml(path)
    if not isinstance(data, dict):
        raise ConfigError("a rule file holds keys and values.", place=f"{path}:1")
    mistake = next(find_mistakes(data, positions), None)
    if mistake:
        raise mistake
    rule = decode(Rule, data, positions)
    if rule.id != path.stem:
        raise ConfigError(f"the id “{rule.id}” differs from the file's name.", place=positions.place(["id"]))
    if area is not None and rule.area != area:
        raise ConfigError(
            f"the area “{rule.area}” differs from the folder's name.", place=positions.place(["area"])
        )
    return rule


def rules_version(rules: Sequence[Rule], markets: Sequence[Market] = ()) -> str:
    """Return a short hash that changes when any rule does, or a market in which they were judged."""
    parts = [*sorted(rules, key=lambda rule: rule.id), *sorted(markets, key=lambda market: market.id)]
    text = "\n".join(part.model_dump_json(by_alias=True) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_SIGNS]


def find_mistakes(data: Any, positions: Positions) -> Iterator[ConfigError]:
    """Yield a rule's unknown keys, and what is wrong with its facts: names, tests, names within texts."""
    keys = {field.alias or name for name, field in Rule.model_fields.items()}
    for key in data if isinstance(data, dict) else ():
        if key not in keys:
            yield ConfigError(f"unknown key “{key}”.", nearest(key, keys), place=positions.place([key]))
    yield from find_wrong_facts(data, positions)


def find_wrong_facts(data: Any, positions: Positions) -> Iterator[ConfigError]:
    """Yield what is wrong with the facts that a file names."""
    known = {spec.name: spec for spec in load_fact_specs()}
    pages = data.get("pages") or () if isinstance(data, dict) else ()
    for location, key, value in _walk(data):
        for mistake, remedy in _check_value(location, key, value, known, [str(page) for page in pages]):
            yield ConfigError(mistake, remedy, place=positions.place((*location, key)))


def _walk(node: Any, location: Location = ()) -> Iterator[tuple[Location, str | int, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield location, key, value
        yield from _walk(value, (*location, key))


def _check_value(
    location: Location, key: str | int, value: Any, known: dict[str, FactSpec], pages: Sequence[str]
) -> Iterator[Mistake]:
    if key == "fact" and isinstance(value, str):
        yield from _check_name(value, known, pages)
    elif key in ("en", "zh") and isinstance(value, str):
        for name in PLACEHOLDER.findall(value):
            if name not in OWN_PLACEHOLDERS and not name.startswith(OF_MARKETS):
                yield from _check_name(name, known, ())
    elif location[-1:] == ("facts",) and isinstance(key, str):
        yield from _check_name(key, known, ())
    if isinstance(value, dict) and isinstance(value.get("fact"), str):
        yield from _check_tests(value, known.get(value["fact"]))


def _check_name(name: str, known: dict[str, FactSpec], pages: Sequence[str]) -> Iterator[Mistake]:
    names = [name.replace(PAGE, page) for page in pages] if PAGE in name else [name]
    for one in names:
        if one not in known:
            yield f"there is no fact “{one}”.", nearest(one, known)


def _check_tests(test: dict[str, Any], spec: FactSpec | None) -> Iterator[Mistake]:
    allowed = {*JOINTS, *TESTS, "times", "good", "poor"}
    for key in test:
        if key not in allowed:
            yield f"unknown key “{key}”.", nearest(key, allowed)
    if spec is None:
        return
    if spec.type in ("bool", "text", "list"):
        for key in sorted(set(test) & set(NUMBER_TESTS)):
            yield f"{spec.name} is a {spec.type}; {key} needs a number.", ""
    if spec.type == "bool" and "is" in test and not isinstance(test["is"], bool):
        yield f"{spec.name} is true or false.", ""
