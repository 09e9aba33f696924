"""What each rule says by the facts that were found, against what it would say by what a person saw."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.accuracy.agreement import AMBIGUOUS
from ux_audit.catalog import load_fact_specs
from ux_audit.judge.conditions import deciding_facts
from ux_audit.judge.ruling import Ruling, decide
from ux_audit.model import Audit, Device, Fact, Rule

Verdict = Literal["caught", "missed", "false-alarm", "clear", "not-tested"]
RED = ("warn", "fail")


@dataclass(frozen=True)
class RuleComparison:
    """One rule in one store on one device."""

    store: str
    device: Device
    rule: str
    wanted: str
    found: str

    @property
    def verdict(self) -> Verdict:
        """What became of the alarm that should, or should not, have been raised."""
        if self.found == "not-tested" and self.wanted != "not-tested":
            return "not-tested"
        if self.wanted in RED:
            return "caught" if self.found in RED else "missed"
        return "false-alarm" if self.found in RED else "clear"


@dataclass(frozen=True)
class Tally:
    """A rule's comparisons counted; shares are None where there is nothing to divide by."""

    caught: int = 0
    missed: int = 0
    false_alarms: int = 0
    clear: int = 0
    not_tested: int = 0

    @property
    def compared(self) -> int:
        """How often a person's labels decided the rule."""
        return self.caught + self.missed + self.false_alarms + self.clear + self.not_tested

    @property
    def precision(self) -> float | None:
        """Of the alarms raised, the share that was right."""
        return _share(self.caught, self.caught + self.false_alarms)

    @property
    def recall(self) -> float | None:
        """Of the alarms that were due and could be tested, the share raised."""
        return _share(self.caught, self.caught + self.missed)


def compare_rules(
    store: str,
    labels: Mapping[str, dict[str, Any]],
    audit: Audit,
    by_page: Mapping[Device, Mapping[str, Mapping[str, Fact]]],
    rules: Collection[Rule],
) -> list[RuleComparison]:
    """Return the rules that the labels decide, a store's devices one after the other.

    A rule takes part where every fact that decides it is labelled; others would be compared with the detectors' own
    answers. Facts of a labelled product page are those of that page, as in `compare`.
    """
    rows = []
    for device, facts in sorted(audit.facts.items()):
        found, seen = dict(facts), dict(facts)
        told: set[str] = set()
        for key, label in labels.items():
            name, _, only = key.partition("@")
            if label["value"] == AMBIGUOUS or (only and only != device) or name not in facts:
                continue
            own = by_page.get(device, {}).get(label["page"], {}).get(name)
            found[name] = own or facts[name]
            seen[name] = Fact(value=_value(name, label["value"]))
            told.add(name)
        for rule in rules:
            if device not in rule.devices:
                continue
            truth = decide(rule, seen)
            if truth.outcome != "not-tested" and set(_decisive(rule, truth, seen)) <= told:
                rows.append(
                    RuleComparison(store, device, rule.id, truth.outcome, decide(rule, found).outcome)
                )
    return rows


def tally(verdicts: Iterable[str]) -> Tally:
    """Count the verdicts."""
    counts = Counter(verdicts)
    return Tally(
        caught=counts["caught"],
        missed=counts["missed"],
        false_alarms=counts["false-alarm"],
        clear=counts["clear"],
        not_tested=counts["not-tested"],
    )


def _decisive(rule: Rule, truth: Ruling, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    if truth.outcome == "not-applicable":
        return truth.used
    applies = deciding_facts(rule.applies, facts, wanted=True) if rule.applies else ()
    return (*truth.decisive, *applies)


def _value(name: str, label: Any) -> Any:
    """A list may be labelled by its length: the entries then do not matter, only how many there are."""
    lists = {spec.name for spec in load_fact_specs() if spec.type == "list"}
    return [str(number) for number in range(label)] if name in lists and isinstance(label, int) else label


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
