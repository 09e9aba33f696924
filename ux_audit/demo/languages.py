"""The languages that the shop speaks: a file each in languages/, with its words, amounts, dates and address form."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from ux_audit.errors import UsageError
from ux_audit.model import Model
from ux_audit.yaml_files import decode, nearest, read_yaml

FOLDER = Path(__file__).with_name("languages")
ROOT = "en"  # the language without a prefix in its addresses


class Prices(Model):
    """What the shop charges in a country; `pattern` is how amounts are written where the locale's way is unusual."""

    currency: str
    rate: float
    step: float
    delivery: float
    express: float
    free_from: float
    vat: float
    pattern: str | None = None


class Country(Model):
    """A country to deliver to, with the towns of its regions."""

    code: str
    name: str
    regions: dict[str, tuple[str, ...]]


class Address(Model):
    """What the checkout asks for a place and a name, in the country's order; `choices` are fields that are lists."""

    place: tuple[str, ...]
    listed: tuple[str, ...]
    found: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[Country, ...]
    town: str
    phone: str
    digits_only: bool = False
    choices: dict[str, tuple[str, ...]] = {}


class Piece(Model):
    """What one of a category is called, what it is good for, and what shoppers call it who search for it."""

    one: str
    purpose: str
    also: str = ""


class Opinion(Model):
    """What a customer wrote."""

    by: str
    title: str
    text: str


class Duty(Model):
    """A page that the country's law asks for, linked from every page; `text` are its paragraphs."""

    name: str
    text: tuple[str, ...]


class Law(Model):
    """What the country's law asks a shop to show.

    `pages` by slug, `filings` (number → register) and `notes` for the footer; `order_bare` are words for the last button
    that do not speak of paying, `last_view` is said above it.
    """

    pages: dict[str, Duty] = {}
    filings: dict[str, str] = {}
    notes: tuple[str, ...] = ()
    order_bare: str = ""
    last_view: tuple[str, ...] = ()


class Goods(Model):
    """The words of the catalogue, under its slugs."""

    name: str
    categories: dict[str, str]
    pieces: dict[str, Piece]
    models: tuple[tuple[str, ...], ...]
    places: dict[str, str]
    colours: dict[str, str]
    materials: dict[str, str]
    about: tuple[str, ...]
    specs: dict[str, str]
    values: dict[str, str]
    reviews: tuple[Opinion, ...]


class Language(Model):
    """One language of the shop; `switch` names the languages that its header leads to."""

    tag: str
    lang: str
    locale: str
    switch: dict[str, str]
    community: dict[str, str]
    day_pattern: str
    date_pattern: str
    prices: Prices
    address: Address
    texts: dict[str, str]
    policies: dict[str, tuple[str, ...]]
    goods: Goods
    law: Law = Law()

    @property
    def prefix(self) -> str:
        """What this language's addresses begin with."""
        return prefix_of(self.tag)

    def say(self, key: str, **words: Any) -> str:
        """Return a text of the shop, its blanks filled."""
        text = self.texts[key]
        return text.format_map(words) if words else text

    def price(self, pounds: float) -> float:
        """Return what something of this price in pounds costs here."""
        return round(pounds * self.prices.rate / self.prices.step) * self.prices.step

    def show_money(self, amount: float) -> str:
        """Return an amount of this country's money as its shops write it."""
        return format_currency(amount, self.prices.currency, self.prices.pattern, locale=self.locale)

    def show_number(self, number: float) -> str:
        """Return a number with one decimal."""
        return format_decimal(number, "0.0", locale=self.locale)

    def show_date(self, day: date) -> str:
        """Return a date in figures."""
        return format_date(day, self.date_pattern, locale=self.locale)

    def show_day(self, days: int) -> str:
        """Return the day that many days from now, as a shop promises it."""
        return format_date(date.today() + timedelta(days), self.day_pattern, locale=self.locale)


def prefix_of(tag: str) -> str:
    """Return what the addresses of a language begin with."""
    return "" if tag == ROOT else f"/{tag}"


@cache
def list_languages() -> tuple[str, ...]:
    """Return the tags of the shop's languages, the one at the root first."""
    tags = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return (ROOT, *(tag for tag in tags if tag != ROOT))


@cache
def load_language(tag: str) -> Language:
    """Return a language. Raises UsageError for one that the shop does not speak."""
    known = list_languages()
    if tag not in known:
        remedy = nearest(tag, known) or f"It speaks: {', '.join(known)}."
        raise UsageError(f"The shop does not speak “{tag}”.", remedy)
    data, positions = read_yaml(FOLDER / f"{tag}.yaml")
    return decode(Language, {"tag": tag, **data}, positions)
