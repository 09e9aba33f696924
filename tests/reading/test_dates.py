"""Days in texts, and what only looks like one."""

import pytest

from ux_audit.reading.dates import names_day


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Arrives Mon 30 Nov – Wed 2 Dec"),
        ("en", "Delivery by November 30"),
        ("de", "Lieferung Mo., 30. Nov. – Mi., 2. Dez."),
        ("fr", "Livraison entre le 30 novembre et le 2 décembre"),
        ("es", "Recíbelo el 2 de diciembre"),
        ("pt", "Entrega prevista entre segunda-feira e quarta-feira"),
        ("it", "Consegna prevista tra lunedì 30 e mercoledì"),
        ("nl", "Bezorgd tussen maandag 30 november en woensdag 2 december"),
        ("pl", "Przewidywana dostawa: pon., 30 lis – śr., 2 gru"),
        ("ja", "11月30日(月)～12月2日(水)にお届け予定"),
        ("ko", "11월 30일(월) 도착 예정"),
        ("zh-CN", "预计11月30日送达"),
    ],
)
def test_a_day_is_known_in_the_language_of_the_page(language: str, text: str) -> None:
    assert names_day(text, (language, "en"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Free delivery over £150"),
        ("en", "Delivered within 3 to 5 working days"),
        ("en", "Maybe you want 12 decorations"),
        ("de", "Lieferung frei Haus, 2 Modelle"),
        ("nl", "Gratis verzending vanaf 50"),
    ],
)
def test_what_is_no_day(language: str, text: str) -> None:
    assert not names_day(text, (language, "en"))
