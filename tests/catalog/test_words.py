import ast
import time
from pathlib import Path

import pytest

from ux_audit.catalog import Vocabulary, choose_vocabulary, load_brands, load_words, normalise
from ux_audit.yaml_files import read_yaml

ROOT = Path(__file__).parents[2]
LANGUAGES = ["en", "zh-CN", "zh-TW", "ja", "ko", "de", "fr", "es", "pt", "it", "nl", "pl"]
ASKING = {"grade", "has", "find", "phrases"}
LEAST_SYNONYMS = 10
NEEDED_FIELDS = {
    *(
        "email",
        "tel",
        "tel_prefix",
        "full_name",
        "given_name",
        "family_name",
        "company",
        "vat",
        "address1",
        "address2",
    ),
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
        words_of_pairs = [word.lstrip("~").casefold() for pair in language.synonyms for word in pair]
        assert len(language.synonyms) >= LEAST_SYNONYMS
        assert len(words_of_pairs) == len(set(words_of_pairs)), tag
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
        ("NT$ 300 起", "#起"),
        ("共 11 个结果", "共#个结果"),
        ("0 件", "0件"),
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
    assert chinese.grade("cart", "去购物车（3）") == 0.5
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
        ("en", "Area", "district"),
        ("en", "International area code", "tel_prefix"),
        ("de", "Ländervorwahl", "tel_prefix"),
        ("ja", "国際電話の国番号", "tel_prefix"),
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


# Beside the keys that rules/reading/controls.yaml sets against each other. Not among them: what in a cart leads to the
# checkout and on the last step places the order ("Zamawiam"), or buys at once on a product's page.
RIVALS = {
    *(
        ("checkout", "next_step"),
        ("place_order", "next_step"),
        ("pay_now", "next_step"),
        ("place_order", "guest"),
    ),
    *(("place_order", "review_only"), ("pay_now", "review_only"), ("place_order", "save_address")),
    *(("buy_now", "cart"), ("buy_now", "view_cart"), ("view_cart", "checkout"), ("wishlist", "cart")),
    *(
        ("add_to_cart", "cart"),
        ("add_to_cart", "view_cart"),
        ("guest", "create_account"),
        ("guest", "sign_in"),
    ),
    *(("sort", "filter"), ("remove", "cart_clear"), ("subtotal", "total"), ("subtotal", "shipping")),
    *(("in_stock", "sold_out"), ("required_mark", "optional_mark"), ("accept_cookies", "reject_cookies")),
}
# "Continue" is also how one Polish template leads from the cart to the checkout.
SAID_BY_BOTH = {("pl", "checkout", "next_step"): {"kontynuuj"}}


def opposed() -> set[tuple[str, str]]:
    goals = read_yaml(ROOT / "rules" / "reading" / "controls.yaml")[0]["goals"]
    named = (
        (key, rule["against"])
        for rule in goals.values()
        for key, worth in rule["words"].items()
        if worth == 1
    )
    return {*RIVALS, *((key, other) for key, against in named for other in against)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_in_two_rival_keys(language: str) -> None:
    words = load_words()[language].phrases
    said = {key: {normalise(p.lstrip("~")) for p in phrases} for key, phrases in words.items()}
    for one, other in opposed():
        both = (said[one] & said[other]) - SAID_BY_BOTH.get((language, one, other), set())
        assert not both, (one, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_a_next_step_and_of_ordering_do_not_hold_each_other(language: str) -> None:
    vocabulary = choose_vocabulary(language, "")
    for key in ("place_order", "pay_now"):
        assert not [p for p in vocabulary.phrases("next_step") if vocabulary.grade(key, p)]
        assert not [p for p in vocabulary.phrases(key) if vocabulary.grade("next_step", p)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "least"), [("add_to_cart", 5), ("buy_now", 3), ("next_step", 4), ("guest", 8), ("wishlist", 6), ("filter", 6), ("coupon", 5)]
)  # fmt: skip
def test_every_language_says_in_several_ways_what_the_walk_looks_for(
    language: str, key: str, least: int
) -> None:
    assert len(load_words()[language].phrases[key]) >= least


@pytest.mark.parametrize(
    ("language", "key", "text", "least"),
    [
        ("de", "buy_now", "Kaufen", 1.0),
        ("fr", "buy_now", "Acheter", 1.0),
        ("es", "buy_now", "Comprar", 1.0),
        ("it", "buy_now", "Acquista", 1.0),
        ("pl", "buy_now", "Kup", 1.0),
        ("ko", "buy_now", "구입", 1.0),
        ("nl", "buy_now", "Kopen", 1.0),
        ("zh-CN", "buy_now", "购买", 1.0),
        ("zh-TW", "buy_now", "購買", 1.0),
        ("nl", "next_step", "Verder", 1.0),
        ("nl", "next_step", "Verder naar stap 2", 1.0),
        ("fr", "next_step", "Poursuivre", 1.0),
        ("pl", "next_step", "Następna", 1.0),
        ("pt", "next_step", "Próximo", 1.0),
        ("it", "next_step", "Avanti", 1.0),
        ("ja", "next_step", "次へ進む", 1.0),
        ("ko", "next_step", "다음 단계", 1.0),
        ("zh-CN", "next_step", "继续", 1.0),
        ("fr", "continue_shopping", "Poursuivre mes achats", 1.0),
        ("fr", "guest", "Je suis nouveau client et je veux payer en tant qu'invité", 0.5),
        ("zh-CN", "guest", "我是一个新客户，想以访客的身份结算", 0.5),
        ("it", "guest", "Sono un nuovo cliente e voglio andare alla cassa come ospite", 0.5),
        ("pt", "guest", "Eu sou um cliente novo e quero comprar como um convidado", 0.5),
        ("fr", "wishlist", "Ajouter à la liste d'envies", 0.8),
        ("es", "wishlist", "Añadir a la lista de deseos", 0.8),
        ("zh-CN", "wishlist", "添加到心愿单", 0.8),
        ("de", "wishlist", "Zum „Geburtstag“ Wunschzettel hinzufügen", 0.5),
        ("pl", "wishlist", "Do przechowalni", 0.8),
        ("zh-CN", "results_count", "11 个结果.", 1.0),
        ("zh-TW", "results_count", "11 個結果", 1.0),
        ("ja", "results_count", "11 件の結果。", 1.0),
        ("zh-CN", "filter", "细化", 1.0),
        ("it", "filter", "Perfeziona per", 1.0),
        ("zh-CN", "remove", "清除", 1.0),
        ("zh-CN", "in_stock", "可用的", 1.0),
        ("de", "step_address", "Lieferanschrift", 1.0),
        ("de", "step_delivery", "Versandmethode", 1.0),
        ("de", "step_review", "Vorschau", 1.0),
        ("pl", "coupon", "Mam voucher...", 1.0),
        ("pt", "place_order", "Fazer encomenda", 1.0),
        ("fr", "pay_now", "Payez maintenant", 1.0),
        ("pt", "pay_now", "Pague agora", 1.0),
        ("ko", "pay_now", "지금 결제", 1.0),
        ("zh-CN", "pay_now", "现在付款", 1.0),
    ],
)  # fmt: skip
def test_what_shops_say(language: str, key: str, text: str, least: float) -> None:
    assert choose_vocabulary(language, "").grade(key, text) >= least


def test_the_carts_name_alone_puts_nothing_into_it() -> None:
    korean = choose_vocabulary("ko", "")
    assert korean.grade("add_to_cart", "장바구니") == 0
    assert korean.grade("add_to_cart", "장바구니 담기") == 1.0


def test_the_signs_of_icon_fonts_are_no_words() -> None:
    assert normalise("\uf07a Cart (3)") == normalise("\U000f0110 cart") == "cart"
