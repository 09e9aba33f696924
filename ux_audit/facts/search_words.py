"""Searching in a shopper's own words: synonyms, a kind of thing with a property, and words for the shop's help."""

from urllib.parse import parse_qsl, urlsplit

from bs4 import Tag

from ux_audit.facts.search import FIRST_HITS, path_of, says_nothing
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.addresses import page_key
from ux_audit.reading.cards import Card, find_card_groups
from ux_audit.reading.queries import find_synonym, listed_titles, names_kind, says_word
from ux_audit.reading.snapshot import FRAME, stands_in, text_of

NOT_ASKED = "not asked in this walk"
UNREAD = "the page shows neither products nor a message that nothing was found"
HELP = ("returns", "shipping")
LONGEST_LINK = 60
LONGEST_HEADING = 80
SYNONYM = (
    "search.synonym_query",
    "search.synonym_word",
    "search.synonym_results",
    "search.synonym_share",
    "search.synonym_found",
)
ATTRIBUTE = (
    "search.attribute_query",
    "search.attribute_results",
    "search.attribute_share",
    "search.attribute_found",
)


def observe_search_words(walk: Walk) -> dict[str, Fact]:
    """Return search.synonym_*, search.attribute_* and search.service_*."""
    return {**_synonym(walk), **_attribute(walk), **_service(walk)}


def _synonym(walk: Walk) -> dict[str, Fact]:
    sight = walk.first("search_synonym")
    if sight is None:
        facts = dict.fromkeys(SYNONYM, unseen(NOT_ASKED))
        pages = [look.snapshot for look in walk.all("home", "listing")]
        known = find_synonym(listed_titles(pages, walk.vocabulary), walk.vocabulary)
        asked = unseen("no list of products was seen") if not walk.all("listing") else seen(known is not None)
        return {**facts, "search.synonym_known": asked}
    query, word = sight.visit.context.get("query", ""), sight.visit.context.get("word", "")
    where = seen_at(sight)
    facts = {
        "search.synonym_known": seen(True, where),
        "search.synonym_query": seen(query, where),
        "search.synonym_word": seen(word, where),
    }
    cards, nothing = _shown(walk, sight), says_nothing(walk, sight)
    if not cards and not nothing:
        return {**dict.fromkeys(SYNONYM, unseen(UNREAD)), **facts}
    right = [card for card in cards if any(_names(walk, card.title, one) for one in (word, query))]
    # What a page in vain shows beside its message was not found.
    cards = [] if nothing and not right else cards
    led = _offers(sight, word)
    share = 1.0 if led is not None else round(len(right) / len(cards), 2) if cards else 0.0
    proof = seen_at(sight, led if led is not None else right[0].tag if right else None)
    return {
        **facts,
        "search.synonym_results": seen(len(cards), proof),
        "search.synonym_share": seen(share, proof),
        "search.synonym_found": seen(share > 0, proof),
    }


def _names(walk: Walk, title: str, word: str) -> bool:
    return names_kind(title, word, walk.vocabulary) or says_word(title, word)


def _shown(walk: Walk, sight: Sight) -> list[Card]:
    """The first products on the page; those that the shopper looked at before stand there whatever was searched for."""
    groups = find_card_groups(sight.snapshot, walk.vocabulary)
    found = [group for group in groups if not walk.vocabulary.has("recently_viewed", group.heading)]
    return [card for group in found for card in group.cards][:FIRST_HITS]


def _offers(sight: Sight, word: str) -> Tag | None:
    """The link in the page's content that searches for the shop's own word instead."""
    for link in sight.snapshot.links:
        values = [value.casefold() for _, value in parse_qsl(urlsplit(sight.snapshot.address(link)).query)]
        if (
            word.casefold() in values
            and says_word(text_of(link), word)
            and not stands_in(link, [*FRAME, "aside"])
        ):
            return link
    return None


def _attribute(walk: Walk) -> dict[str, Fact]:
    sight = walk.first("search_attribute")
    if sight is None:
        return dict.fromkeys(ATTRIBUTE, unseen("no product seen tells a kind and a property to search for"))
    said = sight.visit.context
    where = seen_at(sight)
    facts = {
        **dict.fromkeys(ATTRIBUTE, unseen(UNREAD)),
        "search.attribute_query": seen(said.get("query", ""), where),
    }
    meant = page_key(said.get("expect_url", ""))
    if page_key(sight.visit.final_url) == meant:
        return {
            **facts,
            "search.attribute_found": seen(True, where, note="the search led straight to the product"),
        }
    cards, nothing = _shown(walk, sight), says_nothing(walk, sight)
    if not cards and not nothing:
        return facts
    itself = next((card for card in cards if page_key(card.url) == meant), None)
    words = said.get("kind", ""), said.get("value", "")
    both = [card for card in cards if all(says_word(text_of(card.tag), word) for word in words)]
    cards = [] if nothing and not (both or itself) else cards
    share = round(len(both) / len(cards), 2) if cards else 0.0
    proof = seen_at(sight, itself.tag if itself else both[0].tag if both else None)
    facts["search.attribute_results"] = seen(len(cards), proof)
    facts["search.attribute_share"] = seen(share, proof)
    if itself is None and len(cards) >= FIRST_HITS and not both:
        why = "the products found do not tell the property in the list"
        return {**facts, **dict.fromkeys(ATTRIBUTE[2:], unseen(why))}
    facts["search.attribute_found"] = seen(itself is not None, proof)
    return facts


def _service(walk: Walk) -> dict[str, Fact]:
    names = ("search.service_query", "search.service_found")
    sight = walk.first("search_service")
    if sight is None:
        return dict.fromkeys(names, unseen(NOT_ASKED))
    where = seen_at(sight)
    led = _leads_to_help(walk, sight)
    hit = next((link for link in sight.snapshot.links if _is_help(walk, sight, link)), None)
    found = led or hit is not None
    return {
        "search.service_query": seen(sight.visit.context.get("query", ""), where),
        "search.service_found": seen(found, seen_at(sight, hit) if hit is not None else where),
    }


def _leads_to_help(walk: Walk, sight: Sight) -> bool:
    """Whether the search ended on another page than its results, and that page's heading speaks of help."""
    usual = walk.first("search_exact", "search_none")
    if usual is None or path_of(usual.visit.final_url) == path_of(sight.visit.final_url):
        return False
    heads = [text_of(head) for head in sight.snapshot.select_visible("h1, h2")]
    return any(_speaks_of_help(walk, text, LONGEST_HEADING) for text in heads)


def _is_help(walk: Walk, sight: Sight, link: Tag) -> bool:
    address = sight.snapshot.address(link)
    return (
        sight.snapshot.is_own(address)
        and page_key(address) != page_key(sight.snapshot.url)
        and not stands_in(link, [*FRAME, "aside"])
        and _speaks_of_help(walk, text_of(link), LONGEST_LINK)
    )


def _speaks_of_help(walk: Walk, text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and any(walk.vocabulary.has(key, text) for key in HELP)
