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
    """Return the catalogue's data and its products, six a subcategory."""
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


def make_app(state: ShopState) -> Starlette:
    """Return the shop as an application."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    data, products = load_catalogue()
    by_slug = {product.slug: product for product in products}

    def session(request: Request) -> str:
        return request.cookies.get(COOKIE) or secrets.token_hex(8)

    def page(request: Request, name: str, **values: Any) -> HTMLResponse:
        key = session(request)
        cart = state.carts.setdefault(key, {})
        lines = [(by_slug[slug], count) for slug, count in cart.items()]
        goods = sum(product.price * count for product, count in lines)
        shown = {
            "lines": lines, "count": sum(cart.values()), "goods": goods, "delivery": DELIVERY, "flaws": state.flaws,
            "categories": data["categories"], "products": products, "language": state.language, "path": request.url.path, **values,
        }  # fmt: skip
        answer = HTMLResponse(templates.get_template(f"{name}.html.j2").render(shown))
        answer.set_cookie(COOKIE, key, httponly=True)
        return answer

    async def home(request: Request) -> Response:
        return page(request, "home", shown=products[::5][:8])

    async def category(request: Request) -> Response:
        slug = request.path_params["slug"]
        found = [p for p in products if slug in (p.category, p.parent)]
        low, high = (
            float(request.query_params.get(k) or d) for k, d in (("min_price", 0), ("max_price", 1e6))
        )
        makes = request.query_params.getlist("brand")
        found = [p for p in found if low <= p.price <= high and (not makes or p.make in makes)]
        if request.query_params.get("sort") == "price":
            found.sort(key=lambda p: p.price)
        return page(request, "category", slug=slug, shown=found, makes=data["makes"])

    async def product(request: Request) -> Response:
        own = by_slug[request.path_params["slug"]]
        others = [p for p in products if p.category == own.category and p is not own]
        return page(
            request, "product", product=own, others=others[:4], photos=range(PHOTOS), colours=data["colours"]
        )

    async def search(request: Request) -> Response:
        query = request.query_params.get("q", "").strip()
        words = query.lower().split()
        hits = [p for p in products if words and all(_near(word, p.name.lower()) for word in words)]
        return page(request, "search", query=query, shown=hits)

    async def add(request: Request) -> Response:
        form = await request.form()
        key, slug = session(request), str(form.get("product", ""))
        cart = state.carts.setdefault(key, {})
        if slug in by_slug:
            cart[slug] = cart.get(slug, 0) + max(1, int(str(form.get("quantity") or 1)))
        answer = RedirectResponse(f"/product/{slug}?added=1", 303)
        answer.set_cookie(COOKIE, key, httponly=True)
        return answer

    async def change(request: Request) -> Response:
        form = await request.form()
        cart = state.carts.setdefault(session(request), {})
        slug = str(form.get("product", ""))
        count = 0 if "remove" in form else int(str(form.get("quantity") or 1))
        if slug in cart and count > 0:
            cart[slug] = count
        else:
            cart.pop(slug, None)
        return RedirectResponse("/cart", 303)

    async def checkout(request: Request) -> Response:
        if "forced-account" in state.flaws:
            return page(request, "login")
        step = int(request.path_params.get("step", 1))
        if request.method == "POST":
            return RedirectResponse(f"/checkout/{step + 1}", 303)
        return page(request, "checkout", step=step)

    async def place(request: Request) -> Response:
        state.orders += 1
        return page(request, "thanks")

    async def policy(request: Request) -> Response:
        return page(request, "policy", slug=request.path_params["slug"])

    async def photo(request: Request) -> Response:
        slug, n = request.path_params["slug"], int(request.path_params["n"])
        own = by_slug[slug]
        return Response(
            draw_photo(own.hue, n),
            media_type="image/webp",
            headers={"cache-control": "max-age=31536000, immutable"},
        )

    async def robots(request: Request) -> Response:
        return PlainTextResponse(f"User-agent: *\nDisallow:\nSitemap: {request.base_url}sitemap.xml\n")

    async def sitemap(request: Request) -> Response:
        xml = templates.get_template("sitemap.xml.j2").render(base=str(request.base_url), products=products)
        return Response(xml, media_type="application/xml")

    async def style(request: Request) -> Response:
        return Response(
            (HERE / "style.css").read_text("utf-8"),
            media_type="text/css",
            headers={"cache-control": "max-age=31536000, immutable"},
        )

    routes = [
        Route("/", home), Route("/category/{slug}", category), Route("/product/{slug}", product), Route("/search", search),
        Route("/cart/add", add, methods=["POST"]), Route("/cart/change", change, methods=["POST"]),
        Route("/cart", lambda request: page(request, "cart")), Route("/checkout", checkout),
        Route("/checkout/{step:int}", checkout, methods=["GET", "POST"]), Route("/checkout/place", place, methods=["POST"]),
        Route("/help/{slug}", policy), Route("/photo/{slug}/{n:int}.webp", photo), Route("/robots.txt", robots),
        Route("/sitemap.xml", sitemap), Route("/style.css", style),
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
