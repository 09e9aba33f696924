import pytest

from ux_audit.catalog import load_rules
from ux_audit.judge.ruling import decide, score_on_curve
from ux_audit.model import Fact

RULES = {rule.id: rule for rule in load_rules()}


def facts(**values: object) -> dict[str, Fact]:
    return {name.replace("__", "."): Fact(value=value) for name, value in values.items()}  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "score"), [(0, 1.0), (2500, 1.0), (4000, 0.5), (16000, 0.0), (90000, 0.0)])
def test_a_curve_goes_through_its_three_points(value: float, score: float) -> None:
    assert score_on_curve(value, 2500, 4000) == pytest.approx(score)


def test_a_curve_never_rises() -> None:
    scores = [score_on_curve(ms, 2500, 4000) for ms in range(2000, 17000, 100)]
    assert scores == sorted(scores, reverse=True)
    assert 0.5 < score_on_curve(3000, 2500, 4000) < 1


def test_the_worst_measured_page_counts() -> None:
    ruling = decide(RULES["speed-lcp"], facts(speed__home__lcp_ms=1000, speed__product__lcp_ms=5100))
    assert (ruling.outcome, ruling.page, ruling.value) == ("fail", "product", 5100)
    assert ruling.decisive == ("speed.product.lcp_ms",)
    assert ruling.pages == ("product",)


def test_unknown_whether_it_applies_holds_nothing_against_the_shop() -> None:
    rule = RULES["listing-filter-price"]
    assert decide(rule, facts(listing__filter_price=False)).outcome == "not-tested"
    assert decide(rule, facts(listing__filter_price=True)).outcome == "pass"
    assert decide(rule, facts(listing__filter_price=False, listing__total_products=20)).outcome == "fail"


def test_an_account_wall_must_be_proven() -> None:
    rule = RULES["checkout-guest-available"]
    assert decide(rule, facts(checkout__guest_offered=False)).outcome == "not-tested"
    proven = decide(rule, facts(checkout__guest_offered=False, checkout__account_required=True))
    assert proven.outcome == "fail"
    assert "checkout.account_required" in proven.decisive
