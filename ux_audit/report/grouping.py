"""Findings of both devices as rules, and rules as causes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ux_audit.model import Device, Evidence, Finding, Outcome
from ux_audit.report.view import Shape

# A rule that failed on one device failed; one that was tested on one device only has not passed.
WORST_FIRST: tuple[Outcome, ...] = ("fail", "warn", "not-tested", "pass", "not-applicable")
SEVERITIES = ("blocker", "major", "moderate", "minor", "info")
# Further rules of one cause add this share of their weight, as in scoring.
FURTHER_RULE_SHARE = 0.3

Bucket = Literal["problem", "check", "pass", "not-tested", "not-applicable"]


@dataclass(frozen=True)
class RuleResult:
    """One rule on all devices, the worst device first."""

    findings: tuple[Finding, ...]

    @property
    def worst(self) -> Finding:
        """The finding that stands for the rule."""
        return self.findings[0]

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.worst.rule

    @property
    def outcome(self) -> Outcome:
        """The worst outcome over the devices."""
        return self.worst.outcome

    @property
    def shape(self) -> Shape:
        """The mark of the outcome."""
        if self.outcome == "fail" and self.worst.severity == "blocker" and not self.worst.advisory:
            return "blocker"
        return self.outcome

    @property
    def bucket(self) -> Bucket:
        """Which list of the scorecard the rule belongs to."""
        if self.outcome in ("fail", "warn"):
            return "check" if self.worst.confidence == "low" else "problem"
        if self.outcome == "pass":
            return "pass"
        return "not-tested" if self.outcome == "not-tested" else "not-applicable"

    @cached_property
    def red(self) -> tuple[Finding, ...]:
        """The devices' findings that failed or warned."""
        return tuple(one for one in self.findings if one.outcome in ("fail", "warn"))

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices that share the rule's outcome, or that failed or warned."""
        alike = self.red or [one for one in self.findings if one.outcome == self.outcome]
        return tuple(sorted({one.device for one in alike}))

    @property
    def weight(self) -> float:
        """The weight of all devices that failed or warned."""
        return sum(one.weight for one in self.red)

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of all devices that failed or warned."""
        return tuple(dict.fromkeys(page for one in self.red for page in one.pages))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The proof of all devices that failed or warned, the worst device's first."""
        return tuple(piece for one in self.red for piece in one.evidence)


@dataclass(frozen=True)
class CauseResult:
    """Rules that one cause turned red, the heaviest first."""

    rules: tuple[RuleResult, ...]

    @property
    def main(self) -> RuleResult:
        """The rule that names the cause."""
        return self.rules[0]

    @property
    def weight(self) -> float:
        """The heaviest rule's weight and a share of the others'."""
        return self.main.weight + FURTHER_RULE_SHARE * sum(rule.weight for rule in self.rules[1:])

    @property
    def pages(self) -> tuple[str, ...]:
        """All pages where the cause was seen."""
        return tuple(dict.fromkeys(page for rule in self.rules for page in rule.pages))

    @property
    def devices(self) -> tuple[Device, ...]:
        """All devices on which it was seen."""
        return tuple(sorted({device for rule in self.rules for device in rule.devices}))

    @property
    def blocks(self) -> bool:
        """Whether one of the rules is a failed blocker."""
        return any(rule.shape == "blocker" for rule in self.rules)


def group_rules(findings: Iterable[Finding]) -> list[RuleResult]:
    """Return one result a rule, in the order of the rules' ids."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    return [
        RuleResult(
            tuple(
                sorted(
                    by_rule[rule], key=lambda one: (WORST_FIRST.index(one.outcome), -one.weight, one.device)
                )
            )
        )
        for rule in sorted(by_rule)
    ]


def group_causes(rules: Sequence[RuleResult]) -> list[CauseResult]:
    """Return the causes behind failed or warned rules: blockers, then by weight, never by effort."""
    by_cause: dict[str, list[RuleResult]] = defaultdict(list)
    for rule in rules:
        by_cause[rule.worst.cause or rule.rule].append(rule)
    causes = [CauseResult(tuple(sorted(group, key=_rule_rank))) for group in by_cause.values()]
    return sorted(causes, key=lambda cause: (not cause.blocks, -cause.weight, cause.main.rule))


def _rule_rank(rule: RuleResult) -> tuple[bool, bool, int, float, str]:
    severity = SEVERITIES.index(rule.worst.severity)
    return rule.shape != "blocker", rule.outcome != "fail", severity, -rule.weight, rule.rule
