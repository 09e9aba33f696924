"""A whole small shop with ordering traps on every page of the way; it counts what it takes for orders."""

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ux_audit.demo.serving import Served

PHOTO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#c90"/></svg>'


@dataclass(frozen=True)
class Product:
    """One lamp; the price is in whole euros."""

    id: int
    title: str
    price: int


PRODUCTS = tuple(
    Product(number, f"{name} lamp", 10 + number)
    for number, name in enumerate(("Copper", "Marble", "Walnut", "Concrete", "Porcelain", "Bamboo"), 1)
)
PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)


class TrapLamps(Served):
    """The shop. `wild` adds what only a lock on the network can hold: orders by redirect, by timer and on leaving."""

    def __init__(self, *, wild: bool = False) -> None:
        self.wild = wild
        self.orders: Counter[str] = Counter()
        self.carts: dict[str, dict[int, int]] = {}
        get, post = ["GET"], ["POST"]
        routes = [
            Route("/", self._list, methods=get),
            Route("/photo.svg", self._photo, methods=get),
            Route("/lamps", self._list, methods=get),
            Route("/desk-lamps", self._list, methods=get),
            Route("/search", self._list, methods=get),
            Route("/p/{id:int}", self._product, methods=get),
            Route("/cart", self._cart, methods=get),
            Route("/cart/add", self._add, methods=post),
            Route("/cart/update", self._update, methods=post),
            Route("/cart/remove/{id:int}", self._remove, methods=get),
            Route("/checkout", self._step, methods=get),
            Route("/checkout/delivery", self._step, methods=get),
            Route("/checkout/payment", self._step, methods=get),
            Route("/frame", self._step, methods=get),
            Route("/checkout/address", self._next, methods=post),
            Route("/checkout/shipping-method", self._next, methods=post),
            Route("/on", self._lead_astray, methods=post),
            Route("/{path:path}", self._order, methods=["GET", "POST", "PUT"]),
        ]
        super().__init__(Starlette(routes=routes))

    def _render(self, request: Request, name: str, **values: object) -> Response:
        lines = self._lines(request)
        total = sum(product.price * quantity for product, quantity in lines)
        html = PAGES.get_template(f"{name}.html.j2").render(
            cart=sum(quantity for _, quantity in lines), lines=lines, total=total, wild=self.wild, **values
        )
        response = HTMLResponse(html)
        if "sid" not in request.cookies:
            response.set_cookie("sid", str(len(self.carts) + time.monotonic_ns()))
        return response

    def _lines(self, request: Request) -> list[tuple[Product, int]]:
        cart = self.carts.get(request.cookies.get("sid", ""), {})
        return [(product, cart[product.id]) for product in PRODUCTS if cart.get(product.id)]

    def _own_cart(self, request: Request) -> dict[int, int]:
        return self.carts.setdefault(request.cookies.get("sid", ""), {})

    async def _photo(self, request: Request) -> Response:
        return Response(PHOTO, media_type="image/svg+xml")

    async def _list(self, request: Request) -> Response:
        words = request.query_params.get("q", "").casefold()
        found = [p for p in PRODUCTS if words in p.title.casefold()]
        heading = {"/": "Trap Lamps", "/lamps": "Lamps", "/desk-lamps": "Desk lamps"}
        return self._render(
            request, "list", heading=heading.get(request.url.path, f"Results for “{words}”"), products=found
        )

    async def _product(self, request: Request) -> Response:
        product = next(p for p in PRODUCTS if p.id == request.path_params["id"])
        return self._render(request, "product", product=product)

    async def _cart(self, request: Request) -> Response:
        return self._render(request, "cart")

    async def _add(self, request: Request) -> Response:
        cart, number = self._own_cart(request), int(str((await request.form())["id"]))
        cart[number] = cart.get(number, 0) + 1
        return RedirectResponse("/cart", 303)

    async def _update(self, request: Request) -> Response:
        cart = self._own_cart(request)
        for name, value in (await request.form()).items():
            cart[int(name.removeprefix("quantity-"))] = int(str(value))
        return RedirectResponse("/cart", 303)

    async def _remove(self, request: Request) -> Response:
        self._own_cart(request).pop(request.path_params["id"], None)
        return RedirectResponse("/cart", 303)

    async def _step(self, request: Request) -> Response:
        names = {"/checkout": "address", "/checkout/delivery": "delivery", "/checkout/payment": "payment"}
        onward = "/on" if self.wild else "/checkout/shipping-method"
        return self._render(request, names.get(request.url.path, "frame"), onward=onward)

    async def _next(self, request: Request) -> Response:
        after = "delivery" if request.url.path.endswith("address") else "payment"
        return RedirectResponse(f"/checkout/{after}", 303)

    async def _lead_astray(self, request: Request) -> Response:
        return RedirectResponse("/order/place", 307)

    async def _order(self, request: Request) -> Response:
        if request.url.path in ("/favicon.ico", "/robots.txt", "/returns"):
            return HTMLResponse("")
        self.orders[f"{request.method} {request.url.path}"] += 1
        return self._render(request, "thanks")
