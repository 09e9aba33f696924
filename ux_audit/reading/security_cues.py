"""Signs of security that a checkout shows: a lock, a seal, a sentence."""

import re
from functools import cache

from bs4 import Tag

from ux_audit.catalog import Vocabulary, load_brands, read_recognition
from ux_audit.model import Model
from ux_audit.reading.snapshot import Snapshot, attr, is_visible, name_of, text_of

ICONS = "svg, i, img, span, em"
SENTENCES = "p, span, small, li, div, strong, em, h1, h2, h3, h4, label, td, button"
SHORTEST, LONGEST = 3, 200
PADLOCKS = ("🔒", "🔐")
FOOTERS = re.compile(r"(^|[\s_-])footer([\s_-]|$)", re.IGNORECASE)


class SecurityRules(Model):
    """The whole file rules/reading/security.yaml."""

    icons: str
    seals: str


@cache
def load_security_rules() -> SecurityRules:
    """Read rules/reading/security.yaml."""
    return read_recognition("security", SecurityRules)


def find_security_cue(snapshot: Snapshot, vocabulary: Vocabulary) -> Tag | None:
    """Return a lock, seal or sentence about security outside footer and menus, or None.

    Logos of cards and wallets, sentences about privacy, and the icon of a way to sign in are none.
    """
    rules = load_security_rules()
    icons, seals = re.compile(rules.icons, re.IGNORECASE), re.compile(rules.seals, re.IGNORECASE)
    for tag in snapshot.select_visible(ICONS):
        marks = _marks(tag)
        hit = icons.search(marks) or seals.search(marks)
        if (
            hit
            and not _is_elsewhere(tag)
            and not _names_brand(marks)
            and not _serves_sign_in(tag, vocabulary)
        ):
            return tag
    for tag in snapshot.select_visible(SENTENCES):
        text = text_of(tag)
        if not SHORTEST < len(text) < LONGEST or tag.find(["p", "div", "input", "li"]) is not None:
            continue
        says = vocabulary.has("secure", text) or seals.search(text) or any(sign in text for sign in PADLOCKS)
        if says and not _is_elsewhere(tag) and not vocabulary.has("privacy", text):
            return tag
    return None


def _marks(tag: Tag) -> str:
    names = ("class", "id", "alt", "data-ux-name", "aria-label", "title", "data-icon")
    marks = [attr(tag, name) for name in names]
    marks.append(attr(tag, "src").split("?")[0].rsplit("/", 1)[-1])
    inner = tag.find("use") if tag.name == "svg" else None
    if isinstance(inner, Tag):
        marks.append(attr(inner, "href").rsplit("#", 1)[-1])
    title = tag.find("title") if tag.name == "svg" else None
    if isinstance(title, Tag):
        marks.append(title.get_text())
    return " ".join(mark for mark in marks if mark)


def _is_elsewhere(tag: Tag) -> bool:
    if tag.find_parent(["footer", "nav"]) is not None:
        return True
    return any(
        FOOTERS.search(f"{attr(node, 'class')} {attr(node, 'id')}") is not None
        for node in tag.parents
        if isinstance(node, Tag)
    )


def _names_brand(marks: str) -> bool:
    plain = marks.casefold()
    return any(token in plain for tokens in load_brands().values() for token in tokens if len(token) > 3)


def _serves_sign_in(tag: Tag, vocabulary: Vocabulary) -> bool:
    """Whether an icon stands on a way to sign in or at a password."""
    control = tag.find_parent(["a", "button"])
    if control is not None:
        name = name_of(control)
        return any(vocabulary.has(key, name) for key in ("sign_in", "account", "create_account"))
    row = tag.parent.parent if tag.parent is not None else None
    return row is not None and any(is_visible(p) for p in row.find_all("input", attrs={"type": "password"}))
