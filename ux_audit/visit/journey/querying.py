"""What is searched for: titles of products, one misspelt, nonsense, and what shoppers ask in their own words."""

import re
from dataclasses import dataclass, field

from ux_audit.catalog import Vocabulary
from ux_audit.model import Purpose
from ux_audit.reading.queries import category_names, find_attribute, find_synonym, listed_titles
from ux_audit.visit.journey.adding import product_title
from ux_audit.visit.journey.session import Look

NONSENSE = "qzxwvkjqpt"
LEAST_WORD = 5  # engines forgive one typo from four or five letters on (Algolia 4, Meilisearch 5)


@dataclass(frozen=True)
class Query:
    """What is searched for, and which product it should find."""

    purpose: Purpose
    text: str
    expect_title: str = ""
    expect_url: str = ""
    context: dict[str, str] = field(default_factory=dict)


def misspell(title: str) -> str | None:
    """Return `title`'s longest word with one inner letter wrong, or None when no word is long enough.

    The first letter is untouched. The changed letter is replaced by a neighbour in the alphabet; CJK words drop to None.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", title) if word.isascii() or ord(word[0]) < 0x0590]
    word = max(words, key=len, default="")
    if len(word) < LEAST_WORD:
        return None
    place = len(word) // 2
    wrong = "x" if word[place].lower() != "x" else "z"
    return (word[:place] + wrong + word[place + 1 :]).lower()


def plan_queries(
    home: Look,
    lists: list[Look],
    products: list[Look],
    vocabulary: Vocabulary,
    *,
    in_other_words: bool = True,
) -> list[Query]:
    """Return the searches to make, from products whose titles are known.

    `in_other_words`: also by a synonym, by a property, and for help.
    """
    if not products:
        return [Query("search_none", NONSENSE)]
    first = products[0]
    title = product_title(first.snapshot, first) or first.visit.context.get("expect_title", "")
    queries = []
    if title:
        queries.append(Query("search_exact", title, title, first.visit.final_url))
    titled = [
        (wrong, known, look)
        for look in products
        if (known := product_title(look.snapshot, look)) and (wrong := misspell(known))
    ]
    if titled:
        wrong, known, look = max(titled, key=lambda item: len(item[0]))
        queries.append(Query("search_typo", wrong, known, look.visit.final_url))
    queries.append(Query("search_none", NONSENSE))
    return [*queries, *_ask_in_other_words(home, lists, products, vocabulary)] if in_other_words else queries


def _ask_in_other_words(
    home: Look, lists: list[Look], products: list[Look], vocabulary: Vocabulary
) -> list[Query]:
    pages = [look.snapshot for look in lists]
    queries = []
    synonym = find_synonym(listed_titles([*pages, home.snapshot], vocabulary), vocabulary)
    if synonym is not None:
        queries.append(Query("search_synonym", synonym.text, context={"word": synonym.word}))
    categories = category_names(home.snapshot, pages, vocabulary)
    for look in products:
        title = product_title(look.snapshot, look)
        asked = find_attribute(look.snapshot, title, categories, vocabulary)
        if asked is not None:
            words = {"kind": asked.kind, "value": asked.value}
            queries.append(Query("search_attribute", asked.text, title, look.visit.final_url, words))
            break
    help_words = vocabulary.phrases("service_query")
    if help_words:
        queries.append(Query("search_service", help_words[0]))
    return queries
