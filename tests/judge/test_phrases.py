import ast
import re
from pathlib import Path
from typing import get_args

import pytest

import ux_audit.facts
from ux_audit.judge.phrases import has_phrase, load_phrases, phrase
from ux_audit.model import Stage, Text

FACTS = sorted(Path(ux_audit.facts.__file__).parent.glob("*.py"))
HAN = re.compile("[\u4e00-\u9fff]")


def notes(path: Path) -> set[str]:
    """The reasons that a module of facts writes down as they are, in `unseen("…")`."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    unseen = [call.args[0] for call in calls if getattr(call.func, "id", "") == "unseen" and call.args]
    return {one.value for one in unseen if isinstance(one, ast.Constant) and isinstance(one.value, str)}


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_reasons_of_facts_are_known_in_both_languages(path: Path) -> None:
    assert {note for note in notes(path) if not has_phrase(f"note.{note}")} == set()


def test_stages_have_names() -> None:
    assert all(has_phrase(f"stage.{stage}") for stage in get_args(Stage))


def test_phrases_are_in_both_languages() -> None:
    for key, text in load_phrases().items():
        assert text.en
        assert text.zh
        if key.startswith(("note.", "stop.", "stage.", "page.", "why_not.")):
            assert HAN.search(text.zh), key


def test_values_are_filled_in() -> None:
    filled = phrase("untested", subject=Text(en="The cart", zh="购物车"))
    assert (filled.en, filled.zh) == ("The cart could not be tested.", "购物车未能检测。")
