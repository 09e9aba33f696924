"""What laws of markets ask to see: who the seller is, filings, the way to withdraw, the words that order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import urlsplit

from bs4 import Tag

from ux_audit.catalog import read_recognition
from ux_audit.facts.site import find_frame_links
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact, Model, Purpose
from ux_audit.reading.snapshot import attr, box_of, text_of
from ux_audit.reading.structured import read_structured, type_names

FRAMED: tuple[Purpose, ...] = ("home", "listing", "product")
SELLERS = frozenset(
    ("Organization", "OnlineStore", "Store", "LocalBusiness", "Corporation", "OnlineBusiness")
)
NAMES = {
    "imprint": "trust.imprint_link", "commerce_notice": "trust.commerce_notice_link",
    "business_number": "trust.business_number", "mail_order_number": "trust.mail_order_number",
    "business_licence": "trust.business_licence", "icp_number": "trust.icp_number", "icp_link": "trust.icp_link",
    "police_filing": "trust.police_filing",
}  # fmt: skip
CODES = {"UK": "GB"}  # domains that differ from the country's code
LONGEST_LINK = 60
# Signs may be pictures, of which only the words beside them can be read.
SURE_OF_NONE = 0.75
ELSEWHERE = "the address may stand on a page that was not opened"
NO_FRAME = "no page with a header and footer was seen"


class Sign(Model):
    """How one sign is known, as patterns; an empty one matches nothing."""

    links: str = ""
    paths: str = ""
    hosts: str = ""
    texts: str = ""


class IdentityRules(Model):
    """The file rules/reading/identity.yaml."""

    signs: dict[str, Sign]
    open_domains: tuple[str, ...]


@cache
def _load_rules() -> IdentityRules:
    return read_recognition("identity", IdentityRules)


@dataclass(frozen=True)
class _Place:
    """A page where signs are looked for, read once: all its words, hidden ones too, and its links."""

    sight: Sight

    @cached_property
    def text(self) -> str:
        return text_of(self.sight.snapshot.body, hidden=True)

    @cached_property
    def links(self) -> list[tuple[str, Tag]]:
        tags = self.sight.snapshot.body.find_all("a", href=True)
        return [(urlsplit(attr(tag, "href")).netloc, tag) for tag in tags]

    @cached_property
    def pictures(self) -> list[Tag]:
        return list(self.sight.snapshot.body.find_all("img", alt=True))


def observe_law(walk: Walk) -> dict[str, Fact]:
    """Return the country, who sells and under which filings, and the way to withdraw."""
    sights = walk.all(*FRAMED)
    if not sights:
        names = (*NAMES.values(), "site.country", "trust.business_address", "trust.withdrawal_link")
        return dict.fromkeys(names, unseen(NO_FRAME))
    links = find_frame_links(walk)
    places = [*sights[:4], *walk.all("policy")]
    read = [_Place(sight) for sight in places]
    facts = {
        NAMES[name]: _whether(_find_sign(sign, read, links), sights[0])
        for name, sign in _load_rules().signs.items()
    }
    withdrawal = next(
        (
            (s, a)
            for s in (*places, *walk.all("cart"))
            for a in s.snapshot.body.find_all(["a", "button"])
            if walk.vocabulary.grade("withdrawal_function", text_of(a, hidden=True)[:LONGEST_LINK]) >= 0.8
        ),
        None,
    )
    return {
        "site.country": _country(places),
        **facts,
        "trust.business_address": _address(walk, places, links),
        "trust.withdrawal_link": _whether(withdrawal, sights[0]),
    }


def _whether(found: tuple[Sight, Tag] | None, otherwise: Sight) -> Fact:
    if found is not None:
        return seen(True, seen_at(*found, text_of(found[1], hidden=True)))
    foot = next(reversed(otherwise.snapshot.select_visible("footer, [role=contentinfo]")), None)
    return seen(False, seen_at(otherwise, foot), confidence=SURE_OF_NONE)


def _find_sign(sign: Sign, places: list[_Place], links: list[tuple[Sight, Tag]]) -> tuple[Sight, Tag] | None:
    for sight, link in links:
        text = text_of(link, hidden=True)
        path = urlsplit(sight.snapshot.address(link)).path
        if sign.links and len(text) <= LONGEST_LINK and re.fullmatch(sign.links, text.strip(), re.I):
            return sight, link
        if sign.paths and re.search(rf"(^|[/_.-])({sign.paths})([/_.-]|$)", path, re.I):
            return sight, link
    for place in places:
        for host, link in place.links if sign.hosts else ():
            if host and re.search(rf"(^|\.)({sign.hosts})$", host, re.I):
                return place.sight, link
        if sign.texts and (tag := _find_text(place, re.compile(sign.texts, re.I))) is not None:
            return place.sight, tag
    return None


def _find_text(place: _Place, pattern: re.Pattern[str]) -> Tag | None:
    """A picture whose alternative text says so, or the smallest element that does."""
    picture = next((t for t in place.pictures if pattern.search(attr(t, "alt"))), None)
    if picture is not None or not pattern.search(place.text):
        return picture
    tag = place.sight.snapshot.body
    while (inner := _child_that_says(tag, pattern)) is not None:
        tag = inner
    return tag if box_of(tag) is not None else tag.find_parent(attrs={"data-ux-box": True})


def _child_that_says(tag: Tag, pattern: re.Pattern[str]) -> Tag | None:
    silent = ("script", "style", "template")
    children = (child for child in tag.find_all(True, recursive=False) if child.name not in silent)
    return next((child for child in children if pattern.search(text_of(child, hidden=True))), None)


def _country(places: list[Sight]) -> Fact:
    """The country that the seller's structured address names, else the shop's domain."""
    for sight in places:
        for address in _addresses(sight):
            country = address.get("addressCountry")
            code = str(country.get("name") if isinstance(country, dict) else country or "").strip()
            if re.fullmatch(r"[A-Za-z]{2}", code):
                return seen(code.upper(), seen_at(sight))
    host = urlsplit(places[0].visit.final_url).hostname or ""
    last = host.rpartition(".")[2]
    if re.fullmatch(r"[a-z]{2}", last) and "." in host and last not in _load_rules().open_domains:
        return seen(CODES.get(last.upper(), last.upper()), seen_at(places[0]))
    return unseen("neither the domain nor a structured address names a country")


def _addresses(sight: Sight) -> Iterator[dict[str, object]]:
    for item in read_structured(sight.snapshot).items:
        if type_names(item) & SELLERS:
            given = item.get("address")
            for address in given if isinstance(given, list) else [given]:
                if isinstance(address, dict):
                    yield address


def _address(walk: Walk, places: list[Sight], links: list[tuple[Sight, Tag]]) -> Fact:
    """Whether the seller's postal address stands on the pages; what stands elsewhere was not seen."""
    for sight in places:
        if any(address.get("streetAddress") for address in _addresses(sight)):
            return seen(True, seen_at(sight))
        for tag in sight.snapshot.select("address, [itemprop=streetAddress]"):
            if re.search(r"\d", text_of(tag, hidden=True)):
                return seen(True, seen_at(sight, tag, text_of(tag, hidden=True)))
    leading = ("contact", "about", "terms", "privacy", "help")
    elsewhere = any(walk.vocabulary.has(key, text_of(a, hidden=True)) for _, a in links for key in leading)
    return unseen(ELSEWHERE) if elsewhere else seen(False, seen_at(places[0]), confidence=SURE_OF_NONE)
