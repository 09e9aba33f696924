"""The film of a load: what was on the screen when, and how quickly it filled."""

import asyncio
import base64
import contextlib
import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from ux_audit.model import FilmFrame

QUALITY = 40
WIDTH_PX = 320
MOST_FRAMES = 8
SMALL = (64, 64)  # frames are compared in small: progress, not detail


class Film:
    """Records a page's screen while it loads."""

    def __init__(self, session: CDPSession) -> None:
        self.session = session
        self._frames: list[tuple[float, str]] = []
        self._tasks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Begin recording."""
        self.session.on("Page.screencastFrame", self._keep)
        await self.session.send(
            "Page.startScreencast",
            {
                "format": "jpeg",
                "quality": QUALITY,
                "maxWidth": WIDTH_PX,
                "maxHeight": WIDTH_PX * 2,
                "everyNthFrame": 2,
            },
        )

    async def stop(self) -> None:
        """End recording."""
        with contextlib.suppress(PlaywrightError):
            await self.session.send("Page.stopScreencast")

    def _keep(self, event: dict[str, Any]) -> None:
        at = event["metadata"].get("timestamp")
        if at is not None:
            self._frames.append((float(at) * 1000, event["data"]))
        task = asyncio.ensure_future(self._confirm(event["sessionId"]))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _confirm(self, number: int) -> None:
        with contextlib.suppress(PlaywrightError):
            await self.session.send("Page.screencastFrameAck", {"sessionId": number})

    async def develop(
        self, origin_ms: float, folder: Path, root: Path
    ) -> tuple[tuple[FilmFrame, ...], float | None]:
        """Write the frames that differ into `folder`; return them (paths below `root`) and the speed index.

        `origin_ms` is the navigation's start in ms since the epoch.
        """
        frames = [(at - origin_ms, data) for at, data in self._frames if at >= origin_ms - 50]
        if not frames:
            return (), None
        return await asyncio.to_thread(_develop, frames, folder, root)


def _develop(
    frames: list[tuple[float, str]], folder: Path, root: Path
) -> tuple[tuple[FilmFrame, ...], float | None]:
    images = [(max(0.0, at), _decode(data)) for at, data in frames]
    small = [(at, image.resize(SMALL)) for at, image in images]
    folder.mkdir(parents=True, exist_ok=True)
    film = []
    for index in _choose(small):
        at, image = images[index]
        file = folder / f"{round(at):06d}.webp"
        image.save(file, "WEBP", quality=QUALITY + 10, method=2)
        film.append(FilmFrame(at_ms=round(at, 1), image=file.relative_to(root).as_posix()))
    return tuple(film), measure_speed_index(small)


def _decode(data: str) -> Image.Image:
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        return image.convert("RGB")


def _difference(a: Image.Image, b: Image.Image) -> float:
    histogram = ImageChops.difference(a, b).convert("L").histogram()
    return sum(value * count for value, count in enumerate(histogram)) / (255 * SMALL[0] * SMALL[1])


def _choose(small: list[tuple[float, Image.Image]]) -> list[int]:
    """Return the frames worth keeping: the last, and those with the greatest steps before it."""
    steps = [(_difference(small[i - 1][1], small[i][1]) if i else 1.0, i) for i in range(len(small))]
    changed = [(step, i) for step, i in steps if step > 0.002 or i == len(small) - 1]
    kept = sorted(changed, reverse=True)[: MOST_FRAMES - 1]
    return sorted({i for _, i in kept} | {len(small) - 1})


def measure_speed_index(frames: list[tuple[float, Image.Image]]) -> float | None:
    """Return the mean time at which the screen's parts came to their final look, in ms.

    The area above the curve of visual progress (docs.webpagetest.org/metrics/speedindex), progress being the
    likeness to the last frame.
    """
    if len(frames) < 2:
        return None
    last = frames[-1][1]
    start = _difference(frames[0][1], last)
    if start == 0:
        return round(frames[0][0], 1)
    total, progress, before = 0.0, 0.0, 0.0
    for at, image in frames:
        total += (at - before) * (1 - progress)
        progress = max(progress, 1 - _difference(image, last) / start)
        before = at
    return round(total, 1)
