"""Rendering the shop's pages: language, money, words and flaws in one place."""

import secrets
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ux_audit.demo.catalogue import PHOTOS, Catalogue, Product, load_catalogue
from ux_audit.demo.flaws import FLAWS
from ux_audit.demo.languages import ROOT, Language, list_languages, load_language, prefix_of
from ux_audit.demo.photos import WIDTHS
from ux_audit.demo.state import Session, ShopState
from ux_audit.demo.traits import TRAITS

HERE = Path(__file__).parent
COOKIE = "nordhaven"


class ShopPages:
    """The shop's templates over one state; every page takes its language from its address."""

    def __init__(self, state: ShopState) -> None:
        self.state = state
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
        return on and product.number % 2 == 0

    def catalogue(self, request: Request) -> Catalogue:
        """Return what is sold, in the language of the page's address."""
        return load_catalogue(language_of(request).tag, self.flaw("deep-tree"), self.flaw("split-categories"))

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

    def render(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:
        """Render a template; every page can use the words, amounts, addresses, flaws and the cart."""
        language, catalogue, session = language_of(request), self.catalogue(request), self.session(request)
        shut = self.trait("members-shop") and not session.member
        name = "sign_in" if shut else name
        lines = [
            (product, colour, count)
            for (slug, colour), count in session.cart.items()
            if (product := catalogue.product(slug)) is not None
        ]
        path = request.url.path
        own_path = path.removeprefix(language.prefix)
        shown = {
            "language": language, "catalogue": catalogue, "flaw": self.flaw, "trait": self.trait,
            "traits": " ".join(sorted(self.state.traits)), "unbuyable": self.is_unbuyable, "session": session, "shut": shut,
            "lines": lines, "count": sum(count for *_, count in lines), "sums": self.sums(lines, language), "path": path,
            "photos": PHOTOS, "widths": WIDTHS, "port": request.url.port, "t": language.say, "money": language.show_money,
            "day": language.show_day, "url": lambda path: f"{language.prefix}{path}",
            "elsewhere": {tag: prefix_of(tag) + own_path for tag in list_languages() if tag != language.tag},
            "seen": [p for slug in session.seen if (p := catalogue.product(slug))], **values,
        }  # fmt: skip
        page = self.templates.get_template(f"{name}.html.j2").render(shown)
        return self.keep(request, HTMLResponse(page, status))

    def sums(self, lines: list[tuple[Product, str, int]], language: Language) -> dict[str, float]:
        """Return goods, delivery, tax within and total of a cart."""
        prices = language.prices
        goods = sum(product.price * count for product, _, count in lines)
        wrapping = prices.delivery if self.flaw("sneaked-wrapping") and lines else 0.0
        delivery = 0.0 if goods >= prices.free_from else prices.delivery
        fee = prices.delivery if self.flaw("late-fee") and lines else 0.0
        total = goods + wrapping + delivery
        return {
            "goods": goods + wrapping, "wrapping": wrapping, "delivery": delivery, "total": total,
            "vat": total * prices.vat / (1 + prices.vat), "fee": prices.delivery, "service": fee, "due": total + fee, "free_from": prices.free_from,
        }  # fmt: skip


def language_of(request: Request) -> Language:
    """Return the language of the page's address: that of its prefix, or the one at the root."""
    tag = request.scope.get("root_path", "").rpartition("/")[2]
    return load_language(tag if tag in list_languages() else ROOT)
