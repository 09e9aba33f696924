from pathlib import Path

import pytest

from ux_audit.catalog import load_fact_specs, load_rules, rules_version
from ux_audit.errors import ConfigError
from ux_audit.resources import find_resources

FILE = find_resources("rules") / "checks" / "cart" / "cart-remove.yaml"


def test_rules_come_by_id() -> None:
    ids = [rule.id for rule in load_rules()]
    assert ids == sorted(ids)
    assert len(ids) == len(set(ids)) >= 45


def test_a_rule_of_ones_own_replaces_a_shipped_one(tmp_path: Path) -> None:
    mine = tmp_path / FILE.name
    mine.write_text(FILE.read_text(encoding="utf-8").replace("severity: 3", "severity: 6"), encoding="utf-8")
    rules = load_rules([tmp_path])
    assert len(rules) == len(load_rules())
    assert next(rule for rule in rules if rule.id == "cart-remove").severity == 6
    assert rules_version(rules) != rules_version(load_rules())


def test_the_version_does_not_depend_on_the_order() -> None:
    rules = load_rules()
    assert rules_version(rules) == rules_version(tuple(reversed(rules)))


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no folder"):
        load_rules([tmp_path / "nowhere"])


def test_facts_have_one_name_a_page_kind() -> None:
    names = [spec.name for spec in load_fact_specs()]
    assert len(names) == len(set(names))
    assert {"speed.home.lcp_ms", "speed.checkout.cls", "product.gallery_images"} <= set(names)
    assert not any("{" in name for name in names)
