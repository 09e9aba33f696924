"""How fast a run asks for pages: side by side in one's own store, one at a time elsewhere."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

LONGEST_PAUSE_S = 30.0  # a Crawl-delay beyond it is meant for crawlers of whole sites


class Pace:
    """Lets a run's devices take turns, with the pause between two pages that robots.txt asks for (s).

    `together`: no turns are taken and no pauses made.
    """

    def __init__(self, *, together: bool = True, pause_s: float = 0.0) -> None:
        self.together = together
        self._pause_s = min(pause_s, LONGEST_PAUSE_S)
        self._lock = asyncio.Lock()
        self._next = 0.0

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[float]:
        """Hold the turn while a page is opened; gives the seconds it was waited for."""
        if self.together:
            yield 0.0
            return
        since = time.monotonic()
        async with self._lock:
            await asyncio.sleep(max(0.0, self._next - time.monotonic()))
            try:
                yield time.monotonic() - since
            finally:
                self._next = time.monotonic() + self._pause_s
