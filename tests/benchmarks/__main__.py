"""Print speed and memory: python -m tests.benchmarks [--runs N]. Not part of the test suite: machines are noisy."""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

COMMAND = [sys.executable, "-m", "ux_audit"]


def peak_memory_mib(process: subprocess.Popen[str], found: list[float], stop: threading.Event) -> None:
    """Note the highest sum of unique memory of a process and all its children, in MiB."""
    root = psutil.Process(process.pid)
    while not stop.wait(0.3):
        total = 0.0
        try:
            for child in [root, *root.children(recursive=True)]:
                total += child.memory_full_info().pss
        except psutil.Error:
            continue
        found[0] = max(found[0], total / 2**20)


def measure(*words: str) -> tuple[float, float]:
    """Return wall seconds and peak memory in MiB of one command."""
    found, stop = [0.0], threading.Event()
    started = time.monotonic()
    with subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        watcher = threading.Thread(target=peak_memory_mib, args=(process, found, stop))
        watcher.start()
        _, errors = process.communicate()
        stop.set()
        watcher.join()
    assert process.returncode == 0, errors[-1000:]
    return time.monotonic() - started, found[0]


def main() -> None:
    """Print one line a figure, with its limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as home:
            out = str(Path(home) / "run")
            seconds, memory = measure("demo", "--out", out)
            print(f"demo, both devices     {seconds:6.1f} s (limit 120)   {memory:6.0f} MiB (limit 1536)")
            seconds, memory = measure("judge", out)
            print(f"judging a saved run    {seconds:6.1f} s (limit 5)     {memory:6.0f} MiB")
        best = min(measure("--help")[0] for _ in range(5))
        print(f"--help                 {best:6.2f} s (limit 0.4)")


main()
