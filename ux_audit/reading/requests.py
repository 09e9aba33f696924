"""What a request gives away: whose it is, whether it counts visitors, whether it may place an order."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from ux_audit.catalog import KillRule, match_kill_rule, read_recognition
from ux_audit.model import Model, Stage

READING = frozenset(("GET", "HEAD", "OPTIONS"))
CODE = frozenset(("script", "stylesheet", "font", "media", "manifest", "texttrack"))
UNANSWERED = frozenset(("ping", "websocket"))  # as Playwright calls them: nobody waits for their answers
LOOKING: frozenset[Stage] = frozenset(("payment", "review"))
INSIDE: frozenset[Stage] = frozenset(("entry", "address", "delivery", "payment", "review"))
SECOND_LEVELS = frozenset(
    ("co", "com", "org", "net", "gov", "edu", "ac", "ne", "or", "go", "gob", "gen", "web")
)
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
NOT_WORDS = re.compile(r"[^A-Za-z0-9]+")
MUTATION = re.compile(r"\bmutation\b\s*(\w*)|\bfragment\s+\w+\s+on\s+Mutation\b()")
GRAPHQL_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[A-Za-z_]\w*|[{}()]')


class RequestRules(Model):
    """The whole file rules/reading/requests.yaml."""

    analytics: tuple[str, ...]
    payment_hosts: tuple[str, ...]
    schemes: tuple[str, ...]
    query_keys: tuple[str, ...]
    innocent: str
    commit_paths: tuple[str, ...]
    commit_links: tuple[str, ...]
    static_files: str
    commit_bodies: tuple[str, ...]
    commit_mutations: tuple[str, ...]
    way_to_checkout: str
    cart_changes: str


@dataclass(frozen=True)
class SeenRequest:
    """One request on its way out. `leaves_page`: it would replace the page the shopper is looking at."""

    method: str
    url: str
    body: str = ""
    kind: str = "fetch"
    leaves_page: bool = False

    @property
    def reads(self) -> bool:
        """Whether its method promises to change nothing."""
        return self.method.upper() in READING


@dataclass(frozen=True)
class LockState:
    """What the network lock knows: the stage (None before it is armed) and what is allowed there.

    `hands_over`: a shopper whom the store knows has just asked for the checkout, and no other page shows yet.
    """

    stage: Stage | None = None
    frozen: bool = False
    may_type: bool = True
    sites: frozenset[str] = frozenset()
    hands_over: bool = False


@dataclass(frozen=True)
class Ruling:
    """Let it through, swallow it without fuss, or refuse and record it."""

    action: Literal["allow", "swallow", "refuse"]
    why: str = ""


ALLOW = Ruling("allow")


@cache
def load_request_rules() -> RequestRules:
    """Read rules/reading/requests.yaml."""
    return read_recognition("requests", RequestRules)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(patterns: Sequence[str], text: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := _compiled(pattern).search(text))), None)


@cache
def site_of(url: str) -> str:
    """Return the registrable domain, by shape (`a.example.co.uk` → `example.co.uk`); IPs stay whole."""
    host = (urlsplit(url).hostname or "").lower()
    labels = host.split(".")
    if host.replace(".", "").isdigit() or ":" in host or len(labels) <= 2:
        return host
    keep = 3 if len(labels[-1]) == 2 and labels[-2] in SECOND_LEVELS else 2
    return ".".join(labels[-keep:])


def words_of(text: str) -> str:
    """Return the words of an identifier or path in lower case, joined by "-"; `placeOrder` has two."""
    parts = (CAMEL.sub("-", part) for part in NOT_WORDS.split(text) if part)
    return "-".join(parts).lower()


def address_words(url: str) -> str:
    """Return the words of an address's path and of those query values that name an action."""
    parts = urlsplit(url)
    keys = load_request_rules().query_keys
    named = [f"{key} {value}" for key, value in parse_qsl(parts.query) if key.lower() in keys]
    return words_of(" ".join([parts.path, *named]))


def is_analytics(url: str) -> bool:
    """Return whether the address belongs to a service that counts or records visitors."""
    parts = urlsplit(url)
    return (
        _any(load_request_rules().analytics, f"{parts.hostname or ''}{parts.path}?{parts.query}") is not None
    )


def is_payment_host(url: str) -> bool:
    """Return whether money moves on this host."""
    return _any(load_request_rules().payment_hosts, (urlsplit(url).hostname or "").lower()) is not None


def mutations_of(body: str) -> list[str] | None:
    """Return the names of a GraphQL body's mutations and fields; [] for a query; None: no GraphQL."""
    documents = list(_documents(body))
    if not documents:
        return None
    names: list[str] = []
    for name, text in documents:
        blocks = list(MUTATION.finditer(text))
        # A persisted query carries only its name, which is all that can be judged.
        if blocks or not text:
            names.append(name)
        for block in blocks:
            names.extend([block.group(1) or "", *_root_fields(text[block.end() :])])
    return [name for name in names if name]


def _root_fields(text: str) -> Iterator[str]:
    braces = brackets = 0
    for token in GRAPHQL_TOKEN.findall(text):
        brackets += (token == "(") - (token == ")")
        if brackets == 0:
            braces += (token == "{") - (token == "}")
            if braces == 0 and token == "}":
                return
            if braces == 1 and token not in "{}":
                yield token


def _documents(body: str) -> Iterator[tuple[str, str]]:
    text = body.strip()
    if text.startswith(("query", "mutation", "subscription")) and "{" in text:
        yield "", text
        return
    if not text.startswith(("{", "[")):
        return
    try:
        data = json.loads(text)
    except ValueError:
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict) and (
            isinstance(item.get("query"), str) or "persistedQuery" in str(item.get("extensions", ""))
        ):
            if isinstance(item.get("query"), str) and "{" not in item["query"]:
                continue
            yield str(item.get("operationName") or ""), str(item.get("query") or "")


def leads_to_checkout(url: str) -> bool:
    """Return whether an address names a cart or a checkout in one of the languages known."""
    return bool(_compiled(load_request_rules().way_to_checkout).search(address_words(url)))


def find_commit(request: SeenRequest) -> str | None:
    """Return why a request looks as if it placed an order or paid, by address and body, else None."""
    rules = load_request_rules()
    words = address_words(request.url)
    path = urlsplit(request.url).path
    if request.reads:
        if request.kind in CODE or _compiled(rules.static_files).search(path):
            return None
        found = _any(rules.commit_links, words)
        return f"opening “{path}” may place the order" if found else None
    if _any(rules.commit_paths, _compiled(rules.innocent).sub("", words)):
        return f"{request.method} “{path}” may place the order"
    names = mutations_of(request.body)
    if names is not None:
        guilty = next((name for name in names if _any(rules.commit_mutations, words_of(name))), None)
        return f"GraphQL mutation “{guilty}” may place the order" if guilty else None
    found = _any(rules.commit_bodies, request.body)
    return f"its body says “{found.group(0).strip()[:60]}”" if found else None


def judge_request(request: SeenRequest, state: LockState, kill_list: Sequence[KillRule]) -> Ruling:
    """Return what the network lock does with a request; see section "Guard" of the walking protocol."""
    armed = state.stage is not None
    if urlsplit(request.url).scheme not in load_request_rules().schemes:
        return Ruling("refuse", "opens another program")
    if armed and is_analytics(request.url) and request.kind not in CODE and not request.leaves_page:
        return Ruling("swallow", "counts visitors")
    rule = match_kill_rule(kill_list, request.method, request.url, request.body)
    if rule is not None:
        return Ruling("refuse", rule.why)
    if request.leaves_page and armed:
        why = _why_not_go(request, state)
        if why:
            return Ruling("refuse", why)
    if request.reads:
        why = find_commit(request) if armed else None
        return Ruling("refuse", why) if why else ALLOW
    if state.frozen:
        return Ruling("refuse", "nothing is sent from a payment view")
    why = find_commit(request)
    if why:
        return Ruling("refuse", why)
    if state.stage in INSIDE and not state.may_type and not _may_look(request):
        return Ruling("refuse", "nothing is sent from a checkout that is only looked at")
    if state.hands_over and not _may_hand_over(request):
        if request.kind in UNANSWERED:
            return Ruling("swallow", "may be anything")
        return Ruling("refuse", "sends a known shopper's cart on: the order may be taken there")
    return ALLOW


def _why_not_go(request: SeenRequest, state: LockState) -> str | None:
    if state.frozen:
        return "nothing is opened from a payment view"
    if is_payment_host(request.url) and site_of(request.url) not in state.sites:
        return "leads to a payment service"
    if state.stage in INSIDE and site_of(request.url) not in state.sites:
        return "leads from the checkout to another site"
    return None


def _may_look(request: SeenRequest) -> bool:
    if _compiled(load_request_rules().cart_changes).search(address_words(request.url)):
        return True
    return mutations_of(request.body) == []


def _may_hand_over(request: SeenRequest) -> bool:
    names = mutations_of(request.body)
    if names is None:
        return leads_to_checkout(request.url)
    way = _compiled(load_request_rules().way_to_checkout)
    return all(way.search(words_of(name)) for name in names)
