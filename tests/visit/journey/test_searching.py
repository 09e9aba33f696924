import pytest

from tests.visit.journey.conftest import OpenSession
from ux_audit.visit.journey.querying import Query, misspell
from ux_audit.visit.journey.searching import search_all


@pytest.mark.parametrize(
    ("title", "wrong"),
    [("Copper lamp", "copxer"), ("Alexa box", "alxxa"), ("Max lamp", None), ("铜灯", None)],
)
def test_the_longest_word_gets_one_wrong_letter(title: str, wrong: str | None) -> None:
    made = misspell(title)
    if wrong is None:
        assert made is None
    else:
        assert made is not None
        word = max(title.split(), key=len).lower()
        assert made[0] == word[0]
        assert sum(a != b for a, b in zip(made, word, strict=True)) == 1


async def test_a_search_field_that_slides_out_of_a_menu_is_reached(begin: OpenSession) -> None:
    session = await begin("home", device="mobile")
    looks = await search_all(
        session,
        session.page.url,
        [Query("search_exact", "Copper", "Copper lamp"), Query("search_none", "qzx")],
    )
    assert [look.visit.purpose for look in looks] == ["search_exact", "search_none"]
    assert "1 results for Copper" in looks[0].snapshot.text
    assert "No results for qzx" in looks[1].snapshot.text
    assert looks[0].visit.context["expect_title"] == "Copper lamp"
    assert [step.goal for step in session.steps if step.verified][:1] == ["search field"]


async def test_a_page_without_search_is_no_failure(begin: OpenSession) -> None:
    session = await begin("sold_out")
    assert await search_all(session, session.page.url, [Query("search_none", "qzx")]) == []
    assert session.refused == []


async def test_a_search_field_that_lies_over_the_page_is_opened_again(begin: OpenSession) -> None:
    session = await begin("search_overlay")
    looks = await search_all(session, session.page.url, [Query("search_exact", "Copper", "Copper lamp")])
    assert [look.visit.purpose for look in looks] == ["search_exact"]
    assert "Results for Copper" in looks[0].snapshot.text
