"""What the user sees while an audit runs: one line a device, what it is doing now and how long it has taken."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.table import Table


class Progress:
    """Collects what each lane is doing and shows it; on a pipe it prints lines instead."""

    def __init__(self, console: Console, *, verbose: bool) -> None:
        self.console = console
        self.verbose = verbose
        self.started = time.monotonic()
        self.lanes: dict[str, str] = {}
        self.live: Live | None = None

    def say(self, lane: str, text: str) -> None:
        """Note what `lane` (a device or a phase) is doing now."""
        self.lanes[lane] = text
        if self.verbose or (self.live is None and lane == "audit"):
            self.console.print(
                f"{time.monotonic() - self.started:6.1f} s  {lane:<8} {text}", highlight=False, markup=False
            )

    def __rich__(self) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_row("[bold]ux-audit[/]", f"{time.monotonic() - self.started:.0f} s")
        for lane, text in self.lanes.items():
            table.add_row(lane, text[:90].replace("[", "\\["))
        return table

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the lines until the block ends."""
        if not self.console.is_terminal or self.verbose:
            yield
            return
        with Live(self, console=self.console, refresh_per_second=4, transient=True) as live:
            self.live = live
            yield
        self.live = None
