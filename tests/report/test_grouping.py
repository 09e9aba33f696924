from tests.report import sample
from ux_audit.model import Finding, Outcome
from ux_audit.report.grouping import group_causes, group_rules
from ux_audit.report.ranking import rank_causes, rank_value


def finding(rule: str, *outcomes: Outcome, **changes: object) -> list[Finding]:
    base = sample.make_findings()[0]
    return [
        base.model_copy(update={"rule": rule, "cause": rule, "device": device, "outcome": outcome, **changes})
        for device, outcome in zip(("desktop", "mobile"), outcomes, strict=False)
    ]


def test_the_worst_device_stands_for_the_rule() -> None:
    (rule,) = group_rules(finding("a-b", "pass", "warn"))
    assert (rule.outcome, rule.devices, rule.bucket) == ("warn", ("mobile",), "problem")


def test_a_rule_tested_on_one_device_only_has_not_passed() -> None:
    (rule,) = group_rules(finding("a-b", "pass", "not-tested"))
    assert rule.bucket == "not-tested"


def test_low_certainty_is_never_a_problem() -> None:
    (rule,) = group_rules(finding("a-b", "fail", confidence="low"))
    assert rule.bucket == "check"


def test_rules_of_one_cause_are_one_entry_and_further_rules_weigh_less() -> None:
    rules = group_rules(
        finding("a-b", "fail", cause="c", weight=4.0) + finding("a-c", "fail", cause="c", weight=2.0)
    )
    (cause,) = group_causes(rules)
    assert cause.main.rule == "a-b"
    assert cause.weight == 4.0 + 0.3 * 2.0


def test_fixes_rank_by_weight_times_pages_over_effort_with_blockers_first() -> None:
    rules = group_rules(
        finding("a-dear", "fail", weight=8.0, effort="development", pages=("1",))
        + finding("b-cheap", "fail", weight=4.0, effort="content", pages=("1", "2"))
        + finding("c-block", "fail", weight=1.0, effort="development", severity="blocker", pages=())
        + finding("d-law", "fail", weight=9.0, advisory=True)
    )
    ranked = rank_causes(group_causes(rules))
    assert [cause.main.rule for cause in ranked] == ["c-block", "b-cheap", "a-dear"]
    assert [rank_value(cause) for cause in ranked[1:]] == [8.0, 2.0]
