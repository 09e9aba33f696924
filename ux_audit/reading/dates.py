"""Days named in a text, in the words of any language: names of months and weekdays are Babel's (Unicode CLDR)."""

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

NUMBERS = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}(?!\d)|\d{1,2}\s?[月월]\s?\d{1,2}")
CONTEXTS = ("format", "stand-alone")
WIDTHS = ("wide", "abbreviated")
LEAST_LETTERS = 3  # weekdays of two letters are words of their own in some languages


@cache
def _named_days(language: str) -> re.Pattern[str] | None:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    months = {m for c in CONTEXTS for w in WIDTHS for m in get_month_names(w, c, locale).values()}  # type: ignore[arg-type]
    days = {d for c in CONTEXTS for w in WIDTHS for d in get_day_names(w, c, locale).values()}  # type: ignore[arg-type]
    month = _any_of(months)
    dated = rf"\d{{1,2}}\.?\s*(?:de\s+|º\s*)?(?:{month})\b|\b(?:{month})\.?\s*\d{{1,2}}\b"
    weekday = rf"\b(?:{_any_of(d for d in days if len(d.strip('.')) >= LEAST_LETTERS)})\b"
    return re.compile(f"{dated}|{weekday}", re.IGNORECASE)


def _any_of(names: Iterable[str]) -> str:
    bare = {name.strip(".").casefold() for name in names}
    return "|".join(re.escape(name) for name in sorted(bare, key=len, reverse=True)) or r"(?!)"


def names_day(text: str, languages: Iterable[str]) -> bool:
    """Return whether a text names a day: in numbers, or a month's or weekday's name in one of the languages."""
    if NUMBERS.search(text):
        return True
    return any(found.search(text) for language in languages if (found := _named_days(language)) is not None)
