"""Screenshots re-encoded once a visit, cut to what the scorecard shows, within a budget of bytes."""

import base64
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from ux_audit.model import Device
from ux_audit.report.shots import Shots
from ux_audit.report.view import Window
from ux_audit.report.view_pictures import Picture, Strip

# Pixel widths and quality that keep prices legible at a fifth of the bytes (measured on plain stores).
WIDTH_PX: Mapping[Device, int] = {"mobile": 412, "desktop": 810}
QUALITY = 60
QUALITY_LOW = 45
# A WebP side has at most 16,383 px.
STRIP_PX = 16000
MARGIN_PX = 300
FILM_WIDTH_PX = 90
# A frame is one screen; anything taller than a tall phone is cut.
FILM_ASPECT = 2.2


@dataclass(frozen=True)
class Region:
    """A piece of a page that must be shown, top and bottom in CSS px."""

    top: float
    bottom: float


@dataclass(frozen=True)
class Album:
    """The embedded pictures, and whether the budget made them poorer."""

    pictures: tuple[Picture, ...]
    reduced: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all pictures."""
        return frozenset(picture.id for picture in self.pictures)

    @property
    def size_bytes(self) -> int:
        """The bytes all data: URIs take in the file."""
        return sum(len(strip.data) for picture in self.pictures for strip in picture.strips)


def picture_id(visit_id: str) -> str:
    """Return the id of a visit's picture in the document."""
    return "p-" + "".join(sign if sign.isalnum() else "-" for sign in visit_id)


def page_size(shots: Shots, visit_id: str) -> tuple[float, float] | None:
    """Return width and height of a visit's screenshot in CSS px, or None when it cannot be read."""
    file, visit = shots.file(visit_id), shots.visit(visit_id)
    if file is None or visit is None:
        return None
    try:
        with Image.open(file) as image:
            scale = image.width / visit.screen_width if visit.shot_scale <= 0 else visit.shot_scale
            return image.width / scale, image.height / scale
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def embed_pictures(
    shots: Shots, windows: Mapping[str, list[Window]], steps: frozenset[str], budget_bytes: int
) -> Album:
    """Return the pictures of all visits in `windows`, made poorer step by step until they fit.

    Pictures of the journey (`steps`) keep their first screen whatever the budget is.
    """
    ladder: tuple[tuple[int, bool, str], ...] = (
        (QUALITY, False, ""),
        (QUALITY, True, "strips"),
        (QUALITY_LOW, True, "quality"),
    )
    said: list[str] = []
    album = Album(())
    for quality, cut, word in ladder:
        said += [word] if word else []
        album = Album(_embed_all(shots, windows, cut, quality), tuple(said))
        if album.size_bytes <= budget_bytes:
            return album
    return _drop_last(album, {picture_id(visit) for visit in steps}, budget_bytes)


def regions_of(windows: Iterable[Window], cut: bool) -> list[Region]:
    """Return what must be embedded: down to the lowest window, or strips around windows when `cut`."""
    wanted = sorted((window.y, window.y + window.height) for window in windows)
    if not cut:
        return [Region(0, max(bottom for _, bottom in wanted))]
    strips: list[Region] = []
    for top, bottom in wanted:
        top, bottom = max(0, top - MARGIN_PX), bottom + MARGIN_PX
        if strips and top <= strips[-1].bottom:
            strips[-1] = Region(strips[-1].top, max(strips[-1].bottom, bottom))
        else:
            strips.append(Region(top, bottom))
    return strips


def embed_film(file: Path) -> str | None:
    """Return a film frame as a data: URI, or None when it cannot be read."""
    try:
        with Image.open(file) as image:
            screen = image.crop((0, 0, image.width, min(image.height, round(image.width * FILM_ASPECT))))
            height = max(1, round(screen.height * FILM_WIDTH_PX / image.width))
            return _encode(
                image.convert("RGB").resize((FILM_WIDTH_PX, height), Image.Resampling.LANCZOS), QUALITY_LOW
            )
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _embed_all(
    shots: Shots, windows: Mapping[str, list[Window]], cut: bool, quality: int
) -> tuple[Picture, ...]:
    # Pillow lets the other cores work while it resizes and compresses.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
        pictures = workers.map(
            lambda visit_id: _embed(shots, visit_id, regions_of(windows[visit_id], cut), quality), windows
        )
        return tuple(picture for picture in pictures if picture is not None)


def _embed(shots: Shots, visit_id: str, regions: list[Region], quality: int) -> Picture | None:
    file, visit, size = shots.file(visit_id), shots.visit(visit_id), page_size(shots, visit_id)
    if file is None or visit is None or size is None:
        return None
    width_css, height_css = size
    with Image.open(file) as opened:
        image = opened.convert("RGB")
    to_source = image.width / width_css
    to_target = min(WIDTH_PX[visit.device] / width_css, to_source)
    strips: list[Strip] = []
    for region in regions:
        top, bottom = max(0.0, region.top), min(height_css, region.bottom)
        while bottom - top >= 1:
            end = min(bottom, top + STRIP_PX / to_target)
            piece = image.crop((0, round(top * to_source), image.width, round(end * to_source)))
            sides = (max(1, round(width_css * to_target)), max(1, round((end - top) * to_target)))
            small = piece.resize(sides, Image.Resampling.LANCZOS)
            strips.append(Strip(y=round(top, 2), height=round(end - top, 2), data=_encode(small, quality)))
            top = end
    if not strips:
        return None
    return Picture(id=picture_id(visit_id), width=width_css, height=height_css, strips=tuple(strips))


def _encode(image: Image.Image, quality: int) -> str:
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=4)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def _drop_last(album: Album, kept: set[str], budget_bytes: int) -> Album:
    pictures = list(album.pictures)
    for picture in reversed(album.pictures):
        if Album(tuple(pictures)).size_bytes <= budget_bytes:
            break
        if picture.id not in kept:
            pictures.remove(picture)
    return Album(tuple(pictures), (*album.reduced, "dropped"))
