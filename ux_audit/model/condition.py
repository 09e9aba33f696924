"""The language of rules: what a fact must be, joined by all, any and not."""

from collections.abc import Iterator
from typing import Any

from pydantic import ConfigDict, Field, model_validator

from ux_audit.model.basics import Model

JOINTS = ("fact", "all", "any", "not", "market")
TESTS = (
    "is",
    "at_least",
    "at_most",
    "less_than",
    "more_than",
    "one_of",
    "contains",
    "length_at_least",
    "has_any_of",
    "says_one_of",
    "at_most_times",
    "at_least_times",
    "known",
)
NUMBER_TESTS = ("at_least", "at_most", "less_than", "more_than", "at_most_times", "at_least_times")


class Multiple(Model):
    """Another fact times a number."""

    fact: str
    times: float = 1.0


class Term(Model):
    """What a market's file says under this name, in place of a list."""

    market: str


class Condition(Model):
    """One test of one fact (all of its named tests must hold), a joint of conditions, or what a market asks.

    A test of a fact that could not be seen is unknown; `known` alone asks whether it could be seen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    fact: str | None = Field(None, description="name of the fact to test")
    is_: bool | int | float | str | None = Field(None, alias="is", description="equals")
    at_least: float | None = None
    at_most: float | None = None
    less_than: float | None = None
    more_than: float | None = None
    one_of: tuple[str | int, ...] | None = None
    contains: str | None = Field(None, description="a list has this entry, or a text this part")
    length_at_least: int | None = Field(None, description="entries of a list, signs of a text")
    has_any_of: tuple[str, ...] | Term | None = Field(None, description="a list has one of these entries")
    says_one_of: tuple[str, ...] | Term | None = Field(
        None, description="a text is one of these phrases, sums and signs aside"
    )
    at_most_times: Multiple | None = Field(None, description="at most another fact times a number")
    at_least_times: Multiple | None = Field(None, description="at least another fact times a number")
    known: bool | None = Field(None, description="could be seen (true) or not (false)")
    all_: tuple["Condition", ...] | None = Field(None, alias="all")
    any_: tuple["Condition", ...] | None = Field(None, alias="any")
    not_: "Condition | None" = Field(None, alias="not")
    market: str | None = Field(None, description="the condition that the market's file gives under this name")

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Condition":
        joints = [joint for joint in JOINTS if self._value(joint) is not None]
        if len(joints) != 1:
            raise ValueError("a condition is exactly one of: fact, all, any, not, market")
        if joints == ["fact"] and not self.tests:
            raise ValueError("a fact needs a test, such as is, at_least or one_of")
        if joints != ["fact"] and self.tests:
            raise ValueError("a test needs its fact beside it")
        return self

    @property
    def tests(self) -> dict[str, Any]:
        """The tests of the fact by name."""
        return {name: self._value(name) for name in TESTS if self._value(name) is not None}

    @property
    def parts(self) -> tuple["Condition", ...]:
        """The conditions joined here."""
        return (*(self.all_ or ()), *(self.any_ or ()), *((self.not_,) if self.not_ else ()))

    def leaves(self) -> Iterator["Condition"]:
        """Yield the tests of facts within, in order."""
        if self.fact is not None:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def names(self) -> tuple[str, ...]:
        """Return the facts named within, each once, in order."""
        found: list[str] = []
        for leaf in self.leaves():
            found.append(leaf.fact or "")
            found += [other.fact for other in (leaf.at_most_times, leaf.at_least_times) if other]
        return tuple(dict.fromkeys(found))

    def _value(self, name: str) -> Any:
        return getattr(self, f"{name}_" if name in ("is", "all", "any", "not") else name)
