import re

import pytest

from ux_audit.catalog import load_shopper, load_shoppers

COUNTRIES = ["AU", "CA", "CN", "DE", "ES", "FR", "GB", "IT", "JP", "KR", "NL", "PL", "PT", "TW", "US"]
# Ranges that the regulators keep free for fiction and tests.
RESERVED = {
    "GB": r"07700 900\d{3}",
    "US": r"\d{3} 555 01\d\d",
    "CA": r"\d{3} 555 01\d\d",
    "AU": r"0491 570 (006|110|15[6-9])",
    "DE": r"030 23125\d{3}",
    "FR": r"06 39 98 \d\d \d\d",
}


def test_every_country_has_its_shopper() -> None:
    assert sorted(load_shoppers()) == COUNTRIES


@pytest.mark.parametrize("country", COUNTRIES)
def test_only_reserved_data_are_typed(country: str) -> None:
    shopper = load_shopper(country)
    assert shopper.email.endswith("@example.com")
    if country in RESERVED:
        assert re.fullmatch(RESERVED[country], shopper.tel)
        assert re.sub(r"\D", "", shopper.tel_international).endswith(
            re.sub(r"\D", "", shopper.tel).lstrip("0")
        )
    else:
        # With its country code it is nobody's number anywhere.
        assert shopper.tel == shopper.tel_international == load_shopper("GB").tel_international
    assert shopper.notes
    for name in ("full_name", "given_name", "family_name", "address1", "city", "region", "postcode"):
        assert shopper.value(name), name


def test_nothing_is_known_for_what_is_never_typed() -> None:
    shopper = load_shopper("DE")
    for name in ("password", "card_number", "coupon", "vat", "birth_date", "otp", "country_names"):
        assert shopper.value(name) == ""


def test_unknown_countries_get_the_default() -> None:
    assert load_shopper(None).country == "GB"
    assert load_shopper("ZZ") == load_shopper(None)
    assert load_shopper("de").country == "DE"


def test_the_run_marks_the_mail_address() -> None:
    assert load_shopper("FR", "r42").email == "audit.r42@example.com"
    assert load_shopper("FR").email == "audit@example.com"
