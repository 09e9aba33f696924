"""Ways to pay as named on the page, and what only shows logos."""

import pytest

from tests.reading.pages_by_hand import read_page
from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.payment_options import find_payment_options


@pytest.mark.parametrize(
    ("name", "language", "names"),
    [
        ("classic_checkout", "en", ["Direct bank transfer", "Cash on delivery", "PayPal"]),
        ("custom_choices", "en", ["Credit card", "Klarna"]),
        ("japanese_checkout", "ja", ["クレジットカード", "代金引換", "銀行振込"]),
        ("chinese_checkout", "zh-CN", ["支付宝", "微信支付", "货到付款"]),
        ("stars_after", "en", []),
        ("accordion", "en", []),
        ("card_form", "en", ["credit card"]),
    ],
)
def test_ways_to_pay(name: str, language: str, names: list[str]) -> None:
    assert [option.name for option in find_payment_options(*read_page(name, language))] == names


def test_logos_are_none_and_a_providers_frame_is_one() -> None:
    words = choose_vocabulary("en", "")
    logos = "<footer><img alt='Visa' src='v.png'><img alt='PayPal' src='p.png'></footer>"
    assert find_payment_options(snapshot_of(logos), words) == []
    frame = "<ux-opaque-frame src='https://js.stripe.com/v3/' title='Secure card payment'></ux-opaque-frame>"
    assert [o.source for o in find_payment_options(snapshot_of(frame), words)] == ["frame"]


def test_the_only_way_is_named_on_the_ordering_button() -> None:
    button = "<button ux-box='20,600,300,50'>Place order, pay in store</button>"
    found = find_payment_options(snapshot_of(f"<main>{button}</main>"), choose_vocabulary("en", ""))
    assert [option.name for option in found] == ["Place order, pay in store"]
