from typing import Any

import pytest

from tests.accuracy.precision import RuleComparison, Tally, compare_rules, tally
from tests.accuracy.publish import README, read_accuracy, render_readme, worse_than_published
from ux_audit.catalog import load_rules
from ux_audit.model import Audit, Fact, Site, Tool

LEAST_PRECISION = 0.95


def label(value: Any) -> dict[str, Any]:
    return {"value": value, "page": "http://shop.example/p"}


def verdicts(labels: dict[str, Any], **facts: Any) -> dict[str, str]:
    audit = Audit(
        tool=Tool(version="0", rules_version="0"),
        made_at="2026-01-01",
        site=Site(url="http://shop.example", final_url="http://shop.example"),
        facts={"desktop": {name.replace("__", "."): Fact(value=value) for name, value in facts.items()}},
    )
    rows = compare_rules(
        "shop", {name: label(value) for name, value in labels.items()}, audit, {}, load_rules()
    )
    return {row.rule: row.verdict for row in rows}


@pytest.mark.parametrize(
    ("wanted", "found", "verdict"),
    [
        (False, False, "caught"),
        (False, True, "missed"),
        (True, False, "false-alarm"),
        (True, True, "clear"),
        (True, None, "not-tested"),
    ],
)
def test_an_alarm_is_right_when_the_labels_raise_it_too(
    wanted: bool, found: bool | None, verdict: str
) -> None:
    assert verdicts({"cart.remove": wanted}, cart__remove=found) == {"cart-remove": verdict}


def test_a_rule_that_hangs_on_what_nobody_labelled_takes_no_part() -> None:
    assert (
        verdicts(
            {"navigation.breadcrumb_product": True}, navigation__breadcrumb_product=True, cart__remove=False
        )
        == {}
    )


def test_shares_are_of_alarms() -> None:
    counted = tally(["caught"] * 3 + ["missed", "false-alarm", "clear", "not-tested"])
    assert counted == Tally(caught=3, missed=1, false_alarms=1, clear=1, not_tested=1)
    assert (counted.compared, counted.precision, counted.recall) == (7, 0.75, 0.75)
    assert tally([]).precision is None


def test_what_was_published_is_no_news() -> None:
    row = RuleComparison("shop", "mobile", "cart-remove", "pass", "fail")
    assert worse_than_published([row], {"cart-remove": {"false-alarm": ["shop mobile"]}}) == []
    (news,) = worse_than_published([row], {"cart-remove": {"false-alarm": ["shop desktop"]}})
    assert news == "cart-remove in shop on mobile: false-alarm (wanted pass, found fail)"


def test_a_rule_that_is_often_wrong_is_advisory() -> None:
    certain = {rule.id for rule in load_rules() if rule.confidence != "low" and rule.severity != "info"}
    for rule, places in read_accuracy().items():
        counted = tally(verdict for verdict, where in places.items() for _ in where)
        assert rule not in certain or (counted.precision or 1.0) >= LEAST_PRECISION, rule


def test_the_published_page_is_made_of_rules_and_figures_as_they_are() -> None:
    assert README.read_text("utf-8") == render_readme(), "run: python -m tests.accuracy --readme"
