import pytest
from PIL import Image, ImageDraw

from ux_audit.facts.contrast import contrast, find_ground, read_colour

WHITE, GREEN, BLACK = (255.0, 255.0, 255.0), (156.0, 197.0, 185.0), (0.0, 0.0, 0.0)


def button(ground: tuple[int, int, int], text: tuple[int, int, int]) -> Image.Image:
    picture = Image.new("RGB", (200, 48), ground)
    ImageDraw.Draw(picture).text((60, 10), "Add to cart", fill=text, font_size=18)
    return picture


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(WHITE, (119.0, 119.0, 119.0)) == pytest.approx(4.48, abs=0.01)


def test_the_ground_is_the_even_colour_behind_the_text() -> None:
    ground = find_ground(button((156, 197, 185), (255, 255, 255)), WHITE)
    assert ground == pytest.approx(GREEN, abs=2)


def test_a_text_in_another_colour_than_named_tells_nothing() -> None:
    assert find_ground(button((0, 90, 70), (255, 255, 255)), BLACK) is None


def test_gradients_have_no_ground() -> None:
    picture = Image.linear_gradient("L").resize((200, 48)).convert("RGB")
    assert find_ground(picture, WHITE) is None


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ("rgb(1, 2, 3)", (1, 2, 3)),
        ("rgba(1, 2, 3, 1)", (1, 2, 3)),
        ("rgba(0, 0, 0, 0)", None),
        ("oklch(0.7 0.1 200)", None),
        ("", None),
    ],
)
def test_opaque_colours_are_read(said: str, colour: tuple[int, int, int] | None) -> None:
    assert read_colour(said) == colour
