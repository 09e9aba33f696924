"""Fields as a shopper sees them, on structures of many shop systems."""

import pytest

from tests.reading.pages_by_hand import fields_of
from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.field_rules import load_field_rules
from ux_audit.reading.fields import Field, find_fields


def classes(fields: list[Field], scope: str = "main") -> list[str | None]:
    return [field.field_class for field in fields if field.scope == scope]


def by_class(fields: list[Field], field_class: str) -> Field:
    return next(field for field in fields if field.field_class == field_class)


def test_floating_labels_with_autofill_groups() -> None:
    fields = fields_of("floating_labels")
    assert classes(fields) == [
        "email", "newsletter", "country", "given_name", "family_name", "address1", "address2", "city",
        "region", "postcode", "tel",
    ]  # fmt: skip
    assert classes(fields, "coupon") == ["coupon"]
    rules = load_field_rules()
    assert all(
        rules.is_correct(f.field_class, f.autocomplete) for f in fields if f.field_class in rules.correct
    )
    assert by_class(fields, "address1").kind == "text", "a box that suggests addresses is still typed into"
    assert by_class(fields, "given_name").optional_marked
    assert by_class(fields, "email").required
    assert not by_class(fields, "email").marked


def test_stars_in_labels_and_a_select_hidden_by_its_styling() -> None:
    fields = fields_of("classic_checkout")
    country = by_class(fields, "country")
    assert country.kind == "select"
    assert [f.kind for f in fields].count("select") == 1
    assert [f.field_class for f in fields if f.required] == [
        "given_name", "family_name", "country", "address1", "postcode", "city", "tel", "email", "terms",
    ]  # fmt: skip
    assert [f.field_class for f in fields if f.optional_marked] == ["company", "address2", "note"]
    assert by_class(fields, "delivery_method").checked
    assert [o.text for o in by_class(fields, "payment_method").options] == [
        "Direct bank transfer", "Cash on delivery", "PayPal",
    ]  # fmt: skip


def test_stars_drawn_by_styles_and_the_mark_of_a_group() -> None:
    fields = fields_of("stars_after")
    lines = [f for f in fields if f.name.startswith("street")]
    assert [f.field_class for f in lines] == ["address1", "address2"]
    assert [f.required_by for f in lines] == ["group", "group"]
    assert by_class(fields, "tel").required_by == "star"
    assert not by_class(fields, "company").required
    assert by_class(fields, "delivery_method").kind == "radio"


def test_a_password_for_a_new_account_is_the_shoppers_own_and_that_of_others_is_not() -> None:
    assert by_class(fields_of("accordion"), "password").scope == "main"
    fields = fields_of("returning_customer")
    assert [f.scope for f in fields] == ["main", "login", "login"]


def test_styled_choices_lists_and_boxes() -> None:
    fields = fields_of("custom_choices")
    assert by_class(fields, "country").kind == "combobox"
    delivery = by_class(fields, "delivery_method")
    assert [(o.text, o.chosen) for o in delivery.options] == [
        ("Standard shipping €5.00", True), ("Express shipping €15.00", False),
    ]  # fmt: skip
    payment = by_class(fields, "payment_method")
    assert all(o.ux_id != payment.tag["data-ux-id"] for o in payment.options), "the visible label is pressed"
    assert by_class(fields, "same_as_shipping").checked
    assert sorted(f.scope for f in fields if f.scope != "main") == ["newsletter", "search"]


def test_two_boxes_under_one_label_and_required_as_a_word() -> None:
    fields = fields_of("japanese_checkout", "ja")
    assert classes(fields)[:2] == ["family_name", "given_name"]
    assert [f.field_class for f in fields if f.required] == [
        "family_name", "given_name", "postcode", "region", "tel", "email",
    ]  # fmt: skip
    assert by_class(fields, "company").required is False


def test_labels_beside_fields_without_markup() -> None:
    fields = fields_of("chinese_checkout", "zh-CN")
    assert classes(fields)[:5] == ["full_name", "tel", "region", "address1", "note"]
    assert [f.required_by for f in fields[:4]] == ["star"] * 4
    assert fields[4].optional_marked
    assert not any(f.named for f in fields), "text beside a field is no accessible name"


def test_a_choice_already_made_is_not_asked_by_its_attribute_alone() -> None:
    from tests.reading.pages_by_hand import read_page
    from ux_audit.reading.fields import find_fields

    fields = find_fields(*read_page("account_choice"))
    assert [(f.kind, f.required) for f in fields if f.scope == "main"] == [("email", True), ("radio", False)]


def test_keys_stay_when_ids_are_generated_anew() -> None:
    fields = fields_of("custom_choices")
    assert by_class(fields, "country").key == "choice:country"
    assert len({f.key for f in fields}) == len(fields)


@pytest.mark.parametrize(
    ("label", "read", "required_by"),
    [
        ("Email<i>required</i>", "Email required", "word"),
        ("<b>required</b>Email", "required Email", "word"),
        ("<u>E</u>mail", "Email", ""),
        ("E-mail<span>s</span>", "E-mails", ""),
        ("Email ✱", "Email ✱", "star"),
        ("Email<span>⁎</span>", "Email⁎", "star"),
    ],
)
def test_marks_and_words_beside_a_label(label: str, read: str, required_by: str) -> None:
    form = f"<main><form><label for='m'>{label}</label><input type='email' id='m'></form></main>"
    (field,) = find_fields(snapshot_of(form), choose_vocabulary("en", ""))
    assert (field.label, field.required_by) == (read, required_by)
    assert field.field_class == "email"


def test_a_phones_prefix_is_neither_a_district_nor_the_number() -> None:
    form = """<main><form><select aria-label="International area code" name="phone_0">
<option value="+49">Germany +49</option><option value="+48">Poland +48</option></select>
<input aria-label="Phone number (without international area code)" name="phone_1">
<select autocomplete="tel-country-code" name="p"><option>+1</option><option>+2</option></select></form></main>"""
    fields = find_fields(snapshot_of(form), choose_vocabulary("en", ""))
    assert classes(fields) == ["tel_prefix", "tel", "tel_prefix"]
