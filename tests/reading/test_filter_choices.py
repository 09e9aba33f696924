import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.filter_choices import choose_choice, find_filter_choices

CARDS = "".join(
    f'<li><a href="/p/{n}"><img src="/{n}.png" width="200" height="200"><h3>Lamp {n}</h3></a><span>£{n}9.00</span></li>'
    for n in range(1, 5)
)


def choices_of(rows: str, title: str = "Material") -> list[tuple[str, str, int | None]]:
    page = snapshot_of(
        f'<main><h1>Lamps</h1><aside class="filters"><dl><dt>{title}</dt>{rows}</dl></aside><ul>{CARDS}</ul></main>'
    )
    return [(c.kind, c.label, c.count) for c in find_filter_choices(page, choose_vocabulary("en", ""))]


@pytest.mark.parametrize(
    "rows",
    [
        '<dd><label><input type="checkbox"> Oak (4)</label></dd><dd><label><input type="checkbox"> Ash (6)</label></dd>',
        '<dd><input type="checkbox"> <a href="/c?m=1">Oak</a> (4)</dd><dd><input type="checkbox"> <a href="/c?m=2">Ash</a> (6)</dd>',
        '<dd><label><input type="checkbox"> Oak</label> <span>(4)</span></dd><dd><label><input type="checkbox"> Ash</label> <span>(6)</span></dd>',
        '<dd><a href="/c?m=1">Oak</a> <span>(4)</span></dd><dd><a href="/c?m=2">Ash</a> <span>(6)</span></dd>',
    ],
)
def test_a_choice_is_what_stands_on_its_row(rows: str) -> None:
    assert choices_of(rows) == [("spec", "Oak", 4), ("spec", "Ash", 6)]


def test_a_title_is_no_part_of_its_only_choice() -> None:
    assert choices_of('<dd><input type="checkbox"> <a href="/c?m=1">Oak</a> (4)</dd>') == [("spec", "Oak", 4)]


def test_a_rating_is_tried_where_nothing_else_can_be() -> None:
    def tried(materials: tuple[str, ...]) -> str | None:
        groups = (("Rating", ("4 stars (5)", "5 stars (2)")), ("Material", materials))
        rows = "".join(
            f"<h3>{title}</h3><ul>"
            + "".join(f'<li><label><input type="checkbox"> {v}</label></li>' for v in values)
            + "</ul>"
            for title, values in groups
        )
        page = snapshot_of(f'<main><aside class="filters">{rows}</aside><ul>{CARDS}</ul></main>')
        choice = choose_choice(find_filter_choices(page, choose_vocabulary("en", "")))
        return choice.label if choice else None

    assert tried(("Oak (4)", "Ash (3)")) == "Ash"
    assert tried(("Oak (7)",)) == "5 stars"
