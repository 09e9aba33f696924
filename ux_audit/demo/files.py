"""What the shop's pages load: photos, styles, scripts, the film, and the files for crawlers."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from ux_audit.demo.languages import prefix_of
from ux_audit.demo.pages import ShopPages
from ux_audit.demo.photos import FORMATS, WIDTHS, draw_grain, draw_photo

STATIC = Path(__file__).with_name("static")
TYPES = {"css": "text/css", "js": "text/javascript", "webm": "video/webm"}
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
DRAWN_AT_ONCE = 2
LATE_S = 3.2
LISTED = ("en", "zh")


class Files:
    """Answers the addresses of files."""

    def __init__(self, pages: ShopPages) -> None:
        self.pages = pages
        # Drawing in every server thread would leave each of them with its own pile of freed memory.
        self.drawing = ThreadPoolExecutor(max_workers=DRAWN_AT_ONCE, thread_name_prefix="photo")

    async def photo(self, request: Request) -> Response:
        """Draw a product's photo in the width and form asked for."""
        product = self.pages.catalogue(request).product(request.path_params["slug"])
        view, width, form = (request.path_params[key] for key in ("view", "width", "form"))
        if (
            product is None
            or width not in WIDTHS
            or form not in FORMATS
            or self.pages.flaw("broken-pictures")
        ):
            return PlainTextResponse("no such photo", 404)
        if self.pages.flaw("late-pictures") and width >= 480:
            await asyncio.sleep(LATE_S)
        colours = tuple(product.stock)
        content = await asyncio.get_running_loop().run_in_executor(
            self.drawing, draw_photo, product.shape, (colours[0], colours[1]), view, width, form
        )
        return Response(content, media_type=f"image/{form.replace('jpg', 'jpeg')}", headers=FOR_EVER)

    def grain(self, request: Request) -> Response:
        """Draw a picture as heavy as one straight from a camera."""
        return Response(draw_grain(request.path_params["width"]), media_type="image/jpeg", headers=FOR_EVER)

    def static(self, request: Request) -> Response:
        """Send a style sheet, script or film."""
        file = STATIC / request.path_params["name"]
        if file.parent != STATIC or not file.is_file():
            return PlainTextResponse("no such file", 404)
        return FileResponse(file, media_type=TYPES[file.suffix[1:]], headers=FOR_EVER)

    def count(self, request: Request) -> Response:
        """Take a message of the visitor statistics."""
        return Response(status_code=204)

    def chain(self, request: Request) -> Response:
        """Send one of the scripts that ask for each other, one after the other; the last shows the buy button."""
        script = self.pages.templates.get_template("chain.js.j2").render(link=request.path_params["link"])
        return Response(script, media_type=TYPES["js"], headers=FOR_EVER)

    async def robots(self, request: Request) -> Response:
        """Say what crawlers may read."""
        return PlainTextResponse(
            f"User-agent: *\nDisallow: /cart\nDisallow: /checkout\nSitemap: {request.base_url}sitemap.xml\n"
        )

    async def sitemap(self, request: Request) -> Response:
        """List the shop's pages, in the languages that everybody finds and in the one that is visited."""
        tags = dict.fromkeys((*LISTED, self.pages.state.language))
        xml = self.pages.templates.get_template("sitemap.xml.j2").render(
            base=str(request.base_url).rstrip("/"),
            catalogue=self.pages.catalogue(request),
            prefixes=map(prefix_of, tags),
        )
        return Response(xml, media_type="application/xml")
