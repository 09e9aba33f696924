"""The embedded shop's pages."""

import io
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image, ImageDraw
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ux_audit.yaml_files import read_yaml

HERE = Path(__file__).parent
PHOTOS = 5
DELIVERY = 4.9
COOKIE = "shop"


@dataclass(frozen=True)
class Product:
    """One product; price in pounds."""

    slug: str
    name: str
    category: str
    parent: str
    make: str
    price: float
    hue: int


@dataclass
class ShopState:
    """What the shop remembers: carts by session, and orders that were pressed."""

    flaws: frozenset[str]
    language: str
    orders: int = 0
    carts: dict[str, dict[str, int]] = field(default_factory=dict)


@cache
def load_catalogue() -> tuple[dict[str, Any], tuple[Product, ...]]:
    """Return the catalogue's data and its products, one a make and subcategory."""
    data, _ = read_yaml(HERE / "catalogue.yaml")
    products: list[Product] = []
    for parent, category in data["categories"].items():
        for child, names in category["children"].items():
            for n, make in enumerate(data["makes"]):
                name = f"{make} {names['en'].removesuffix('s').lower()}"
                price = 29.0 + 10 * n + 7 * len(products) % 80
                products.append(
                    Product(
                        name.replace(" ", "-").lower(),
                        name,
                        child,
                        parent,
                        make,
                        price,
                        (len(products) * 41) % 360,
                    )
                )
    return data, tuple(products)


class ShopPages:
    """The shop's pages over one state."""

    def __init__(self, state: ShopState) -> None:
        self.state = state
        self.templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
        )
        self.data, self.products = load_catalogue()
        self.by_slug = {product.slug: product for product in self.products}

    async def cart(self, request: Request) -> Response:
        """Answer the address of this name."""
        return self.page(request, "cart")

    def session(self, request: Request) -> str:
        """Return the shopper's session, a new one on the first visit."""
        return request.cookies.get(COOKIE) or secrets.token_hex(8)

    def page(self, request: Request, name: str, **values: Any) -> HTMLResponse:
        """Render a template with the cart and catalogue, and set the session."""
        key = self.session(request)
        cart = self.state.carts.setdefault(key, {})
        lines = [(self.by_slug[slug], count) for slug, count in cart.items()]
        goods = sum(product.price * count for product, count in lines)
        shown = {
            "lines": lines, "count": sum(cart.values()), "goods": goods, "delivery": DELIVERY, "flaws": self.state.flaws,
            "categories": self.data["categories"], "products": self.products, "language": self.state.language, "path": request.url.path, **values,
        }  # fmt: skip
        answer = HTMLResponse(self.templates.get_template(f"{name}.html.j2").render(shown))
        answer.set_cookie(COOKIE, key, httponly=True)
        return answer

    async def home(self, request: Request) -> Response:
        """Answer the address of this name."""
        return self.page(request, "home", shown=self.products[::5][:8])

    async def category(self, request: Request) -> Response:
        """Answer the address of this name."""
        slug = request.path_params["slug"]
        found = [p for p in self.products if slug in (p.category, p.parent)]
        low, high = (
            float(request.query_params.get(k) or d) for k, d in (("min_price", 0), ("max_price", 1e6))
        )
        makes = request.query_params.getlist("brand")
        found = [p for p in found if low <= p.price <= high and (not makes or p.make in makes)]
        if request.query_params.get("sort") == "price":
            found.sort(key=lambda p: p.price)
        return self.page(request, "category", slug=slug, shown=found, makes=self.data["makes"])

    async def product(self, request: Request) -> Response:
        """Answer the address of this name."""
        own = self.by_slug[request.path_params["slug"]]
        others = [p for p in self.products if p.category == own.category and p is not own]
        return self.page(
            request,
            "product",
            product=own,
            others=others[:4],
            photos=range(PHOTOS),
            colours=self.data["colours"],
        )

    async def search(self, request: Request) -> Response:
        """Answer the address of this name."""
        query = request.query_params.get("q", "").strip()
        words = query.lower().split()
        hits = [p for p in self.products if words and all(_near(word, p.name.lower()) for word in words)]
        return self.page(request, "search", query=query, shown=hits)

    async def add(self, request: Request) -> Response:
        """Answer the address of this name."""
        form = await request.form()
        key, slug = self.session(request), str(form.get("product", ""))
        cart = self.state.carts.setdefault(key, {})
        if slug in self.by_slug:
            cart[slug] = cart.get(slug, 0) + max(1, int(str(form.get("quantity") or 1)))
        answer = RedirectResponse(f"/product/{slug}?added=1", 303)
        answer.set_cookie(COOKIE, key, httponly=True)
        return answer

    async def change(self, request: Request) -> Response:
        """Answer the address of this name."""
        form = await request.form()
        cart = self.state.carts.setdefault(self.session(request), {})
        slug = str(form.get("product", ""))
        count = 0 if "remove" in form else int(str(form.get("quantity") or 1))
        if slug in cart and count > 0:
            cart[slug] = count
        else:
            cart.pop(slug, None)
        return RedirectResponse("/cart", 303)

    async def checkout(self, request: Request) -> Response:
        """Answer the address of this name."""
        if "forced-account" in self.state.flaws:
            return self.page(request, "login")
        step = int(request.path_params.get("step", 1))
        if request.method == "POST":
            return RedirectResponse(f"/checkout/{step + 1}", 303)
        return self.page(request, "checkout", step=step)

    async def place(self, request: Request) -> Response:
        """Answer the address of this name."""
        self.state.orders += 1
        return self.page(request, "thanks")

    async def policy(self, request: Request) -> Response:
        """Answer the address of this name."""
        return self.page(request, "policy", slug=request.path_params["slug"])

    async def photo(self, request: Request) -> Response:
        """Answer the address of this name."""
        slug, n = request.path_params["slug"], int(request.path_params["n"])
        own = self.by_slug[slug]
        return Response(
            draw_photo(own.hue, n),
            media_type="image/webp",
            headers={"cache-control": "max-age=31536000, immutable"},
        )

    async def robots(self, request: Request) -> Response:
        """Answer the address of this name."""
        return PlainTextResponse(f"User-agent: *\nDisallow:\nSitemap: {request.base_url}sitemap.xml\n")

    async def sitemap(self, request: Request) -> Response:
        """Answer the address of this name."""
        xml = self.templates.get_template("sitemap.xml.j2").render(
            base=str(request.base_url), products=self.products
        )
        return Response(xml, media_type="application/xml")

    async def style(self, request: Request) -> Response:
        """Answer the address of this name."""
        return Response(
            (HERE / "style.css").read_text("utf-8"),
            media_type="text/css",
            headers={"cache-control": "max-age=31536000, immutable"},
        )


def make_app(state: ShopState) -> Starlette:
    """Return the shop as an application."""
    pages = ShopPages(state)
    routes = [
        Route("/", pages.home), Route("/category/{slug}", pages.category), Route("/product/{slug}", pages.product), Route("/search", pages.search),
        Route("/cart/add", pages.add, methods=["POST"]), Route("/cart/change", pages.change, methods=["POST"]),
        Route("/cart", pages.cart), Route("/checkout", pages.checkout),
        Route("/checkout/{step:int}", pages.checkout, methods=["GET", "POST"]), Route("/checkout/place", pages.place, methods=["POST"]),
        Route("/help/{slug}", pages.policy), Route("/photo/{slug}/{n:int}.webp", pages.photo), Route("/robots.txt", pages.robots),
        Route("/sitemap.xml", pages.sitemap), Route("/style.css", pages.style),
    ]  # fmt: skip
    app = Starlette(routes=routes)
    app.add_middleware(GZipMiddleware, minimum_size=500)
    return app


def _near(word: str, name: str) -> bool:
    """Whether a word stands in a name, or one of its words differs in one letter."""
    if word in name:
        return True
    same = [w for w in name.split() if abs(len(w) - len(word)) <= 1 and len(word) > 4]
    return any(sum(a != b for a, b in zip(w, word, strict=False)) <= 1 for w in same)


@cache
def draw_photo(hue: int, n: int) -> bytes:
    """Return a drawn photo of a product: angle `n` moves and turns the shape."""
    image = Image.new("HSV", (800, 800), (30, 12, 245 - n * 6))
    pen = ImageDraw.Draw(image)
    colour = (int(hue * 255 / 360), 150, 190)
    pen.ellipse((150 + n * 40, 600, 650 + n * 20, 690), fill=(30, 20, 190))
    pen.rounded_rectangle((250 + n * 35, 180 + n * 45, 550 + n * 10, 640), 40 + n * 12, fill=colour)
    pen.rounded_rectangle(
        (300 - n * 30, 120 + n * 70, 480 + n * 30, 220 + n * 80), 30, fill=(colour[0], 110, 230)
    )
    pen.ellipse((320 + n * 50, 300 - n * 20, 420 + n * 40, 400 + n * 10), fill=(colour[0], 60, 250))
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=78)
    return out.getvalue()
