from bs4 import Tag

from tests.facts.walks_by_hand import Look, walk_of
from tests.snapshots import snapshot_of
from ux_audit.facts.keyboard import observe_keyboard
from ux_audit.reading.snapshot import ux_id

SAID = {"focusable": "20", "left_page": "true", "repeats": "0", "last_stops": "9"}


def stops(count: int, focus: str = "seen", first: int = 1) -> str:
    return "".join(
        f'<a href="/{n}" data-ux-stop="{n}" data-ux-focus="{focus}">{n}</a>'
        for n in range(first, first + count)
    )


def facts_of(body: str, **said: str) -> dict[str, object]:
    page = f"<main>{body}</main>"
    target = snapshot_of(page).soup.find(id="buy")
    context = {**SAID, "target": ux_id(target) if isinstance(target, Tag) else "", **said}
    return {
        name: fact.value
        for name, fact in observe_keyboard(walk_of([Look("keyboard", page, "/p/1", context)])).items()
    }


def test_nothing_is_known_without_the_look() -> None:
    assert {fact.value for fact in observe_keyboard(walk_of([])).values()} == {None}


def test_a_window_over_the_page_keeps_the_focus_rightly() -> None:
    facts = facts_of(stops(12) + '<div aria-modal="true">x</div>', left_page="false", last_stops="2")
    assert facts["accessibility.keyboard_trap"] is None


def test_a_real_button_is_reached_and_a_drawn_one_is_not() -> None:
    reached = facts_of(stops(12) + '<button id="buy" data-ux-stop="13" data-ux-focus="seen">Add</button>')
    assert reached["accessibility.buy_reachable"] is True
    assert reached["accessibility.buy_stops"] == 13
    drawn = facts_of(stops(12) + '<div id="buy" onclick="add()">Add</div>')
    assert drawn["accessibility.buy_reachable"] is False


def test_a_button_that_is_off_or_that_tab_missed_is_no_failure() -> None:
    off = facts_of(stops(12) + '<button id="buy" disabled>Add</button>')
    assert off["accessibility.buy_reachable"] is None
    missed = facts_of(stops(12) + '<button id="buy" data-ux-tab="1">Add</button>')
    assert missed["accessibility.buy_reachable"] is None


def test_a_trap_is_few_stops_among_many() -> None:
    held = {"left_page": "false", "repeats": "14", "last_stops": "2"}
    assert facts_of(stops(3), **held)["accessibility.keyboard_trap"] is True
    assert facts_of(stops(3), **{**held, "focusable": "4"})["accessibility.keyboard_trap"] is False


def test_the_share_of_unmarked_places_and_what_lies_covered() -> None:
    facts = facts_of(stops(8) + stops(4, "unseen", 9) + '<input data-ux-stop="13" data-ux-focus="covered">')
    assert facts["accessibility.focus_unseen"] == 4
    assert facts["accessibility.focus_covered"] is True
    assert facts_of(stops(5, "unseen"))["accessibility.focus_unseen_share"] is None
