"""What lies over the first screen."""

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.quality import observe_quality


@pytest.mark.parametrize(
    ("inside", "drawn", "share"),
    [
        ("", "", 0.0),
        ("Subscribe now", "", 1.0),
        ("", 'data-ux-bg="rgb(0, 0, 0)"', 1.0),
        ('<div><p ux-box="0,470,1350,470">Your order is on its way</p></div>', "", 0.5),
    ],
)
def test_only_what_is_drawn_covers_the_screen(inside: str, drawn: str, share: float) -> None:
    over = f'<div data-ux-fixed="fixed" ux-box="0,0,1350,940" {drawn}>{inside}</div>'
    facts = observe_quality(walk_of([Look("home", f"<h1>Lamps</h1>{over}", "/")]))
    assert facts["mobile.overlay_share"].value == pytest.approx(share, abs=0.02)
