"""Progress indicators, and what only looks like one."""

import pytest

from tests.reading.pages_by_hand import read_page
from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.progress import find_progress


@pytest.mark.parametrize(
    ("name", "language", "total"),
    [("floating_labels", "en", 4), ("stars_after", "en", 2), ("japanese_checkout", "ja", 5)],
)
def test_named_steps_with_the_present_one_marked(name: str, language: str, total: int) -> None:
    found = find_progress(*read_page(name, language))
    assert found is not None
    assert found.total == total
    assert not found.counted


def test_numbered_heads_count_when_one_is_folded() -> None:
    assert find_progress(*read_page("accordion")) is not None
    assert find_progress(*read_page("open_sections")) is None


@pytest.mark.parametrize(
    ("text", "language", "total"),
    [
        ("Checkout - Step 2 of 3", "en", 3),
        ("Schritt 1 von 4", "de", 4),
        ("Étape 2 sur 3", "fr", 3),
        ("Krok 1 z 3", "pl", 3),
    ],
)
def test_a_count_in_words(text: str, language: str, total: int) -> None:
    found = find_progress(
        snapshot_of(f"<h1>{text}</h1>", language=language), choose_vocabulary(language, text)
    )
    assert found is not None
    assert (found.total, found.counted) == (total, True)


def test_a_bar_counts_and_a_spinner_does_not() -> None:
    words = choose_vocabulary("en", "")
    assert find_progress(snapshot_of("<div role='progressbar' aria-valuemax='4'></div>"), words) is not None
    assert find_progress(snapshot_of("<div role='progressbar' aria-valuemax='100'></div>"), words) is None


def test_a_list_of_information_pages_is_no_progress() -> None:
    words = choose_vocabulary("en", "")
    links = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("Payment", "Delivery", "Privacy", "Contact"))
    assert find_progress(snapshot_of(f"<main><ul>{links}</ul></main>"), words) is None
    assert find_progress(snapshot_of(f"<footer><ul class='steps'>{links}</ul></footer>"), words) is None
    trail = "<li><a href='/'>Home</a></li><li><a href='/shop'>Shop</a></li><li class='active'>Bag</li>"
    assert find_progress(snapshot_of(f"<nav><ol>{trail}</ol></nav>"), words) is None


@pytest.mark.parametrize(
    ("marks", "last"),
    [
        (("", "", " aria-current=step"), True),
        ((" class=active", " class=active", " class=active"), False),
        (("", " class=current", ""), False),
        ((" class=done", " class=done", " class='step current'"), True),
        (("", "", ""), False),
    ],
)
def test_the_last_step_is_present_when_it_alone_is_marked(marks: tuple[str, ...], last: bool) -> None:
    names = ("Address", "Delivery", "Payment")
    items = "".join(f"<li{mark}>{name}</li>" for mark, name in zip(marks, names, strict=True))
    found = find_progress(snapshot_of(f"<ol class=steps>{items}</ol>"), choose_vocabulary("en", ""))
    assert found is not None
    assert found.is_last is last
