"""What an operator says about the rules: own ones, changed ones, and findings that are accepted for a while."""

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field

from ux_audit.model.basics import Device, Model

BOTH: tuple[Device, ...] = ("desktop", "mobile")


class RuleSettings(Model):
    """The key `rules` of ux-audit.yaml.

    `folders` of rule files beside the shipped ones; ids that are `off`; by id the parts of a rule to `change`, as they
    stand in its file (`{severity: 3, pass: {at_least: 4}}`).
    """

    folders: tuple[Path, ...] = ()
    off: tuple[str, ...] = ()
    change: dict[str, dict[str, Any]] = {}


class Acceptance(Model):
    """One entry of the key `accepted`: a finding that its owner lives with until a day, that day included."""

    rule: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    until: date
    devices: tuple[Device, ...] = Field(BOTH, min_length=1)
