import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.search import observe_search

FOUND = """<h1>"{query}"</h1><p>{nothing}</p><p>{asked} <a href="/suche?q={offered}">„{offered}“</a>?</p>"""


def typo_found(body: str, language: str, query: str, title: str) -> object:
    context = {
        "query": query,
        "expect_title": title,
        "expect_url": "http://shop.example/p/1",
        "left_page": "true",
    }
    facts = observe_search(
        walk_of([Look("search_typo", body, f"/suche?q={query}", context)], language=language)
    )
    return facts["search.typo_found"].value


@pytest.mark.parametrize(
    ("language", "asked", "query", "offered", "title"),
    [
        ("de", "Meinten Sie", "kopfhörxr", "kopfhörer", "Kabelloser Kopfhörer"),
        ("fr", "Vouliez-vous dire", "cexamique", "céramique", "Vase en céramique"),
        ("ja", "もしかして:", "ワイヤレクイヤホン", "ワイヤレスイヤホン", "ワイヤレスイヤホン"),
    ],
)
def test_a_suggestion_of_the_right_word_leads_to_the_product(
    language: str, asked: str, query: str, offered: str, title: str
) -> None:
    body = FOUND.format(query=query, nothing="0", asked=asked, offered=offered)
    assert typo_found(body, language, query, title) is True


def test_suggestions_of_other_words_and_menu_links_do_not() -> None:
    other = FOUND.format(query="kamexa", nothing="0", asked="Meinten Sie", offered="kabel")
    assert typo_found(other, "de", "kamexa", "Digitale Kamera") is False
    menu = "<nav><a href='/suche?q=kamera'>Kamera</a></nav><h1>0 Ergebnisse</h1>"
    assert typo_found(menu, "de", "kamexa", "Digitale Kamera") is False
