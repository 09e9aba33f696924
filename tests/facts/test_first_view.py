import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.first_view import observe_first_view

HEADING = "<h1 ux-box='20,200,600,50'>{}</h1>"
LINK = "<a href='/x' ux-box='20,300,200,48'>{}</a>"


def view(page: str, language: str = "en") -> tuple[object, object]:
    facts = observe_first_view(walk_of([Look("home", f"<main>{page}</main>", "/")], language=language))
    return tuple(fact.value for fact in facts.values())  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("language", "heading", "link", "words", "way"),
    [
        ("en", "Furniture and lamps that last", "All furniture", 5, "named"),
        ("en", "Welcome", "Learn more", 1, "vague"),
        ("zh-CN", "用得久的家具和灯具", "全部家具", 4, "named"),
        ("zh-CN", "欢迎", "了解更多", 1, "vague"),
    ],
)
def test_heading_and_way_in_are_read(language: str, heading: str, link: str, words: int, way: str) -> None:
    assert view(HEADING.format(heading) + LINK.format(link), language) == (words, way)


def test_what_lies_below_the_first_screen_is_not_in_view() -> None:
    assert view(HEADING.format("Furniture") + LINK.format("All furniture").replace(",300,", ",1300,")) == (
        1,
        "none",
    )


def test_a_large_picture_may_hold_the_words() -> None:
    assert view("<img src='/hero.jpg' ux-box='0,100,1350,800'>") == (None, None)
