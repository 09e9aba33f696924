"""The password of a new account on the way to the payment."""

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.new_account import observe_new_account

STREET = "<p><label for='s'>Street</label><input id='s' name='street'></p><p><label for='c'>City</label><input id='c' name='city'></p>"
PAYMENT = Look("payment", "card_form", "/pay")
PASSWORD = "<p><label for='p{0}'>{1}</label><input id='p{0}' name='p{0}' type='password' autocomplete='new-password'{2}></p>"


def facts_of(rows: str, *, paid: bool = True, stopped: str = "payment-seen") -> dict[str, object]:
    looks = [
        Look("step", f"<form>{STREET}{rows}<button>Continue</button></form>"),
        *([PAYMENT] if paid else []),
    ]
    facts = observe_new_account(walk_of(looks, stopped=stopped))
    return {name.removeprefix("checkout."): fact.value for name, fact in facts.items()}


def test_none_is_asked() -> None:
    facts = facts_of("")
    assert (facts["password_asked"], facts["account_box"], facts["password_twice"]) == ("none", "none", None)


def test_a_password_is_optional_or_required() -> None:
    assert facts_of(PASSWORD.format(1, "Password", ""))["password_asked"] == "optional"
    assert facts_of(PASSWORD.format(1, "Password", " required"))["password_asked"] == "required"
    assert facts_of("", stopped="account-required")["password_asked"] == "required"


def test_nothing_is_claimed_before_payment() -> None:
    facts = facts_of("", paid=False)
    assert facts["password_asked"] is facts["account_box"] is None


def test_the_box_is_as_it_was_at_first() -> None:
    box = "<label><input type='checkbox' name='create_account'{0}> Create an account</label>"
    assert facts_of(box.format(""))["account_box"] == "empty"
    assert facts_of(box.format(" checked"))["account_box"] == "ticked"


def test_rules_are_read_from_markup_and_the_text_beside() -> None:
    rules = "<p>At least 12 characters with an uppercase letter, a lowercase letter and a digit.</p>"
    facts = facts_of(PASSWORD.format(1, "Password", "") + PASSWORD.format(2, "Repeat password", "") + rules)
    assert (facts["password_min_length"], facts["password_kinds_demanded"], facts["password_twice"]) == (
        12,
        3,
        True,
    )
    assert facts["password_can_be_shown"] is False
    shown = PASSWORD.format(1, "Password", " minlength=8").replace(
        "</p>", "<button type='button'>Show password</button></p>"
    )
    facts = facts_of(shown)
    assert (facts["password_min_length"], facts["password_kinds_demanded"], facts["password_twice"]) == (
        8,
        0,
        False,
    )
    assert facts["password_can_be_shown"] is True
