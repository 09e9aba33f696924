"""The embedded shop as an application."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from ux_audit.demo.browsing import Browsing
from ux_audit.demo.buying import Buying
from ux_audit.demo.files import Files
from ux_audit.demo.languages import list_languages, prefix_of
from ux_audit.demo.pages import ShopPages
from ux_audit.demo.state import ShopState

SLOW_S = 1.6


def make_app(state: ShopState) -> Starlette:
    """Return the shop: one language at the root, each other one below its prefix, files at the root."""
    pages = ShopPages(state)
    browsing, buying, files = Browsing(pages), Buying(pages), Files(pages)
    spoken = [
        Route("/", browsing.home), Route("/category/{slug}", browsing.category), Route("/product/{slug}", browsing.product),
        Route("/search", browsing.search), Route("/suggest", browsing.suggest), Route("/service/{slug}", browsing.service),
        Route("/cart", buying.cart), Route("/cart/add", buying.add, methods=["GET", "POST"]),
        Route("/cart/change", buying.change, methods=["GET", "POST"]), Route("/checkout", buying.checkout),
        Route("/mini", buying.mini), Route("/places", buying.tell_places), Route("/streets", buying.tell_streets),
        Route("/checkout/guest", buying.admit, methods=["GET", "POST"]), Route("/card-fields", buying.card_fields),
        Route("/sign-in", buying.sign_in, methods=["GET", "POST"]), Route("/send-code", buying.send_code, methods=["POST"]),
        Route("/checkout/{step:int}", buying.checkout, methods=["GET", "POST"]),
        Route("/checkout/place", buying.place, methods=["POST"]),
    ]  # fmt: skip
    single = [
        Route("/photo/{slug}/{view:int}-{width:int}.{form}", files.photo), Route("/banner-{width:int}.jpg", files.grain),
        Route("/static/{name}", files.static),
        Route("/matomo.php", files.count, methods=["POST"]), Route("/chain/{link:int}.js", files.chain), Route("/robots.txt", files.robots), Route("/sitemap.xml", files.sitemap),
    ]  # fmt: skip

    async def show_missing(request: Request, error: Exception) -> Response:
        return pages.render(request, "missing", 404)

    others = [Mount(prefix, routes=spoken) for prefix in map(prefix_of, list_languages()) if prefix]
    app = Starlette(routes=[*single, *others, *spoken], exception_handlers={404: show_missing})
    if not pages.flaw("uncompressed"):
        app.add_middleware(GZipMiddleware, minimum_size=500)
    if pages.flaw("slow-server"):
        app.add_middleware(BaseHTTPMiddleware, dispatch=_wait)
    if pages.flaw("moody-server"):
        app.add_middleware(BaseHTTPMiddleware, dispatch=_Mood())
    return app


class _Mood:
    """Lets every third page wait."""

    def __init__(self) -> None:
        self.pages = 0

    async def __call__(self, request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        if "text/html" in request.headers.get("accept", ""):
            self.pages += 1
            await asyncio.sleep(0 if self.pages % 3 else SLOW_S)
        return await answer(request)


async def _wait(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        await asyncio.sleep(SLOW_S)
    return await answer(request)
