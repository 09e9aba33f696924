"""Running the embedded shop in a thread, on a free port of this machine."""

import socket
import threading
import time
from collections.abc import Collection
from types import TracebackType
from typing import Literal

import uvicorn

from ux_audit.demo.app import make_app
from ux_audit.demo.flaws import check_flaws
from ux_audit.demo.state import ShopState
from ux_audit.errors import MachineError

START_S = 10.0


class Shop:
    """The embedded shop as a context: `url` while it runs, `orders` counts presses of its order button."""

    def __init__(
        self, flaws: Collection[str] = (), language: Literal["en", "zh"] = "en", port: int = 0
    ) -> None:
        self.state = ShopState(flaws=check_flaws(flaws))
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/{'zh/' if language == 'zh' else ''}"
        config = uvicorn.Config(make_app(self.state), log_level="warning", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    @property
    def orders(self) -> int:
        """How often the order button was pressed."""
        return self.state.orders

    def __enter__(self) -> "Shop":
        self._thread.start()
        end = time.monotonic() + START_S
        while not self._server.started:
            if time.monotonic() > end:
                raise MachineError("The embedded shop did not start.", "Run: ux-audit doctor")
            time.sleep(0.02)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=5)
        self._socket.close()
