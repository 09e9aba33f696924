"""A small shop full of traps: whatever places an order is counted."""

import re
from collections import Counter
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from ux_audit.demo.serving import Served

HERE = Path(__file__).parent


def hidden(path: str) -> str:
    """Write a path and query so that they give nothing away, or read them again."""
    return path[::-1].translate(str.maketrans("?=&~!+", "~!+?=&"))


class TrapShop(Served):
    """Serves the pages of a folder and those `written`; every other request is an order.

    Unless it begins with `/safe` or is in `harmless` (method and path).

    `/busy/…` asks once for a second's patience.
    `/hop/307-302/y/x` leads by these redirects to `/x/y`: read backwards, so that the address gives nothing away.
    Pages write it as `/hop/307-302/{{hidden:x/y}}`.
    """

    def __init__(self, folder: Path = HERE) -> None:
        self.folder = folder
        self.commits: Counter[str] = Counter()
        self.safe: Counter[str] = Counter()
        self.bodies: list[str] = []
        self.written: dict[str, str] = {}
        self.harmless: set[str] = set()
        app = Starlette(
            routes=[
                Route("/pages/{name}", self._page),
                Route("/c/{name}", self._page),
                Route("/busy/{name}", self._busy),
                Route("/hop/{codes}/{path:path}", self._hop, methods=["GET", "POST"]),
                WebSocketRoute("/live", self._live),
                Route("/{path:path}", self._anything, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            ]
        )
        super().__init__(app)

    @property
    def total(self) -> int:
        """Orders placed."""
        return sum(self.commits.values())

    async def _page(self, request: Request) -> Response:
        name = request.path_params["name"]
        html = self.written.get(name) or (self.folder / name).read_text("utf-8")
        html = re.sub(r"\{\{hidden:(.*?)\}\}", lambda found: hidden(found.group(1)), html)
        return HTMLResponse(html.replace("{{port}}", str(self.port)))

    async def _busy(self, request: Request) -> Response:
        self.safe[request.url.path] += 1
        if self.safe[request.url.path] == 1:
            return PlainTextResponse("busy", 429, {"retry-after": "1"})
        return HTMLResponse("<h1>At leisure</h1>")

    async def _hop(self, request: Request) -> Response:
        code, _, rest = request.path_params["codes"].partition("-")
        path = request.path_params["path"]
        target = f"/hop/{rest}/{path}" if rest else f"/{hidden(path)}"
        response = RedirectResponse(target, int(code))
        response.set_cookie(f"hop{code}", "seen")
        return response

    async def _anything(self, request: Request) -> Response:
        if request.url.path in ("/favicon.ico", "/empty"):
            return HTMLResponse("")
        if request.url.path.startswith("/safe") or f"{request.method} {request.url.path}" in self.harmless:
            self.safe[f"{request.method} {request.url.path}"] += 1
            seen = " ".join(sorted(request.cookies))
            return PlainTextResponse(f"ok {seen}".strip(), headers={"access-control-allow-origin": "*"})
        self.bodies.append((await request.body()).decode("utf-8", "replace"))
        self.commits[f"{request.method} {request.url.path}?{request.url.query}"] += 1
        return PlainTextResponse("ordered", headers={"access-control-allow-origin": "*"})

    async def _live(self, socket: WebSocket) -> None:
        await socket.accept()
        try:
            while True:
                message = await socket.receive_text()
                if "order" in message:
                    self.commits["SOCKET /live"] += 1
                await socket.send_text("heard")
        except WebSocketDisconnect:
            return
