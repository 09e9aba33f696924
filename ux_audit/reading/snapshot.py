"""A saved page and how to ask it what a shopper sees."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from ux_audit.model import Box
from ux_audit.reading.selecting import Selection

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "button",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "ux-frame",
    ]
)
SILENT = frozenset(("script", "style", "head", "title", "option", "noscript"))
FRAME = ("header", "footer", "nav")  # what stands around a page's content
# Heads and feet of the page; inside its content they belong to a part of that.
ENDS = ("header", "footer")
CONTENT = ["main", "article"]


def squeeze(text: str) -> str:
    """Return `text` with white space folded to single blanks."""
    return " ".join(text.split())


def attr(tag: Tag, name: str) -> str:
    """Return an attribute as text, "" when absent; lists (class, rel) are joined."""
    value = tag.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def ux_id(tag: Tag) -> str:
    """Return the element's snapshot id."""
    return attr(tag, "data-ux-id")


def stands_in(tag: Tag, names: Sequence[str] = FRAME) -> bool:
    """Return whether an element of these names is around a tag; the head or foot of a part of the content is none."""
    return any(
        node.name in names and not (node.name in ENDS and _belongs_to_content(node)) for node in tag.parents
    )


def _belongs_to_content(end: Tag) -> bool:
    """Whether a head or foot stands inside the content, while the page has one outside."""
    if end.find_parent(CONTENT) is None:
        return False
    page = list(end.parents)[-1]
    return any(other.find_parent(CONTENT) is None for other in page.find_all(end.name))


def is_visible(tag: Tag) -> bool:
    """Return whether a shopper who scrolls sees this element."""
    return tag.get("data-ux-vis") == "1"


def is_usable(tag: Tag) -> bool:
    """Return whether the element is visible, or is a styled field whose label is."""
    return is_visible(tag) or tag.get("data-ux-label-vis") == "1"


def box_of(tag: Tag) -> Box | None:
    """Return the element's box in page px, or None when it has none."""
    raw = attr(tag, "data-ux-box")
    if not raw:
        return None
    x, y, width, height = (float(part) for part in raw.split(","))
    return Box(x=x, y=y, width=width, height=height)


def name_of(tag: Tag) -> str:
    """Return the accessible name of an interactive element, else its visible text."""
    return squeeze(attr(tag, "data-ux-name")) or text_of(tag)


def font_of(tag: Tag) -> float:
    """Return the font size in px of the element or its nearest painted ancestor (16 when unknown)."""
    for node in (tag, *tag.parents):
        raw = attr(node, "data-ux-font")
        if raw:
            return float(raw)
    return 16.0


class Element(Tag):
    """A tag that keeps the text it shows: it is asked for again and again, and a snapshot never changes."""

    @cached_property
    def shown(self) -> str:
        """The visible text as written, with a line break before and after each block."""
        return "".join(_pieces(self, hidden=False))

    @cached_property
    def shown_on_one_line(self) -> str:
        """The visible text with white space folded."""
        return squeeze(self.shown)


def _raw_text(tag: Tag, *, hidden: bool) -> str:
    if isinstance(tag, Element) and not hidden:
        return tag.shown
    return "".join(_pieces(tag, hidden=hidden))


def _pieces(tag: Tag, *, hidden: bool) -> Iterator[str]:
    if not hidden and not is_visible(tag) and tag.get("data-ux-id") and not _may_show_children(tag):
        return
    for side in ("data-ux-before",):
        if attr(tag, side):
            yield attr(tag, side)
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in SILENT:
                continue
            block = child.name in BLOCKS
            if block:
                yield "\n"
            yield _raw_text(child, hidden=hidden)
            if block:
                yield "\n"
        elif (
            isinstance(child, NavigableString)
            and not isinstance(child, PreformattedString)
            and (hidden or is_visible(tag) or not tag.get("data-ux-id"))
        ):
            yield str(child)
    if attr(tag, "data-ux-after"):
        yield attr(tag, "data-ux-after")


def _may_show_children(tag: Tag) -> bool:
    # Zero-sized wrappers (display: contents, floats, absolute children) are not painted though their children are.
    return tag.find(attrs={"data-ux-vis": "1"}) is not None


def text_of(tag: Tag, *, hidden: bool = False) -> str:
    """Return the element's visible text on one line; with `hidden`, also what is not shown."""
    if isinstance(tag, Element) and not hidden:
        return tag.shown_on_one_line
    return squeeze(_raw_text(tag, hidden=hidden))


def lines_of(tag: Tag, *, hidden: bool = False) -> list[str]:
    """Return the element's visible text as non-empty lines, one a block."""
    raw = _raw_text(tag, hidden=hidden)
    return [line for part in raw.split("\n") if (line := squeeze(part))]


class Snapshot:
    """One saved page. Elements are Beautiful Soup tags; helpers of this module read their `data-ux-*`."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.soup = BeautifulSoup(html, "lxml", element_classes={Tag: Element})
        self.root = self.soup.html or self.soup.new_tag("html")
        self.url = attr(self.root, "data-ux-url")
        self.screen_width, self.screen_height = self._pair("data-ux-screen", (1350, 940))
        self.page_width, self.page_height = self._pair("data-ux-page", (1350, 940))
        self.sideways_px = int(attr(self.root, "data-ux-sideways") or 0)
        self._selected: dict[str, list[Tag]] = {}

    def _pair(self, name: str, default: tuple[int, int]) -> tuple[int, int]:
        raw = attr(self.root, name)
        if "x" not in raw:
            return default
        left, right = raw.split("x")
        return int(left), int(right)

    @property
    def body(self) -> Tag:
        """The body element."""
        return self.soup.body or self.root

    @property
    def language(self) -> str:
        """The document's `lang`, as written."""
        return attr(self.root, "lang") or attr(self.root, "xml:lang")

    @cached_property
    def title(self) -> str:
        """The document's title."""
        tag = self.soup.find("title")
        return squeeze(tag.get_text()) if isinstance(tag, Tag) else ""

    @cached_property
    def text(self) -> str:
        """All visible text on one line."""
        return text_of(self.body)

    @cached_property
    def by_id(self) -> dict[str, Tag]:
        """Every element of the snapshot by its `data-ux-id`."""
        return {ux_id(tag): tag for tag in self.soup.find_all(attrs={"data-ux-id": True})}

    def element(self, identity: str) -> Tag | None:
        """Return the element with this `data-ux-id`."""
        return self.by_id.get(identity)

    @cached_property
    def _selection(self) -> Selection:
        return Selection(self.body)

    def select(self, selector: str) -> list[Tag]:
        """Return the elements of the body that match a CSS selector, in document order."""
        return self._selection.select(selector)

    def select_visible(self, selector: str) -> list[Tag]:
        """Return the visible elements that match a CSS selector, in document order."""
        known = self._selected.get(selector)
        if known is None:
            known = self._selected[selector] = [tag for tag in self.select(selector) if is_visible(tag)]
        return list(known)

    @cached_property
    def links(self) -> list[Tag]:
        """Visible links with an address."""
        return self.select_visible("a[href]")

    def address(self, tag: Tag, name: str = "href") -> str:
        """Return the absolute address in an attribute, "" when there is none that can be opened."""
        raw = attr(tag, name).strip()
        if not raw or raw.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            return ""
        return urljoin(self.url, raw)

    def is_own(self, address: str) -> bool:
        """Return whether an address belongs to the same host as this page (`www.` aside)."""
        return _host(address) == _host(self.url)

    @property
    def first_screen(self) -> Box:
        """The first screen, in page px."""
        return Box(x=0, y=0, width=self.screen_width, height=self.screen_height)


def own_regions(snapshot: Snapshot) -> list[Tag]:
    """Return what stands on the page outside its frame (header, menus, footer)."""
    frame = {"header", "footer", "nav"}
    main = snapshot.select_visible("main, [role=main]")
    if main:
        return main[:1]
    return [
        t for t in snapshot.body.find_all(True, recursive=False) if t.name not in frame and is_visible(t)
    ] or [snapshot.body]


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower().removeprefix("www.")


def selector_of(tag: Tag) -> str:
    """Return a short CSS path for people: id, else classes and position, at most four levels."""
    parts: list[str] = []
    node: Tag | None = tag
    while node is not None and node.name not in ("body", "html", "[document]") and len(parts) < 4:
        identity = attr(node, "id")
        if identity and re.fullmatch(r"[A-Za-z][\w-]*", identity):
            parts.append(f"{node.name}#{identity}")
            break
        classes = [name for name in attr(node, "class").split() if re.fullmatch(r"[A-Za-z][\w-]*", name)][:2]
        label = node.name + "".join(f".{name}" for name in classes)
        if attr(node, "name"):
            label += f'[name="{attr(node, "name")}"]'
        parts.append(label)
        node = node.parent
    return " > ".join(reversed(parts))
