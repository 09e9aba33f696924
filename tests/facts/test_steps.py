"""Steps by the shopper's count: gates, panels, pages, and the step that is not walked."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.checkout import observe_checkout
from ux_audit.facts.forms import observe_forms
from ux_audit.facts.steps import find_steps, page_address
from ux_audit.model.fact import FactValue

REVIEW = "later_review"


def values(
    looks: list[Look], *names: str, language: str = "en", stopped: str = "payment-seen"
) -> list[FactValue]:
    walk = walk_of(looks, language=language, stopped=stopped)
    facts = {**observe_checkout(walk), **observe_forms(walk)}
    return [facts[name].value for name in names]


def test_one_page_filled_in_one_go_is_one_step() -> None:
    looks = [Look(purpose, "classic_checkout") for purpose in ("entry", "step", "filled", "payment")]
    assert values(looks, "checkout.steps", "checkout.pages", "checkout.fields_shown") == [1, 1, 15]


def test_a_page_for_choosing_guest_is_no_step_though_its_fields_count() -> None:
    looks = [
        Look("entry", "account_choice", "/checkout/"),
        Look("step", "account_choice", "/checkout/"),
        Look("step", "accordion", "/checkout/address/"),
        Look("filled", "accordion", "/checkout/address/"),
        Look("payment", REVIEW, "/checkout/payment/"),
    ]
    assert [step.is_gate for step in find_steps(walk_of(looks))] == [True, False, False]
    # E-mail and choice of account, seven fields of the form, the payment; the last step is not seen.
    assert values(looks, "checkout.steps", "checkout.pages", "checkout.fields_shown") == [3, 3, 10]


def test_a_page_for_registering_is_no_step_even_with_an_address() -> None:
    looks = [
        Look("entry", "registering", "/checkout/register"),
        Look("payment", "custom_choices", "/checkout/confirm"),
    ]
    assert values(looks, "checkout.steps", "checkout.pages") == [1, 1]


def test_fields_beside_the_way_for_guests_are_not_on_the_path() -> None:
    looks = [
        Look("entry", "returning_customer", "/checkout"),
        Look("guest", "stars_after", "/checkout/shipping"),
        Look("payment", "card_form", "/checkout/payment"),
    ]
    first = find_steps(walk_of(looks))[0]
    assert [found.name for _, found in first.fields] == ["guest_email"]


def test_a_forced_account_leaves_the_counts_unknown() -> None:
    looks = [Look("entry", "sign_in", "/login")]
    names = (
        "checkout.guest_offered",
        "checkout.account_required",
        "checkout.steps",
        "checkout.fields_shown",
        "checkout.progress_indicator",
    )
    assert values(looks, *names, stopped="account-required") == [False, True, None, None, None]


def test_a_password_that_must_be_chosen_is_an_account() -> None:
    names = ("checkout.guest_offered", "checkout.account_required")
    assert values([Look("step", "forced_password")], *names) == [False, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/checkout?x=1", "http://a.example/checkout/?x=2#pay", True),
        (
            "http://a.example/index.php?route=checkout/cart",
            "http://a.example/index.php?route=checkout/pay",
            False,
        ),
        ("http://a.example/flow.php?step=consignee", "http://a.example/flow.php?step=checkout", False),
        ("http://a.example/checkout?step=address", "http://a.example/checkout?step=payment", True),
    ],
)
def test_pages_by_their_addresses(one: str, other: str, same: bool) -> None:
    assert (page_address(one) == page_address(other)) is same
