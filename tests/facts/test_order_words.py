"""What the law looks at where the order is placed."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.order_words import observe_order_words
from ux_audit.model import Fact

WAYS = "".join(
    f"<p><label><input type=radio name=payment value={n}> {way}</label></p>"
    for n, way in enumerate(("Credit card", "PayPal", "Alipay 支付宝", "Bank transfer"))
)


def facts_of(button: str, *, language: str = "en", ways: str = WAYS, more: str = "") -> dict[str, Fact]:
    page = (
        f"<main><h1>Checkout</h1><form method=post><fieldset><legend>Payment method</legend>{ways}</fieldset>"
        f"{more}<button>{button}</button></form></main>"
    )
    return observe_order_words(walk_of([Look("payment", page)], language=language))


@pytest.mark.parametrize(
    ("language", "button", "pays"),
    [
        ("en", "Pay £12.00", True),
        ("en", "Place order", False),
        ("en", "Place order and pay £12.00", True),
        ("de", "Zahlungspflichtig bestellen", True),
        ("de", "Jetzt kaufen", True),
        ("de", "Bestellung abschicken", False),
        ("fr", "Commander avec obligation de paiement", True),
        ("nl", "Bestelling met betalingsverplichting", None),
        ("pl", "Zamawiam z obowiązkiem zapłaty", None),
    ],
)
def test_ordering_words_say_that_it_costs_money(language: str, button: str, pays: bool | None) -> None:
    fact = facts_of(button, language=language)["payment.order_words_say_pay"]
    assert fact.value in ((True, None) if pays is None else (pays,))


def test_ways_to_pay_are_known_by_brand_and_kind() -> None:
    assert facts_of("Place order")["payment.known_methods"].value == [
        "pay_card",
        "paypal",
        "alipay",
        "pay_bank_transfer",
    ]


def test_a_name_that_is_not_known_may_hide_any_way_to_pay() -> None:
    assert facts_of("Place order")["payment.methods_all_known"].value is True
    more = "<p><label><input type=radio name=payment value=9> Nordpunkt</label></p>"
    facts = facts_of("Place order", ways=WAYS + more)
    assert facts["payment.methods_all_known"].value is None
    assert "pay_card" in (facts["payment.known_methods"].value or [])


def test_logos_beside_the_choice_do_not_count() -> None:
    logos = '<p><img alt="Klarna" src="/k.svg"></p>'
    assert "klarna" not in (facts_of("Place order", more=logos)["payment.known_methods"].value or [])


def test_the_last_view_says_what_it_says() -> None:
    bare = facts_of("Place order")["checkout.final_items"].value
    assert isinstance(bare, list)
    assert "payment" in bare
    assert "cancellation" not in bare
    told = facts_of("Place order", more="<p>Cancel the order until it leaves.</p>")
    assert "cancellation" in (told["checkout.final_items"].value or [])


def test_words_in_the_frame_are_not_said_on_the_last_view() -> None:
    page = "<footer><a href=/r>Return policy</a></footer>"
    facts = observe_order_words(
        walk_of([Look("payment", f"<main><form>{WAYS}<button>Place order</button></form></main>{page}")])
    )
    assert "cancellation" not in (facts["checkout.final_items"].value or [])


def test_without_the_payment_view_nothing_is_known() -> None:
    facts = observe_order_words(walk_of([Look("entry", "<form><input name=email></form>")]))
    assert {fact.value for fact in facts.values()} == {None}
