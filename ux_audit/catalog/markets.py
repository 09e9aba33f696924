"""The markets in rules/markets, and the profiles in rules/profiles: which rules are asked."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import cache

from ux_audit.catalog.rules import find_wrong_facts
from ux_audit.model import Market, Model, Rule, Text
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml


class Profile(Model):
    """A group of rules that is left out; `leaves_out` holds ids, in which * stands for anything."""

    name: Text
    leaves_out: tuple[str, ...]


@cache
def load_markets() -> dict[str, Market]:
    """Return every market by its id, which is its file's name. Raises ConfigError for the first mistake."""
    found = {}
    for path in sorted((find_resources("rules") / "markets").glob("*.yaml")):
        data, positions = read_yaml(path)
        mistake = next(find_wrong_facts(data, positions), None)
        if mistake:
            raise mistake
        found[path.stem] = decode(Market, {"id": path.stem, **data}, positions)
    return found


@cache
def load_profile(name: str) -> Profile:
    """Return a profile by its file's name. Raises ConfigError when there is none."""
    return decode(Profile, *read_yaml(find_resources("rules") / "profiles" / f"{name}.yaml"))


def keep_rules(rules: Iterable[Rule], profile: str | None) -> tuple[Rule, ...]:
    """Return the rules that a profile leaves in; all of them without one."""
    left_out: Sequence[str] = load_profile(profile).leaves_out if profile else ()
    return tuple(rule for rule in rules if not any(fnmatchcase(rule.id, name) for name in left_out))
