"""Run the real stores and print how far the facts agree: python -m tests.accuracy [STORE…] [--runs-in DIR] [--judge-only] [--publish] [--readme]."""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from tests.accuracy.agreement import Comparison, compare, read_labels, share
from tests.accuracy.labelled import product_pages, read_facts, save_pages
from tests.accuracy.precision import RuleComparison, compare_rules, tally
from tests.accuracy.publish import README, render_readme, write_accuracy
from ux_audit.catalog import load_rules
from ux_audit.judging import judge_run, write_outputs
from ux_audit.store import RunFolder

STORES = Path(__file__).parents[1] / "stores"
# Stores whose checkout is for people with an account are walked once more with the one that tests/stores/README.md names.
ACCOUNTS = {"oscar-account": ("shopper@example.com", "shopperpass123")}
SIGNED_IN = "+signed-in"


def store_line(*words: str) -> str:
    """Return what the stores' own script answers."""
    done = subprocess.run(["bash", str(STORES / "store"), *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def audit(name: str, folder: Path) -> RunFolder:
    """Audit one store into a folder, and fail when an order was placed."""
    if folder.exists():
        subprocess.run(["rm", "-r", str(folder)], check=True)
    store = name.removesuffix(SIGNED_IN)
    before = store_line("orders", store)
    started = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "ux_audit",
        "run",
        store_line("url", store),
        "--own-store",
        "--runs",
        "0",
    ]
    environment = dict(os.environ)
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as config:
        if name.endswith(SIGNED_IN):
            environment["SHOP_USER"], environment["SHOP_PASSWORD"] = ACCOUNTS[store]
            config.write("account: {user_from: SHOP_USER, password_from: SHOP_PASSWORD}")
        config.flush()
        done = subprocess.run(
            [*command, "--config", config.name, "--out", str(folder)],
            capture_output=True, text=True, check=False, env=environment,
        )  # fmt: skip
    took = f"{name}: {time.monotonic() - started:.0f} s, exit {done.returncode}"
    print(took, done.stderr[-300:] if done.returncode else "", file=sys.stderr)
    after = store_line("orders", store)
    assert before == after, f"{name}: orders went from {before} to {after}"
    return RunFolder.open(folder)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("stores", nargs="*")
    parser.add_argument("--runs-in", type=Path, default=Path("ux-audit-accuracy"))
    parser.add_argument("--judge-only", action="store_true")
    parser.add_argument(
        "--publish", action="store_true", help="write rules/accuracy.yaml and rules/README.md"
    )
    parser.add_argument("--readme", action="store_true", help="only write rules/README.md again")
    options = parser.parse_args()
    if options.readme:
        README.write_text(render_readme(), encoding="utf-8")
        return
    known = [line.split()[0] for line in store_line("list").splitlines()]
    names = options.stores or [*known, *(f"{name}{SIGNED_IN}" for name in ACCOUNTS)]
    rows: list[Comparison] = []
    ruled: list[RuleComparison] = []
    for name in names:
        folder = (
            RunFolder(options.runs_in / name) if options.judge_only else audit(name, options.runs_in / name)
        )
        result = judge_run(folder)
        write_outputs(folder, result, "en")
        for device, journey in sorted(result.journeys.items()):
            print(
                f"{name:18} {device:8} reached {journey.reached:9} {journey.stopped_by}: {journey.stopped[:100]}; cart emptied {journey.cart_emptied}"
            )
        labels = read_labels(STORES / "truth" / f"{name.removesuffix(SIGNED_IN)}.yaml")
        pages, saved = product_pages(labels), options.runs_in / "labelled" / name
        if not (options.judge_only and saved.exists()):
            asyncio.run(save_pages(pages, saved))
        by_page = read_facts(pages, saved)
        rows += compare(name, labels, result, by_page)
        ruled += compare_rules(name, labels, result, by_page, load_rules())
    print_table(rows)
    print_rules(ruled)
    if options.publish:
        write_accuracy(ruled)
        README.write_text(render_readme(), encoding="utf-8")


def print_rules(rows: list[RuleComparison]) -> None:
    """Print precision and recall over all rules, and every rule that was wrong or untested somewhere."""
    whole = tally(row.verdict for row in rows)
    print(f"\nrules: {whole}; precision {whole.precision or 0:.1%}, recall {whole.recall or 0:.1%}\n")
    for row in rows:
        if row.verdict in ("false-alarm", "missed", "not-tested"):
            print(
                f"{row.verdict:11} {row.rule} {row.store} {row.device}: wanted {row.wanted}, found {row.found}"
            )


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
