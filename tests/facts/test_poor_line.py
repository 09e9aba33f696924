from collections.abc import Sequence

from tests.facts.walks_by_hand import walk_of
from ux_audit.facts.poor_line import observe_poor_line
from ux_audit.model import Fact, Load, LoadRun, Until

REACHED = LoadRun(usable_ms=6000.0, is_usable=True)
LATER = LoadRun(usable_ms=9000.0, is_usable=True)
NEVER = LoadRun(is_usable=False, cut_at_cap=True)
FAILED = LoadRun(error="HTTP 500")


def loaded(network: str, until: Until, runs: Sequence[LoadRun]) -> Load:
    return Load(
        page="product", kind="product", url="http://shop.example/mug", device="mobile", network=network, consent="leave",
        until=until, runs=tuple(runs),
    )  # fmt: skip


def observed(*runs: LoadRun, usual: bool = True) -> tuple[Fact, Fact]:
    usually = loaded("slow-4g", "settled", [LoadRun(lcp_ms=1500.0, is_usable=usual)])
    walk = walk_of([], loads=(usually,), followed=(loaded("slow-3g", "usable", runs),))
    found = observe_poor_line(walk)
    return found["speed.poor_line_usable"], found["speed.poor_line_usable_ms"]


def test_the_median_of_the_good_loads_counts() -> None:
    usable, reached = observed(LATER, FAILED, REACHED, REACHED)
    assert (usable.value, reached.value) == (True, 6000.0)
    assert reached.note == "median of 3, 6000–9000"


def test_a_load_that_never_came_so_far_is_the_latest_of_all() -> None:
    usable, reached = observed(REACHED, NEVER, LATER)
    assert (usable.value, reached.value) == (True, 9000.0)
    usable, reached = observed(NEVER, NEVER, REACHED)
    assert (usable.value, reached.value) == (False, None)


def test_what_is_not_found_again_on_the_usual_line_says_nothing_of_the_poor_one() -> None:
    usable, reached = observed(NEVER, usual=False)
    assert usable.value is reached.value is None
    assert usable.note is not None
    assert "found again" in usable.note


def test_without_such_loads_there_is_no_answer() -> None:
    assert [fact.value for fact in observed(FAILED)] == [None, None]
    assert observe_poor_line(walk_of([]))["speed.poor_line_usable"].value is None
