"""Where card data is typed, and which scripts run on the page where it is."""

import re
from urllib.parse import urlsplit

from bs4 import Tag

from ux_audit.catalog import load_brands
from ux_audit.facts.steps import page_address, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact, RequestRecord
from ux_audit.reading.checkout_rules import load_checkout_rules
from ux_audit.reading.fields import Field
from ux_audit.reading.payment_options import PROVIDER_FRAMES
from ux_audit.reading.requests import site_of
from ux_audit.reading.snapshot import attr, is_visible

CARD_NAMES = (
    "payment.card_form",
    "payment.card_encrypted",
    "payment.card_fields",
    "payment.card_fields_right",
)
SCRIPT_NAMES = ("payment.script_sites", "payment.recorders", "payment.content_policy")
NOT_REACHED = "the payment view was not reached"
CARD_FRAMES = re.compile(r"card|cvc|cvv|hosted-?fields|secure-?fields|elements-inner|pan\b", re.IGNORECASE)
TOKENS = {
    "card_number": ("cc-number",),
    "card_expiry": ("cc-exp", "cc-exp-month", "cc-exp-year"),
    "card_cvc": ("cc-csc",),
    "card_holder": ("cc-name",),
}
NOT_CARDS = ("pay_cash_on_delivery", "pay_bank_transfer", "pay_invoice")
DIGITS = frozenset(("card_number", "card_cvc"))
MOST_EVIDENCE = 6
POLICIES = ("content-security-policy", "content-security-policy-report-only")
OK = 200
LONGEST_HEADER = 300  # characters that a visit keeps of a header


def observe_card_form(walk: Walk) -> dict[str, Fact]:
    """Return how card data is asked on the payment view, and the scripts there. Nothing was pressed or typed."""
    sight = walk.last("payment")
    if sight is None:
        return dict.fromkeys((*CARD_NAMES, *SCRIPT_NAMES), unseen(NOT_REACHED))
    return {**_card(walk, sight), **_scripts(walk, sight)}


def _card(walk: Walk, sight: Sight) -> dict[str, Fact]:
    view = view_of(walk, sight)
    own = [f for f in view.fields if f.field_class in TOKENS and f.kind not in ("radio", "checkbox")]
    framed = [f for f in own if f.tag.find_parent("ux-frame") is not None]
    own = [f for f in own if f not in framed]
    frames = [
        t for t in sight.snapshot.soup.find_all(["ux-frame", "ux-opaque-frame"]) if _holds_card(sight, t)
    ]
    none = dict.fromkeys(CARD_NAMES, unseen("no form for a card was in view, and nothing was chosen"))
    if {f.field_class for f in own} & {"card_number", "card_cvc"}:
        right = [f for f in own if _is_right(f)]
        where = [seen_at(sight, f.tag, f.label) for f in own[:MOST_EVIDENCE]]
        return {
            "payment.card_form": seen("own", *where),
            "payment.card_encrypted": seen(_is_encrypted(sight.snapshot.url), where[0]),
            "payment.card_fields": seen(len(own), *where),
            "payment.card_fields_right": seen(len(right), *[seen_at(sight, f.tag, f.label) for f in own if f not in right][:MOST_EVIDENCE] or where),
        }  # fmt: skip
    if frames or framed:
        tag = frames[0] if frames else framed[0].tag
        addresses = [sight.snapshot.url, *(url for t in frames if (url := sight.snapshot.address(t, "src")))]
        return {
            **none,
            "payment.card_form": seen("frame", seen_at(sight, tag)),
            "payment.card_encrypted": seen(all(map(_is_encrypted, addresses)), seen_at(sight, tag)),
        }
    names = [option.name for option in view.payment_options]
    if names and all(_is_no_card(walk, name) for name in names):
        return {**none, "payment.card_form": seen("none", seen_at(sight, view.payment_options[0].tag))}
    return none


def _is_no_card(walk: Walk, name: str) -> bool:
    """Whether a method's name surely stands for something else than a card: cash, transfer, invoice, a wallet."""
    if any(walk.vocabulary.has(key, name) for key in (*NOT_CARDS, "pay_card")):
        return not walk.vocabulary.has("pay_card", name)
    cards = load_checkout_rules().card_brands
    others = {brand: tokens for brand, tokens in load_brands().items() if brand not in cards}
    return any(token in name.casefold() for tokens in others.values() for token in tokens)


def _holds_card(sight: Sight, frame: Tag) -> bool:
    """Whether a visible frame is one in which providers ask for the card; buttons of wallets are none."""
    marks = " ".join(attr(frame, name) for name in ("src", "name", "id", "title", "class"))
    provider = PROVIDER_FRAMES.search(marks)
    return is_visible(frame) and provider is not None and CARD_FRAMES.search(marks) is not None


def _is_right(field: Field) -> bool:
    """Whether a browser can fill a field and a phone opens digits for it."""
    token = field.autocomplete.split()[-1:] or [""]
    tag = field.tag
    if token[0] not in TOKENS[field.field_class or ""] or field.kind == "number":
        return False
    digits = (
        attr(tag, "inputmode").lower() == "numeric"
        or attr(tag, "type").lower() == "tel"
        or field.kind in ("select", "password")
    )
    return digits or field.field_class not in DIGITS


def _is_encrypted(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme != "http" or (parts.hostname or "") in ("localhost", "127.0.0.1", "::1")


def _scripts(walk: Walk, sight: Sight) -> dict[str, Fact]:
    """The scripts of the payment page: as the document names them, and as they were loaded since it came."""
    rules, home = load_checkout_rules(), site_of(sight.snapshot.url)
    tags = [(sight.snapshot.address(t, "src"), t) for t in sight.snapshot.soup.find_all("script", src=True)]
    loaded = [
        r.url
        for s in _since_document(walk, sight)[0]
        for r in s.requests
        if r.kind == "script" and not r.failed
    ]
    addresses = {url for url in [*(url for url, _ in tags), *loaded] if url.startswith("http")}
    sites = sorted({site_of(url) for url in addresses} - {home, ""})
    watching = sorted({site_of(url) for url in addresses if rules.records_visitors(url)})
    where = seen_at(sight)
    return {
        "payment.script_sites": seen(sites, where),
        "payment.recorders": seen(watching, where),
        "payment.content_policy": _policy(walk, sight),
    }


def _since_document(walk: Walk, sight: Sight) -> tuple[list[Sight], RequestRecord | None]:
    """The looks since the document came in which the payment is shown, and the request that brought it.

    Pages that replace each other by script are all that one document.
    """
    found: list[Sight] = []
    for earlier in reversed([s for s in walk.sights if s.visit.number <= sight.visit.number]):
        found.insert(0, earlier)
        pages = {
            page_address(url) for url in (earlier.visit.url, earlier.visit.final_url, earlier.snapshot.url)
        }
        documents = [
            r
            for r in earlier.requests
            if r.kind == "document" and r.status == OK and page_address(r.url) in pages
        ]
        if documents:
            return found, documents[-1]
    return [sight], None


def _policy(walk: Walk, sight: Sight) -> Fact:
    """Whether the page says which scripts may run: by a header or in its head."""
    meta = sight.snapshot.soup.find(
        "meta", attrs={"http-equiv": re.compile("^content-security-policy$", re.I)}
    )
    if isinstance(meta, Tag):
        return seen("script" in attr(meta, "content") or "default" in attr(meta, "content"), seen_at(sight))
    document = _since_document(walk, sight)[1]
    if document is None:
        return unseen("the answer that brought the payment page was not seen")
    headers = document.headers
    policy = next((headers[name] for name in POLICIES if name in headers), "")
    limits = "script-src" in policy or "default-src" in policy
    if not limits and len(policy) >= LONGEST_HEADER:
        return unseen("the page's policy is longer than what was kept of it")
    return seen(limits, seen_at(sight))
