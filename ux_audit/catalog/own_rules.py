"""An operator's settings applied to the rules: some switched off, some with other thresholds or weights."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ux_audit.catalog.rules import find_mistakes
from ux_audit.errors import ConfigError
from ux_audit.model import Acceptance, Rule, RuleSettings
from ux_audit.yaml_files import Positions, nearest, say_wrong

# What names a rule and what belongs to its shipped form: the examples would no longer hold.
FIXED = ("id", "area", "examples")


def apply_settings(rules: Sequence[Rule], settings: RuleSettings) -> tuple[Rule, ...]:
    """Return the rules that are on, with the parts that the settings change. Raises ConfigError for a mistake."""
    check_names(settings.off, rules, "rules.off")
    check_names(settings.change, rules, "rules.change")
    return tuple(
        _change(rule, settings.change.get(rule.id, {})) for rule in rules if rule.id not in settings.off
    )


def check_acceptances(accepted: Iterable[Acceptance], rules: Sequence[Rule]) -> None:
    """Raise ConfigError when one is about a rule that there is not."""
    check_names((one.rule for one in accepted), rules, "accepted")


def check_names(names: Iterable[str], rules: Sequence[Rule], place: str) -> None:
    """Raise ConfigError for the first name that is no rule's id."""
    known = [rule.id for rule in rules]
    for name in names:
        if name not in known:
            remedy = nearest(name, known) or "See: ux-audit rules list"
            raise ConfigError(f"there is no rule “{name}”.", remedy, place=place)


def _change(rule: Rule, change: dict[str, Any]) -> Rule:
    if not change:
        return rule
    place = f"rules.change.{rule.id}"
    for key in FIXED:
        if key in change:
            raise ConfigError(f"“{key}” cannot be changed.", "Write a rule of your own.", place=place)
    data = merge(rule.model_dump(mode="json", by_alias=True, exclude_unset=True), change)
    mistake = next(find_mistakes(data, Positions(Path(place), "")), None)
    if mistake:
        raise ConfigError(mistake.message.partition(": ")[2], mistake.remedy, place=place)
    try:
        return Rule.model_validate(data)
    except ValidationError as error:
        raise ConfigError(say_wrong(error.errors()[0]), place=place) from error


def merge(data: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """Return `data` with what `change` says; keys within keys one by one, lists and values whole."""
    merged = dict(data)
    for key, value in change.items():
        old = merged.get(key)
        merged[key] = merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
