from base64 import b64decode
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.report import sample
from ux_audit.model import Box
from ux_audit.report.pictures import Region, embed_pictures, page_size, regions_of
from ux_audit.report.shots import read_shots
from ux_audit.report.view import Window
from ux_audit.report.windows import crop, first_screen

HOME, PRODUCT = "mobile/01-home", "mobile/03-product"


def window(y: float, height: float = 400) -> Window:
    return Window(picture="p", device="mobile", x=0, y=y, width=412, height=height, name="x")


def test_a_picture_is_cut_below_the_lowest_window_and_as_wide_as_a_phone(run: Path) -> None:
    shots = read_shots(run)
    album = embed_pictures(shots, {HOME: [window(0), window(900)]}, frozenset(), 10_000_000)
    (strip,) = album.pictures[0].strips
    image = Image.open(BytesIO(b64decode(strip.data.partition(",")[2])))
    assert (strip.y, strip.height) == (0, 1300)
    assert image.width == 206, "never wider than the source"
    assert image.height == 650


def test_a_tight_budget_cuts_strips_and_keeps_pictures_of_steps(run: Path) -> None:
    shots = read_shots(run)
    wanted = {HOME: [window(0, 823)], PRODUCT: [window(0), window(3000, 300)]}
    album = embed_pictures(shots, wanted, frozenset({HOME}), 1)
    assert album.ids == {"p-mobile-01-home"}
    assert album.reduced == ("strips", "quality", "dropped")


def test_strips_join_when_their_margins_touch() -> None:
    assert regions_of([window(0), window(800), window(3000)], cut=True) == [
        Region(0, 1500),
        Region(2700, 3700),
    ]


def test_an_unreadable_picture_is_left_out(tmp_path: Path) -> None:
    sample.make_run(tmp_path)
    (tmp_path / "visits" / HOME / "shot.webp").write_bytes(b"no picture")
    (tmp_path / "visits" / PRODUCT / "visit.json").write_text("{", encoding="utf-8")
    shots = read_shots(tmp_path)
    assert page_size(shots, HOME) is None
    assert shots.visit(PRODUCT) is None
    assert embed_pictures(shots, {HOME: [window(0)]}, frozenset(), 1000).pictures == ()


def test_a_crop_surrounds_its_element_and_stays_on_the_page(run: Path) -> None:
    visit = read_shots(run).visits[PRODUCT]
    shown = crop(visit, (412, 3600), "x", Box(x=24, y=1091, width=364, height=54))
    assert shown.frame is not None
    assert shown.y < shown.frame.y
    assert shown.frame.y + shown.frame.height < shown.y + shown.height
    at_end = crop(visit, (412, 3600), "x", Box(x=0, y=3590, width=412, height=10))
    assert at_end.y + at_end.height == 3600


def test_the_end_of_the_first_screen_is_drawn_when_it_is_in_sight(run: Path) -> None:
    visit = read_shots(run).visits[PRODUCT]
    assert crop(visit, (412, 3600), "x", Box(x=24, y=860, width=300, height=40)).fold_y == 823
    assert crop(visit, (412, 3600), "x", Box(x=24, y=2000, width=300, height=40)).fold_y is None


def test_a_first_screen_frames_only_what_lies_in_it(run: Path) -> None:
    visit = read_shots(run).visits[HOME]
    assert first_screen(visit, (412, 3600), "x", Box(x=10, y=500, width=80, height=40)).frame is not None
    assert first_screen(visit, (412, 3600), "x", Box(x=10, y=1091, width=80, height=40)).frame is None
