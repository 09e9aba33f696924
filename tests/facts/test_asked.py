"""What a checkout asks beyond need, and the names its fields refuse."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.asked import observe_asked
from ux_audit.facts.checkout import observe_checkout

STREET = "<p><label for='s'>Street</label><input id='s' name='street' required></p><p><label for='c'>City</label><input id='c' name='city' required></p>"
PAYMENT = Look("payment", "card_form", "/pay")


def asked(*rows: str, language: str = "en", paid: bool = True) -> dict[str, object]:
    form = f"<form>{STREET}{''.join(rows)}<button>Continue</button></form>"
    looks = [Look("step", form), *([PAYMENT] if paid else [])]
    return {name: fact.value for name, fact in observe_asked(walk_of(looks, language=language)).items()}


def row(name: str, label: str, attributes: str = "required", hint: str = "") -> str:
    return f"<p><label for='{name}'>{label}</label><input id='{name}' name='{name}' {attributes}>{hint}</p>"


@pytest.mark.parametrize(
    ("rows", "needless"),
    [
        ([], []),
        ([row("dob", "Date of birth")], ["Date of birth"]),
        ([row("dob", "Date of birth", "")], []),
        ([row("dob", "Date of birth"), row("fax", "Fax")], ["Date of birth", "Fax"]),
        ([row("heard", "How did you hear about us?")], ["How did you hear about us?"]),
        (
            [
                row("email", "E-mail", "type=email required"),
                row("email2", "Confirm e-mail", "type=email required"),
            ],
            ["Confirm e-mail"],
        ),
        ([row("tel", "Phone", "type=tel required"), row("mobile", "Mobile", "type=tel")], []),
        ([row("first_name", "First name"), row("last_name", "Last name")], []),
    ],
)
def test_only_required_fields_without_need_count_one_of_a_kind(rows: list[str], needless: list[str]) -> None:
    assert asked(*rows)["checkout.unneeded_required"] == needless


@pytest.mark.parametrize(
    ("field", "required", "explained"),
    [
        (row("tel", "Phone", "type=tel"), False, None),
        (row("tel", "Phone", "type=tel required"), True, False),
        (row("tel", "Phone", "type=tel required", "<small>Only used for delivery</small>"), True, True),
        (row("tel", "Phone", "type=tel required", "<small>For example 01632 960123</small>"), True, False),
        (
            row("tel", "Phone", "type=tel required", "<small>Our drivers like to ring the bell</small>"),
            True,
            None,
        ),
    ],
)
def test_a_required_phone_number_is_explained_beside_it(
    field: str, required: bool, explained: bool | None
) -> None:
    facts = asked(field)
    assert (facts["checkout.phone_required"], facts["checkout.phone_explained"]) == (required, explained)


def test_nothing_is_claimed_of_a_walk_that_ended_before_payment() -> None:
    facts = asked(row("dob", "Date of birth"), paid=False)
    assert facts["checkout.unneeded_required"] is facts["checkout.phone_required"] is None
    assert facts["checkout.invoice_required"] is None
    assert facts["checkout.samples_refused_home"] == []


def test_invoice_fields_count_where_everybody_must_fill_them() -> None:
    assert asked(row("vat", "VAT number"))["checkout.invoice_required"] == 1
    assert asked(row("vat", "VAT number", ""))["checkout.invoice_required"] == 0
    assert asked(row("cpf", "CPF"), language="pt")["checkout.invoice_required"] == 0


@pytest.mark.parametrize(
    ("attributes", "home", "abroad"),
    [
        ("", False, False),
        ("pattern='[A-Za-z ]+'", True, True),
        ('pattern="[A-Za-zÀ-ž\' ]+"', False, True),
        ("maxlength=8", True, True),
        ("inputmode=numeric", True, True),
        ("pattern='\\p{L}+'", None, None),
    ],
)
def test_names_are_tried_against_the_markup(attributes: str, home: bool | None, abroad: bool | None) -> None:
    facts = asked(row("name", "Full name", attributes))
    found = [facts[f"checkout.samples_refused_{where}"] for where in ("home", "abroad")]
    assert [None if names is None else bool(names) for names in found] == [home, abroad]


def test_postcodes_are_tried_at_home_only() -> None:
    digits = row("postcode", "Postcode", "pattern='[0-9]{5}'")
    assert asked(digits, language="de")["checkout.samples_refused_home"] == []
    assert asked(digits, language="de")["checkout.samples_refused_abroad"] == []
    assert asked(digits, language="nl")["checkout.samples_refused_home"] == ["1012 AB"]


@pytest.mark.parametrize(
    ("label", "offered"),
    [("I need an invoice", True), ("Same as invoice address", False), ("Create an account", False)],
)
def test_a_box_that_names_the_invoice_address_offers_no_invoice(label: str, offered: bool) -> None:
    box = f"<label><input type='checkbox' name='b'> {label}</label>"
    looks = [Look("step", f"<form>{STREET}{box}<button>Continue</button></form>"), PAYMENT]
    assert observe_checkout(walk_of(looks))["checkout.invoice"].value is offered
