"""Markets: chosen or proven, dated, and judged outside the score."""

from datetime import date

from ux_audit.catalog import load_markets, load_rules
from ux_audit.judge import choose_markets, judge, score_findings
from ux_audit.judge.markets import ask_rules
from ux_audit.model import Fact, Finding, Market, Text
from ux_audit.model.fact import FactValue
from ux_audit.model.market import MarketRule

MARKETS = load_markets()
RULES = load_rules()
LATE, EARLY = date(2026, 6, 19), date(2026, 6, 18)


def facts(**values: FactValue) -> dict[str, Fact]:
    return {name.replace("__", "."): Fact(value=value) for name, value in values.items()}


def asked(*markets: str, on: date = LATE) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in ask_rules(RULES, MARKETS, markets, on):
        if one.market is not None:
            found.setdefault(one.rule.id, []).append(one.market.id)
    return found


def judged(*markets: str, **values: FactValue) -> list[Finding]:
    found = judge(RULES, {"desktop": facts(**values)}, {}, markets=MARKETS, used=markets, on=LATE)
    return [finding for finding in found if finding.market]


def test_without_a_market_no_rule_of_markets_is_asked() -> None:
    found = judge(RULES, {"desktop": facts(trust__icp_number=False)}, {}, markets=MARKETS)
    assert not [one for one in found if one.market or one.severity == "legal"]


def test_a_market_asks_its_own_rules_and_those_of_what_it_is_part_of() -> None:
    rules = asked("de")
    assert rules["trust-order-button-law"] == ["de"]
    assert rules["trust-prior-price"] == ["eu"]
    assert asked("de", "eu") == rules
    assert asked("de", "fr")["trust-withdrawal-function"] == ["eu"]
    assert sorted(asked("de", "fr")["trust-order-button-law"]) == ["de", "eu"]


def test_a_law_is_asked_from_its_first_day_on() -> None:
    assert "trust-withdrawal-function" not in asked("de", on=EARLY)
    assert "trust-withdrawal-function" in asked("de", on=LATE)


def test_a_store_proves_its_market_and_a_chosen_one_comes_first() -> None:
    seen = {"mobile": facts(trust__icp_number=True), "desktop": facts(trust__icp_number=False)}
    uses = choose_markets(MARKETS, ["us"], seen)
    assert [(use.market, use.chosen) for use in uses] == [("us", True), ("cn", False)]
    assert uses[1].proof is not None
    assert uses[1].facts == ("trust.icp_number",)


def test_language_and_currency_alone_prove_nothing() -> None:
    spoken = facts(site__language="de-DE", site__currency="EUR")
    assert choose_markets(MARKETS, [], {"desktop": spoken}) == ()
    placed = facts(site__language="de-DE", site__currency="EUR", site__country="DE")
    assert [use.market for use in choose_markets(MARKETS, [], {"desktop": placed})] == ["de"]
    swiss = facts(site__language="de", site__currency="EUR", site__country="CH", trust__imprint_link=True)
    assert choose_markets(MARKETS, [], {"desktop": swiss}) == ()


def test_points_of_law_weigh_nothing_and_cap_nothing() -> None:
    found = judge(
        RULES, {"desktop": facts(trust__icp_number=False)}, {}, markets=MARKETS, used=["cn"], on=LATE
    )
    icp = next(one for one in found if one.rule == "trust-cn-icp")
    assert (icp.outcome, icp.severity, icp.weight, icp.advisory, icp.caps) == (
        "fail",
        "legal",
        0.0,
        True,
        False,
    )
    assert score_findings(found) == score_findings([one for one in found if one.severity != "legal"])


def test_points_of_law_stand_market_by_market_and_others_once() -> None:
    found = judged("jp", "kr", payment__known_methods=["pay_card"], payment__methods_all_known=True)
    screens = [one for one in found if one.rule == "trust-final-screen-jp-kr"]
    assert [one.market for one in screens] == ["jp", "kr"]
    assert len({one.fingerprint for one in screens}) == 2
    ways = [one for one in found if one.rule == "payment-local-methods"]
    assert [(one.market, one.outcome) for one in ways] == [("jp", "fail")]


def test_texts_name_the_market_in_both_languages() -> None:
    finding = next(one for one in judged("kr", trust__business_number=False) if "identity" in one.rule)
    assert finding.title.en == "The seller probably does not identify itself as South Korea asks."
    assert finding.title.zh == "卖家身份信息很可能不符合韩国的要求。"


def test_a_market_can_make_a_usual_rule_graver_and_never_lighter() -> None:
    rule = next(rule for rule in RULES if rule.id == "content-help-faq")
    graver = Market(id="xx", name=Text(en="X", zh="某地"), rules={rule.id: MarketRule(severity=6)})
    lighter = graver.model_copy(update={"rules": {rule.id: MarketRule(severity=1)}})
    assert rule.severity == 3
    for market, severity in ((graver, 6), (lighter, 3)):
        (one,) = ask_rules([rule], {"xx": market}, ["xx"], LATE)
        assert one.rule.severity == severity
