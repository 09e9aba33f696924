"""The shop's search: words as parts of what a product is called, without accents, forgiving a wrong letter."""

import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from ux_audit.demo.catalogue import Catalogue, Product
from ux_audit.model import Model

ALIKE = 0.74  # share of common letters from which a misspelt word counts as meant (difflib's ratio)
ALIKE_SIGNS = 0.5  # the same where a sign is a syllable or a word
ACCENTS = range(0x300, 0x370)
# Letters that Unicode does not take apart into a plain one and its accent.
WHOLE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


class Searching(Model):
    """How a search is set up: whether it forgives typing errors, knows synonyms, and reads what goods are made of."""

    forgiving: bool = True
    synonyms: bool = True
    materials: bool = True


def find_products(catalogue: Catalogue, query: str, how: Searching) -> list[Product]:
    """Return the products of a query, best first: every word has to be met, in the name, its brand or its place."""
    words = _plain(query).split()
    graded = []
    for product in catalogue.products:
        places = (part for place in catalogue.path_to(product.line) for part in (place.name, place.slug))
        made = catalogue.materials[product.material] if how.materials else ""
        called = product.also if how.synonyms else ""
        text = _plain(f"{product.name} {product.brand} {made} {called} {' '.join(places)}")
        grades = [_grade(word, text, not how.forgiving) for word in words]
        if grades and all(grades):
            graded.append((sum(grades), product))
    return [product for _, product in sorted(graded, key=lambda pair: -pair[0])]


def find_help(pages: Mapping[str, tuple[str, str]], query: str) -> list[str]:
    """Return the slugs of the pages (heading and text by slug) that say the query, those first that say it in the heading."""
    asked = _plain(query)
    hits = [
        (asked not in _plain(head), slug)
        for slug, (head, text) in pages.items()
        if asked in _plain(f"{head} {text}")
    ]
    return [slug for _, slug in sorted(hits)] if asked else []


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The text in small letters without accents; signs of other scripts stay whole."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in apart if ord(sign) not in ACCENTS)
    return unicodedata.normalize("NFC", bare).translate(WHOLE_LETTERS)


def _grade(word: str, text: str, strict: bool) -> float:
    """How well a word is met: 1 as it stands, less for one that is only alike, 0 for none."""
    if word in text:
        return 1.0
    if strict or len(word) < 3:
        return 0.0
    if not word.isascii():
        pieces = [text[n : n + len(word)] for n in range(max(1, len(text) - len(word) + 1))]
        best = max(sum(a == b for a, b in zip(piece, word, strict=False)) / len(word) for piece in pieces)
        return best if best >= ALIKE_SIGNS else 0.0
    best = max(_likeness(word, piece) for piece in text.split())
    return best if best >= ALIKE else 0.0


@lru_cache(maxsize=16384)
def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other).ratio()
