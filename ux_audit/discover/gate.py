"""The gate: does the store let a shopper in at all?"""

import asyncio
import re
import socket
import ssl
from functools import cache
from urllib.parse import urlsplit

import httpx
from bs4 import BeautifulSoup, Tag

from ux_audit.catalog import choose_vocabulary, read_recognition
from ux_audit.discover.client import open_client, read
from ux_audit.model import Gate, Model
from ux_audit.settings import Settings

REFUSING = frozenset((401, 403, 405, 406, 429, 503))


class GateRules(Model):
    """The whole file rules/reading/gates.yaml."""

    challenge_headers: dict[str, str]
    challenge_marks: str
    few_letters: int
    password_paths: str


class GateVerdict(Model):
    """What the home page answered. `reason` is one line for the user, None when the gate is open."""

    gate: Gate
    reason: str | None = None
    final_url: str
    status: int | None = None
    html: str = ""


@cache
def load_gate_rules() -> GateRules:
    """Read rules/reading/gates.yaml."""
    return read_recognition("gates", GateRules)


async def open_gate(url: str, settings: Settings) -> GateVerdict:
    """Open the home page once, within `settings.timeout_s`, and say whether a shopper gets in."""
    host = urlsplit(url).hostname or ""
    try:
        async with asyncio.timeout(settings.timeout_s):
            await asyncio.get_running_loop().getaddrinfo(host, None)
            async with open_client(settings) as client:
                response, body = await read(client, url)
    except socket.gaierror:
        return GateVerdict(gate="dns", reason=f"The name {host} does not resolve.", final_url=url)
    except (TimeoutError, httpx.TimeoutException):
        late = f"{host} did not answer within {settings.timeout_s:g} s."
        return GateVerdict(gate="http-error", reason=late, final_url=url)
    except httpx.TooManyRedirects:
        return GateVerdict(gate="http-error", reason=f"{url} redirects in a circle.", final_url=url)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return GateVerdict(gate="http-error", reason=_why_not(error, url), final_url=url)
    html = body.decode(response.encoding or "utf-8", "replace")
    gate, reason = judge_answer(response.status_code, response.headers, str(response.url), html)
    return GateVerdict(
        gate=gate, reason=reason, final_url=str(response.url), status=response.status_code, html=html
    )


def _why_not(error: BaseException, url: str) -> str:
    host = urlsplit(url).netloc.rpartition("@")[2]
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"The certificate of {host} is not valid: {cause.verify_message}."
        if isinstance(cause, ssl.SSLError):
            return f"No secure connection to {host}: {str(cause.reason).replace('_', ' ').lower()}."
        if isinstance(cause, ConnectionRefusedError):
            return f"{host} refuses the connection."
        cause = cause.__cause__ or cause.__context__
    text = str(error)
    if "certificate" in text.lower():
        return f"The certificate of {host} is not valid: {text.split(':')[-1].strip(' .')}."
    if "ssl" in text.lower() or "tls" in text.lower():
        return f"No secure connection to {host}: {text.strip(' .')}."
    if isinstance(error, httpx.ConnectError):
        return f"{host} refuses the connection."
    return f"{host} broke the connection: {text.strip(' .') or type(error).__name__}."


def judge_answer(status: int, headers: httpx.Headers, url: str, html: str) -> tuple[Gate, str | None]:
    """Return the gate's verdict on an answer, with the reason when it is shut."""
    host = urlsplit(url).netloc
    soup = BeautifulSoup(html, "lxml")
    letters = _count_letters(soup)
    if _is_challenge(status, headers, html, letters):
        return (
            "challenge",
            f"{host} asks for a human check (HTTP {status}).",
        )
    if status == 401:
        return (
            "password",
            f"{host} asks for a user name and password (HTTP 401).",
        )
    if status == 429:
        wait = headers.get("retry-after", "")
        when = f", try again in {wait} s" if wait.isdigit() else ""
        return "blocked", f"{host} has had too many requests (HTTP 429){when}."
    if status in (403, 405, 406, 451):
        return "blocked", f"{host} refuses the page (HTTP {status})."
    if status >= 400:
        return "http-error", f"{host} answers with an error (HTTP {status})."
    if _is_password_page(soup, url, letters):
        return "password", f"{host} shows a password page instead of a store."
    if not _is_page(headers, soup, letters):
        return "empty", f"{host} answers with an empty page."
    return "ok", None


def _count_letters(soup: BeautifulSoup) -> int:
    for tag in soup(["script", "style", "noscript", "template", "title"]):
        if tag.name != "script" or not tag.get("src"):
            tag.clear()
    return len("".join(soup.get_text(" ").split()))


def _is_challenge(status: int, headers: httpx.Headers, html: str, letters: int) -> bool:
    rules = load_gate_rules()
    for name, pattern in rules.challenge_headers.items():
        if status in REFUSING and re.search(pattern, headers.get(name, ""), re.IGNORECASE):
            return True
    if status not in REFUSING and letters >= rules.few_letters:
        return False
    return (
        re.search(rules.challenge_marks, html, re.IGNORECASE) is not None and letters < 5 * rules.few_letters
    )


def _is_password_page(soup: BeautifulSoup, url: str, letters: int) -> bool:
    rules = load_gate_rules()
    asks = any(isinstance(tag, Tag) for tag in soup.select("input[type=password]"))
    if re.search(rules.password_paths, urlsplit(url).path, re.IGNORECASE) and letters < 5 * rules.few_letters:
        return True
    if not asks or letters > 2 * rules.few_letters or len(soup.select("a[href]")) > 12:
        return False
    language = soup.html.get("lang") if soup.html else None
    text = soup.get_text(" ")
    vocabulary = choose_vocabulary(str(language or ""), text[:2000])
    lone = len(soup.select("input:not([type=hidden]):not([type=submit])")) == 1
    return lone or vocabulary.find("password_page", text) is not None


def _is_page(headers: httpx.Headers, soup: BeautifulSoup, letters: int) -> bool:
    kind = headers.get("content-type", "text/html")
    if "html" not in kind and "xml" not in kind:
        return False
    return letters > 0 or bool(soup.select("script[src], img, frame, iframe"))
