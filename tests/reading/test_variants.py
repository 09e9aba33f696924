"""A product's options in the forms that shops give them, and the button that waits for them."""

import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.buy_button import rank_buy_buttons
from ux_audit.reading.variants import Choice, choose_options

WORDS = choose_vocabulary("en", "")
ADD = "<button class='add-to-cart'>Add to cart</button>"


def choices(options: str, *, attempt: int = 0, add: str = ADD) -> list[tuple[str, str]]:
    page = snapshot_of(f"<h1>Lamp</h1><p>£20.00</p><form action='/cart/add'>{options}{add}</form>")
    button = rank_buy_buttons(page, WORDS)[0].control
    assert button.text == "Add to cart"
    found: list[Choice] = choose_options(page, WORDS, button.box, attempt=attempt)
    return [(choice.action, choice.value) for choice in found]


def test_a_row_of_short_buttons_is_an_option_though_nothing_marks_it() -> None:
    row = "<div><button type=button>Oak</button><button type=button>Green</button></div>"
    assert choices(row) == [("press", "Oak")]
    assert choices(row, attempt=1) == [("press", "Green")]


@pytest.mark.parametrize(
    "row",
    [
        "<div><button type=button>−</button><button type=button>+</button></div>",
        "<div><button type=button>Add to wish list</button><button type=button>Compare</button></div>",
        "<div><button type=button>Ask us anything about this lamp</button><button type=button>Oak</button></div>",
        "<nav><div><button type=button>Lamps</button><button type=button>Chairs</button></div></nav>",
    ],
)
def test_other_rows_of_buttons_are_none(row: str) -> None:
    assert choices(row) == []


def test_a_chosen_or_sleeping_option_is_left_alone() -> None:
    row = "<div><button type=button disabled>Oak</button><button type=button>Green</button></div>"
    assert choices(row) == [("press", "Green")]
    row = "<div><button type=button aria-pressed=true>Oak</button><button type=button>Green</button></div>"
    assert choices(row) == []


def test_a_text_that_must_be_given_is_given_in_the_shortest_way() -> None:
    label = "<label for=e>Text to engrave</label>"
    assert choices(f"{label}<input id=e name=engraving required>") == [("type", "A")]
    assert choices(f"{label}<input id=e name=engraving>") == []


def test_the_sleeping_button_is_the_one_and_not_an_option_beside_it() -> None:
    row = "<div><button type=button>Oak</button><button type=button>Green</button></div>"
    assert choices(row, add="<button disabled>Add to cart</button>") == [("press", "Oak")]


@pytest.mark.parametrize(
    "row",
    [
        "<div>Colour</div><div><button>Oak</button><button>Green</button></div>",
        "<div><button>Oak</button><button>Green</button><input type=text required hidden></div>",
    ],
)
def test_buttons_that_would_send_the_form_are_options_below_a_title_or_beside_what_they_fill(
    row: str,
) -> None:
    assert choices(f"<section>{row}</section>") == [("press", "Oak")]


def test_other_buttons_that_send_the_form_are_no_options() -> None:
    assert choices("<div><button>Oak</button><button>Green</button></div>") == []
