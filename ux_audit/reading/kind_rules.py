"""Signs and patterns of page kinds, from rules/reading/page_kinds.yaml."""

from functools import cache

from ux_audit.catalog import read_recognition
from ux_audit.model import Model


class KindRules(Model):
    """The whole file rules/reading/page_kinds.yaml."""

    signs: dict[str, dict[str, float]]
    temperature: float
    paths: dict[str, str]
    limits: dict[str, float]


@cache
def load_kind_rules() -> KindRules:
    """Read rules/reading/page_kinds.yaml."""
    return read_recognition("page_kinds", KindRules)
