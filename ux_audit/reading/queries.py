"""What a shopper may search for in other words: synonyms of what the titles say, and a kind of thing with a property."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ux_audit.catalog import Vocabulary
from ux_audit.catalog.words import UNSPACED
from ux_audit.reading.cards import find_cards
from ux_audit.reading.menus import find_category_links
from ux_audit.reading.snapshot import Snapshot, text_of
from ux_audit.reading.specs import read_specs

LEAST_TITLES = 3  # products of a kind from which the shop surely sells it
ENDINGS = 2  # letters that a plural may add
LEAST_STEM = 3  # letters that two forms of one word share
PROPERTIES = ("material", "color", "brand")
LONGEST_VALUE = 24
MOST_WORDS = 3
WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True)
class SynonymQuery:
    """An everyday word for goods that the shop calls `word`, in so many of the titles seen."""

    text: str
    word: str
    titles: int


def find_synonym(titles: Iterable[str], vocabulary: Vocabulary) -> SynonymQuery | None:
    """Return the word for the most common kind of goods that no title uses, or None where the titles have no such kind."""
    known = {title.casefold() for title in titles}
    found = []
    for pair in vocabulary.synonyms:
        for word, other in (pair, pair[::-1]):
            count = sum(names_kind(title, word, vocabulary) for title in known)
            if count >= LEAST_TITLES and not any(other.casefold() in title for title in known):
                found.append(SynonymQuery(other, word, count))
    return max(found, key=lambda query: query.titles, default=None)


def names_kind(title: str, word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a product's title says that it is such a thing, where its language puts that; "sofa cover" is no sofa."""
    plain = re.escape(word.casefold())
    if UNSPACED.search(word):
        return re.search(rf"{plain}(?=$|[\W\d_a-z])", title.casefold()) is not None
    form = rf"(?<!\w){plain}\w{{0,{ENDINGS}}}"
    pattern = rf"{form}(?=\s*($|[^\w\s]|\d))" if vocabulary.kind_last else rf"^\W*{form}(?!\w)"
    return re.search(pattern, title.casefold()) is not None


def says_word(title: str, word: str) -> bool:
    """Return whether a title holds a word or words, in any place, as they are or in the plural."""
    plain = re.escape(word.casefold())
    pattern = plain if UNSPACED.search(word) else rf"(?<!\w){plain}\w{{0,{ENDINGS}}}(?!\w)"
    return re.search(pattern, title.casefold()) is not None


@dataclass(frozen=True)
class AttributeQuery:
    """A kind of thing with a property that one product's page states."""

    kind: str
    value: str

    @property
    def text(self) -> str:
        """What is typed."""
        return f"{self.value} {self.kind}"


def find_attribute(
    snapshot: Snapshot, title: str, categories: Collection[str], vocabulary: Vocabulary
) -> AttributeQuery | None:
    """Return a search for a product by its kind and a property, or None where its page does not tell both.

    Its kind is the word of its title that a category is named after; the property is one that the title leaves out.
    """
    kind = _kind(title, categories, vocabulary)
    if not kind:
        return None
    values = read_specs(snapshot, vocabulary)
    for key in PROPERTIES:
        for name, value in values:
            if vocabulary.grade(key, name) == 1.0 and _can_be_typed(value) and not says_word(title, value):
                return AttributeQuery(kind, value.strip().casefold())
    return None


def _can_be_typed(value: str) -> bool:
    plain = value.strip()
    return (
        1 < len(plain) <= LONGEST_VALUE
        and len(plain.split()) <= MOST_WORDS
        and re.fullmatch(r"[^\W\d_][^\W\d_ '’-]*([ '’-][^\W\d_]+)*", plain) is not None
    )


def _kind(title: str, categories: Iterable[str], vocabulary: Vocabulary) -> str:
    for category in sorted(set(categories), key=len, reverse=True):
        plain = category.strip().casefold()
        if UNSPACED.search(plain):
            if len(plain) > 1 and plain in title.casefold():
                return plain
            continue
        named = WORD.findall(plain)
        head = named[-1 if vocabulary.kind_last else 0] if named else ""
        shared = next((word for word in WORD.findall(title.casefold()) if _is_form(word, head)), "")
        if shared:
            return shared
    return ""


def _is_form(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    stem = short[: max(LEAST_STEM, len(short) - 1)]
    return len(short) > LEAST_STEM and len(long) - len(short) <= ENDINGS and long.startswith(stem)


def category_names(home: Snapshot, lists: Iterable[Snapshot], vocabulary: Vocabulary) -> list[str]:
    """Return what the categories are called, in the menu and above their lists."""
    heads = [text_of(head) for page in lists for head in page.select_visible("h1")[:1]]
    return [*heads, *(link.text for link in find_category_links(home, vocabulary))]


def listed_titles(pages: Iterable[Snapshot], vocabulary: Vocabulary) -> list[str]:
    """Return the titles of the products on these pages, each once."""
    cards = (card for page in pages for card in find_cards(page, vocabulary))
    return list(dict.fromkeys(card.title for card in cards if card.title))
