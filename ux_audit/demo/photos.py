"""Drawing the products' photos: a shape in a colour, seen in six ways."""

import io
from collections.abc import Callable
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFilter

from ux_audit.demo.catalogue import load_data

SIZE = 1200
SHADOW_PART = 5  # a shadow is soft: it is blurred in a fifth of the size
LARGE_KEPT = 8  # each takes some 6 MB
WIDTHS = (160, 320, 480, 800, 1200)
FORMATS = {"avif": ("AVIF", {"quality": 55, "speed": 10}), "webp": ("WEBP", {"quality": 78, "method": 2}), "jpg": ("JPEG", {"quality": 82})}  # fmt: skip
Colour = tuple[int, int, int]
Pen = ImageDraw.ImageDraw
WOOD: Colour = (158, 116, 76)
STEEL: Colour = (70, 72, 76)
WALL: Colour = (232, 227, 218)
FLOOR: Colour = (199, 180, 154)
PAPER: Colour = (246, 244, 240)


def shade(colour: Colour, by: float) -> Colour:
    """Return the colour made lighter (`by` over 1) or darker."""
    red, green, blue = (max(0, min(255, round(part * by))) for part in colour)
    return red, green, blue


def _legs(pen: Pen, left: int, right: int, top: int, colour: Colour = WOOD, foot: int = 950) -> None:
    for x, lean in ((left, -18), (right, 18), (left + 90, 0), (right - 90, 0)):
        tone = colour if lean else shade(colour, 0.75)
        pen.polygon([(x - 14, top), (x + 14, top), (x + lean + 9, foot), (x + lean - 9, foot)], tone)


def _armchair(pen: Pen, colour: Colour) -> None:
    _legs(pen, 340, 860, 780)
    pen.rounded_rectangle((330, 260, 870, 720), 90, shade(colour, 0.9))
    pen.rounded_rectangle((380, 300, 820, 640), 70, shade(colour, 1.06))
    pen.rounded_rectangle((270, 500, 400, 830), 60, shade(colour, 0.82))
    pen.rounded_rectangle((800, 500, 930, 830), 60, shade(colour, 0.82))
    pen.rounded_rectangle((370, 620, 830, 810), 50, colour)
    pen.line((390, 640, 810, 640), shade(colour, 1.2), 6)


def _chair(pen: Pen, colour: Colour) -> None:
    _legs(pen, 400, 800, 650)
    for x in (430, 770):
        pen.polygon([(x - 14, 660), (x + 14, 660), (x + 10, 230), (x - 10, 230)], WOOD)
    for y in (250, 350, 450):
        pen.rounded_rectangle((420, y, 780, y + 52), 24, shade(colour, 0.92))
    pen.rounded_rectangle((370, 620, 830, 700), 34, colour)
    pen.rounded_rectangle((370, 620, 830, 650), 16, shade(colour, 1.15))


def _stool(pen: Pen, colour: Colour) -> None:
    _legs(pen, 440, 760, 520)
    pen.line((420, 800, 780, 800), shade(WOOD, 0.8), 16)
    pen.ellipse((390, 470, 810, 600), shade(colour, 0.85))
    pen.ellipse((390, 445, 810, 570), colour)


def _table(pen: Pen, colour: Colour) -> None:
    _legs(pen, 200, 1000, 520, shade(colour, 0.8))
    pen.polygon([(230, 430), (970, 430), (1090, 520), (110, 520)], shade(colour, 1.12))
    pen.rectangle((110, 520, 1090, 560), colour)


def _sidetable(pen: Pen, colour: Colour) -> None:
    pen.rectangle((585, 560, 615, 900), STEEL)
    pen.ellipse((430, 880, 770, 950), shade(STEEL, 0.8))
    pen.ellipse((370, 500, 830, 640), shade(colour, 0.8))
    pen.ellipse((370, 480, 830, 610), colour)


def _desk(pen: Pen, colour: Colour) -> None:
    _legs(pen, 180, 1020, 520, STEEL)
    pen.rounded_rectangle((120, 460, 1080, 520), 14, colour)
    pen.rounded_rectangle((720, 520, 1040, 690), 10, shade(colour, 0.86))
    pen.line((720, 605, 1040, 605), shade(colour, 0.65), 5)
    for y in (560, 645):
        pen.ellipse((868, y - 10, 892, y + 10), STEEL)


def _bookcase(pen: Pen, colour: Colour) -> None:
    pen.rounded_rectangle((340, 150, 860, 950), 14, shade(colour, 0.7))
    for n in range(5):
        top = 180 + n * 152
        pen.rectangle((370, top, 830, top + 128), shade(colour, 1.15))
        for k in range(9):
            x, tall = 385 + k * 48, 70 + (k * 37 + n * 23) % 50
            spine = shade(((k * 53 + n * 31) % 150 + 60, (k * 29) % 90 + 80, (n * 41) % 90 + 80), 1.0)
            pen.rectangle((x, top + 128 - tall, x + 32, top + 128), spine)


def _sideboard(pen: Pen, colour: Colour) -> None:
    _legs(pen, 220, 980, 800)
    pen.rounded_rectangle((140, 440, 1060, 820), 16, colour)
    for x in (140, 447, 753):
        pen.rounded_rectangle((x + 16, 460, x + 290, 800), 8, shade(colour, 1.1))
        pen.rounded_rectangle((x + 140, 600, x + 166, 660), 8, STEEL)


def _floorlamp(pen: Pen, colour: Colour) -> None:
    pen.rectangle((592, 360, 608, 930), STEEL)
    pen.ellipse((470, 900, 730, 960), shade(STEEL, 0.8))
    pen.polygon([(490, 160), (710, 160), (800, 400), (400, 400)], colour)
    pen.polygon([(490, 160), (560, 160), (500, 400), (400, 400)], shade(colour, 1.15))
    pen.ellipse((400, 380, 800, 420), (255, 240, 200))


def _tablelamp(pen: Pen, colour: Colour) -> None:
    pen.ellipse((440, 860, 760, 940), shade(WOOD, 0.8))
    pen.rounded_rectangle((560, 560, 640, 890), 36, WOOD)
    pen.pieslice((360, 260, 840, 900), 180, 360, colour)
    pen.pieslice((360, 260, 640, 900), 180, 270, shade(colour, 1.12))
    pen.ellipse((360, 560, 840, 600), (255, 240, 200))


def _pendant(pen: Pen, colour: Colour) -> None:
    pen.rectangle((596, 0, 604, 360), STEEL)
    pen.pieslice((290, 340, 910, 960), 180, 360, colour)
    pen.pieslice((290, 340, 640, 960), 180, 268, shade(colour, 1.15))
    pen.ellipse((290, 615, 910, 690), shade(colour, 0.6))
    pen.ellipse((480, 620, 720, 720), (255, 240, 200))


def _spotlight(pen: Pen, colour: Colour) -> None:
    pen.rounded_rectangle((520, 160, 680, 220), 20, STEEL)
    pen.rectangle((588, 210, 612, 420), STEEL)
    pen.polygon([(470, 400), (700, 360), (820, 720), (470, 800)], colour)
    pen.polygon([(470, 400), (560, 385), (590, 780), (470, 800)], shade(colour, 1.2))
    pen.ellipse((460, 700, 830, 830), (255, 240, 200))


def _duvet(pen: Pen, colour: Colour) -> None:
    pen.rounded_rectangle((180, 420, 1020, 900), 60, colour)
    pen.polygon([(180, 470), (1020, 470), (1020, 620), (180, 560)], shade(colour, 1.14))
    for x in (250, 640):
        pen.rounded_rectangle((x, 300, x + 320, 470), 70, shade(colour, 1.08))
    for x in range(240, 1000, 90):
        pen.line((x, 640, x - 20, 890), shade(colour, 0.92), 5)


def _blanket(pen: Pen, colour: Colour) -> None:
    for n, tone in enumerate((0.8, 0.9, 1.0, 1.1)):
        pen.rounded_rectangle((250, 760 - n * 110, 950, 900 - n * 110), 56, shade(colour, tone))
    for x in range(270, 940, 26):
        pen.line((x, 895, x - 4, 945), shade(colour, 0.75), 6)


def _rug(pen: Pen, colour: Colour) -> None:
    pen.polygon([(300, 400), (900, 400), (1080, 900), (120, 900)], colour)
    pen.polygon([(345, 450), (855, 450), (1000, 850), (200, 850)], shade(colour, 1.2))
    pen.polygon([(400, 510), (800, 510), (905, 790), (295, 790)], shade(colour, 0.85))
    pen.polygon([(600, 540), (760, 650), (600, 765), (440, 650)], shade(colour, 1.25))


def _cushion(pen: Pen, colour: Colour) -> None:
    pen.polygon([(250, 300), (600, 345), (950, 300), (905, 640), (950, 940), (600, 900), (250, 940), (295, 640)], colour)  # fmt: skip
    for k in range(7):
        pen.line((320 + k * 95, 350, 300 + k * 100, 890), shade(colour, 1.16), 12)


def _bowl(pen: Pen, colour: Colour) -> None:
    pen.rounded_rectangle((490, 800, 710, 870), 18, shade(colour, 0.7))
    pen.pieslice((250, 190, 950, 850), 0, 180, colour)
    pen.pieslice((250, 190, 600, 850), 95, 180, shade(colour, 1.12))
    pen.ellipse((250, 440, 950, 600), shade(colour, 1.25))
    pen.ellipse((280, 460, 920, 585), shade(colour, 0.82))


def _mug(pen: Pen, colour: Colour) -> None:
    pen.arc((720, 470, 960, 780), 270, 90, shade(colour, 0.85), 46)
    pen.rounded_rectangle((370, 380, 810, 900), 50, colour)
    pen.rounded_rectangle((370, 380, 500, 900), 50, shade(colour, 1.12))
    pen.ellipse((370, 330, 810, 440), shade(colour, 1.2))
    pen.ellipse((395, 345, 785, 428), (92, 62, 44))


def _pan(pen: Pen, colour: Colour) -> None:
    pen.rounded_rectangle((760, 590, 1130, 640), 24, WOOD)
    pen.ellipse((150, 480, 830, 800), shade(colour, 0.6))
    pen.ellipse((150, 440, 830, 740), colour)
    pen.ellipse((195, 470, 785, 715), shade(colour, 0.75))


def _kettle(pen: Pen, colour: Colour) -> None:
    pen.arc((380, 210, 820, 640), 180, 360, STEEL, 34)
    pen.polygon([(830, 560), (1010, 430), (1040, 470), (860, 720)], shade(colour, 0.85))
    pen.pieslice((320, 420, 880, 1300), 180, 360, colour)
    pen.pieslice((320, 420, 600, 1300), 180, 268, shade(colour, 1.12))
    pen.ellipse((520, 385, 680, 460), shade(colour, 0.7))
    pen.ellipse((575, 355, 625, 405), WOOD)


SHAPES: dict[str, Callable[[Pen, Colour], None]] = {
    "armchair": _armchair, "chair": _chair, "stool": _stool, "table": _table, "sidetable": _sidetable, "desk": _desk,
    "bookcase": _bookcase, "sideboard": _sideboard, "floorlamp": _floorlamp, "tablelamp": _tablelamp, "pendant": _pendant,
    "spotlight": _spotlight, "duvet": _duvet, "blanket": _blanket, "rug": _rug, "cushion": _cushion, "bowl": _bowl,
    "mug": _mug, "pan": _pan, "kettle": _kettle,
}  # fmt: skip


@lru_cache(maxsize=LARGE_KEPT)
def _cut_out(shape: str, colour: Colour, size: int = SIZE) -> Image.Image:
    image = Image.new("RGBA", (SIZE, SIZE), (0, 0, 0, 0))
    SHAPES[shape](ImageDraw.Draw(image), colour)
    return image.reduce(SIZE // size)


def _place(backdrop: Image.Image, thing: Image.Image, size: int, at: tuple[int, int]) -> Image.Image:
    """Stand the thing and its shadow on a backdrop; `size` and `at` as on one of 1200 px."""
    part = backdrop.width / SIZE
    left, top, edge = round(at[0] * part), round(at[1] * part), round(size * part)
    small = thing.resize((edge, edge), Image.Resampling.BILINEAR)
    shadow = Image.new("RGBA", small.size, (40, 34, 28, 0))
    dark = small.getchannel("A").point(lambda a: a // 4).reduce(SHADOW_PART)
    soft = dark.filter(ImageFilter.GaussianBlur(14 * part / SHADOW_PART))
    shadow.putalpha(soft.resize(small.size, Image.Resampling.BILINEAR))
    backdrop.paste(shadow, (left + edge // 40, top + edge // 50), shadow)
    backdrop.paste(small, (left, top), small)
    return backdrop


def _room(size: int = SIZE) -> Image.Image:
    image = Image.new("RGB", (SIZE, SIZE), WALL)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 860, SIZE, SIZE), FLOOR)
    for x in range(-200, SIZE, 160):
        pen.line((x + 260, 860, x, SIZE), shade(FLOOR, 0.94), 4)
    pen.rectangle((0, 840, SIZE, 862), shade(WALL, 1.06))
    pen.rectangle((760, 140, 1080, 520), (214, 226, 232))
    pen.rectangle((760, 140, 1080, 520), None, shade(WALL, 1.08), 18)
    pen.line((920, 140, 920, 520), shade(WALL, 1.08), 12)
    pen.rectangle((140, 200, 340, 440), shade(WOOD, 1.1), shade(WOOD, 0.7), 10)
    return image.reduce(SIZE // size)


def _look(shape: str, colour: Colour, other: Colour, view: int, size: int) -> Image.Image:
    thing, plain = _cut_out(shape, colour, size), Image.new("RGB", (size, size), PAPER)
    part = size / SIZE
    if view == 1:
        turn = (1.18, 0.22, -190 * part, 0.02, 1.0, -10 * part)
        turned = thing.transform((size, size), Image.Transform.AFFINE, turn)
        return _place(plain, turned.transpose(Image.Transpose.FLIP_LEFT_RIGHT), 1040, (80, 90))
    if view == 2:
        return _place(_room(size), thing, 820, (90, 330))
    if view == 3:
        close = thing.crop((300 * part, 360 * part, 800 * part, 860 * part))
        return _place(Image.new("RGB", (size, size), shade(PAPER, 0.95)), close, SIZE, (0, 0))
    if view == 4:
        return _place(_place(plain, _cut_out(shape, other, size), 700, (470, 150)), thing, 760, (30, 330))
    image = _place(plain, thing, 1000, (100, 100))
    if view == 5:
        _draw_measures(image)
    return image


def _draw_measures(image: Image.Image) -> None:
    pen, part = ImageDraw.Draw(image), image.width / SIZE
    for line in ((140, 1110, 1060, 1110), (1110, 160, 1110, 1020)):
        pen.line([at * part for at in line], STEEL, round(5 * part))
    for x, y in ((140, 1110), (1060, 1110), (1110, 160), (1110, 1020)):
        pen.ellipse([at * part for at in (x - 11, y - 11, x + 11, y + 11)], STEEL)


@lru_cache(maxsize=LARGE_KEPT)
def _original(shape: str, colour: Colour, other: Colour, view: int, size: int) -> Image.Image:
    return _look(shape, colour, other, view, size)


@lru_cache(maxsize=2048)
def draw_photo(shape: str, colour_slugs: tuple[str, str], view: int, width: int, form: str) -> bytes:
    """Return a picture file: `view` 0–5, `width` px of a square, `form` avif, webp or jpg."""
    first, second = (tuple(load_data()["colours"][slug]) for slug in colour_slugs)
    image = _original(shape, first, second, view, SIZE if width > SIZE // 2 else SIZE // 2)
    out = io.BytesIO()
    name, options = FORMATS[form]
    image.resize((width, width), Image.Resampling.BOX).save(out, name, **options)
    return out.getvalue()


@cache
def draw_grain(width: int) -> bytes:
    """Return a room as a JPEG with a camera's grain, `width` px: several bytes a pixel's worth of data for nothing."""
    room = _place(_room(), _cut_out("armchair", (62, 100, 84)), 820, (90, 330)).resize((width, width))
    grain = Image.effect_noise((width, width), 40).convert("RGB")
    out = io.BytesIO()
    Image.blend(room, grain, 0.12).save(out, "JPEG", quality=92)
    return out.getvalue()
