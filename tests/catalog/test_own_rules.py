from pathlib import Path
from typing import Any

import pytest

from ux_audit.catalog import apply_settings, check_acceptances, load_rules, rules_version
from ux_audit.catalog.new_rule import write_new_rule
from ux_audit.errors import ConfigError, UsageError
from ux_audit.judge.explain import check_rule_file
from ux_audit.model import Acceptance, Rule, RuleSettings

PHOTOS = "product-gallery-min-images"


def rule_of(rules: tuple[Rule, ...], name: str) -> Rule:
    return next(rule for rule in rules if rule.id == name)


def test_rules_are_switched_off_and_changed_in_part() -> None:
    shipped = load_rules()
    settings = RuleSettings(
        off=("product-video",),
        change={PHOTOS: {"severity": 3, "pass": {"at_least": 7}, "wanted": {"en": "Seven."}}},
    )
    rules = apply_settings(shipped, settings)
    assert len(rules) == len(shipped) - 1
    before, after = rule_of(shipped, PHOTOS), rule_of(rules, PHOTOS)
    assert after.severity == 3
    assert after.pass_ is not None
    assert (after.pass_.fact, after.pass_.at_least) == ("product.gallery_images", 7)
    assert (after.wanted.en, after.wanted.zh) == ("Seven.", before.wanted.zh)
    assert after.warn == before.warn
    assert rules_version(rules) != rules_version(shipped)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            {"off": ["product-vidio"]},
            "rules.off: there is no rule “product-vidio”. Did you mean “product-video”?",
        ),
        (
            {"change": {"cart-remov": {}}},
            "rules.change: there is no rule “cart-remov”. Did you mean “cart-remove”?",
        ),
        ({"change": {PHOTOS: {"severty": 3}}}, "unknown key “severty”. Did you mean “severity”?"),
        ({"change": {PHOTOS: {"severity": 4}}}, f"rules.change.{PHOTOS}: severity"),
        ({"change": {PHOTOS: {"pass": {"at_lest": 4}}}}, "unknown key “at_lest”. Did you mean “at_least”?"),
        ({"change": {PHOTOS: {"pass": {"fact": "product.x"}}}}, "there is no fact “product.x”."),
        ({"change": {PHOTOS: {"examples": []}}}, "“examples” cannot be changed. Write a rule of your own."),
    ],
)
def test_a_mistake_says_where_and_what_was_meant(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError) as error:
        apply_settings(load_rules(), RuleSettings.model_validate(settings))
    assert says in str(error.value)


def test_what_is_accepted_must_be_a_rule() -> None:
    one = Acceptance.model_validate({"rule": "cart-x", "reason": "r", "owner": "o", "until": "2027-01-01"})
    with pytest.raises(ConfigError, match="accepted: there is no rule “cart-x”"):
        check_acceptances([one], load_rules())


def test_a_new_rule_is_right_in_form_and_used_beside_the_others(tmp_path: Path) -> None:
    file = write_new_rule("product-gift-note", tmp_path / "own")
    assert check_rule_file(file) == []
    assert rule_of(load_rules([file.parent]), "product-gift-note").area == "product"
    with pytest.raises(UsageError, match="is there already"):
        write_new_rule("product-gift-note", file.parent)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Product Video", "is no rule's id"),
        ("prodct-gift", "Did you mean “product”?"),
        ("product-video", "There is a rule “product-video” already"),
    ],
)
def test_a_new_rule_with_a_wrong_id_is_refused(name: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        write_new_rule(name, tmp_path)
    assert says in str(error.value)
    assert not list(tmp_path.iterdir())
