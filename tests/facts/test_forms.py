"""Counts of fields, and whether a wrong e-mail is pointed out."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.forms import observe_forms

FIELD = "<label for='e'>Email</label><input id='e' type='email' name='email'{0}>{1}"
FORM = f"<form><div>{FIELD}</div><button>Continue</button></form>"
PAYMENT = Look("payment", "card_form", "/pay")


@pytest.mark.parametrize(
    ("state", "message", "pointed_out"),
    [
        ("", "", False),
        (" aria-invalid='true'", "", True),
        ("", "<span>Bitte eine gültige Adresse eingeben</span>", True),
    ],
)
def test_inline_validation(state: str, message: str, pointed_out: bool) -> None:
    before = Look("step", FORM.format("", ""))
    probe = Look("filled", FORM.format(state, message), context={"probe": "email", "field": "4"})
    facts = observe_forms(walk_of([before, probe, PAYMENT]))
    assert facts["checkout.inline_validation"].value is pointed_out


def test_inline_validation_is_not_claimed_without_a_look_before() -> None:
    probe = Look("filled", FORM.format("", "<span>Wrong</span>"), context={"probe": "email"})
    assert observe_forms(walk_of([probe]))["checkout.inline_validation"].value is None


def test_counts_over_all_steps_each_field_once() -> None:
    looks = [Look(purpose, "floating_labels", "/information") for purpose in ("entry", "step", "filled")]
    facts = observe_forms(walk_of([*looks, PAYMENT]))
    names = (
        "shown",
        "required",
        "marked_required",
        "optional",
        "marked_optional",
    )
    # Eleven fields of the address, four of the card; codes do not count. The card's code shares the marks beside it.
    assert [facts[f"checkout.fields_{name}"].value for name in names] == [15, 11, 4, 3, 3]
    assert facts["checkout.autocomplete_fields"].value == facts["checkout.autocomplete_correct"].value == 10


def test_counts_are_unknown_when_the_walk_ended_before_payment() -> None:
    facts = observe_forms(walk_of([Look("step", "floating_labels")]))
    assert facts["checkout.fields_shown"].value is None
