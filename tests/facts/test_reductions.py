"""Struck prices, and whether their page says what they are."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.reductions import observe_reductions
from ux_audit.model.fact import FactValue

BASIS = "<p>RRP £49.00</p>"


def values(product: str, *, language: str = "en", listing: str = "") -> tuple[FactValue, FactValue]:
    looks = [Look("listing", f"<main>{listing}</main>", "/l")] if listing else []
    page = f"<main><h1>Desk lamp</h1>{product}<button>Add to cart</button></main>"
    facts = observe_reductions(walk_of([*looks, Look("product", page, "/p/1")], language=language))
    return facts["trust.struck_price"].value, facts["trust.struck_price_basis"].value


@pytest.mark.parametrize("struck", ["<del>£49.00</del>", "<s>£49.00</s>"])
def test_a_struck_price_needs_a_word_on_what_it_is(struck: str) -> None:
    assert values(f"<p><b>£39.00</b> {struck}</p>") == (True, False)
    assert values(f"<p><b>£39.00</b> {struck}</p>{BASIS}") == (True, True)


@pytest.mark.parametrize(
    ("language", "basis"),
    [
        ("de", "Niedrigster Preis der letzten 30 Tage: 35,00 €"),
        ("de", "UVP 49,00 €"),
        ("pl", "Najniższa cena z 30 dni przed obniżką: 35,00 zł"),
        ("fr", "Prix le plus bas des 30 derniers jours : 35,00 €"),
        ("zh-CN", "划线价说明：划线价为厂商指导价"),
        ("ja", "メーカー希望小売価格"),
    ],
)
def test_every_language_has_its_words_for_the_basis(language: str, basis: str) -> None:
    page = f"<p><b>39,00 €</b> <del>49,00 €</del></p><p>{basis}</p>"
    assert values(page, language=language) == (True, True)


def test_no_reduction_means_nothing_to_explain() -> None:
    assert values("<p><b>£39.00</b></p>") == (False, None)


def test_a_lower_struck_price_is_no_former_price() -> None:
    assert values("<p><b>£39.00</b> <del>£4.00</del></p>")[0] is False
