from dataclasses import replace

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.overlays import observe_overlays
from ux_audit.facts.walk import Walk
from ux_audit.model import Overlay, OverlayControl


def walk(refusal: str, side_px: float = 44, language: str = "en") -> Walk:
    plain = walk_of([Look("home", "<h1>Shop</h1>", "/")], language=language)
    control = OverlayControl(text=refusal, width_px=200, height_px=side_px)
    sight = plain.sights[0]
    met = sight.visit.model_copy(update={"overlays": (Overlay(text="10% off", controls=(control,)),)})
    return replace(plain, sights=(replace(sight, visit=met),))


@pytest.mark.parametrize(
    ("language", "refusal", "shames"),
    [
        ("en", "No thanks, I'd rather pay full price", True),
        ("en", "No thanks", False),
        ("en", "Reject all", False),
        ("zh-CN", "不用了，我愿意付全价", True),
        ("zh-CN", "不用了", False),
        ("de", "Nein danke, ich zahle lieber den vollen Preis", True),
        ("ja", "いいえ、定価で購入します", True),
        ("nl", "Ik heb geen account", False),
    ],
)
def test_a_refusal_that_speaks_ill_of_the_shopper_shames(language: str, refusal: str, shames: bool) -> None:
    assert observe_overlays(walk(refusal, language=language))["trust.confirmshaming"].value is shames


def test_the_smallest_way_to_close_is_measured() -> None:
    assert observe_overlays(walk("×", 14))["trust.overlay_close_px"].value == 14


def test_no_window_is_no_answer() -> None:
    facts = observe_overlays(walk_of([Look("home", "<h1>Shop</h1>", "/")]))
    assert facts["trust.overlays_met"].value == 0
    assert facts["trust.confirmshaming"].value is None
