import pytest

from tests.snapshots import snapshot_of
from ux_audit.reading.choice_names import short_names
from ux_audit.reading.snapshot import text_of

LABEL = "<label><input type='radio' name='way'>{}</label>"


def names(*labels: str) -> list[str]:
    snapshot = snapshot_of("".join(f"<div>{LABEL.format(label)}</div>" for label in labels))
    return short_names(snapshot, [(text_of(r.parent), r) for r in snapshot.body.select("input")])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("<span>Cash on delivery</span> - <span>€0.00</span><div>Pay the courier</div>", "Cash on delivery"),
        ("Express (+4,90 €)", "Express"),
        ("<div>DHL 24: £5.00</div><small>Two to four days</small>", "DHL 24"),
        ("<div>5,00 €</div><div>Paczkomat</div>", "Paczkomat"),
        ("代金引換 ￥330", "代金引換"),
        ("Bank transfer", "Bank transfer"),
        ("€5.00", "€5.00"),
    ],
)
def test_a_choice_is_called_by_its_first_line_without_the_price(label: str, name: str) -> None:
    assert names(label) == [name]


def test_first_lines_that_are_alike_name_nothing() -> None:
    labels = ("<div>Recommended</div><div>Parcel</div>", "<div>Recommended</div><div>Express</div>")
    assert names(*labels) == ["Recommended Parcel", "Recommended Express"]


def test_options_of_a_list_lose_their_prices() -> None:
    snapshot = snapshot_of("<select><option>Parcel - £4.00<option>Courier £9.00</select>")
    options = snapshot.body.select("option")
    assert short_names(snapshot, [(o.get_text(), o) for o in options]) == ["Parcel", "Courier"]
