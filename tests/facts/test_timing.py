from dataclasses import replace

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.timing import observe_timing
from ux_audit.model import Stage, Step
from ux_audit.report.legs import walk_legs

WAY: tuple[tuple[Stage, str], ...] = (
    ("home", "menu"), ("home", "category"), ("listing", "product"), ("product", "sampled product"),
    ("product", "filter choice"), ("product", "filter sent"), ("product", "search field"), ("product", "search “lamp”"),
    ("product", "add to cart"), ("product", "open cart"), ("cart", "quantity"), ("cart", "checkout"),
)  # fmt: skip


def test_what_only_the_audit_tries_costs_the_shopper_no_press() -> None:
    steps = tuple(
        Step(n=n, stage=stage, goal=goal, action="press", clicks=1) for n, (stage, goal) in enumerate(WAY, 1)
    )
    walk = walk_of([Look("home", "<p>Lamps</p>", "/")])
    assert walk.journey is not None
    journey = walk.journey.model_copy(update={"steps": steps})
    facts = observe_timing(replace(walk, journey=journey))
    assert facts["journey.clicks_to_product"].value == 3
    assert facts["journey.clicks_product_to_payment"].value == 3
    shown = [leg.step.goal for leg in walk_legs(journey)]
    assert shown == ["menu", "category", "product", "add to cart", "open cart", "checkout"]
