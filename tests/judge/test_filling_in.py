import pytest

from ux_audit.judge.filling_in import Filler, print_value
from ux_audit.model import Fact, Text


@pytest.mark.parametrize(
    ("name", "value", "en", "zh"),
    [
        ("speed.home.lcp_ms", 5140, "5.1\u202fs", "5.1秒"),
        ("speed.home.ttfb_ms", 240, "240\u202fms", "240毫秒"),
        ("speed.image_waste_bytes", 540_400, "540\u202fkB", "540kB"),
        ("speed.home.transfer_bytes", 3_240_000, "3.2\u202fMB", "3.2MB"),
        ("product.add_to_cart_top_px", 1091, "1,091\u202fpx", "1,091px"),
        ("mobile.overlay_share", 0.36, "36%", "36%"),
        ("speed.home.cls", 0.184, "0.18", "0.18"),
        ("checkout.fields_shown", 12, "12", "12"),
    ],
)
def test_numbers_carry_their_unit(name: str, value: float, en: str, zh: str) -> None:
    assert print_value(name, value, "en") == en
    assert print_value(name, value, "zh") == zh


def test_counted_nouns_follow_the_number() -> None:
    text = Text(en="{checkout.steps:step|steps} to order.", zh="{checkout.steps}步。")
    one = Filler({"checkout.steps": Fact(value=1)}).fill(text)
    many = Filler({"checkout.steps": Fact(value=5)}).fill(text)
    assert (one.en, one.zh) == ("1 step to order.", "1步。")
    assert many.en == "5 steps to order."


def test_the_first_wording_with_all_its_facts_is_taken() -> None:
    texts = [Text(en="{checkout.steps} steps", zh="{checkout.steps}步"), Text(en="Some steps", zh="几步")]
    assert Filler({}).first(texts) == texts[1]
    assert Filler({}).first(texts[:1]) is None


def test_a_store_cannot_turn_the_sentence_around() -> None:
    evil = {"payment.final_button": Fact(value="Pay\u202e\u0007now")}
    filled = Filler(evil).fill(Text(en="“{payment.final_button}”", zh="“{payment.final_button}”"))
    assert filled.en == "“\u2068Paynow\u2069”"


def test_a_page_begins_a_sentence_with_a_capital() -> None:
    text = Text(en="{page} is late", zh="{page}太晚")
    filler = Filler({}, page="home")
    assert filler.fill(text).en == "The home page is late"
    assert filler.fill(text, sentence=False).en == "the home page is late"
    assert filler.fill(text).zh == "首页太晚"
