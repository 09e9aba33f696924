"""Every language of the shop says everything, in its own words, on every page of a purchase."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from string import Formatter

import httpx
import pytest
from bs4 import BeautifulSoup

from ux_audit.catalog import load_shopper
from ux_audit.demo.catalogue import load_catalogue
from ux_audit.demo.languages import Language, list_languages, load_language
from ux_audit.demo.shop import Shop
from ux_audit.errors import UsageError

ENGLISH = load_language("en")
OTHERS = [tag for tag in list_languages() if tag != "en"]
OWN_WORDS = 0.9  # some words are the same in two languages, and names of payments everywhere
GOODS = {"product": "skagen-armchair", "colour": "oak", "quantity": "1"}
TOLD = dict.fromkeys(
    ("full_name", "street", "street2", "house_number", "city", "region", "postcode", "phone"), "x"
)
# Whose telephone number has to be taken; China's file has none, and shops there insist on their own.
COUNTRIES = {
    "de": "DE", "es": "ES", "fr": "FR", "it": "IT", "ja": "JP", "ko": "KR", "nl": "NL", "pl": "PL", "pt": "PT",
}  # fmt: skip


def texts_of(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a language's words with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts_of(value, f"{path}.{key}")
    elif isinstance(node, list | tuple):
        for number, value in enumerate(node):
            yield from texts_of(value, f"{path}.{number}")
    else:
        yield path, str(node)


def words_of(language: Language) -> dict[str, str]:
    data = language.model_dump(include={"texts", "policies", "goods"})
    return dict(texts_of(data))


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@contextmanager
def visit(tag: str) -> Iterator[httpx.Client]:
    with Shop(language=tag) as shop, httpx.Client(follow_redirects=True, base_url=shop.url) as client:
        yield client


def read(client: httpx.Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.text, "lxml")


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_says_what_english_says(tag: str) -> None:
    english, own = words_of(ENGLISH), words_of(load_language(tag))
    assert own.keys() == english.keys()
    assert {key: blanks(text) for key, text in own.items()} == {
        key: blanks(text) for key, text in english.items()
    }


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_has_words_of_its_own(tag: str) -> None:
    english, own = ENGLISH.texts, load_language(tag).texts
    differing = [key for key, text in own.items() if text != english[key]]
    assert len(differing) >= OWN_WORDS * len(english), set(own) - set(differing)


@pytest.mark.parametrize("tag", list_languages())
def test_every_page_of_a_purchase_speaks_the_language(tag: str) -> None:
    language = load_language(tag)
    with visit(tag) as client:
        product = read(client, "product/skagen-armchair")
        assert client.post("cart/add", data=GOODS).status_code == 200
        pages = [read(client, path) for path in ("", "category/furniture", "cart", "checkout")]
        for number in (1, 2):
            told = {**TOLD, "email": "a@example.com", "delivery": "standard"}
            answer = client.post(f"checkout/{number}", data=told)
            assert answer.url.path == f"{language.prefix}/checkout/{number + 1}"
            pages.append(BeautifulSoup(answer.text, "lxml"))
    for page in (product, *pages):
        assert page.html is not None
        assert page.html["lang"] == language.lang
        others = {link["hreflang"] for link in page.select("link[rel=alternate]")}
        assert others == set(list_languages()) - {tag}
        assert not re.search(r"\{\w+\}", page.get_text())
    assert language.texts["add"] in product.get_text()
    assert language.show_money(load_catalogue(tag).products[0].price) in product.get_text()
    if tag != "en":
        said = {text for page in (product, *pages) for text in page.stripped_strings}
        assert not said & (set(ENGLISH.texts.values()) - set(language.texts.values()))


@pytest.mark.parametrize("tag", list_languages())
def test_a_product_is_found_by_its_name_in_part_and_misspelt(tag: str) -> None:
    product = load_catalogue(tag).products[0]
    address = f"{load_language(tag).prefix}/product/{product.slug}"
    word = max(product.name.split(), key=len)
    wrong = f"{word[:2]}{word[3]}{word[2]}{word[4:]}" if word.isascii() else f"{word[:-1]}々"
    with visit(tag) as client:
        for query in (product.name, product.name.upper(), word, wrong):
            assert read(client, f"search?q={query}").select(f"main a[href='{address}']"), query
        suggested = client.get(f"suggest?q={product.name[:4]}").json()
        assert address in {one["url"] for one in suggested}
        assert client.get("suggest?q=xqzvwkj").json() == []


@pytest.mark.parametrize(("tag", "country"), COUNTRIES.items())
def test_the_country_s_shopper_can_be_delivered_to(tag: str, country: str) -> None:
    address, shopper = load_language(tag).address, load_shopper(country)
    assert re.fullmatch(address.phone, shopper.tel)
    assert re.fullmatch(address.phone, shopper.tel_international)
    assert not re.fullmatch(address.phone, "12")
    home = next(one for one in address.countries if one.code == country)
    assert any(shopper.region in region or shopper.city in region for region in home.regions)
    for names in address.choices.values():
        assert shopper.region in names


def test_the_sitemap_lists_the_language_that_is_visited() -> None:
    for tag, prefixes in (("en", {"", "/zh"}), ("de", {"", "/zh", "/de"})):
        with visit(tag) as client:
            text = client.get(client.base_url.join("/sitemap.xml")).text
        assert set(re.findall(r":\d+(/\w\w)?/product/skagen-armchair<", text)) == prefixes


def test_a_language_that_the_shop_does_not_speak_is_refused() -> None:
    with pytest.raises(UsageError, match="does not speak “xx”"):
        Shop(language="xx")
