"""What is typed and chosen, and what never is."""

from dataclasses import replace

from tests.reading.pages_by_hand import fields_of
from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary, load_shopper
from ux_audit.reading.fields import Field, Option, find_fields
from ux_audit.reading.filling import NEVER, Filling, plan_filling


def plan(name: str, language: str = "en", country: str | None = None) -> dict[str | None, Filling]:
    fields = [f for f in fields_of(name, language) if f.scope == "main"]
    return {filling.field_class: filling for filling in plan_filling(fields, load_shopper(country))}


def test_an_address_is_filled_by_where_the_shop_delivers() -> None:
    made = plan("classic_checkout")
    assert made["postcode"].value == load_shopper("DE").postcode, "the shop delivers to Germany only"
    assert made["terms"].action == "check"
    assert not {"company", "address2", "note", "payment_method", "newsletter"} & set(made)
    assert "delivery_method" not in made, "a way of delivery is chosen already"


def test_optional_phone_stays_empty_and_regions_are_chosen() -> None:
    made = plan("floating_labels")
    assert "tel" not in made
    assert made["region"].action == "choose"
    assert made["region"].value == "NY"


def test_a_choice_of_delivery_is_made_and_boxes_for_advertising_are_left() -> None:
    assert plan("stars_after")["delivery_method"].action in ("check", "press")
    assert "newsletter" not in plan("accordion")
    assert "password" not in plan("accordion")


def test_a_closed_list_is_opened_last_and_its_choice_comes_alone() -> None:
    fields = [f for f in fields_of("custom_choices") if f.scope == "main"]
    made = plan_filling(fields, load_shopper(None))
    assert made[-1] == Filling(next(f.ux_id for f in fields if f.kind == "combobox"), "press", "", "country")
    listed = tuple(
        Option(str(900 + n), text, text, False, False, False)
        for n, text in enumerate(("Country", "Germany", "France"))
    )
    opened: list[Field] = [
        replace(f, options=listed, opened=True, value="") if f.kind == "combobox" else f for f in fields
    ]
    assert plan_filling(opened, load_shopper("FR")) == [Filling("902", "press", "France", "country")]


def test_nothing_forbidden_is_ever_planned() -> None:
    for name, language in (("classic_checkout", "en"), ("accordion", "en"), ("chinese_checkout", "zh-CN")):
        fields = fields_of(name, language)
        forced = [replace(f, required=True, value="", checked=False) for f in fields]
        assert not {filling.field_class for filling in plan_filling(forced, load_shopper(None))} & NEVER


def plan_of(body: str, language: str, country: str) -> dict[str, str]:
    page = snapshot_of(f"<main><form>{body}<button>OK</button></form></main>", language=language)
    fields = find_fields(page, choose_vocabulary(language, ""))
    made = plan_filling(fields, load_shopper(country))
    return {next(f.name for f in fields if f.ux_id == filling.ux_id): filling.value for filling in made}


def test_a_country_that_can_be_chosen_counts_before_one_that_is_written() -> None:
    choice = "<option value=FR selected>France</option><option value=DE>Germany</option>"
    made = plan_of(
        "<label for=s>国家</label><input id=s name=state><label for=p>邮编</label><input id=p name=postcode>"
        f"<label for=c>国家</label><select id=c name=country>{choice}</select>",
        "zh-CN",
        "CN",
    )
    assert made["postcode"] == load_shopper("FR").postcode
    assert "state" not in made


def test_a_district_is_the_town_where_no_town_is_asked() -> None:
    street = "<label for=a>Straße</label><input id=a name=street>"
    place = "<label for=o>Ort/Ortsteil</label><input id=o name=place>"
    town = "<label for=t>Stadt</label><input id=t name=town>"
    assert plan_of(street + place, "de", "DE")["place"] == load_shopper("DE").city
    assert "place" not in plan_of(street + place + town, "de", "DE")


def test_the_operators_own_number_is_typed_wherever_the_shop_delivers() -> None:
    snapshot = snapshot_of(
        "<form><label for=c>Country</label><select id=c name=country><option>Deutschland</option></select>"
        "<label for=t>Phone</label><input id=t name=phone type=tel required></form>"
    )
    fields = find_fields(snapshot, choose_vocabulary("en", ""))
    typed = {f.field_class: f.value for f in plan_filling(fields, load_shopper("CN", phone="139-0000 0000"))}
    assert typed["tel"] == "139-0000 0000"
