"""What helps to type an address, and whether one is asked twice."""

from dataclasses import replace

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.address_help import observe_address_help
from ux_audit.model import RequestRecord

ROW = "<p><label for='{0}'>{1}</label><input id='{0}' name='{0}' value='{2}'{3}></p>"
PAYMENT = Look("payment", "card_form", "/pay")


def form(
    street: str = "",
    city: str = "",
    postcode: str = "",
    more: str = "",
    on_city: str = "",
    on_street: str = "",
) -> str:
    rows = ROW.format("street", "Street", street, on_street) + ROW.format(
        "postcode", "Postcode", postcode, ""
    )
    return f"<form>{rows}{ROW.format('city', 'City', city, on_city)}{more}<button>Continue</button></form>"


def facts_of(before: str, after: str, *urls: str) -> dict[str, object]:
    walk = walk_of([Look("step", before), Look("filled", after), PAYMENT])
    requests = tuple(RequestRecord(url=url, kind="fetch") for url in urls)
    sights = tuple(
        replace(s, read_requests=lambda: requests) if s.visit.purpose == "filled" else s for s in walk.sights
    )
    facts = observe_address_help(replace(walk, sights=sights))
    return {name.removeprefix("checkout."): fact.value for name, fact in facts.items()}


TYPED = {"street": "260 Broadway", "city": "New York", "postcode": "10007"}


def test_nothing_helps() -> None:
    facts = facts_of(form(), form(**TYPED))
    assert facts == {
        "address_asked": True,
        "address_lookup": False,
        "postcode_fills": False,
        "address_from_lists": False,
        "address_twice": False,
    }


def test_nothing_is_claimed_when_nothing_was_typed() -> None:
    facts = facts_of(form(), form())
    assert facts["address_lookup"] is facts["postcode_fills"] is None


def test_a_request_about_the_street_is_a_lookup_and_one_with_the_whole_form_is_none() -> None:
    typed = form(**TYPED)
    assert facts_of(form(), typed, "http://shop.example/find?q=260+Broad")["address_lookup"] is True
    assert facts_of(form(), typed, "https://api.getaddress.io/find/10007")["address_lookup"] is True
    mail = ROW.format("email", "E-mail", "audit@example.com", "")
    whole = "http://shop.example/rates?street=260+Broadway&email=audit%40example.com"
    assert facts_of(form(), form(**TYPED, more=mail), whole)["address_lookup"] is False


def test_a_field_with_suggestions_says_so() -> None:
    listed = form(on_street=" list='streets'") + "<datalist id='streets'></datalist>"
    assert facts_of(listed, form(**TYPED))["address_lookup"] is True
    assert facts_of(form(on_street=" list='gone'"), form(**TYPED))["address_lookup"] is False


def test_a_city_that_fills_itself_in() -> None:
    assert facts_of(form(on_city=" readonly"), form(**TYPED, on_city=" readonly"))["postcode_fills"] is True
    elsewhere = {**TYPED, "city": "Tribeca"}
    assert facts_of(form(), form(**elsewhere))["postcode_fills"] is True
    assert facts_of(form(city="Tribeca"), form(**elsewhere))["postcode_fills"] is False


def test_what_a_request_with_the_postcode_was_for_is_not_known() -> None:
    assert facts_of(form(), form(**TYPED), "http://shop.example/x?zip=10007")["postcode_fills"] is None


def test_lists_for_region_and_city() -> None:
    pick = "<p><label for='{0}'>{1}</label><select id='{0}' name='{0}'><option>One</option><option>Two</option></select></p>"
    lists = (
        ROW.format("street", "Street", "260 Broadway", "")
        + pick.format("region", "Province")
        + pick.format("city", "City")
    )
    assert facts_of(f"<form>{lists}</form>", f"<form>{lists}</form>")["address_from_lists"] is True


def test_a_second_address_counts_unless_a_ticked_box_says_it_is_the_same() -> None:
    second = ROW.format("billing_street", "Street", "", "") + ROW.format("billing_city", "City", "", "")
    assert facts_of(form(more=second), form(**TYPED, more=second))["address_twice"] is True
    box = "<label><input type='checkbox' name='same_as_shipping' checked> Billing address same as shipping</label>"
    assert facts_of(form(more=second + box), form(**TYPED, more=second + box))["address_twice"] is False


def test_goods_without_an_address() -> None:
    walk = walk_of(
        [
            Look(
                "step", "<form><label for='e'>E-mail</label><input id='e' type='email' name='email'></form>"
            ),
            PAYMENT,
        ]
    )
    facts = observe_address_help(walk)
    assert facts["checkout.address_asked"].value is False
    assert facts["checkout.address_twice"].value is None
