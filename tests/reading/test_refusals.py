"""Which fields a shop refused, and what is typed instead."""

import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary, load_shopper
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.filling import plan_filling
from ux_audit.reading.refusals import find_refused

PHONE = "<p><label for=t>Phone</label><input id=t type=tel name=tel{}>{}</p>"
CITY = "<p><label for=c>City</label><input id=c name=city value=London></p>"


def view_of(body: str) -> CheckoutView:
    return CheckoutView(
        snapshot_of(f"<main><form>{body}<button>Continue</button></form></main>"), choose_vocabulary("en", "")
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (PHONE.format(" aria-invalid=true", "") + CITY, ""),
        (PHONE.format(" class='form-control is-invalid'", "") + CITY, ""),
        (PHONE.format("", "<span class='field-error'>Needed</span>") + CITY, "Needed"),
        ("<div role=alert>Phone must be given</div>" + PHONE.format("", "") + CITY, "Phone must be given"),
    ],
)
def test_a_refused_field_is_known_by_its_mark_its_message_or_its_name(body: str, message: str) -> None:
    (refused,) = find_refused(view_of(body))
    assert (refused.field.name, refused.message) == ("tel", message)


def test_nothing_is_refused_where_nothing_says_so() -> None:
    assert find_refused(view_of(PHONE.format("", "") + CITY)) == []


def test_a_refused_field_is_filled_though_it_is_not_marked_and_the_others_stay() -> None:
    view = view_of(PHONE.format(" aria-invalid=true", "") + CITY)
    shopper = load_shopper("GB")
    assert "tel" not in {f.field_class for f in plan_filling(view.fields, shopper)}
    forms = []
    for attempt in (1, 2, 3):
        ids = [one.field.ux_id for one in find_refused(view)]
        plan = plan_filling(view.fields, shopper, attempt=attempt, refused=ids)
        assert [f.field_class for f in plan if f.field_class != "city"] == ["tel"]
        forms.append(next(f.value for f in plan if f.field_class == "tel"))
    assert forms[0] == shopper.tel_international
    assert len(set(forms)) == 3


def test_the_form_that_the_markup_lets_in_comes_first() -> None:
    view = view_of(PHONE.format(" required pattern='[0-9]{11}' maxlength=11", ""))
    (filling,) = plan_filling(view.fields, load_shopper("GB"))
    assert filling.value.isdigit()
    assert len(filling.value) == 11
