import pytest

from ux_audit.catalog import choose_vocabulary, detect_language

GERMAN = (
    "Startseite Suche Warenkorb Anmelden Mein Konto Versand Datenschutz AGB Kontakt Über uns Newsletter Preis"
)
FRENCH = "Accueil Panier Rechercher Connexion Livraison Contact Mon compte Prix CGV Boutique"
ENGLISH = "Home Search Basket Log in My account Shipping Privacy Terms Contact us About us Newsletter Price"


@pytest.mark.parametrize(
    ("declared", "sample", "language"),
    [
        ("de", "", "de"),
        ("de-AT", ENGLISH, "de"),
        ("pt_BR", "", "pt"),
        ("zh-Hant", "", "zh-TW"),
        ("zh-TW", "", "zh-TW"),
        ("zh_HK", "", "zh-TW"),
        ("zh-CN", "購物車 結帳", "zh-CN"),
        ("zh-Hans-SG", "", "zh-CN"),
        ("zh", "購物車 結帳 會員 運費", "zh-TW"),
        ("zh", "购物车 结账 会员 运费", "zh-CN"),
        ("", "カートに入れる 商品一覧 お問い合わせ", "ja"),
        ("en", "장바구니 담기 로그인 회원가입 iPhone", "ko"),
        ("en", "加入购物车 立即购买 全部商品 登录", "zh-CN"),
        ("en", GERMAN, "de"),
        ("", FRENCH, "fr"),
        ("en-GB", ENGLISH, "en"),
        ("sv", "Hem Kundvagn Sök", "en"),
        ("", "", "en"),
    ],
)
def test_detection(declared: str, sample: str, language: str) -> None:
    assert detect_language(declared, sample) == language


def test_a_vocabulary_is_the_pages_language_and_english() -> None:
    polish = choose_vocabulary("pl-PL", "")
    assert polish.languages == ("pl", "en")
    assert polish.grade("add_to_cart", "Dodaj do koszyka") == 1.0
    assert polish.grade("add_to_cart", "Add to cart") == 1.0
    assert choose_vocabulary("en", ENGLISH).languages == ("en",)
    assert choose_vocabulary("pl", "") is polish
