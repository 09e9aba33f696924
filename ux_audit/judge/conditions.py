"""Evaluating a rule's conditions with three values: true, false, and None for “could not be seen”."""

from collections.abc import Iterable, Mapping
from typing import Any

from ux_audit.catalog import normalise
from ux_audit.model import Condition, Fact
from ux_audit.model.condition import Multiple
from ux_audit.model.fact import FactValue

Truth = bool | None
Facts = Mapping[str, Fact]


def holds(condition: Condition, facts: Facts) -> Truth:
    """Return whether the condition holds; None when facts that could not be seen leave it open."""
    if condition.all_ is not None:
        return conjunction(holds(part, facts) for part in condition.all_)
    if condition.any_ is not None:
        return invert(conjunction(invert(holds(part, facts)) for part in condition.any_))
    if condition.not_ is not None:
        return invert(holds(condition.not_, facts))
    if condition.market is not None:
        return None  # no market was bound, so that nobody asks
    return _test(condition, facts)


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Return true when all are true, false when one is false, else None."""
    values = list(truths)
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


def invert(truth: Truth) -> Truth:
    """Return the opposite; the opposite of unknown is unknown."""
    return None if truth is None else not truth


def deciding_facts(condition: Condition, facts: Facts, *, wanted: Truth) -> tuple[str, ...]:
    """Return the facts whose tests came out so that the condition is `wanted`, each once."""
    if holds(condition, facts) is not wanted:
        return ()
    if condition.fact is not None or condition.market is not None:
        return condition.names()
    if condition.not_ is not None:
        return deciding_facts(condition.not_, facts, wanted=invert(wanted))
    found = [name for part in condition.parts for name in deciding_facts(part, facts, wanted=wanted)]
    return tuple(dict.fromkeys(found))


def value_of(name: str, facts: Facts) -> FactValue:
    """Return a fact's value, None when it could not be seen or was never looked for."""
    fact = facts.get(name)
    return fact.value if fact else None


def _test(condition: Condition, facts: Facts) -> Truth:
    value = value_of(condition.fact or "", facts)
    tests = condition.tests
    known = tests.pop("known", None)
    if known is not None and (value is not None) is not known:
        return False
    if not tests:
        return True
    if value is None:
        return None
    return conjunction(_compare(name, value, operand, facts) for name, operand in tests.items())


def _compare(name: str, value: Any, operand: Any, facts: Facts) -> Truth:
    if isinstance(operand, Multiple):
        other = value_of(operand.fact, facts)
        if not _is_number(other) or not _is_number(value):
            return None
        bound = float(other) * operand.times  # type: ignore[arg-type]
        return bool(value <= bound if name == "at_most_times" else value >= bound)
    if name == "is":
        return bool(value == operand)
    if name == "one_of":
        return value in operand
    if name == "contains":
        return operand in value if isinstance(value, str | list) else None
    if name == "has_any_of":
        return any(entry in value for entry in operand) if isinstance(value, list) else None
    if name == "says_one_of":
        return _says(value, operand) if isinstance(value, str) else None
    if name == "length_at_least":
        return len(value) >= operand if isinstance(value, str | list) else None
    if not _is_number(value):
        return None
    return bool(
        {
            "at_least": value >= operand,
            "at_most": value <= operand,
            "less_than": value < operand,
            "more_than": value > operand,
        }[name]
    )


def _says(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text is one of the phrases once sums, numbers and the signs around them are taken off."""
    said = normalise(" ".join(normalise(text).replace("#", " ").split()))
    return said in {normalise(phrase) for phrase in phrases}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
