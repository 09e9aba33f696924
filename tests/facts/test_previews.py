import pytest

from tests.facts.walks_by_hand import Look, walk_of
from ux_audit.facts.previews import observe_previews

LARGE = "<img src='/p/{n}.jpg' ux-box='20,120,400,400'>"
CLIPPED = "<img hidden src='/p/{n}.jpg' data-ux-clip='1' ux-box='900,120,400,400'>"
THUMB = "<img src='/p/{n}.jpg' ux-box='{x},540,64,64'>"


def page(gallery: str) -> str:
    return f"<main><h1 ux-box='500,100,300,40'>Lamp</h1><div class='gallery' ux-box='20,120,400,500'>{gallery}</div></main>"


def preview(gallery: str) -> dict[str, object]:
    facts = observe_previews(walk_of([Look("product", page(gallery), "/lamp")]))
    return {name.rpartition("_")[2]: fact.value for name, fact in facts.items()}


def thumbs(count: int, of: str = THUMB) -> str:
    return "".join(of.format(n=n, x=20 + 80 * n) for n in range(count))


def test_small_pictures_of_other_photos_are_thumbnails() -> None:
    assert preview(LARGE.format(n=0) + thumbs(3)) == {"preview": "thumbnails", "truncated": False}


def test_photos_below_each_other_are_all_in_view() -> None:
    both = LARGE.format(n=0) + LARGE.format(n=1).replace(",120,", ",530,")
    assert preview(both)["preview"] == "all"


@pytest.mark.parametrize(
    ("controls", "said"),
    [
        ("<p><a href='#0' ux-box='20,530,12,12'></a><a href='#1' ux-box='40,530,12,12'></a></p>", "dots"),
        ("<button class='next' ux-box='20,530,40,40'>›</button>", "none"),
        ("", "none"),
    ],
)
def test_slides_out_of_view_are_told_by_dots_or_nothing(controls: str, said: str) -> None:
    assert preview(LARGE.format(n=0) + CLIPPED.format(n=1) + controls)["preview"] == said


def test_a_row_cut_off_without_a_sign_is_truncated() -> None:
    hidden = "<img hidden src='/p/7.jpg' data-ux-clip='1' ux-box='900,540,64,64'>"
    gallery = LARGE.format(n=0) + thumbs(3) + hidden
    assert preview(gallery)["truncated"] is True
    assert preview(gallery + "<span>+4</span>")["truncated"] is False
    assert (
        preview(gallery + "<button class='arrow-right' ux-box='400,540,20,20'></button>")["truncated"]
        is False
    )


def test_one_photo_needs_no_preview() -> None:
    assert preview(LARGE.format(n=0)) == {"preview": None, "truncated": None}
