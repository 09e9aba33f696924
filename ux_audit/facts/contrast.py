"""How readable the main buttons are: the colour of their text against the ground that the page's picture shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag
from PIL import Image

from ux_audit.facts.steps import LOOKS, view_of
from ux_audit.facts.subjects import buy_button, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.controls import Control, rank_controls
from ux_audit.reading.snapshot import attr, font_of, text_of

Rgb = tuple[float, float, float]
COLOUR = re.compile(r"rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)\s*(?:[,/]\s*([\d.]+%?))?\s*\)")
LARGE_PX, LARGE_BOLD_PX = 24.0, 18.66  # WCAG 2.2, large-scale text: 18 pt, or 14 pt bold
LARGE_WORTH = 1.5  # 4.5 : 3, what WCAG asks of usual and of large text
EVEN_SHARE = 0.5  # of a button's px that its ground takes; gradients and pictures have no such colour
NEAR = 12.0  # distance in RGB within which px are one colour: the picture is compressed
SAME_GROUND = 24.0
SEEN_SHARE = 0.6  # how far towards the text's colour the px of its strokes come
DRAWN = ("data-ux-color", "data-ux-font", "data-ux-bold")
FAINT = 40.0  # nearer colours than this are not told apart from the picture's noise
STRAY_SHARE = 0.01
MOST_COLOURS = 200_000


@dataclass(frozen=True)
class Reading:
    """One button's contrast, and whether its text is large."""

    sight: Sight
    tag: Tag
    ratio: float
    large: bool

    @property
    def ease(self) -> float:
        """The contrast with large text taken as more readable."""
        return self.ratio * (LARGE_WORTH if self.large else 1.0)


def observe_contrast(walk: Walk) -> dict[str, Fact]:
    """Return accessibility.button_contrast and button_text_large of the main button that is hardest to read."""
    names = ("accessibility.button_contrast", "accessibility.button_text_large")
    readings: dict[tuple[str, ...], Reading] = {}
    for sight, control in _main_buttons(walk):
        # The same button on the same ground of its own reads the same on every page.
        own = attr(control.tag, "data-ux-bg")
        look = (control.text, own or sight.visit.id, *(attr(control.tag, name) for name in DRAWN))
        if look not in readings and (ratio := measure(sight, control)) is not None:
            readings[look] = Reading(sight, control.tag, ratio, is_large(control.tag))
    if not readings:
        return dict.fromkeys(names, unseen("no main button on an even ground could be measured"))
    worst = min(readings.values(), key=lambda reading: reading.ease)
    where = seen_at(worst.sight, worst.tag)
    return {
        "accessibility.button_contrast": seen(round(worst.ratio, 2), where, confidence=0.9),
        "accessibility.button_text_large": seen(worst.large, where),
    }


def _main_buttons(walk: Walk) -> Iterator[tuple[Sight, Control]]:
    for sight in products(walk):
        if (ranked := buy_button(walk, sight)) is not None:
            yield sight, ranked.control
    for sight in walk.all("cart"):
        ways = rank_controls(sight.snapshot, "checkout", walk.vocabulary)
        own = [ranked.control for ranked in ways if ranked.control.region != "header"]
        yield from ((sight, control) for control in own[:1])
    for sight in walk.all(*LOOKS):
        view = view_of(walk, sight)
        onward = [ranked.control for ranked in view.next_controls[:1]]
        yield from ((sight, control) for control in (*view.commit_controls[:1], *onward))


def measure(sight: Sight, control: Control) -> float | None:
    """Return a control's contrast (1–21); None when its ground is uneven, it is disabled or covered, or not pictured."""
    tag, box, scale = control.tag, control.box, sight.visit.shot_scale
    text = read_colour(attr(tag, "data-ux-color"))
    if box is None or text is None or control.disabled or attr(tag, "data-ux-cover") or not _has_words(tag):
        return None
    picture = sight.open_picture()
    if picture is None or not scale:
        return None
    x, y, right, bottom = (round(side * scale) for side in (box.x, box.y, box.right, box.bottom))
    if x < 0 or y < 0 or right > picture.width or bottom > picture.height or right - x < 8 or bottom - y < 8:
        return None
    ground = find_ground(picture.crop((x, y, right, bottom)), text)
    own = read_colour(attr(tag, "data-ux-bg"))
    if ground is None or (own is not None and _distance(own, ground) > SAME_GROUND):
        return None
    return contrast(text, own or ground)


def _has_words(tag: Tag) -> bool:
    return bool(attr(tag, "data-ux-value") if tag.name == "input" else text_of(tag))


def find_ground(picture: Image.Image, text: Rgb) -> Rgb | None:
    """Return the even colour behind a text; None when there is none, or the text is not in the colour named."""
    colours: list[tuple[int, Rgb]] = picture.getcolors(MOST_COLOURS) or []  # type: ignore[assignment]
    if not colours:
        return None
    commonest = max(colours)[1]
    near = [(count, colour) for count, colour in colours if _distance(colour, commonest) <= NEAR]
    total, share = picture.width * picture.height, sum(count for count, _ in near)
    if share < EVEN_SHARE * total:
        return None
    ground = _mean(near, share)
    span = _distance(text, ground)
    if span < FAINT:
        stray = sum(count for count, colour in colours if _distance(colour, ground) > FAINT)
        return ground if stray < STRAY_SHARE * total else None
    farthest = max(_along(colour, ground, text) for _, colour in colours)
    return ground if farthest >= SEEN_SHARE else None


def _mean(colours: list[tuple[int, Rgb]], total: int) -> Rgb:
    red, green, blue = (sum(count * colour[n] for count, colour in colours) / total for n in range(3))
    return red, green, blue


def _along(colour: Rgb, ground: Rgb, text: Rgb) -> float:
    """How far a px lies on the way from ground to text (0–1), 0 when it lies beside that way."""
    way = [t - g for t, g in zip(text, ground, strict=True)]
    here = [c - g for c, g in zip(colour, ground, strict=True)]
    length = sum(part * part for part in way)
    share = sum(w * h for w, h in zip(way, here, strict=True)) / length
    beside = sum((h - share * w) ** 2 for w, h in zip(way, here, strict=True))
    return share if beside <= length / 9 else 0.0


def _distance(one: Rgb, other: Rgb) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def read_colour(said: str) -> Rgb | None:
    """Return an opaque colour as written by browsers, None for others."""
    hit = COLOUR.fullmatch(said.strip())
    if hit is None or hit[4] not in (None, "1", "100%"):
        return None
    return float(hit[1]), float(hit[2]), float(hit[3])


def is_large(tag: Tag) -> bool:
    """Return whether a text is large in WCAG's sense."""
    bold = any(attr(node, "data-ux-bold") for node in (tag, *tag.find_all(True)[:1]))
    return font_of(tag) >= (LARGE_BOLD_PX if bold else LARGE_PX)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it (1–21)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
