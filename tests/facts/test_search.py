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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No results were found in Everything matching your query: qzx"),
        ("de", "Leider keine Ergebnisse für „qzx“"),
        ("fr", "Votre recherche n'a donné aucun résultat"),
        ("ja", "「qzx」に一致する商品が見つかりませんでした"),
        ("zh-CN", "很抱歉，没有搜索到相关商品"),
    ],
)
def test_help_is_what_the_empty_result_offers_beyond_the_frame(language: str, said: str) -> None:
    tree = "<div><ul><li><a href='/c/1'>Eins</a></li><li><a href='/c/2'>Zwei</a></li></ul></div>"
    hits = Look(
        "search_exact", f"{tree}<h1>1</h1><a href='/p/1'>Lampe</a>", "/suche?q=lampe", {"query": "lampe"}
    )
    bare = Look("search_none", f"{tree}<h1>qzx</h1><p>{said}</p>", "/suche?q=qzx", {"query": "qzx"})
    helped = Look(
        "search_none", f"{bare.page}<a href='/c/3'>A</a><a href='/c/4'>B</a>", bare.path, bare.context
    )
    for none, expected in ((bare, False), (helped, True)):
        facts = observe_search(walk_of([hits, none], language=language))
        assert facts["search.no_results_message"].value is True
        assert facts["search.no_results_help"].value is expected


def test_results_shown_for_the_word_that_was_meant_are_found_though_nothing_matched() -> None:
    said = "<h1>Search results</h1><p>Your search 'orgaxizer' did not match anything. Results are displayed for '{}'.</p>"
    hit = '<a href="/p/1">Desk Organizer $27.00</a>'
    assert typo_found(said.format("organizer") + hit, "en", "orgaxizer", "Desk Organizer") is True
    assert typo_found(said.format("lamp") + hit, "en", "orgaxizer", "Desk Organizer") is False
    loved = f"<div><p>No results for orgaxizer. Much loved:</p>{hit}</div>"
    assert typo_found(loved, "en", "orgaxizer", "Desk Organizer") is False
