"""Searching: by title, with a typo, for nothing, while typing."""

import re
from difflib import get_close_matches
from urllib.parse import parse_qsl, urlsplit

from bs4 import Tag

from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.controls import rank_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.menus import find_category_links
from ux_audit.reading.snapshot import FRAME, is_visible, squeeze, stands_in, text_of

FIRST_HITS = 10
LIKENESS = 0.6  # of a misspelt word and the word meant; one wrong letter in five leaves 0.8
QUOTES = " \"'“”„‘’«»「」『』?？"
NAMES = (
    "search.present", "search.exact_title_found", "search.exact_title_query", "search.typo_found", "search.typo_query",
    "search.autocomplete", "search.keeps_query", "search.no_results_message", "search.no_results_help",
)  # fmt: skip
MESSAGES = "h1, h2, h3, h4, p, li, td, strong, span, div, section"
LONGEST_MESSAGE = 200
SUGGESTION_BOXES = "[role=listbox], [role=option], [class*=suggest], [class*=autocomplete], [class*=typeahead], [class*=predictive], [id*=suggest], [id*=autocomplete]"


def observe_search(walk: Walk) -> dict[str, Fact]:
    """Return search.* of titles, typing errors and nonsense."""
    facts: dict[str, Fact] = {}
    results = walk.all("search_exact", "search_typo", "search_none")
    if not results:
        home = walk.first("home")
        if home is None:
            return {**facts, **dict.fromkeys(NAMES, unseen("the home page was not seen"))}
        facts.update(dict.fromkeys(NAMES, unseen("no search could be made")))
        if not offers_search(walk, home):
            facts["search.present"] = seen(False, seen_at(home))
        return facts
    led = [s for s in results if s.visit.context.get("left_page") == "true" or s.visit.kind == "search"]
    facts["search.present"] = seen(bool(led), seen_at((led or results)[0]))
    exact, typo, none = walk.first("search_exact"), walk.first("search_typo"), walk.first("search_none")
    facts["search.exact_title_found"] = _found(walk, exact, "no title was searched for")
    facts["search.exact_title_query"] = _query(exact)
    facts["search.typo_found"] = _found(walk, typo, "no title has a word long enough to misspell")
    facts["search.typo_query"] = _query(typo)
    facts["search.autocomplete"] = _autocomplete(walk)
    facts["search.keeps_query"] = _keeps(walk, exact or typo or none)
    facts.update(_nothing(walk, none))
    return facts


def offers_search(walk: Walk, sight: Sight) -> bool:
    """Return whether a page shows anything to search with, also in a closed menu."""
    if any(f.scope == "search" for f in find_fields(sight.snapshot, walk.vocabulary)):
        return True
    if rank_controls(sight.snapshot, "search_open", walk.vocabulary):
        return True
    return (
        sight.snapshot.body.select_one("input[type=search], [role=search], form[action*=search]") is not None
    )


def _query(sight: Sight | None) -> Fact:
    return seen(sight.visit.context.get("query", ""), seen_at(sight)) if sight else unseen("not searched")


def _found(walk: Walk, sight: Sight | None, why: str) -> Fact:
    if sight is None:
        return unseen(why)
    wanted = path_of(sight.visit.context.get("expect_url", ""))
    title = sight.visit.context.get("expect_title", "").casefold()
    if wanted and path_of(sight.visit.final_url) == wanted:
        return seen(True, seen_at(sight), note="the search led straight to the product")
    groups = find_card_groups(sight.snapshot, walk.vocabulary)
    # What the shopper looked at before stands there whatever was searched for.
    found = [group for group in groups if not walk.vocabulary.has("recently_viewed", group.heading)]
    cards = [card for group in found for card in group.cards][:FIRST_HITS]
    for card in cards:
        if path_of(card.url) == wanted or (title and card.title.casefold() == title):
            return seen(True, seen_at(sight, card.tag, card.title))
    links = [
        a
        for a in sight.snapshot.links
        if path_of(sight.snapshot.address(a)) == wanted and not stands_in(a) and not _was_seen_before(walk, a)
    ]
    if links and (not says_nothing(walk, sight) or _says_what_was_meant(sight)):
        return seen(True, seen_at(sight, links[0]))
    suggested = find_correction(walk, sight)
    if suggested is not None:
        return seen(True, seen_at(sight, suggested), confidence=0.85, note="a suggestion puts the word right")
    return seen(False, seen_at(sight))


def _was_seen_before(walk: Walk, link: Tag) -> bool:
    """Whether a link stands in a part of the page whose heading says that its products were looked at before."""
    heads = (part.find(["h2", "h3", "h4", "h5"], recursive=False) for part in link.parents)
    return any(
        walk.vocabulary.has("recently_viewed", text_of(head)) for head in heads if isinstance(head, Tag)
    )


def find_correction(walk: Walk, sight: Sight) -> Tag | None:
    """Return the link that offers to search for the word as the product's title has it, or None."""
    meant = _meant(sight)
    if not meant:
        return None
    for link in sight.snapshot.links:
        if stands_in(link, [*FRAME, "aside"]) or link.parent is None:
            continue
        text = text_of(link).casefold().strip(QUOTES)
        values = [value.casefold() for _, value in parse_qsl(urlsplit(sight.snapshot.address(link)).query)]
        asks = text == meant and text in values
        if meant in text and (asks or walk.vocabulary.has("did_you_mean", text_of(link.parent))):
            return link
    return None


def _meant(sight: Sight) -> str:
    """The word of the product's title that a misspelt search meant; "" where it was not misspelt."""
    query, title = (sight.visit.context.get(key, "").casefold().strip() for key in ("query", "expect_title"))
    meant = get_close_matches(query, [*re.findall(r"\w+", title), title], n=1, cutoff=LIKENESS)
    return meant[0] if meant and meant[0] not in query else ""


def _says_what_was_meant(sight: Sight) -> bool:
    """Whether a message names the word that was typed and the word for which something is shown instead."""
    query, meant = sight.visit.context.get("query", "").casefold().strip(), _meant(sight)
    return bool(meant) and any(
        query in text and meant in text
        for tag in sight.snapshot.select_visible(MESSAGES)
        if tag.find("a") is None and len(text := text_of(tag).casefold()) <= LONGEST_MESSAGE
    )


def says_nothing(walk: Walk, sight: Sight) -> bool:
    """Whether a message on the page says that nothing was found; a cart's 0 beside a heading is no message."""
    messages = (
        text_of(tag)
        for tag in sight.snapshot.select_visible(MESSAGES)
        if not stands_in(tag, ["header", "nav"])
    )
    return any(
        len(text) <= LONGEST_MESSAGE and walk.vocabulary.find("no_results", text) is not None
        for text in messages
    )


def path_of(url: str) -> str:
    """Return the path of an address, or the route behind its # where a script shows pages so."""
    parts = urlsplit(url)
    route = parts.fragment.removeprefix("!")
    return (urlsplit(route).path if route.startswith("/") else parts.path).rstrip("/")


def _autocomplete(walk: Walk) -> Fact:
    sight = walk.first("search_typing")
    if sight is None:
        return unseen("nothing was typed into a search field")
    query = sight.visit.context.get("query", "").casefold()
    before = sight.visit.context.get("links_before", "")
    boxes = [
        t
        for t in sight.snapshot.select(SUGGESTION_BOXES)
        if is_visible(t) and len(text_of(t)) > 2 and t.name not in ("input", "form")
    ]
    named = [t for t in boxes if query and query in text_of(t).casefold()]
    if named:
        return seen(True, seen_at(sight, named[0]))
    fresh = [
        a
        for a in sight.snapshot.links
        if (t := squeeze(text_of(a))) and query and query in t.casefold() and t not in before
    ]
    return seen(len(fresh) >= 1, seen_at(sight, fresh[0] if fresh else None))


def _keeps(walk: Walk, sight: Sight | None) -> Fact:
    if sight is None:
        return unseen("nothing was searched for")
    query = sight.visit.context.get("query", "").casefold()
    fields = [f for f in find_fields(sight.snapshot, walk.vocabulary) if f.scope == "search"]
    kept = next((f for f in fields if query and query in f.value.casefold()), None)
    if not fields:
        hidden = list(
            sight.snapshot.select(
                "input[type=search], input[name=q], input[name*=search], input[name*=keyword]"
            )
        )
        if any(query in str(t.get("data-ux-value", "")).casefold() for t in hidden):
            return seen(True, seen_at(sight, hidden[0]))
    return seen(kept is not None, seen_at(sight, kept.tag if kept else None))


def _nothing(walk: Walk, sight: Sight | None) -> dict[str, Fact]:
    if sight is None:
        return dict.fromkeys(
            ("search.no_results_message", "search.no_results_help"), unseen("nothing was searched in vain")
        )
    words = walk.vocabulary
    said = says_nothing(walk, sight) or re.search(r"(?<!\d)0\s+\w+", _heads(sight)) is not None
    main = [
        a
        for a in sight.snapshot.links
        if not stands_in(a, [*FRAME, "aside"]) and sight.snapshot.address(a) and not _was_seen_before(walk, a)
    ]
    groups = find_card_groups(sight.snapshot, words)
    frame = _frame_links(walk)
    own = [a for a in main if sight.snapshot.address(a) not in frame]
    offered = (
        any(not words.has("recently_viewed", group.heading) for group in groups)
        or len(own) >= 2
        or words.find("did_you_mean", sight.snapshot.text) is not None
    )
    return {
        "search.no_results_message": seen(said, seen_at(sight)),
        "search.no_results_help": seen(bool(said and offered), seen_at(sight), confidence=0.8),
    }


def _heads(sight: Sight) -> str:
    return " ".join(text_of(t) for t in sight.snapshot.select_visible("h1, h2, h3, p")[:8])


def _frame_links(walk: Walk) -> set[str]:
    """The addresses that stand beside every result: what the page in vain offers alone is its help."""
    found = walk.first("search_exact")
    if found is not None:
        return {found.snapshot.address(a) for a in found.snapshot.links}
    home = walk.first("home")
    if home is None:
        return set()
    categories = {link.url for link in find_category_links(home.snapshot, walk.vocabulary)}
    return {home.snapshot.address(a) for a in home.snapshot.links} - categories
