from ux_audit.catalog import load_shopper
from ux_audit.settings import Settings
from ux_audit.visit.journey.plan import LEVELS, WalkPlan


def plan(level: str) -> WalkPlan:
    return WalkPlan("http://shop.example/", "desktop", level, (), load_shopper)  # type: ignore[arg-type]


def test_a_level_reaches_itself_and_what_comes_before() -> None:
    assert [level for level in LEVELS if plan("entry").reaches(level)] == ["browse", "cart", "entry"]
    assert [level for level in LEVELS if plan("browse").reaches(level)] == ["browse"]


def test_all_locks_are_on_and_no_setting_switches_one_off() -> None:
    assert plan("payment").without == frozenset()
    assert "without" not in Settings.model_fields
