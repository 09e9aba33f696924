import typing

import pytest

from ux_audit.model import Stage
from ux_audit.reading.verdict import Purpose
from ux_audit.visit.journey.locks import ALLOWED, is_allowed


def test_every_stage_has_its_list() -> None:
    assert set(ALLOWED) == set(typing.get_args(Stage))


@pytest.mark.parametrize("stage", ["payment", "review"])
@pytest.mark.parametrize("purpose", typing.get_args(Purpose))
def test_nothing_is_pressed_where_the_order_is_placed(stage: Stage, purpose: Purpose) -> None:
    assert not is_allowed(stage, purpose)


def test_the_way_to_the_checkout_is_pressed_in_the_cart_alone() -> None:
    assert [stage for stage in ALLOWED if is_allowed(stage, "checkout")] == ["cart"]
    assert [stage for stage in ALLOWED if is_allowed(stage, "next")] == ["entry", "address", "delivery"]
    assert not any(is_allowed(stage, "add") for stage in ("cart", "entry", "address", "delivery"))  # type: ignore[arg-type]
