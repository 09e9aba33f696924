"""Who walks: reserved test data by country."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from ux_audit.model import Model
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml

RUN = "{run}"


class Shopper(Model):
    """Test data of one country, by field class; an empty text means that no reserved value is known.

    `country` is an ISO 3166 code, `country_names` what shops call it; `notes` say where the data are from;
    `own_phone` is the operator's, as the shop wants it, where no number is kept free for tests.
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
    own_phone: str = ""

    def value(self, field_class: str) -> str:
        """Return what to type into a field of this class, "" when nothing may be typed."""
        if field_class == "tel" and self.own_phone:
            return self.own_phone
        found = getattr(self, field_class, "")
        return found if isinstance(found, str) else ""


class Residence(Model):
    """The file rules/shoppers/_default.yaml: which country's shopper walks, by language (word file), by currency, else."""

    country: str
    languages: dict[str, str]
    currencies: dict[str, str]


@cache
def _load_residence() -> Residence:
    return decode(Residence, *read_yaml(find_resources("rules") / "shoppers" / "_default.yaml"))


def find_country(language: str, declared: str = "", currencies: Iterable[str | None] = ()) -> str:
    """Return the country (ISO 3166) whose shopper fits a shop.

    `language` names its word file, `declared` is the tag in its pages (BCP 47), `currencies` those of its prices,
    the commonest decides. A region counts where its language is the shop's and it is not English: many English
    themes keep the region they came with.
    """
    residence = _load_residence()
    if language not in residence.languages:
        counted = Counter(code for code in currencies if code in residence.currencies)
        commonest = next((code for code, _ in counted.most_common(1)), None)
        return residence.currencies[commonest] if commonest else residence.country
    spoken, _, region = declared.replace("_", "-").partition("-")
    named = region.split("-")[-1].upper()
    at_home = spoken.lower() == language.split("-")[0] and named in load_shoppers()
    return named if at_home else residence.languages[language]


@cache
def load_shoppers(run: str = "") -> dict[str, Shopper]:
    """Return every shopper of rules/shoppers by country code, with `run` in their e-mail address."""
    files = sorted((find_resources("rules") / "shoppers").glob("[a-z]*.yaml"))
    loaded = [decode(Shopper, *read_yaml(file)) for file in files]
    return {shopper.country: _sign(shopper, run) for shopper in loaded}


@cache
def load_shopper(country: str | None = None, run: str = "", phone: str = "") -> Shopper:
    """Return a country's shopper (ISO 3166 code), else the default one.

    `run` marks the e-mail address; `phone` is the operator's own number, "" when none is given.
    """
    known = load_shoppers(run)
    home = country.upper() if country and country.upper() in known else _load_residence().country
    return known[home].model_copy(update={"own_phone": phone})


def _sign(shopper: Shopper, run: str) -> Shopper:
    email = shopper.email.replace(RUN, run) if run else shopper.email.replace(f".{RUN}", "")
    return shopper.model_copy(update={"email": email})
