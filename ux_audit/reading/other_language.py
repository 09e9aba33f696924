"""Telling a store's pages in another language from its own: a language switch is no category, and its pages no sample."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from babel import Locale
from bs4 import Tag

from ux_audit.catalog.words import known_languages
from ux_audit.reading.snapshot import Snapshot, attr, squeeze, text_of

# A language of two letters (ISO 639-1), alone or with a script or territory (BCP 47): /zh/, /pt-br/, /zh_Hant/.
PREFIX = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.IGNORECASE)


def choose_language(addresses: Sequence[str], home: str) -> list[str]:
    """Return the addresses in one language: the home page's folder, else no folder, else the folder named first."""
    folders = {url: _language_folder(url) for url in addresses}
    wanted = [_language_folder(home), None, *folders.values()]
    chosen = next((folder for folder in wanted if folder in folders.values()), None)
    return [url for url in addresses if folders[url] in (chosen, None)]


def leads_to_other_language(snapshot: Snapshot, link: Tag) -> bool:
    """Return whether a link changes the language: its markup says so, or it names a language and leads to this page or home."""
    own = attr(snapshot.root, "lang").lower().split("-")[0]
    said = (attr(link, "hreflang") or attr(link, "lang")).lower().split("-")[0]
    if said and own and said != own:
        return True
    if squeeze(text_of(link, hidden=True)).casefold() not in _language_names():
        return False
    # A bookshop may well have a category called English: a switch shows the same page, or begins anew.
    return _bare_path(snapshot.address(link)) in (_bare_path(snapshot.url), "")


def _language_folder(url: str) -> str | None:
    first = urlsplit(url).path.lstrip("/").split("/")[0]
    hit = PREFIX.fullmatch(first)
    return first.lower() if hit and hit.group(1).lower() in Locale("en").languages else None


def _bare_path(url: str) -> str:
    path = urlsplit(url).path.strip("/")
    folder = _language_folder(url)
    return path[len(folder) :].strip("/") if folder else path


@cache
def _language_names() -> frozenset[str]:
    """The names by which the known languages call themselves."""
    names = set()
    for tag in known_languages():
        locale = Locale.parse(tag, sep="-")
        written = locale.languages.get(f"{locale.language}_{locale.script}")
        names |= {written or "", locale.get_language_name() or "", locale.get_display_name() or ""}
    return frozenset(name.casefold() for name in names if name)
