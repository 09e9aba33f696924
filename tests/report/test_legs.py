from pathlib import Path

from tests.report import sample
from ux_audit.model import Step
from ux_audit.report.legs import steps_at, wait_for, walk_legs
from ux_audit.report.shots import read_shots


def test_probes_and_what_follows_the_end_cost_the_shopper_nothing() -> None:
    journey = sample.make_journey("desktop")
    cleaning = Step(n=99, stage="cart", goal="empty", action="press", clicks=1, duration_ms=500)
    probed = journey.model_copy(update={"steps": (*journey.steps, cleaning)})
    legs = walk_legs(probed)
    assert [leg.step.goal for leg in legs if leg.step.is_probe or leg.step.n == 99] == []
    assert sum(leg.step.clicks for leg in legs) == 7


def test_a_press_is_waited_for_where_it_leads() -> None:
    legs = walk_legs(sample.make_journey("desktop"))
    assert wait_for(legs, ("home",)) == 700
    assert wait_for(legs, ("listing",)) == 640 + 130
    assert [step.action for step in steps_at(legs, "home")] == ["open", "press"]


def test_no_walk_has_no_legs() -> None:
    assert walk_legs(None) == []
    assert wait_for([], ("home",)) is None


def test_a_press_is_shown_on_the_page_where_it_was_made(run: Path) -> None:
    shots = read_shots(run)
    for step in sample.make_journey("mobile").steps:
        if step.action == "press":
            shown = shots.visit(shots.of_step(step, "mobile"))
            assert shown is not None
            assert shown.final_url == step.url
            assert shown.id != step.visit
