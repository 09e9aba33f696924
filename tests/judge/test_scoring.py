import pytest

from tests.judge.findings import finding
from ux_audit.judge import score_findings
from ux_audit.model import Finding


def cart(sneaked: str) -> list[Finding]:
    return [
        finding("cart-edit-quantity", "pass", 6 * 0.5),
        finding("cart-price-composition", "warn", 6 * 0.9),
        finding("cart-no-sneaked-items", sneaked, 10, caps=True),
        finding("cart-coupon-quiet", "warn", 0.75),
        finding("cart-shipping-estimate", "fail", 6 * 0.9 * 0.7, confidence="medium"),
        finding("cart-edit-variant", "not-applicable", 0.35),
    ]


def test_the_worked_example_of_the_method() -> None:
    scores = score_findings(cart("pass"))
    assert scores.areas["cart"].score == pytest.approx(70.1)
    assert scores.areas["cart"].coverage == 1
    assert scores.overall == 70
    assert scores.band == "mediocre"


def test_a_failed_blocker_caps_area_and_whole() -> None:
    scores = score_findings(cart("fail"))
    assert scores.areas["cart"].score == pytest.approx(26.5)
    assert round(scores.areas["cart"].score) == 26
    assert scores.caps == ("cart-no-sneaked-items",)
    high = [finding(f"r{n}", "pass", 10) for n in range(50)]
    capped = score_findings(
        [*high, finding("b", "fail", 1, caps=True), finding("s", "pass", 3, area="speed")]
    )
    assert capped.areas["cart"].score == 49
    assert capped.areas["cart"].capped_by == "b"
    assert capped.overall == 69 or capped.overall < 69
    assert capped.interval is not None
    assert capped.interval[1] <= 69


def test_untested_rules_lower_coverage_not_the_score() -> None:
    scores = score_findings([finding("a", "pass", 7), finding("b", "not-tested", 3)])
    assert scores.areas["cart"].score == 100
    assert scores.areas["cart"].coverage == pytest.approx(0.7)
    assert not scores.provisional


def test_too_little_tested_gives_no_area_score() -> None:
    scores = score_findings(
        [finding("a", "pass", 5), finding("b", "not-tested", 5), finding("s", "pass", 3, area="speed")]
    )
    assert scores.areas["cart"].score is None
    assert scores.overall == 100
    assert scores.provisional


def test_nothing_tested_gives_no_score_at_all() -> None:
    scores = score_findings([finding("a", "not-tested", 5)])
    assert (scores.overall, scores.band, scores.interval) == (None, None, None)


def test_one_cause_counts_once() -> None:
    apart = [finding("a", "fail", 6), finding("b", "fail", 4), finding("c", "pass", 10)]
    together = [one.model_copy(update={"cause": "late"}) for one in apart[:2]]
    assert score_findings(apart).areas["cart"].score == pytest.approx(50)
    assert score_findings([*together, apart[2]]).areas["cart"].score == pytest.approx(
        100 * 10 / (10 + 6 + 0.3 * 4), abs=0.1
    )


def test_mending_a_finding_never_lowers_the_score() -> None:
    red = [finding("a", "fail", 6, cause="x"), finding("b", "warn", 4, cause="x"), finding("c", "pass", 3)]
    before = score_findings(red).areas["cart"].score or 0
    for n in (0, 1):
        mended = [
            one.model_copy(update={"outcome": "pass", "score": 1.0}) if i == n else one
            for i, one in enumerate(red)
        ]
        assert (score_findings(mended).areas["cart"].score or 0) > before


def test_advisory_findings_do_not_count() -> None:
    scores = score_findings(
        [finding("a", "pass", 5), finding("b", "warn", 0, advisory=True, confidence="low")]
    )
    assert scores.overall == 100


def test_devices_have_scores_of_their_own() -> None:
    scores = score_findings([finding("a", "pass", 4), finding("a", "fail", 6, device="mobile")])
    assert scores.devices == {"desktop": 100, "mobile": 0}
    assert scores.areas["cart"].devices == {"desktop": 100, "mobile": 0}
    assert scores.overall == 40


def test_areas_count_by_their_weights() -> None:
    scores = score_findings(
        [finding("a", "pass", 1, area="checkout"), finding("b", "fail", 9, area="mobile")]
    )
    assert scores.overall == round(100 * 14 / 17)


def test_probable_findings_widen_the_interval() -> None:
    sure = score_findings([finding("a", "fail", 5), finding("b", "pass", 15)])
    unsure = score_findings([finding("a", "fail", 5, confidence="medium"), finding("b", "pass", 15)])
    assert sure.interval == (72, 78)
    assert unsure.interval == (72, 100)
    assert score_findings([finding("a", "fail", 5, confidence="medium"), finding("b", "pass", 15)]) == unsure
