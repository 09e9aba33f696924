import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.facts.search_words import observe_search_words
from ux_audit.reading.queries import find_synonym, names_kind

CARD = '<li><a href="/p/{n}"><img src="/{n}.png" width="200" height="200"><h3>{title}</h3></a><span>£{n}9.00</span></li>'


def cards(*titles: str) -> str:
    return "<ul>" + "".join(CARD.format(n=n, title=title) for n, title in enumerate(titles, 1)) + "</ul>"


def asked(purpose: str, body: str, path: str = "/search?q=x", **context: str) -> dict[str, object]:
    look = Look(purpose, f"<main>{body}</main>", path, context)  # type: ignore[arg-type]
    return {name: fact.value for name, fact in observe_search_words(walk_of([look])).items()}


@pytest.mark.parametrize(
    ("language", "title", "word", "expected"),
    [
        ("en", "Oslo sofa", "sofa", True),
        ("en", "Sofas, blue", "sofa", True),
        ("en", "Sofa cover blue", "sofa", False),
        ("de", "Sessel Skagen", "Sessel", True),
        ("fr", "Housse de canapé", "canapé", False),
        ("zh-CN", "红米手机 5G", "手机", True),
        ("zh-CN", "手机壳", "手机", False),
    ],
)
def test_a_title_names_a_kind_where_its_language_puts_it(
    language: str, title: str, word: str, expected: bool
) -> None:
    assert names_kind(title, word, choose_vocabulary(language, "")) is expected


def test_a_synonym_is_asked_for_only_where_three_titles_use_one_word_and_none_the_other() -> None:
    english = choose_vocabulary("en", "")
    sofas = ["Oslo sofa", "Bergen sofa", "Turku sofa"]
    found = find_synonym(sofas, english)
    assert found is not None
    assert (found.text, found.word) == ("couch", "sofa")
    assert find_synonym(sofas[:2], english) is None
    assert find_synonym([*sofas, "Leather couch"], english) is None


def test_goods_found_by_another_word() -> None:
    said = {"query": "couch", "word": "sofa"}
    facts = asked("search_synonym", cards("Oslo sofa", "Bergen sofa", "Low table"), **said)
    assert facts["search.synonym_share"] == pytest.approx(0.67)
    assert facts["search.synonym_found"] is True
    nothing = asked("search_synonym", "<h1>No results found</h1>", **said)
    assert (nothing["search.synonym_results"], nothing["search.synonym_share"]) == (0, 0.0)
    beside = asked("search_synonym", "<h1>No results found</h1>" + cards("Mug", "Bowl"), **said)
    assert beside["search.synonym_results"] == 0
    hint = "<h1>No results found</h1><p>Try <a href='/search?q=sofa'>sofa</a></p>"
    assert asked("search_synonym", hint, **said)["search.synonym_share"] == 1.0
    assert asked("search_synonym", "<h1>Loading</h1>", **said)["search.synonym_found"] is None


def test_a_property_finds_the_product_that_has_it() -> None:
    said = {"query": "oak chair", "kind": "chair", "value": "oak", "expect_url": "http://shop.example/p/2"}
    facts = asked("search_attribute", cards("Mug", "Oslo chair"), **said)
    assert facts["search.attribute_found"] is True
    assert asked("search_attribute", cards("Mug"), **said)["search.attribute_found"] in (None, False)
    assert asked("search_attribute", "<h1>No results found</h1>", **said)["search.attribute_found"] is False
    crowded = cards(*[f"Mug {n}" for n in range(30, 42)])
    away = {**said, "expect_url": "http://shop.example/p/99"}
    assert asked("search_attribute", crowded, **away)["search.attribute_found"] is None


def test_a_word_for_help_leads_to_help() -> None:
    link = "<a href='/service/returns'>Returns</a>"
    assert asked("search_service", link, query="returns")["search.service_found"] is True
    assert asked("search_service", cards("Mug", "Bowl"), query="returns")["search.service_found"] is False
    framed = Look(
        "search_service", f"<h1>Nothing</h1><footer>{link}</footer>", "/search", {"query": "returns"}
    )
    assert observe_search_words(walk_of([framed]))["search.service_found"].value is False
    assert observe_search_words(walk_of([]))["search.service_found"].value is None
