import pytest
from PIL import Image

from ux_audit.model import LoadRun
from ux_audit.visit.film import measure_speed_index
from ux_audit.visit.measures import split_lcp, sum_blocking, sum_shifts, summarise
from ux_audit.visit.traffic import Transfer, estimate_waste


def shift(at: float, value: float) -> dict[str, object]:
    return {"at": at, "value": value, "selector": "", "before": None, "after": None}


@pytest.mark.parametrize(
    ("shifts", "expected"),
    [
        ([], 0.0),
        ([shift(0, 0.1), shift(500, 0.1)], 0.2),
        ([shift(0, 0.1), shift(1600, 0.15)], 0.15),
        ([shift(at, 0.05) for at in range(0, 7000, 900)], 0.3),
    ],
)
def test_shifts_are_summed_by_session_windows(shifts: list[dict[str, object]], expected: float) -> None:
    assert sum_shifts(shifts) == pytest.approx(expected)


def test_blocking_counts_from_the_first_paint_on() -> None:
    tasks = [(0, 400), (500, 40), (600, 150), (900, 300)]
    assert sum_blocking(tasks, 450, 1000) == 100 + 50
    assert sum_blocking(tasks, None, 1000) is None


def test_the_largest_paint_is_split_whole() -> None:
    seen = {"ttfb": 100.0, "lcp": {"at": 2000.0, "requested": 900.0, "received": 1500.0}}
    assert split_lcp(seen, 500) == {"ttfb": 600, "load_delay": 300, "load_time": 600, "render_delay": 500}
    assert split_lcp({"ttfb": 100.0, "lcp": {"at": 700.0}}) == {
        "ttfb": 100, "load_delay": 0, "load_time": 0, "render_delay": 600,
    }  # fmt: skip
    assert split_lcp({"ttfb": 100.0, "lcp": None}) == {}


def test_failed_runs_do_not_count() -> None:
    runs = [LoadRun(lcp_ms=value) for value in (900, 1100, 5000)] + [LoadRun(error="HTTP 500")]
    median, spread = summarise(runs)
    assert median["lcp_ms"] == 1100
    assert spread["lcp_ms"] == (900, 5000)
    assert "fcp_ms" not in median


def picture(mime: str, size: int) -> Transfer:
    return Transfer("u", "Image", 0, 0, mime=mime, wire_bytes=size)


@pytest.mark.parametrize(
    ("image", "natural", "shown", "scale", "waste"),
    [
        (picture("image/webp", 90_000), 400 * 400, 400 * 400, 1, 0),
        (picture("image/webp", 90_000), 800 * 800, 400 * 400, 2, 0),
        (picture("image/webp", 90_000), 800 * 800, 400 * 400, 1, 67_500),
        (picture("image/jpeg", 200_000), 400 * 400, 400 * 400, 1, 50_000),
        (picture("image/webp", 20_000), 800 * 800, 100 * 100, 1, 0),
        (picture("image/svg+xml", 90_000), 800 * 800, 100 * 100, 1, 0),
    ],
)
def test_waste_is_judged_by_what_is_shown(
    image: Transfer, natural: int, shown: int, scale: float, waste: int
) -> None:
    assert estimate_waste([image], [{"url": "u", "natural": natural, "shown": shown}], scale) == waste


def test_the_speed_index_is_the_mean_time_of_completion() -> None:
    white, half, full = (Image.new("RGB", (64, 64), "white") for _ in range(3))
    half.paste("black", (0, 0, 64, 32))
    full.paste("black", (0, 0, 64, 64))
    assert measure_speed_index([(0, white), (1000, half), (3000, full)]) == pytest.approx(2000)
    assert measure_speed_index([(0, white)]) is None
