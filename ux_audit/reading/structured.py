"""schema.org and Open Graph data of a page."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from bs4 import Tag

from ux_audit.reading.snapshot import Snapshot, attr, squeeze, text_of

PRODUCT_TYPES = frozenset(("Product", "ProductGroup", "IndividualProduct", "ProductModel"))
RELATED = frozenset(
    ("isRelatedTo", "isSimilarTo", "itemListElement", "isAccessoryOrSparePartFor", "hasVariant")
)


@dataclass(frozen=True)
class Structured:
    """All items of a page: JSON-LD blocks and microdata, flattened; `json_ld` holds the former alone."""

    json_ld: tuple[dict[str, Any], ...]
    microdata: tuple[dict[str, Any], ...]
    open_graph: dict[str, str]
    heading: str

    @cached_property
    def items(self) -> tuple[dict[str, Any], ...]:
        """Every item in any syntax."""
        return (*self.json_ld, *self.microdata)

    @cached_property
    def types(self) -> set[str]:
        """The types of all items, without the vocabulary's address."""
        return {name for item in self.items for name in type_names(item)}

    @cached_property
    def products(self) -> list[dict[str, Any]]:
        """All products, also related ones."""
        return [item for item in self.items if type_names(item) & PRODUCT_TYPES]

    @property
    def main_product(self) -> dict[str, Any] | None:
        """The product that the page is about: the only one with an offer, or the one named as the heading."""
        own = [item for item in self.products if not item.get("_related")]
        named = [item for item in own if _same(str(item.get("name", "")), self.heading)]
        if named:
            return named[0]
        return own[0] if len(own) == 1 else None


def type_names(item: dict[str, Any]) -> set[str]:
    """Return an item's types as bare names."""
    raw = item.get("@type", [])
    names = raw if isinstance(raw, list) else [raw]
    return {str(name).rsplit("/", 1)[-1] for name in names}


def _same(left: str, right: str) -> bool:
    a, b = squeeze(left).casefold(), squeeze(right).casefold()
    return bool(a and b) and (a in b or b in a)


_CACHE: "WeakKeyDictionary[Snapshot, Structured]" = WeakKeyDictionary()


def read_structured(snapshot: Snapshot) -> Structured:
    """Return the page's structured data; broken blocks are left out."""
    known = _CACHE.get(snapshot)
    if known is None:
        heading = next(iter(snapshot.select_visible("h1")), None)
        known = _CACHE[snapshot] = Structured(
            json_ld=tuple(_json_ld(snapshot)),
            microdata=tuple(_microdata(snapshot)),
            open_graph={
                attr(tag, "property"): attr(tag, "content")
                for tag in snapshot.soup.select("meta[property][content]")
            },
            heading=text_of(heading) if heading is not None else "",
        )
    return known


def _json_ld(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    for script in snapshot.soup.select('script[type*="ld+json"]'):
        text = re.sub(r"^\s*<!--|-->\s*$|[\x00-\x1f]", " ", script.get_text())
        try:
            data = json.loads(text)
        except ValueError:
            continue
        yield from _flatten(data, related=False)


def _flatten(node: Any, *, related: bool) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _flatten(item, related=related)
    elif isinstance(node, dict):
        if "@type" in node:
            yield {**node, "_related": True} if related else node
        for key, value in node.items():
            if isinstance(value, dict | list):
                yield from _flatten(value, related=related or key in RELATED)


def _microdata(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    for scope in snapshot.select("[itemscope][itemtype]"):
        item: dict[str, Any] = {"@type": attr(scope, "itemtype").split(" ")[0]}
        outer = scope.find_parent(attrs={"itemscope": True})
        if isinstance(outer, Tag) and attr(scope, "itemprop") in RELATED:
            item["_related"] = True
        for prop in scope.select("[itemprop]"):
            if prop.find_parent(attrs={"itemscope": True}) is scope and not prop.has_attr("itemscope"):
                value = (
                    attr(prop, "content")
                    or attr(prop, "href")
                    or attr(prop, "src")
                    or squeeze(prop.get_text(" "))
                )
                item.setdefault(attr(prop, "itemprop"), value)
        if scope.select_one('[itemprop="offers"]'):
            item.setdefault("offers", {"@type": "Offer"})
        yield item


def offer_of(product: dict[str, Any]) -> dict[str, Any]:
    """Return a product's first offer, {} when it has none."""
    offers = product.get("offers")
    if isinstance(offers, list):
        offers = next((o for o in offers if isinstance(o, dict)), None)
    return offers if isinstance(offers, dict) else {}
