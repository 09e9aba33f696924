from dataclasses import replace

import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.countdown import find_countdown
from ux_audit.facts.walk import Walk

CLOCK = "<h1>Your cart</h1><strong id='clock'>{}</strong>"


def walk(*looks: tuple[str, str, int]) -> Walk:
    """Looks at (markup, path, seconds since the walk began)."""
    seen = walk_of([Look("cart", body, path) for body, path, _ in looks])
    sights = [
        replace(
            s, visit=s.visit.model_copy(update={"at": f"2026-01-01T00:{at // 60:02d}:{at % 60:02d}+00:00"})
        )
        for s, (_, _, at) in zip(seen.sights, looks, strict=True)
    ]
    return replace(seen, sights=tuple(sights))


def test_hours_minutes_and_seconds_are_a_timer_at_first_sight() -> None:
    assert find_countdown(walk((CLOCK.format("01:29:54"), "/cart", 0))) is not None


def test_minutes_and_seconds_that_fall_with_the_time_are_a_timer() -> None:
    looks = [(CLOCK.format("29:54"), "/cart", 0), (CLOCK.format("29:48"), "/cart", 7)]
    assert find_countdown(walk(*looks)) is not None
    assert find_countdown(walk(looks[0])) is None


@pytest.mark.parametrize(
    ("first", "second", "path", "passed"),
    [
        ("20:06", "20:06", "/cart", 1),  # an event begins
        ("09:00", "17:00", "/cart", 7),  # opening hours
        ("16:09", "16:16", "/cart", 7),  # the time of day
        ("01:32", "01:12", "/other", 20),  # lengths of two pages' films
        ("01:32", "00:12", "/cart", 7),  # lengths of a page's changing films
    ],
)
def test_other_pairs_of_numbers_are_no_timer(first: str, second: str, path: str, passed: int) -> None:
    looks = [(CLOCK.format(first), "/cart", 0), (CLOCK.format(second), path, passed)]
    assert find_countdown(walk(*looks)) is None


def test_what_is_left_of_a_film_is_no_timer() -> None:
    films = [f"<div class='video-player'><span>{left}</span></div>" for left in ("01:32", "01:25")]
    assert find_countdown(walk((films[0], "/cart", 0), (films[1], "/cart", 7))) is None
