"""The ways in which the shop can be made, from traits.yaml."""

from collections.abc import Collection

from ux_audit.demo.named import check_names, load_named
from ux_audit.errors import UsageError
from ux_audit.model import Model, Text


class Trait(Model):
    """One way to make a part of the shop; `group` is what it decides."""

    text: Text
    group: str


TRAITS = load_named(Trait, "traits.yaml")


def check_traits(names: Collection[str]) -> frozenset[str]:
    """Return the names. Raises UsageError for one that is unknown, and for two that decide the same."""
    groups: dict[str, str] = {}
    checked = check_names(names, TRAITS, "trait")
    for name in names:
        other = groups.setdefault(TRAITS[name].group, name)
        if other != name:
            raise UsageError(f"“{other}” and “{name}” cannot go together.", "Give one of them.")
    return checked
