"""Walk every make-up of the embedded shop with one lock missing: python -m tests.matrix [--without stage control].

Not part of the test suite: it takes about half an hour. Prints a line a walk; the exit code is 1 when one ended
otherwise, left something in the cart, ordered or had a code sent.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.demo.made import MADE
from ux_audit.catalog import choose_vocabulary, load_kill_list, load_shopper
from ux_audit.demo import Shop
from ux_audit.model import Device, Journey
from ux_audit.store import RunFolder
from ux_audit.visit.browser import open_browser
from ux_audit.visit.devices import Identity
from ux_audit.visit.journey import WalkPlan, walk_store
from ux_audit.visit.journey.plan import Lock

DEVICES: tuple[Device, ...] = ("desktop", "mobile")


async def walk_both(shop: Shop, without: Lock, folder: RunFolder) -> list[Journey]:
    """Walk on both devices beside each other."""
    async with open_browser(None) as browser:
        plans = [
            WalkPlan(
                url=shop.url, device=device, level="payment", kill_list=load_kill_list(),
                load_shopper=load_shopper, without=frozenset([without]),
            )
            for device in DEVICES
        ]  # fmt: skip
        words = choose_vocabulary("en", "")
        return await asyncio.gather(*(walk_store(browser, plan, folder, Identity(), words) for plan in plans))


def main() -> int:
    """Walk them all and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="+", default=["stage", "control"], choices=["stage", "control"])
    bad = 0
    for without in parser.parse_args().without:
        for language, names, end in MADE:
            with Shop(traits=names.split(), language=language) as shop, tempfile.TemporaryDirectory() as path:
                journeys = asyncio.run(walk_both(shop, without, RunFolder.create(Path(path) / "run")))
                for journey in journeys:
                    clean = journey.stopped == end and journey.cart_emptied is True
                    good = clean and (shop.orders, shop.messages) == (0, 0)
                    bad += not good
                    told = f"{journey.device:8} {journey.stopped}, emptied {journey.cart_emptied}, orders {shop.orders}"
                    print("ok " if good else "BAD", without, language, names.split()[0], told, flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
