"""Finding a document's elements by CSS selector, often: only those are tried that may match at all."""

from functools import lru_cache

import soupsieve
from bs4 import Tag
from soupsieve.css_types import Selector

MOST_SELECTORS = 1_000


class Selection:
    """A document's elements by name and by attribute, as browsers keep their style rules."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        self._place: dict[int, int] = {}
        self._by_key: dict[str, list[Tag]] = {}
        for place, tag in enumerate(root.find_all(True)):
            self._place[id(tag)] = place
            for key in (tag.name, *(f"[{name}" for name in tag.attrs)):
                self._by_key.setdefault(key, []).append(tag)

    def select(self, selector: str) -> list[Tag]:
        """Return the elements below the root that match, in document order."""
        compiled, keys, plain = _read(selector)
        if not keys:
            return list(compiled.select(self._root))
        if len(keys) == 1:
            tried = self._by_key.get(keys[0], [])
        else:
            found = {id(tag): tag for key in keys for tag in self._by_key.get(key, [])}
            tried = sorted(found.values(), key=lambda tag: self._place[id(tag)])
        return [tag for tag in tried if tag.name in plain or compiled.match(tag)]


@lru_cache(maxsize=MOST_SELECTORS)
def _read(selector: str) -> tuple[soupsieve.SoupSieve, tuple[str, ...], frozenset[str]]:
    """Return the compiled selector, a key for each of its alternatives, and those alternatives that are just a name.

    There are no keys when one alternative may match anything.
    """
    compiled = soupsieve.compile(selector)
    keys = [_key(part) for part in compiled.selectors]
    plain = frozenset(name for part in compiled.selectors if (name := _only_name(part)))
    return compiled, () if None in keys else tuple(dict.fromkeys(key for key in keys if key)), plain


def _only_name(part: object) -> str | None:
    if not isinstance(part, Selector) or part.tag is None or part.tag.name == "*" or part.tag.prefix:
        return None
    more = len(part.ids) + len(part.classes) + len(part.attributes) + len(part.nth) + len(part.selectors)
    more += len(part.relation) + len(part.contains) + len(part.lang) + part.flags
    return None if more else part.tag.name.lower()


def _key(part: object) -> str | None:
    # The parser writes all names in small letters; a selector need not.
    if not isinstance(part, Selector):
        return None
    if part.tag is not None and part.tag.name != "*":
        return part.tag.name.lower()
    # What a selector only excludes need not be there.
    wanted = [one.attribute for one in part.attributes if not getattr(one, "inverse", False)]
    if wanted:
        return f"[{wanted[0].lower()}"
    if part.ids:
        return "[id"
    return "[class" if part.classes else None
