"""Who walks: reserved test data by country."""

from functools import cache

from ux_audit.model import Model
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml


class Shopper(Model):
    """Test data of one country, by field class; an empty text means that no reserved value is known."""

    country: str
    country_names: tuple[str, ...] = ()
    email: str
    tel: str = ""
    tel_international: str = ""
    full_name: str
    given_name: str
    family_name: str
    address1: str
    address2: str = ""
    city: str
    region: str = ""
    district: str = ""
    postcode: str
    company: str = ""
    note: str = ""

    def value(self, field_class: str) -> str:
        """Return what to type into a field of this class, "" when nothing may be typed."""
        found = getattr(self, field_class, "")
        return found if isinstance(found, str) else ""


@cache
def load_shoppers() -> dict[str, Shopper]:
    """Return every shopper of rules/shoppers by country code."""
    files = sorted((find_resources("rules") / "shoppers").glob("[a-z]*.yaml"))
    loaded = [decode(Shopper, *read_yaml(file)) for file in files]
    return {shopper.country: shopper for shopper in loaded}


@cache
def load_shopper(country: str | None = None) -> Shopper:
    """Return the shopper of a country (ISO 3166 code), else the default one."""
    known = load_shoppers()
    if country and country.upper() in known:
        return known[country.upper()]
    return decode(Shopper, *read_yaml(find_resources("rules") / "shoppers" / "_default.yaml"))
