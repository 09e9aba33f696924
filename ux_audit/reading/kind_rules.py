"""Signs and patterns of page kinds, from rules/reading/page_kinds.yaml."""

from functools import cache
from typing import Any

from ux_audit.catalog import read_yaml
from ux_audit.model import Model
from ux_audit.resources import find_resources


class KindRules(Model):
    """The whole file rules/reading/page_kinds.yaml."""

    signs: dict[str, dict[str, float]]
    temperature: float
    paths: dict[str, str]
    limits: dict[str, float]


@cache
def load_kind_rules() -> KindRules:
    """Read rules/reading/page_kinds.yaml."""
    data: Any = read_yaml(find_resources("rules") / "reading" / "page_kinds.yaml")[0]
    return KindRules.model_validate(data)
