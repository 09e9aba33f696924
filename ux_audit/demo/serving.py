"""Serving an application from a thread, on a free port of this machine."""

import socket
import threading
import time
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette

from ux_audit.errors import MachineError

START_S = 10.0
STOP_S = 5.0


class Served:
    """An application as a context: `url` (with a slash at its end) answers while it runs. Raises MachineError when it does not start."""

    def __init__(self, app: Starlette, port: int = 0) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    def __enter__(self) -> Self:
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
        self._thread.join(timeout=STOP_S)
        self._socket.close()
