"""Where the Tab key leads on a product's page, and whether the focus can be seen."""

from bs4 import Tag

from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.snapshot import Snapshot, attr, is_visible

NOT_TRIED = "the Tab key was not tried on a product's page"
COVERED_BY_DIALOG = "a window over the page keeps the focus, as it should"
FIRST_STOPS = 40  # whose focus is looked at
LEAST_STOPS = 10  # of fewer, a share says little
TRAP_STOPS = 3  # so few in twelve presses is a trap, where the page has more
SKIP_WITHIN = 3  # stops among which a link to the content has to be
FOCUSABLE = "button, input, select, textarea, a[href], summary"
MODAL = "[aria-modal=true], dialog[open]"
FIELDS = ("input", "select", "textarea")
NAMES = (
    "accessibility.buy_reachable", "accessibility.buy_stops", "accessibility.skip_link", "accessibility.keyboard_trap",
    "accessibility.focus_stops", "accessibility.focus_unseen", "accessibility.focus_unseen_share",
    "accessibility.focus_covered",
)  # fmt: skip


def observe_keyboard(walk: Walk) -> dict[str, Fact]:
    """Return accessibility.* of what the Tab key showed."""
    sight = walk.first("keyboard")
    if sight is None:
        return dict.fromkeys(NAMES, unseen(NOT_TRIED))
    if any(is_visible(tag) for tag in sight.snapshot.select(MODAL)):
        return dict.fromkeys(NAMES, unseen(COVERED_BY_DIALOG))
    stops = sorted(sight.snapshot.select("[data-ux-stop]"), key=stop_number)
    return {**_way(sight, stops), **_focus(sight, stops)}


def stop_number(tag: Tag) -> int:
    """Return after how many presses of Tab the element was focused."""
    return int(attr(tag, "data-ux-stop"))


def _way(sight: Sight, stops: list[Tag]) -> dict[str, Fact]:
    said = sight.visit.context
    whole = seen_at(sight)
    trapped = _is_trapped(said, len(stops))
    skips = next((tag for tag in stops[:SKIP_WITHIN] if _skips(sight.snapshot, tag)), None)
    facts = {
        "accessibility.skip_link": seen(skips is not None, seen_at(sight, skips)),
        "accessibility.keyboard_trap": seen(trapped, whole),
    }
    button = sight.snapshot.element(said.get("target", ""))
    if button is None:
        why = unseen("no control that puts the product into the cart was found")
        return {**facts, "accessibility.buy_reachable": why, "accessibility.buy_stops": why}
    where = seen_at(sight, button)
    hit = next((tag for tag in stops if tag is button or _holds(tag, button) or _holds(button, tag)), None)
    if hit is not None:
        return {
            **facts,
            "accessibility.buy_reachable": seen(True, where),
            "accessibility.buy_stops": seen(stop_number(hit), where),
        }
    went_round = said.get("left_page") == "true" or int(said.get("repeats", "0")) > 0
    if not _takes_focus(button) and not trapped:
        facts["accessibility.buy_reachable"] = seen(False, where)
    elif _is_off(button):
        facts["accessibility.buy_reachable"] = unseen("the button is switched off until an option is chosen")
    elif went_round and not trapped:
        facts["accessibility.buy_reachable"] = unseen(
            "the button takes the focus, but Tab did not come to it"
        )
    else:
        facts["accessibility.buy_reachable"] = unseen("Tab did not come as far as the button")
    return {**facts, "accessibility.buy_stops": unseen("Tab did not come to the button")}


def _is_trapped(said: dict[str, str], stops: int) -> bool:
    few = int(said.get("last_stops", "99")) <= TRAP_STOPS
    return few and int(said.get("focusable", "0")) > stops + TRAP_STOPS and said.get("left_page") != "true"


def _holds(outer: Tag, tag: Tag) -> bool:
    return any(node is outer for node in tag.parents)


def _takes_focus(button: Tag) -> bool:
    """Whether the control, something in it or around it takes the focus by its element or an index."""
    around = [button, *(node for node in button.parents if node.name in ("a", "button", "summary", "label"))]
    inside = button.select(f"{FOCUSABLE}, [data-ux-tab]")
    return (
        bool(inside)
        or any(node.get("data-ux-tab") == "1" or node.name == "label" for node in around)
        or _is_off(button)
    )


def _is_off(button: Tag) -> bool:
    return button.has_attr("disabled") or attr(button, "data-ux-disabled") == "1"


def _skips(snapshot: Snapshot, tag: Tag) -> bool:
    target = attr(tag, "href").partition("#")[2]
    same = (
        attr(tag, "href").startswith("#")
        or attr(tag, "href").partition("#")[0] == snapshot.url.partition("#")[0]
    )
    return tag.name == "a" and bool(target) and same


def _focus(sight: Sight, stops: list[Tag]) -> dict[str, Fact]:
    judged = [tag for tag in stops if attr(tag, "data-ux-focus") != "frame"][:FIRST_STOPS]
    if len(judged) < LEAST_STOPS:
        why = unseen("Tab came to too few elements to tell")
        return dict.fromkeys(NAMES[4:], why)
    unseen_ones = [tag for tag in judged if attr(tag, "data-ux-focus") in ("unseen", "away")]
    target = sight.visit.context.get("target", "")
    button = sight.snapshot.element(target)
    covered = [
        tag
        for tag in stops
        if attr(tag, "data-ux-focus") == "covered"
        and (tag.name in FIELDS or (button is not None and (tag is button or _holds(button, tag))))
    ]
    proof = seen_at(sight, unseen_ones[0] if unseen_ones else None)
    return {
        "accessibility.focus_stops": seen(len(judged), seen_at(sight)),
        "accessibility.focus_unseen": seen(len(unseen_ones), proof),
        "accessibility.focus_unseen_share": seen(round(len(unseen_ones) / len(judged), 2), proof),
        "accessibility.focus_covered": seen(bool(covered), seen_at(sight, covered[0] if covered else None)),
    }
