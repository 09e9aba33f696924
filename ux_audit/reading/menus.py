"""Category menus, category boxes and breadcrumbs."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.catalog import Vocabulary
from ux_audit.reading.addresses import page_key
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.menu_rules import load_menu_rules
from ux_audit.reading.other_language import leads_to_other_language
from ux_audit.reading.prices import read_price
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, squeeze, text_of, ux_id

LONGEST_NAME = 40
MOST_SIGN_IN_LINKS = 3  # a forgotten password, a new account
CARD_LEVELS = 3  # how far above its link a product's price stands
FRAMES = ("header", "nav", "aside")
ROLES = ("navigation", "menubar")
LEAST_HELD = 4  # with fewer categories a shop may really have one main category
LOGO_TOKENS = re.compile(r"(^|[\s_-])(navbar-brand|logo|site-?(name|title)|brand)([\s_-]|$)", re.IGNORECASE)
CATEGORY_PATHS = re.compile(
    r"/(categor(y|ies|ia|ie)|collections?|c|catalog(ue)?|shop|department|taxons?|kategorien?|plp)(/|$)|cat(egory)?(_id)?=",
    re.I,
)
CRUMB_TOKENS = re.compile(r"bread-?crumbs?|ariane|migas|kruimel|briciole|okruszki|pathway", re.IGNORECASE)


@dataclass(frozen=True)
class CategoryLink:
    """One category: name, address, level (1 = top) and whether it is seen without opening anything."""

    text: str
    url: str
    level: int
    parent_url: str
    ux_id: str
    visible: bool
    tag: Tag


@dataclass(frozen=True)
class Breadcrumb:
    """A visible path: its element and the links in it."""

    tag: Tag
    links: tuple[str, ...]
    last: str


_CACHE: "WeakKeyDictionary[Snapshot, list[CategoryLink]]" = WeakKeyDictionary()


def find_category_links(snapshot: Snapshot, vocabulary: Vocabulary) -> list[CategoryLink]:
    """Return the categories that the page's menus and category boxes name, also in closed menus, with their levels."""
    known = _CACHE.get(snapshot)
    if known is None:
        known = _CACHE[snapshot] = _find(snapshot, vocabulary)
    return known


def _find(snapshot: Snapshot, vocabulary: Vocabulary) -> list[CategoryLink]:
    found: dict[str, CategoryLink] = {}
    cards = {id(card.tag) for group in find_card_groups(snapshot, vocabulary) for card in group.cards}
    for area in _menu_areas(snapshot):
        for tag in area.find_all("a", href=True):
            if any(id(node) in cards for node in (tag, *tag.parents)):
                continue
            link = _read_link(snapshot, vocabulary, tag, area)
            if link is None:
                continue
            before = found.get(link.url)
            if (
                before is None
                or (link.visible and not before.visible)
                or (link.visible == before.visible and link.level > before.level)
            ):
                found[link.url] = link
    return _settle_levels(list(found.values()), vocabulary)


def _menu_areas(snapshot: Snapshot) -> list[Tag]:
    areas: list[Tag] = []
    selectors = "header, nav, [role=navigation], [role=menubar], aside, [class*=menu], [class*=categor], [class*=sidebar], [id*=menu], [id*=nav]"
    for tag in snapshot.select(selectors):
        if CRUMB_TOKENS.search(f"{attr(tag, 'class')} {attr(tag, 'aria-label')} {attr(tag, 'id')}"):
            continue
        if tag.name == "footer" or tag.find_parent("footer") is not None:
            continue
        if any(parent in areas for parent in tag.parents):
            continue
        areas.append(tag)
    return areas


def _read_link(snapshot: Snapshot, vocabulary: Vocabulary, tag: Tag, area: Tag) -> CategoryLink | None:
    url = snapshot.address(tag).split("#")[0]
    text = squeeze(text_of(tag, hidden=True))
    if not url or not snapshot.is_own(url) or not text or len(text) > LONGEST_NAME:
        return None
    path = urlsplit(url)
    if (path.path in ("", "/") and not path.query) or url.rstrip("/") == _home(snapshot).rstrip("/"):
        return None
    rules = load_menu_rules()
    if rules.access.search(path.path) or (rules.pages.search(path.path) and not CATEGORY_PATHS.search(url)):
        return None
    if any(vocabulary.grade(key, text) >= 0.8 for key in rules.words) or re.fullmatch(r"[\d\W]+", text):
        return None
    if any(vocabulary.grade(key, text) >= 1.0 for key in rules.whole_words):
        return None
    if _is_logo_or_facet(snapshot, tag, url) or _serves_sign_in(snapshot, tag, area):
        return None
    if tag.find_parent(class_=re.compile(r"pag(er|ination)|lang|currenc|social|filter|facet|sort", re.I)):
        return None
    if _is_product_link(snapshot, tag, area) or leads_to_other_language(snapshot, tag):
        return None
    level, parent = _level(snapshot, vocabulary, tag, area)
    return CategoryLink(text, url, level, parent, ux_id(tag), is_visible(tag), tag)


def _is_logo_or_facet(snapshot: Snapshot, tag: Tag, url: str) -> bool:
    """The shop's own mark leads home; a link that only adds parameters to the page's address narrows its list."""
    marks = " ".join(attr(node, "class") for node in [tag, *list(tag.parents)[:2]])
    if LOGO_TOKENS.search(marks) or (tag.find("img") is not None and not text_of(tag)):
        return True
    own, other = urlsplit(snapshot.url), urlsplit(url)
    return bool(other.query) and other.path == own.path and not CATEGORY_PATHS.search(other.query)


def _home(snapshot: Snapshot) -> str:
    parts = urlsplit(snapshot.url)
    return f"{parts.scheme}://{parts.netloc}/"


def _is_product_link(snapshot: Snapshot, tag: Tag, area: Tag) -> bool:
    """Whether a link shows a product: a large picture, or a price in it or in an element that leads nowhere else."""
    box = box_of(tag)
    picture = tag.find("img")
    if picture is not None and box is not None and box.height > 150:
        return True
    own = page_key(snapshot.address(tag))
    for node in (tag, *list(tag.parents)[:CARD_LEVELS]):
        frames = node is area and (node.name in FRAMES or attr(node, "role") in ROLES)
        if frames or any(page_key(url) != own for url in _addresses(snapshot, node)):
            return False
        if read_price(text_of(node, hidden=True)) is not None:
            return True
        if node is area:
            return False
    return False


def _addresses(snapshot: Snapshot, node: Tag) -> list[str]:
    return [url for a in node.find_all("a", href=True) if (url := snapshot.address(a))]


@lru_cache(maxsize=8)
def _asks_password(snapshot: Snapshot) -> bool:
    return snapshot.body.select_one("input[type=password]") is not None


def _serves_sign_in(snapshot: Snapshot, tag: Tag, area: Tag) -> bool:
    """Whether a link stands with a field for a password, in its form or in the small box that holds both."""
    if not _asks_password(snapshot):
        return False
    for node in tag.parents:
        if node.select_one("input[type=password]") is not None:
            marks = f"{attr(node, 'class')} {attr(node, 'id')} {attr(node, 'role')}"
            boxed = node.name in ("form", "dialog") or load_menu_rules().boxes.search(marks) is not None
            return boxed and len(set(_addresses(snapshot, node))) <= MOST_SIGN_IN_LINKS
        if node is area:
            return False
    return False


def _level(snapshot: Snapshot, vocabulary: Vocabulary, tag: Tag, area: Tag) -> tuple[int, str]:
    """Nesting of lists gives the level; the parent is the link that stands before the list it lies in."""
    level, parent_url = 1, ""
    node = tag
    lists = [
        p
        for p in tag.parents
        if isinstance(p, Tag) and p.name in ("ul", "ol", "dl") and (p is area or area in p.parents)
    ]
    for inner in lists:
        owner = inner.find_parent("li")
        if owner is None or (owner is not area and area not in owner.parents):
            break
        head = next((a for a in owner.find_all("a", href=True) if inner not in a.parents), None)
        if head is None or head is node:
            button = next(
                (
                    b
                    for b in owner.find_all(["button", "span"])
                    if inner not in b.parents and text_of(b, hidden=True)
                ),
                None,
            )
            # A control that opens the whole range (Browse store, Menu) is no category of its own.
            opens_all = ("category_root", "menu")
            if button is None or any(
                vocabulary.grade(k, text_of(button, hidden=True)) >= 0.8 for k in opens_all
            ):
                continue
        level += 1
        if head is not None and not parent_url:
            parent_url = snapshot.address(head).split("#")[0]
    return level, parent_url


def _settle_levels(links: list[CategoryLink], vocabulary: Vocabulary) -> list[CategoryLink]:
    """Take out roots such as Shop, and let addresses that extend a parent's tell the level where lists do not."""
    paths = {link.url: urlsplit(link.url).path.rstrip("/") for link in links}
    roots = {link.url for link in links if vocabulary.grade("category_root", link.text) >= 1.0}
    roots |= {link.url for link in links if _holds_all(link, links, paths)}
    kept = [link for link in links if link.url not in roots]
    parents = {link.url: link.parent_url for link in links}
    settled = []
    for link in kept:
        level = link.level
        if level > 1 and roots and (not link.parent_url or _lies_under(link.parent_url, parents, roots)):
            level -= 1
        above = [
            o for o in kept if o is not link and paths[o.url] and _extends(paths[link.url], paths[o.url])
        ]
        settled.append(
            CategoryLink(
                link.text, link.url, max(level, len(above) + 1), link.parent_url or (above[-1].url if above else ""),
                link.ux_id, link.visible, link.tag,
            )
        )  # fmt: skip
    return _close_gaps(settled)


def _holds_all(link: CategoryLink, links: list[CategoryLink], paths: dict[str, str]) -> bool:
    """Whether every other category's address extends this one's: the shop's own mark or its whole range."""
    others = [other for other in links if other.url != link.url]
    return len(others) >= LEAST_HELD and all(_extends(paths[o.url], paths[link.url]) for o in others)


def _lies_under(url: str, parents: dict[str, str], roots: set[str]) -> bool:
    seen: set[str] = set()
    while url and url not in seen:
        if url in roots:
            return True
        seen.add(url)
        url = parents.get(url, "")
    return False


def _extends(path: str, parent: str) -> bool:
    bare = re.sub(r"_\d+$", "", parent)
    return path != parent and (path.startswith(parent + "/") or path.startswith(bare + "/"))


def _close_gaps(links: list[CategoryLink]) -> list[CategoryLink]:
    used = sorted({link.level for link in links})
    rank = {level: n for n, level in enumerate(used, 1)}
    return [
        CategoryLink(
            link.text, link.url, rank[link.level], link.parent_url, link.ux_id, link.visible, link.tag
        )
        for link in links
    ]


def find_breadcrumb(snapshot: Snapshot, vocabulary: Vocabulary) -> Breadcrumb | None:
    """Return the visible clickable path, or None: named so, marked so, or a short run of links and separators at the top."""
    for tag in snapshot.select("nav, ol, ul, div, p, [itemtype]"):
        named = f"{attr(tag, 'class')} {attr(tag, 'id')} {attr(tag, 'aria-label')} {attr(tag, 'itemtype')}"
        if not is_visible(tag) or not CRUMB_TOKENS.search(named):
            continue
        crumb = _read_crumb(snapshot, tag)
        if crumb is not None:
            return crumb
    for tag in snapshot.select_visible("nav, ol, ul, div, p"):
        box = box_of(tag)
        text = text_of(tag)
        if (
            box is None
            or box.y > snapshot.screen_height
            or box.height > 80
            or not re.search(r"\s[/›»>→]\s", f" {text} ")
        ):
            continue
        links = [a for a in tag.find_all("a", href=True) if is_visible(a)]
        first = text_of(links[0]) if links else ""
        if (
            links
            and len(text) < 160
            and (vocabulary.grade("home", first) >= 0.8 or snapshot.address(links[0]) == _home(snapshot))
        ):
            crumb = _read_crumb(snapshot, tag)
            if crumb is not None:
                return crumb
    return None


def _read_crumb(snapshot: Snapshot, tag: Tag) -> Breadcrumb | None:
    links = [a for a in tag.find_all("a", href=True) if is_visible(a) and snapshot.address(a)]
    box = box_of(tag)
    text = text_of(tag)
    if not links or len(text) > 300 or box is None or box.y > snapshot.screen_height * 1.5:
        return None
    return Breadcrumb(tag, tuple(text_of(a) for a in links), text.rsplit(text_of(links[-1]), 1)[-1])
