"""Run the real stores and print how far the facts agree: python -m tests.accuracy [STORE…] [--runs-in DIR] [--judge-only]."""

import argparse
import asyncio
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from tests.accuracy.agreement import Comparison, compare, read_labels, share
from tests.accuracy.labelled import product_pages, read_facts, save_pages
from ux_audit.pipeline import judge_run, write_outputs
from ux_audit.store import RunFolder

STORES = Path(__file__).parents[1] / "stores"


def store_line(*words: str) -> str:
    """Return what the stores' own script answers."""
    done = subprocess.run(["bash", str(STORES / "store"), *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def audit(name: str, home: Path) -> RunFolder:
    """Audit one store into `home`/<name>, and fail when an order was placed."""
    folder = home / name
    if folder.exists():
        subprocess.run(["rm", "-r", str(folder)], check=True)
    before = store_line("orders", name)
    started = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "ux_audit",
        "run",
        store_line("url", name),
        "--own-store",
        "--runs",
        "0",
        "--out",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(
        f"{name}: {time.monotonic() - started:.0f} s, exit {done.returncode} {done.stderr[-300:]}",
        file=sys.stderr,
    )
    after = store_line("orders", name)
    assert before == after, f"{name}: orders went from {before} to {after}"
    return RunFolder.open(folder)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("stores", nargs="*")
    parser.add_argument("--runs-in", type=Path, default=Path("ux-audit-accuracy"))
    parser.add_argument("--judge-only", action="store_true")
    options = parser.parse_args()
    names = options.stores or [line.split()[0] for line in store_line("list").splitlines()]
    rows: list[Comparison] = []
    for name in names:
        folder = RunFolder(options.runs_in / name) if options.judge_only else audit(name, options.runs_in)
        result = judge_run(folder)
        write_outputs(folder, result, "en")
        for device, journey in sorted(result.journeys.items()):
            print(
                f"{name:18} {device:8} reached {journey.reached:9} {journey.stopped_by}: {journey.stopped[:100]}; cart emptied {journey.cart_emptied}"
            )
        labels = read_labels(STORES / "truth" / f"{name}.yaml")
        pages, saved = product_pages(labels), options.runs_in / "labelled" / name
        if not (options.judge_only and saved.exists()):
            asyncio.run(save_pages(pages, saved))
        rows += compare(name, labels, result, read_facts(pages, saved))
    print_table(rows)


def print_table(rows: list[Comparison]) -> None:
    """Print agreement per store, per fact, and every difference."""
    by_store: dict[str, list[Comparison]] = defaultdict(list)
    by_fact: dict[str, list[Comparison]] = defaultdict(list)
    for row in rows:
        by_store[f"{row.store} {row.device}"].append(row)
        by_fact[row.fact].append(row)
    for title, groups in (("store", by_store), ("fact", by_fact)):
        print(f"\n{title:44} agrees differs unknown")
        for key, group in groups.items():
            yes, no, unknown = share(group)
            if title == "store" or no or unknown:
                print(f"{key:44} {yes:6} {no:7} {unknown:7}")
    yes, no, unknown = share(rows)
    print(
        f"\nall {len(rows)}: {yes / len(rows):.1%} agree, {no / len(rows):.1%} differ, {unknown / len(rows):.1%} unknown\n"
    )
    for row in rows:
        if row.verdict != "agrees":
            print(
                f"{row.verdict:8} {row.store} {row.device} {row.fact}: wanted {row.wanted}, found {row.found} ({row.how[:90]})"
            )


main()
