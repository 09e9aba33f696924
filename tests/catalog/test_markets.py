"""The markets and profiles that are shipped."""

import pytest

from ux_audit.catalog import keep_rules, load_brands, load_markets, load_profile, load_rules, load_words
from ux_audit.judge.markets import bind_rule
from ux_audit.model import Market
from ux_audit.resources import find_resources

RULES = {rule.id: rule for rule in load_rules()}
MARKETS = load_markets()
KINDS = {"pay_card", "pay_invoice", "pay_bank_transfer", "pay_cash_on_delivery"}
# Named by a profile before they are there.
TO_COME = {
    "listing-back-state",
    "checkout-names-international",
    "checkout-password-rules",
    "payment-page-scripts",
}

each_market = pytest.mark.parametrize("market", MARKETS.values(), ids=lambda market: market.id)


def test_the_markets_of_the_catalogue_are_there() -> None:
    assert {"cn", "eu", "de", "uk", "jp", "kr", "us"} <= MARKETS.keys()
    assert {"tw", "nl", "be", "pl", "fr", "es", "pt", "it", "br"} <= MARKETS.keys()


@each_market
def test_a_market_names_rules_that_leave_something_to_it(market: Market) -> None:
    for name in market.rules:
        assert name in RULES
        bound = bind_rule(RULES[name], market).model_copy(update={"examples": ()})
        text = bound.model_dump_json(by_alias=True, exclude_none=True)
        assert '"market"' not in text
        assert "{market" not in text
    assert market.part_of is None or market.part_of in MARKETS


@each_market
def test_a_market_proves_itself_by_more_than_a_language(market: Market) -> None:
    for proof in market.proofs:
        names = set(proof.when.names())
        assert names - {"site.language", "site.currency"}, proof.text.en


@each_market
def test_its_ways_to_pay_are_known(market: Market) -> None:
    entry = market.rules.get("payment-local-methods")
    known = {*load_brands(), *KINDS}
    assert set(entry.terms["habitual"] if entry else ()) <= known
    assert load_words()["en"].phrases.keys() >= KINDS


def test_rules_of_law_have_a_market() -> None:
    asked = {name for market in MARKETS.values() for name in market.rules}
    assert {rule.id for rule in RULES.values() if rule.in_markets_only} <= asked


def test_a_profile_leaves_out_what_goes_beyond_the_first_article() -> None:
    profile = load_profile("seed-only")
    plain = {name for name in profile.leaves_out if "*" not in name}
    assert plain - RULES.keys() <= TO_COME
    kept = {rule.id for rule in keep_rules(RULES.values(), "seed-only")}
    assert not {name for name in kept if name.startswith("accessibility-")}
    assert "speed-load-3s" in kept
    assert "trust-cn-icp" in kept
    assert len(keep_rules(RULES.values(), None)) == len(RULES)
    assert (find_resources("rules") / "profiles" / "seed-only.yaml").is_file()
