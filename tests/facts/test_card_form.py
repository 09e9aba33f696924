"""The card's fields and the scripts of the payment page."""

from dataclasses import replace

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.card_form import observe_card_form
from ux_audit.model import RequestRecord

RADIO = "<fieldset><legend>Payment method</legend>{0}</fieldset>"
CHOICE = "<label><input type='radio' name='payment' value='{0}'> {0}</label>"
NUMBER = "<p><label for='n'>Card number</label><input id='n' name='card_number' {0}></p>"
CODE = "<p><label for='k'>Security code</label><input id='k' name='cvc' {0}></p>"
ORDER = "<button>Place order</button>"


def methods(*names: str) -> str:
    return RADIO.format("".join(CHOICE.format(name) for name in names))


def facts_of(page: str, *requests: RequestRecord) -> dict[str, object]:
    walk = walk_of([Look("payment", f"<form>{page}{ORDER}</form>", "/pay")])
    sights = tuple(replace(sight, read_requests=lambda: requests) for sight in walk.sights)
    return {
        name.removeprefix("payment."): fact.value
        for name, fact in observe_card_form(replace(walk, sights=sights)).items()
    }


def test_own_fields_are_counted_with_those_a_browser_fills() -> None:
    right = NUMBER.format("inputmode='numeric' autocomplete='cc-number'") + CODE.format(
        "inputmode='numeric' autocomplete='cc-csc'"
    )
    facts = facts_of(right)
    assert (facts["card_form"], facts["card_fields"], facts["card_fields_right"]) == ("own", 2, 2)
    wrong = NUMBER.format("type='number' autocomplete='cc-number'") + CODE.format("inputmode='numeric'")
    assert facts_of(wrong)["card_fields_right"] == 0
    assert facts["card_encrypted"] is False


def test_a_providers_frame() -> None:
    frame = "<ux-opaque-frame src='https://js.stripe.com/v3/elements-inner-card.html' name='card'></ux-opaque-frame>"
    facts = facts_of(methods("Card", "PayPal") + frame)
    assert (facts["card_form"], facts["card_fields"]) == ("frame", None)
    wallet = "<ux-opaque-frame src='https://www.paypal.com/smart/buttons'></ux-opaque-frame>"
    assert facts_of(methods("Card", "PayPal") + wallet)["card_form"] is None


@pytest.mark.parametrize(
    ("names", "form"),
    [
        (("Cash on delivery", "Bank transfer"), "none"),
        (("Credit card", "PayPal"), None),
        (("Online", "PayPal"), None),
    ],
)
def test_a_card_that_is_asked_later_is_not_known(names: tuple[str, ...], form: str | None) -> None:
    assert facts_of(methods(*names))["card_form"] == form


def document(**headers: str) -> RequestRecord:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestRecord(url="http://shop.example/pay", kind="document", status=200, headers=named)


def test_scripts_of_others_and_recorders_are_named() -> None:
    page = (
        methods("Card")
        + "<script src='https://static.hotjar.com/c.js'></script><script src='/own.js'></script>"
    )
    facts = facts_of(page, RequestRecord(url="https://js.stripe.com/v3/", kind="script"), document())
    assert facts["script_sites"] == ["hotjar.com", "stripe.com"]
    assert facts["recorders"] == ["hotjar.com"]


def test_a_policy_counts_when_it_limits_scripts() -> None:
    page = methods("Card")
    assert facts_of(page, document(content_security_policy="script-src 'self'"))["content_policy"] is True
    assert (
        facts_of(page, document(content_security_policy="frame-ancestors 'self'"))["content_policy"] is False
    )
    assert (
        facts_of(page, document(content_security_policy="frame-ancestors " + "x" * 300))["content_policy"]
        is None
    )
    assert facts_of(page, document())["content_policy"] is False
    assert facts_of(page)["content_policy"] is None


def test_nothing_is_claimed_without_a_payment_view() -> None:
    facts = observe_card_form(walk_of([Look("step", "floating_labels")]))
    assert {fact.value for fact in facts.values()} == {None}
