import ast
import time
from pathlib import Path

import pytest

from ux_audit.catalog import Vocabulary, choose_vocabulary, load_brands, load_words, normalise, read_yaml

ROOT = Path(__file__).parents[2]
LANGUAGES = ["en", "zh-CN", "zh-TW", "ja", "ko", "de", "fr", "es", "pt", "it", "nl", "pl"]
ASKING = {"grade", "has", "find", "phrases"}
NEEDED_FIELDS = {
    *("email", "tel", "full_name", "given_name", "family_name", "company", "vat", "address1", "address2"),
    *("house_number", "city", "region", "district", "postcode", "country", "coupon", "note", "birth_date"),
    *("gender", "fax", "card_number", "card_expiry", "card_cvc", "card_holder", "otp", "password", "search"),
    *("newsletter", "terms", "create_account", "quantity"),
}


@pytest.fixture
def english() -> Vocabulary:
    return choose_vocabulary("en", "")


def test_every_language_has_every_key_and_no_empty_one() -> None:
    words = load_words()
    assert sorted(words) == sorted(LANGUAGES)
    for tag, language in words.items():
        assert language.language == tag
        assert language.phrases.keys() == words["en"].phrases.keys()
        assert language.fields.keys() == words["en"].fields.keys()
        assert all(language.phrases.values())
        assert all(language.fields.values())
    assert words["en"].fields.keys() >= NEEDED_FIELDS


def test_marks_of_unverified_phrases_are_kept_in_the_files_and_not_compared() -> None:
    assert "~add to trolley" in load_words()["en"].phrases["add_to_cart"]
    assert choose_vocabulary("en", "").grade("add_to_cart", "Add to trolley") == 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_found_exactly_by_its_own_key(language: str) -> None:
    vocabulary = Vocabulary([load_words()[language]])
    for key, phrases in load_words()[language].phrases.items():
        for phrase in phrases:
            shown = phrase.removeprefix("~").replace("{#}", "12.00").upper()
            assert vocabulary.grade(key, shown) == 1.0, (key, phrase)


def test_keys_that_the_program_asks_for_exist() -> None:
    known = load_words()["en"].phrases.keys()
    for path in (ROOT / "ux_audit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ASKING
            ):
                asked = node.args[0] if node.args else None
                if isinstance(asked, ast.Constant) and "vocabulary" in ast.unparse(node.func.value):
                    assert asked.value in known, f"{path.name}:{node.lineno}"
    goals = read_yaml(ROOT / "rules" / "reading" / "controls.yaml")[0]["goals"]
    for goal, rule in goals.items():
        assert {*rule["words"], *rule["against"]} <= known, goal


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  Add\u00a0to \n Cart → ", "add to cart"),
        ("CHECKOUT (3)", "checkout"),
        ("Pay $1,234.50", "pay #"),
        ("Pay 12,00 €", "pay #"),
        ("NT$ 300 起", "# 起"),
        ("¥1,280", "#"),
        ("Ｓｅａｒｃｈ：", "search"),
        ("s’identifier", "s'identifier"),
        ("1 – 12 of 40", "# - # of #"),
        ("0 results", "0 results"),
        ("10 results", "# results"),
        ("0,00 zł", "#"),
        ("Straße", "strasse"),
        ("→", ""),
    ],
)
def test_texts_are_normalised(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Add to cart", 1.0),
        ("ADD TO CART – $12", 0.8),
        ("Quick add to cart", 0.5),
        ("Added to cartoon", 0),
        ("", 0),
    ],
)
def test_grades(english: Vocabulary, text: str, grade: float) -> None:
    assert english.grade("add_to_cart", text) == grade
    assert english.has("add_to_cart", text) == (grade >= 0.5)


def test_words_stand_alone_in_spaced_scripts_and_within_others_in_chinese() -> None:
    chinese = choose_vocabulary("zh-CN", "")
    assert chinese.grade("cart", "我的购物车（3）") == 0.5
    assert chinese.grade("cart", "cartoon") == 0
    assert chinese.grade("cart", "Cart") == 1.0
    japanese = choose_vocabulary("ja", "")
    assert japanese.grade("quantity", "ご注文数量") == 0.5
    assert japanese.grade("size", "サイズを選択") == 0.8


def test_one_han_character_is_not_found_within_words() -> None:
    chinese = choose_vocabulary("zh-CN", "")
    assert chinese.field_class("省") == "region"
    assert chinese.field_class("市：") == "city"
    assert chinese.field_class("节省更多") is None
    assert chinese.field_class("公司名称") == "company"


def test_prices_within_paying_words() -> None:
    for language, text in [
        ("en", "Pay $12.00"),
        ("ja", "¥1,200 を支払う"),
        ("ko", "12,000원 결제하기"),
        ("de", "12,00 € bezahlen"),
    ]:
        assert choose_vocabulary(language, "").grade("pay_now", text) == 1.0, text


def test_finding_in_long_texts(english: Vocabulary) -> None:
    page = "Nothing here. " * 500 + "Thank you for your order! Your order number is 1234."
    assert english.find("order_confirmed", page) == "thank you for your order"
    assert english.find("order_confirmed", "Nothing here. " * 500) is None
    assert english.find("no_such_key", page) is None


@pytest.mark.parametrize(
    ("language", "label", "field_class"),
    [
        ("en", "First name *", "given_name"),
        ("en", "Name on card", "card_holder"),
        ("en", "Street and number", "address1"),
        ("en", "Email me with news and offers", "newsletter"),
        ("en", "Company (optional)", "company"),
        ("en", "Gift card or discount code", "coupon"),
        ("de", "Vorname", "given_name"),
        ("de", "Straße und Hausnummer", "address1"),
        ("de", "Anrede", "title"),
        ("de", "PLZ", "postcode"),
        ("fr", "Adresse e-mail", "email"),
        ("es", "Nombre en la tarjeta", "card_holder"),
        ("it", "CAP", "postcode"),
        ("nl", "Huisnummer", "house_number"),
        ("pl", "Kod pocztowy", "postcode"),
        ("zh-CN", "收货人姓名", "full_name"),
        ("zh-TW", "手機號碼", "tel"),
        ("ja", "都道府県", "region"),
        ("ja", "郵便番号（必須）", "postcode"),
        ("ko", "휴대폰 번호", "tel"),
        ("en", "What is the airspeed of a swallow", None),
    ],
)
def test_field_classes(language: str, label: str, field_class: str | None) -> None:
    assert choose_vocabulary(language, "").field_class(label) == field_class


def test_brands_are_named_by_tokens() -> None:
    brands = load_brands()
    assert "支付宝" in brands["alipay"]
    assert {"visa", "mastercard", "unionpay", "paypal", "klarna", "konbini", "blik", "pix"} <= brands.keys()
    assert all(token == token.casefold() for tokens in brands.values() for token in tokens)


def test_grading_is_fast_enough_to_be_asked_for_every_element(english: Vocabulary) -> None:
    texts = [f"A control that says thing number {n} of many" for n in range(200)]
    keys = list(load_words()["en"].phrases)
    started = time.perf_counter()
    for text in texts:
        for key in keys:
            english.grade(key, text)
    assert (time.perf_counter() - started) / (len(texts) * len(keys)) < 100e-6
