import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ux_audit.discover import open_gate
from ux_audit.discover.gate import judge_answer
from ux_audit.settings import Settings

SHOP = "<html lang=en><h1>Shop</h1>" + "<p><a href=/p/1>A fine product</a> $ 12.00</p>" * 40


async def answer(request: Request) -> Response:
    name = request.path_params["name"]
    if name == "slow":
        await asyncio.sleep(5)
    if name == "round":
        return RedirectResponse("/round")
    if name == "moved":
        return RedirectResponse("/shop")
    if name == "binary":
        return Response(b"\x00\x01", media_type="application/octet-stream")
    if name.isdigit():
        return HTMLResponse(f"<h1>{name}</h1>", status_code=int(name), headers={"retry-after": "30"})
    agent = request.headers["user-agent"]
    return HTMLResponse(SHOP.replace("Shop", f"Shop {agent} {request.headers.get('x-staging')}"))


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    config = uvicorn.Config(Starlette(routes=[Route("/{name}", answer)]), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.force_exit = server.should_exit = True
    thread.join(3)


@pytest.mark.parametrize(
    ("name", "gate", "says"),
    [
        ("401", "password", "HTTP 401"),
        ("403", "blocked", "HTTP 403"),
        ("429", "blocked", "30 s"),
        ("404", "http-error", "HTTP 404"),
        ("500", "http-error", "HTTP 500"),
        ("503", "http-error", "HTTP 503"),
        ("round", "http-error", "in a circle"),
        ("binary", "empty", "empty page"),
    ],
)
async def test_a_shut_gate_says_why_in_one_line(url: str, name: str, gate: str, says: str) -> None:
    verdict = await open_gate(f"{url}/{name}", Settings(url=url))
    assert verdict.gate == gate
    assert verdict.reason is not None
    assert says in verdict.reason
    assert "\n" not in verdict.reason


async def test_an_open_gate_gives_the_page_it_led_to(url: str) -> None:
    verdict = await open_gate(f"{url}/moved", Settings(url=url, headers={"X-Staging": "yes"}))
    assert (verdict.gate, verdict.reason, verdict.status) == ("ok", None, 200)
    assert verdict.final_url == f"{url}/shop"
    assert "ux-audit/" in verdict.html
    assert "yes" in verdict.html


async def test_a_store_that_never_answers_is_left_at_the_deadline(url: str) -> None:
    started = time.monotonic()
    verdict = await open_gate(f"{url}/slow", Settings(url=url, timeout_s=0.5))
    assert time.monotonic() - started < 2
    assert verdict.gate == "http-error"
    assert verdict.reason is not None
    assert "within 0.5 s" in verdict.reason


async def test_an_unknown_name_is_no_error_of_ours() -> None:
    verdict = await open_gate("https://no-such-shop.invalid/", Settings(url="x", timeout_s=10))
    assert verdict.gate == "dns"
    assert verdict.reason == "The name no-such-shop.invalid does not resolve."


async def test_a_refused_connection_and_a_wrong_protocol(url: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    refused = await open_gate(f"http://127.0.0.1:{port}/", Settings(url=url))
    assert refused.reason == f"127.0.0.1:{port} refuses the connection."
    plain = await open_gate(url.replace("http", "https"), Settings(url=url))
    assert plain.reason is not None
    assert "secure connection" in plain.reason


PASSWORD = "<html lang=en><h1>Opening soon</h1><form><input type=password><button>Enter</button></form>"
LOGIN = SHOP + "<form><input type=password></form>"
CHALLENGE = "<html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/h/b.js></script>"
PREPARED = SHOP + "<script src=/cdn-cgi/challenge-platform/h/b.js></script>"
SHELL = "<html><body><div id=app></div><script src=/app.js></script></body></html>"


@pytest.mark.parametrize(
    ("html", "status", "gate"),
    [
        (SHOP, 200, "ok"),
        (LOGIN, 200, "ok"),
        (PREPARED, 200, "ok"),
        (SHELL, 200, "ok"),
        (PASSWORD, 200, "password"),
        (CHALLENGE, 200, "challenge"),
        (CHALLENGE, 403, "challenge"),
        (CHALLENGE, 503, "challenge"),
        ("", 200, "empty"),
        ("<html><head></head><body>  </body></html>", 200, "empty"),
    ],
)
def test_the_gate_reads_the_page(html: str, status: int, gate: str) -> None:
    headers = httpx.Headers({"content-type": "text/html"})
    assert judge_answer(status, headers, "https://shop.example/", html)[0] == gate
