"""Telling a store's pages in another language from its own: a language switch is no category, and its pages no sample."""

import re
from functools import cache
from urllib.parse import urlsplit

from babel import Locale
from bs4 import Tag

from ux_audit.catalog.words import load_words
from ux_audit.reading.snapshot import Snapshot, attr, squeeze, text_of

# A language of two letters (ISO 639-1), alone or with a script or territory (BCP 47): /zh/, /pt-br/, /zh_Hant/.
PREFIX = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.IGNORECASE)


def is_in_other_language(url: str, home: str) -> bool:
    """Return whether an address lies below another language's folder than the home page's own."""
    prefix = _language_folder(url)
    return prefix is not None and prefix != _language_folder(home)


def leads_to_other_language(snapshot: Snapshot, link: Tag) -> bool:
    """Return whether a link changes the language: it says so in its markup, or its text is a language's own name."""
    own = attr(snapshot.root, "lang").lower().split("-")[0]
    said = (attr(link, "hreflang") or attr(link, "lang")).lower().split("-")[0]
    if said and own and said != own:
        return True
    return squeeze(text_of(link, hidden=True)).casefold() in _language_names()


def _language_folder(url: str) -> str | None:
    first = urlsplit(url).path.lstrip("/").split("/")[0]
    hit = PREFIX.fullmatch(first)
    return first.lower() if hit and hit.group(1).lower() in Locale("en").languages else None


@cache
def _language_names() -> frozenset[str]:
    """The names by which languages call themselves, as the word files give them and as Babel does."""
    names = set()
    for tag, words in load_words().items():
        locale = Locale.parse(tag, sep="-")
        names |= {words.name, locale.get_language_name() or "", locale.get_display_name() or ""}
    return frozenset(name.casefold() for name in names if name)
