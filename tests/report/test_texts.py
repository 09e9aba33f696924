import re
from pathlib import Path
from typing import get_args

import pytest

from ux_audit.model import PageKind, Stage
from ux_audit.model.audit import Gate
from ux_audit.report.figures import Figures
from ux_audit.report.texts import Language, Texts, load_data
from ux_audit.resources import find_resources

FOLDER = find_resources("reports") / "html"
CODE = Path(__file__).parents[2] / "ux_audit" / "report"
TEXTS = load_data(FOLDER / "texts.yaml")


def test_every_text_exists_in_both_languages_with_the_same_values() -> None:
    for key, entry in TEXTS.items():
        assert set(entry) == {"en", "zh"}, key
        english = entry["en"]["other"] if isinstance(entry["en"], dict) else entry["en"]
        values = [set(re.findall(r"{(\w+)}", text)) for text in (english, entry["zh"])]
        assert values[0] | {"n"} == values[1] | {"n"}, key


def test_every_text_asked_for_exists() -> None:
    sources = [*CODE.glob("*.py"), *FOLDER.rglob("*.j2")]
    asked = {
        key for file in sources for key in re.findall(r"say\(\s*[\"']([\w.-]+)[\"']", file.read_text("utf-8"))
    }
    assert {key for key in asked if not key.endswith(".")} <= set(TEXTS)


def test_chinese_has_no_half_width_marks_or_spaces_between_its_signs() -> None:
    wrong = re.compile(r"[\u4e00-\u9fff}][,;:!?]|[\u4e00-\u9fff] [\u4e00-\u9fffA-Za-z]")
    assert [key for key, entry in TEXTS.items() if wrong.search(str(entry["zh"]))] == []


def test_all_stages_kinds_and_gates_have_names() -> None:
    words = [f"stage.{one}" for one in get_args(Stage)] + [f"reach.{one}" for one in get_args(Stage)]
    words += [f"kind.{one}" for one in get_args(PageKind)]
    words += [f"{group}.{one}" for one in get_args(Gate) if one != "ok" for group in ("gate", "blocked")]
    assert set(words) <= set(TEXTS)


@pytest.mark.parametrize(
    ("language", "seconds", "size", "day"),
    [("en", "5.1\u202fs", "1.2\u202fMB", "23 November 2026"), ("zh", "5.1秒", "1.2MB", "2026年11月23日")],
)
def test_numbers_and_dates_follow_the_language(language: Language, seconds: str, size: str, day: str) -> None:
    figures = Figures(Texts(FOLDER, language))
    assert figures.seconds(5120) == seconds
    assert figures.bytes(1_240_000) == size
    assert figures.date("2026-11-23T13:44:07+00:00") == day
    assert figures.seconds(None) == "—"
    assert figures.percent(0.999) == "99%"


def test_plural_forms() -> None:
    assert Texts(FOLDER, "en").say("presses.mobile", n=1) == "1 tap"
    assert Texts(FOLDER, "en").say("presses.mobile", n=2) == "2 taps"
    assert Texts(FOLDER, "zh").say("presses.mobile", n=1) == "1次点击"
