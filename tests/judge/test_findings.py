import pytest

from ux_audit.catalog import load_rules
from ux_audit.judge import judge
from ux_audit.model import Evidence, Fact, Finding, Journey, Rule, Site, Stage

RULES = {rule.id: rule for rule in load_rules()}


def find(rule: str | Rule, facts: dict[str, Fact], *, device: str = "desktop", **more: object) -> Finding:
    chosen = RULES[rule] if isinstance(rule, str) else rule
    (finding,) = judge([chosen], {device: facts}, more.pop("journeys", {}), **more)  # type: ignore[arg-type]
    return finding


def walk(reached: str, stopped: str, by: str) -> Journey:
    return Journey(device="desktop", level="payment", reached=reached, stopped=stopped, stopped_by=by)  # type: ignore[arg-type]


def test_a_finding_copies_the_proof_of_what_decided_it() -> None:
    proof = Evidence(visit="desktop/03-product", page="http://shop.example/p", selector="#buy")
    facts = {
        "product.price_first_screen": Fact(
            value=True, evidence=(Evidence(visit="desktop/03-product", page="x"),)
        ),
        "product.add_to_cart_first_screen": Fact(value=False, evidence=(proof, proof)),
    }
    finding = find("product-buybox-fold", facts)
    assert finding.outcome == "fail"
    assert finding.evidence == (proof,)
    assert finding.facts[0] == "product.add_to_cart_first_screen"


def test_weight_is_severity_times_evidence_times_certainty_times_share() -> None:
    facts = {"product.gallery_images": Fact(value=1)}
    both = judge([RULES["product-gallery-min-images"]], {"desktop": facts, "mobile": facts}, {})
    assert [finding.weight for finding in both] == pytest.approx([6 * 0.75 * 0.4, 6 * 0.75 * 0.6])
    assert find("product-gallery-min-images", facts).weight == pytest.approx(6 * 0.75)


def test_a_walk_that_ended_early_leaves_deeper_rules_untested() -> None:
    journeys = {"desktop": walk("cart", "captcha: a puzzle", "shop")}
    finding = find("checkout-summary-total", {}, journeys=journeys)
    assert finding.outcome == "not-tested"
    assert finding.why_not is not None
    assert finding.why_not.en == "The walk stopped at the cart: a captcha wants a person."
    assert finding.why_not.zh == "走查停在购物车：出现了人机验证。"
    assert finding.title.en == "The order summary in the checkout could not be tested."
    assert finding.weight > 0


def test_a_walk_set_to_end_early_says_so() -> None:
    journeys = {"desktop": walk("cart", "walk-level", "settings")}
    finding = find("checkout-summary-total", {}, journeys=journeys)
    assert finding.why_not is not None
    assert finding.why_not.zh == "按设定，走查到购物车为止。"


@pytest.mark.parametrize("reached", ["product", "cart"])
def test_an_account_wall_is_judged_though_the_walk_ended_there(reached: Stage) -> None:
    journeys = {"desktop": walk(reached, "account-required", "shop")}
    facts = {"checkout.account_required": Fact(value=True), "checkout.guest_offered": Fact(value=False)}
    finding = find("checkout-guest-available", facts, journeys=journeys)
    assert (finding.outcome, finding.caps, finding.severity) == ("fail", True, "blocker")


def test_an_unseen_fact_tells_its_reason() -> None:
    finding = find("product-video", {"product.video": Fact(value=None, note="no product page was found")})
    assert finding.why_not is not None
    assert finding.why_not.en == "No product page was found."


def test_unsure_facts_lower_certainty_and_word_it() -> None:
    finding = find("product-gallery-min-images", {"product.gallery_images": Fact(value=1, confidence=0.6)})
    assert finding.confidence == "medium"
    assert finding.title.en.startswith("Probably: ")
    assert finding.title.zh.startswith("很可能：")
    doubtful = find("product-gallery-min-images", {"product.gallery_images": Fact(value=1, confidence=0.3)})
    assert doubtful.advisory
    assert doubtful.weight == 0
    assert doubtful.title.zh.startswith("请人工确认：")


def test_a_case_has_its_own_words_and_may_lift_the_cap() -> None:
    def answered(server: int, missing: int) -> dict[str, Fact]:
        values = {"pages_opened": 40, "server_errors": server, "missing_pages": missing}
        return {f"stability.{name}": Fact(value=value) for name, value in values.items()}

    crashed = find("stability-http-errors", answered(1, 0))
    dead_links = find("stability-http-errors", answered(0, 6))
    assert crashed.caps
    assert not dead_links.caps
    assert dead_links.saw.zh == "40个页面中有6个不存在。"


def test_the_platform_has_its_own_fix() -> None:
    facts = {"checkout.account_required": Fact(value=True)}
    site = Site(url="http://x.example", final_url="http://x.example", platform="django-oscar")
    assert "OSCAR_ALLOW_ANON_CHECKOUT" in find("checkout-guest-available", facts, site=site).fix.en


def test_fingerprints_do_not_depend_on_what_was_measured() -> None:
    first = find("speed-lcp", {"speed.home.lcp_ms": Fact(value=9000)})
    second = find("speed-lcp", {"speed.product.lcp_ms": Fact(value=4100)})
    other = find("speed-lcp", {"speed.home.lcp_ms": Fact(value=9000)}, device="mobile")
    assert first.fingerprint == second.fingerprint != other.fingerprint


def test_order_is_by_rule_then_desktop_before_mobile() -> None:
    found = judge(list(reversed(load_rules())), {"mobile": {}, "desktop": {}}, {})
    keys = [(one.rule, one.device) for one in found]
    assert keys == sorted(keys)
    assert judge(load_rules(), {"desktop": {}, "mobile": {}}, {}) == found
