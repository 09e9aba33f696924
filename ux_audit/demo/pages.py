"""Rendering the shop's pages: language, money, words and flaws in one place."""

import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ux_audit.demo.catalogue import PHOTOS, Category, Product, load_catalogue
from ux_audit.demo.flaws import FLAWS
from ux_audit.demo.photos import WIDTHS
from ux_audit.demo.state import Session, ShopState
from ux_audit.demo.traits import TRAITS
from ux_audit.model import Text
from ux_audit.yaml_files import read_yaml

HERE = Path(__file__).parent
COOKIE = "nordhaven"


class ShopPages:
    """The shop's templates over one state; every page takes its language from its address."""

    def __init__(self, state: ShopState) -> None:
        self.state = state
        self.catalogue = load_catalogue(deep=self.flaw("deep-tree"))
        self.texts, _ = read_yaml(HERE / "texts.yaml")
        self.places, _ = read_yaml(HERE / "places.yaml")
        self.policies, _ = read_yaml(HERE / "policies.yaml")
        self.templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    def flaw(self, name: str) -> bool:
        """Whether this flaw is on. Raises KeyError for a name that flaws.yaml does not hold."""
        if name not in FLAWS:
            raise KeyError(name)
        return name in self.state.flaws

    def trait(self, name: str) -> bool:
        """Whether this trait is on. Raises KeyError for a name that traits.yaml does not hold."""
        if name not in TRAITS:
            raise KeyError(name)
        return name in self.state.traits

    def is_unbuyable(self, product: Product) -> bool:
        """Whether a trait keeps this product from being bought."""
        on = any(TRAITS[name].group == "buyable" for name in self.state.traits)
        return on and self.catalogue.products.index(product) % 2 == 0

    def key_of(self, request: Request) -> str:
        """Return the shopper's key: from the cookie, from the other host's address, or a new one."""
        given = request.cookies.get(COOKIE) or request.query_params.get("from")
        key: str = given or request.scope.setdefault("shop_key", secrets.token_hex(8))
        return key

    def session(self, request: Request) -> Session:
        """Return the shopper's session, a new one on the first visit."""
        return self.state.sessions.setdefault(self.key_of(request), Session())

    def keep(self, request: Request, answer: Response) -> Response:
        """Set the session's cookie on an answer that may be the first one."""
        if COOKIE not in request.cookies:
            answer.set_cookie(COOKIE, self.key_of(request), httponly=True)
        return answer

    def money(self, pounds: float, language: str) -> str:
        """Return an amount in the currency of the language."""
        data = self.catalogue.data
        if language == "zh":
            return format_currency(
                round(pounds * data["yuan"]), data["currency"]["zh"], "¤#,##0", locale="zh"
            )
        return format_currency(pounds, data["currency"]["en"], locale="en_GB")

    def render(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:
        """Render a template; every page can use the words, amounts, addresses, flaws and the cart."""
        language = language_of(request)
        session = self.session(request)
        shut = self.trait("members-shop") and not session.member
        name = "sign_in" if shut else name
        lines = [
            (product, colour, count)
            for (slug, colour), count in session.cart.items()
            if (product := self.catalogue.product(slug)) is not None
        ]
        shown = {
            "language": language, "catalogue": self.catalogue, "flaw": self.flaw, "trait": self.trait,
            "countries": self.places[language], "traits": " ".join(sorted(self.state.traits)), "unbuyable": self.is_unbuyable, "session": session, "shut": shut, "lines": lines,
            "count": sum(count for *_, count in lines), "sums": self.sums(lines), "path": request.url.path, "photos": PHOTOS,
            "widths": WIDTHS, "port": request.url.port, "colours": {c["slug"]: c for c in self.catalogue.data["colours"]},
            "t": lambda key, **words: self.say(key, language, **words),
            "name": lambda text: text.of(language), "money": lambda pounds: self.money(pounds, language),
            "url": lambda path: f"/zh{path}" if language == "zh" else path,
            "other_url": request.url.path.removeprefix("/zh") if language == "zh" else f"/zh{request.url.path}",
            "day": lambda days: format_date(date.today() + timedelta(days), "EEE d MMM" if language == "en" else "M月d日", locale=language),
            "seen": [p for slug in session.seen if (p := self.catalogue.product(slug))], **values,
        }  # fmt: skip
        page = self.templates.get_template(f"{name}.html.j2").render(shown)
        return self.keep(request, HTMLResponse(page, status))

    def say(self, key: str, language: str, **words: Any) -> str:
        """Return a text of the shop in this language, its blanks filled."""
        text: str = self.texts[key][language]
        return text.format_map(words) if words else text

    def sums(self, lines: list[tuple[Product, str, int]]) -> dict[str, float]:
        """Return goods, delivery, tax within and total of a cart, in pounds."""
        data = self.catalogue.data
        goods = sum(product.price * count for product, _, count in lines)
        wrapping = data["delivery"] if self.flaw("sneaked-wrapping") and lines else 0.0
        delivery = 0.0 if goods >= data["free_from"] else data["delivery"]
        total = goods + wrapping + delivery
        return {
            "goods": goods + wrapping, "wrapping": wrapping, "delivery": delivery, "total": total,
            "vat": total * data["vat"] / (1 + data["vat"]), "fee": data["delivery"], "free_from": data["free_from"],
        }  # fmt: skip

    def path_to(self, line: tuple[str, ...]) -> list[Category]:
        """Return the categories from the department down to a place."""
        return [found for slug in line if (found := self.catalogue.category(slug)) is not None]


def language_of(request: Request) -> str:
    """Return the language of the page's address: zh below /zh, else en."""
    return "zh" if request.scope.get("root_path", "").endswith("/zh") else "en"


def text_pair(words: dict[str, str]) -> Text:
    """Return a text of both languages from a data file's entry."""
    return Text.model_validate(words)
