from pathlib import Path

import pytest

from ux_audit.catalog import load_rules
from ux_audit.judge.explain import check_rule_file, explain_rule, rule_schema
from ux_audit.resources import find_resources

FILE = find_resources("rules") / "checks" / "cart" / "cart-remove.yaml"


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_a_manual_page_holds_what_one_needs(rule) -> None:
    page = explain_rule(rule)
    for heading in ("Wanted", "Verdict", "Why", "How to fix it", "Facts", "Examples", "Sources"):
        assert f"\n{heading}\n" in page
    assert "{" not in page.replace("{page}", "")
    assert rule.id in page.splitlines()[0]


def write(folder: Path, old: str, new: str) -> Path:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = folder / FILE.name
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "line", "answer"),
    [
        ("pass: {fact: cart.remove, is", "pass: {fact: cart.removed, is", 11, "Did you mean “cart.remove”?"),
        ("pass: {fact: cart.remove, is", "pass: {fact: cart.remove, iss", 11, "Did you mean “is”?"),
        (
            "pass: {fact: cart.remove, is: true}",
            "pass: {fact: cart.remove, at_least: 1}",
            11,
            "at_least needs a number",
        ),
        ("effort: theme", "efort: theme", 8, "Did you mean “effort”?"),
        ("outcome: fail}", "outcome: pass}", 0, "is fail, not pass"),
        ("A control removes the line.", "Lines {cart.lines} removed.", 0, "there is no fact “cart.lines”"),
        ("id: cart-remove", "id: cart-delete", 1, "differs from the file's name"),
    ],
)
def test_mistakes_are_answered_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, answer: str
) -> None:
    problems = check_rule_file(write(tmp_path, old, new))
    assert problems
    assert answer in problems[0]
    assert problems[0].startswith(f"{tmp_path}/cart-remove.yaml:{line or ''}")


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    (problem,) = check_rule_file(tmp_path / "none.yaml")
    assert "\n" not in problem


def test_the_schema_names_the_keys_of_a_file() -> None:
    schema = rule_schema()
    assert {"id", "pass", "warn", "curve", "saw", "examples"} <= set(schema["properties"])
    assert "not" in schema["$defs"]["Condition"]["properties"]
