"""Addresses that are no store one can walk: error pages, shut gates, a blog, an empty shop, silence."""

import asyncio
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ux_audit.demo.serving import Served

PAGES = Path(__file__).parent / "pages"
SILENCE_S = 30


class NoStores(Served):
    """`/status/403` answers with that status, `/silent` not at all, `/<page>` with a page of the folder."""

    def __init__(self) -> None:
        super().__init__(
            Starlette(
                routes=[
                    Route("/status/{code:int}", self._status),
                    Route("/silent", self._silence),
                    Route("/{page}/{path:path}", self._page),
                ]
            )
        )

    async def _status(self, request: Request) -> Response:
        code = request.path_params["code"]
        return HTMLResponse("<h1>Sorry</h1>", code, {"retry-after": "7"} if code == 429 else {})

    async def _silence(self, request: Request) -> Response:
        await asyncio.sleep(SILENCE_S)
        return HTMLResponse("")

    async def _page(self, request: Request) -> Response:
        file = PAGES / f"{request.path_params['page']}.html"
        if not file.is_file():
            return HTMLResponse("<h1>Not found</h1>", 404)
        return HTMLResponse(file.read_text("utf-8"), 403 if file.stem == "challenge" else 200)
