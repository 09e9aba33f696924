"""What is known of form fields besides their labels: names, types, autofill tokens."""

import re
from functools import cache, cached_property

from pydantic import Field

from ux_audit.catalog import read_recognition
from ux_audit.model import Model


class NameRule(Model):
    """A pattern for name and id that tells a field's class."""

    field_class: str = Field(alias="class")
    pattern: str


class FieldRules(Model):
    """The whole file rules/reading/fields.yaml."""

    names: tuple[NameRule, ...]
    types: dict[str, str]
    tokens: dict[str, str]
    correct: dict[str, tuple[str, ...]]
    patterns: dict[str, str]

    @cached_property
    def compiled(self) -> dict[str, re.Pattern[str]]:
        """The patterns, ready to search with."""
        return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in self.patterns.items()}

    @cached_property
    def compiled_names(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Field classes with their name patterns, in order of trust."""
        return tuple((rule.field_class, re.compile(rule.pattern, re.IGNORECASE)) for rule in self.names)

    def matches(self, pattern: str, text: str) -> bool:
        """Return whether `text` holds one of the tokens of a named pattern."""
        return bool(text) and self.compiled[pattern].search(text) is not None

    def class_of_name(self, text: str) -> str | None:
        """Return the field class that a name or id tells, or None."""
        if not text.strip():
            return None
        return next((name for name, pattern in self.compiled_names if pattern.search(text)), None)

    def is_correct(self, field_class: str | None, autocomplete: str) -> bool:
        """Return whether an autocomplete value ends with a token that is right for the class.

        Groups before it (section-…, shipping, billing, home, work) are allowed, as in the HTML standard.
        """
        tokens = [token for token in autocomplete.lower().split() if token != "webauthn"]
        return bool(tokens) and tokens[-1] in self.correct.get(field_class or "", ())


@cache
def load_field_rules() -> FieldRules:
    """Read rules/reading/fields.yaml."""
    return read_recognition("fields", FieldRules)
