"""Prices in view: amount, currency, and the element that carries them."""

import re
from functools import lru_cache
from weakref import WeakKeyDictionary

from bs4 import Tag
from price_parser import Price as ParsedPrice

from ux_audit.model import Box, Model
from ux_audit.reading.snapshot import Snapshot, box_of, font_of, is_visible, text_of, ux_id

LONGEST = 60  # a longer text is a sentence that mentions a price
SYMBOLS = {
    "£": "GBP", "€": "EUR", "$": "USD", "¥": "CNY", "￥": "CNY", "円": "JPY", "元": "CNY", "₩": "KRW", "원": "KRW", "zł": "PLN",
    "₽": "RUB", "₹": "INR", "kr": "SEK", "R$": "BRL", "NT$": "TWD", "HK$": "HKD", "US$": "USD", "C$": "CAD", "A$": "AUD", "CHF": "CHF",
}  # fmt: skip
CODE = r"USD|EUR|GBP|CNY|RMB|JPY|KRW|PLN|CAD|AUD|CHF|SEK|NOK|DKK|BRL|TWD|HKD|INR|SGD|CZK|HUF|TRY|MXN"
SYMBOL = r"(?:US|NT|HK|CA|AU|R|C|A)?\$|[£€¥￥₩₽₹円元원]|zł|\bkr\b|\bCHF\b"
NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
PRICED = re.compile(
    rf"(?:(?:{SYMBOL}|\b(?:{CODE})\b)\s*(?:{NUMBER}))|(?:(?:{NUMBER})(?:,-|,–|\.-)?\s*(?:{SYMBOL}|\b(?:{CODE})\b))",
    re.IGNORECASE,
)
DECIMAL = re.compile(r"(?<![\d.,])\d{1,6}[.,]\d{2}(?![\d.,%])")


class Price(Model):
    """One price: amount in units of the currency (ISO 4217 where the sign tells, else None)."""

    amount: float
    currency: str | None = None
    text: str = ""
    ux_id: str = ""
    box: Box | None = None
    struck: bool = False
    font_px: float = 16.0


@lru_cache(maxsize=20_000)
def read_price(text: str, currency: str | None = None) -> Price | None:
    """Return the first price in a text, or None. With `currency`, a bare decimal number counts too."""
    hit = PRICED.search(text)
    if hit is None:
        bare = DECIMAL.search(text) if currency else None
        if bare is None:
            return None
        parsed = ParsedPrice.fromstring(bare.group(0))
        return (
            Price(amount=float(parsed.amount), currency=currency, text=bare.group(0))
            if parsed.amount is not None
            else None
        )
    found = hit.group(0)
    parsed = ParsedPrice.fromstring(found)
    if parsed.amount is None:
        return None
    return Price(amount=float(parsed.amount), currency=_code(found) or currency, text=found.strip())


def _code(text: str) -> str | None:
    code = re.search(rf"\b(?:{CODE})\b", text, re.IGNORECASE)
    if code:
        return code.group(0).upper().replace("RMB", "CNY")
    for symbol in sorted(SYMBOLS, key=len, reverse=True):
        if symbol.casefold() in text.casefold():
            return SYMBOLS[symbol]
    return None


def read_prices(text: str) -> list[Price]:
    """Return every price in a text, in order."""
    return [price for hit in PRICED.finditer(text) if (price := read_price(hit.group(0))) is not None]


_CACHE: "WeakKeyDictionary[Snapshot, list[tuple[Price, Tag]]]" = WeakKeyDictionary()


def priced_tags(snapshot: Snapshot) -> list[tuple[Price, Tag]]:
    """Return every visible price with the smallest element that holds it whole, in document order."""
    known = _CACHE.get(snapshot)
    if known is None:
        known = _CACHE[snapshot] = list(_walk(snapshot.body))
    return known


def find_prices(snapshot: Snapshot, within: Tag | None = None) -> list[Price]:
    """Return the visible prices of the page or of one element, in document order."""
    return [
        price
        for price, tag in priced_tags(snapshot)
        if within is None or tag is within or any(parent is within for parent in tag.parents)
    ]


def _walk(tag: Tag) -> list[tuple[Price, Tag]]:
    found: list[tuple[Price, Tag]] = []
    for child in tag.find_all(True, recursive=False):
        if child.name in ("script", "style", "select", "option"):
            continue
        found += _walk(child)
    if found or not is_visible(tag):
        return found
    text = text_of(tag)
    if not text or len(text) > LONGEST * 3 or not any(c.isdigit() for c in text):
        return found
    price = read_price(text)
    if price is None or (
        len(text) > LONGEST and tag.name not in ("td", "th", "dd", "li", "p", "span", "strong", "div")
    ):
        return found
    struck = any(
        node.get("data-ux-strike") == "1" or node.name in ("s", "del", "strike")
        for node in (tag, *tag.parents)
        if isinstance(node, Tag)
    )
    return [
        (
            price.model_copy(
                update={"ux_id": ux_id(tag), "box": box_of(tag), "struck": struck, "font_px": font_of(tag)}
            ),
            tag,
        )
    ]
