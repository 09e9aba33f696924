"""What became of a list when one choice of a filter was applied, and when the shopper came back to it from a product."""

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.addresses import page_key
from ux_audit.reading.cards import find_cards
from ux_audit.reading.filter_choices import COUNT, ONE_AT_A_TIME, FilterChoice, find_filter_choices
from ux_audit.reading.filters import find_filter_groups
from ux_audit.reading.list_total import find_total
from ux_audit.reading.snapshot import Snapshot, box_of, text_of

NOT_TRIED = "no choice of a filter could be tried"
UNCLEAR = "the list looks as before, and nothing tells whether the choice leaves fewer products"
NOT_BACK = "no list was returned to from a product below its first screen"
FIRST_CARDS = 10
JOINTS = re.compile(r"[|,;:._+\s-]+")  # what stands between several values of one parameter
CHIP_LETTERS = 30  # what may stand beside a value that is shown as chosen
CHIPS = "a, button, li, span, div, p, label, h1, h2, h3, strong, em"
NAMES = (
    "listing.filter_tried", "listing.filter_works", "listing.filter_count_right", "listing.filter_shown",
    "listing.filter_in_address", "listing.filter_multiselect",
)  # fmt: skip


def observe_narrowing(walk: Walk) -> dict[str, Fact]:
    """Return listing.filter_* of the filter that was tried, and listing.back_*."""
    return {**_filtered(walk), **_back(walk)}


def _filtered(walk: Walk) -> dict[str, Fact]:
    sight = walk.first("filtered")
    said = sight.visit.context if sight else {}
    before = next((other for other in walk.sights if other.visit.id == said.get("before")), None)
    if sight is None or before is None:
        return dict.fromkeys(NAMES, unseen(NOT_TRIED))
    where = seen_at(sight)
    tried = seen(f"{said.get('group', '')}: {said.get('choice', '')}", where)
    works, right = _narrowed(walk, before, sight)
    facts = {**dict.fromkeys(NAMES, unseen(works.note or NOT_TRIED)), "listing.filter_tried": tried}
    facts["listing.filter_works"] = works
    if not works.value:
        return facts
    choices = find_filter_choices(sight.snapshot, walk.vocabulary)
    return {
        **facts,
        "listing.filter_count_right": right,
        "listing.filter_shown": seen(_is_shown(walk, before, sight, choices), where),
        "listing.filter_in_address": seen(sight.visit.final_url != before.visit.final_url, where),
        "listing.filter_multiselect": _combines(walk, before, sight, choices),
    }


def _narrowed(walk: Walk, before: Sight, after: Sight) -> tuple[Fact, Fact]:
    """Whether the list followed the choice, and whether it holds as many products as the choice said."""
    was, now = _total(walk, before), _total(walk, after)
    said = after.visit.context.get("count", "")
    count = int(said) if said.isdigit() else None
    first, then = (_first_cards(walk, sight.snapshot) for sight in (before, after))
    where = seen_at(after)
    no_number = unseen("the number of products is not told on both sides")
    right = no_number if count is None or now is None else seen(count == now, where)
    if was != now or first != then:
        if was is not None and now is not None and now > was:
            return seen(False, where, note="the list is longer than before"), right
        return seen(True, where), right
    sent = after.visit.context.get("sent") == "true"
    if sent and count is not None and was is not None and count < was:
        return seen(False, where, note="the list stays as it was"), right
    return unseen(UNCLEAR), no_number


def _total(walk: Walk, sight: Sight) -> int | None:
    counted = find_total(sight.snapshot, walk.vocabulary)
    return counted[1] if counted else None


def _first_cards(walk: Walk, snapshot: Snapshot) -> list[str]:
    return [page_key(card.url) for card in find_cards(snapshot, walk.vocabulary)][:FIRST_CARDS]


def _is_shown(walk: Walk, before: Sight, after: Sight, choices: list[FilterChoice]) -> bool:
    """Whether the page shows the value as chosen: picked among the choices in view, or named where it was not before."""
    label = after.visit.context.get("choice", "").casefold()
    if any(choice.picked and choice.label.casefold() == label for choice in choices):
        return True
    return bool(_chips(walk, after.snapshot, label) - _chips(walk, before.snapshot, label))


def _chips(walk: Walk, snapshot: Snapshot, label: str) -> Counter[str]:
    """Short texts outside the products that name the value."""
    cards = [card.tag for card in find_cards(snapshot, walk.vocabulary)]
    texts = Counter[str]()
    named = re.compile(rf"(?<![0-9a-z]){re.escape(label)}(?![0-9a-z])")
    for tag in snapshot.select_visible(CHIPS):
        text = COUNT.sub("", text_of(tag).casefold())
        short = len(text) <= len(label) + CHIP_LETTERS and named.search(text) is not None
        if short and not any(node is card for node in (tag, *tag.parents) for card in cards):
            texts[text] += 1
    return texts


def _combines(walk: Walk, before: Sight, after: Sight, choices: list[FilterChoice]) -> Fact:
    """Whether a second value of the same filter can be added to the first."""
    said = after.visit.context
    group, label = said.get("group", "").casefold(), said.get("choice", "").casefold()
    others = [c for c in choices if c.group.casefold() == group and c.label.casefold() != label]
    if not others:
        if not find_filter_groups(after.snapshot, walk.vocabulary):
            return unseen("the filters are closed again once a choice is applied")
        return unseen("the filter that was used shows no other values any more")
    if others[0].kind == ONE_AT_A_TIME:
        return unseen("the filter that was used is by rating, where one value at a time makes sense")
    boxes = [choice for choice in others if not choice.is_link]
    if boxes:
        return seen(boxes[0].is_box, seen_at(after, boxes[0].pressed))
    chosen = set(_values(after.visit.final_url)) - set(_values(before.visit.final_url))
    if not chosen:
        return unseen("the links of the filter do not tell whether they keep what was chosen")
    keeps = [link for link in others if chosen <= set(_values(after.snapshot.address(link.tag)))]
    return seen(bool(keeps), seen_at(after, (keeps or others)[0].tag))


def _values(address: str) -> list[tuple[str, str]]:
    """The values in a query; several in one parameter are told apart."""
    return [
        (name, value) for name, joined in parse_qsl(urlsplit(address).query) for value in JOINTS.split(joined)
    ]


def _back(walk: Walk) -> dict[str, Fact]:
    names = ("listing.back_state", "listing.back_screens")
    sight = walk.first("listing_back")
    if sight is None:
        return dict.fromkeys(names, unseen(NOT_BACK))
    said = sight.visit.context
    before = next((other for other in walk.sights if other.visit.id == said.get("before")), None)
    if before is None or page_key(sight.visit.final_url) != page_key(before.visit.final_url):
        return dict.fromkeys(names, unseen("going back led to another page"))
    card = next(
        (
            c
            for c in find_cards(sight.snapshot, walk.vocabulary)
            if page_key(c.url) == page_key(said.get("card_url", ""))
        ),
        None,
    )
    box = (card.box or box_of(card.tag)) if card is not None else None
    screen = sight.visit.screen_height
    top = sight.visit.scroll_y
    away = 0.0 if box is None else max(0.0, top - box.bottom, box.y - top - screen) / screen
    where = seen_at(sight, card.tag if card is not None else None)
    # The product lay below the first screen: at the top of the list again, its place is lost.
    at_top = top == 0 and away > 0
    state = "reset" if card is None else "kept" if away <= 1 and not at_top else "moved"
    if state != "kept" and said.get("by_script") != "true" and said.get("kept_alive") == "true":
        why = "a browser that keeps the last pages alive may show the list as it was left; the one that looked does not"
        return dict.fromkeys(names, unseen(why))
    screens = (
        seen(round(away, 1), where) if card is not None else unseen("the product is not in the list any more")
    )
    return {"listing.back_state": seen(state, where, confidence=0.8), "listing.back_screens": screens}
