"""Who walks: reserved test data by country."""

from functools import cache

from ux_audit.model import Model
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml

RUN = "{run}"


class Shopper(Model):
    """Test data of one country, by field class; an empty text means that no reserved value is known.

    `country` is an ISO 3166 code, `country_names` what shops call it; `notes` say where the data are from.
    """

    country: str
    country_names: tuple[str, ...] = ()
    email: str
    tel: str = ""
    tel_international: str = ""
    full_name: str
    given_name: str
    family_name: str
    address1: str
    house_number: str = ""
    address2: str = ""
    city: str
    region: str = ""
    district: str = ""
    postcode: str
    company: str = ""
    note: str = ""
    notes: str = ""

    def value(self, field_class: str) -> str:
        """Return what to type into a field of this class, "" when nothing may be typed."""
        found = getattr(self, field_class, "")
        return found if isinstance(found, str) else ""


class DefaultShopper(Model):
    """The file rules/shoppers/_default.yaml: the country whose shopper walks where nothing is known."""

    country: str


@cache
def load_shoppers(run: str = "") -> dict[str, Shopper]:
    """Return every shopper of rules/shoppers by country code, with `run` in their e-mail address."""
    files = sorted((find_resources("rules") / "shoppers").glob("[a-z]*.yaml"))
    loaded = [decode(Shopper, *read_yaml(file)) for file in files]
    return {shopper.country: _sign(shopper, run) for shopper in loaded}


@cache
def load_shopper(country: str | None = None, run: str = "") -> Shopper:
    """Return a country's shopper (ISO 3166 code), else the default one; `run` marks the e-mail address."""
    known = load_shoppers(run)
    if country and country.upper() in known:
        return known[country.upper()]
    default = decode(DefaultShopper, *read_yaml(find_resources("rules") / "shoppers" / "_default.yaml"))
    return known[default.country]


def _sign(shopper: Shopper, run: str) -> Shopper:
    email = shopper.email.replace(RUN, run) if run else shopper.email.replace(f".{RUN}", "")
    return shopper.model_copy(update={"email": email})
