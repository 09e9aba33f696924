"""How the range is cut into categories: how many stand side by side, and how much each one holds."""

import re
from collections import Counter
from urllib.parse import urlsplit

from ux_audit.facts.listing import find_total
from ux_audit.facts.navigation import known_categories
from ux_audit.facts.walk import Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.addresses import page_key
from ux_audit.reading.menus import CategoryLink

# “Chairs (12)”: menus and category boxes often count what a category holds.
COUNTED = re.compile(r"[(（\[]\s*(\d{1,6})\s*[)）\]]\s*$")
LEAST_LEAVES = 3  # fewer tell nothing of the whole tree
FEW = 10  # rule catalogue, navigation-category-width


def observe_breadth(walk: Walk) -> dict[str, Fact]:
    """Return navigation.siblings_max, leaves_counted and leaves_under_10_share."""
    home = walk.first("home") or walk.first("listing")
    names = ("navigation.siblings_max", "navigation.leaves_counted", "navigation.leaves_under_10_share")
    known = known_categories(walk)
    if home is None or not known:
        return dict.fromkeys(names, unseen("the menu showed no category"))
    beside = Counter(
        (link.level, link.parent_url) for link in known.values() if link.parent_url or link.level == 1
    )
    counts = count_leaves(walk, known)
    few = sum(count < FEW for count in counts.values())
    where = seen_at(home, next(iter(known.values())).tag if walk.first("home") else None)
    return {
        "navigation.siblings_max": seen(max(beside.values(), default=0), where, confidence=0.8),
        "navigation.leaves_counted": seen(len(counts), where),
        "navigation.leaves_under_10_share": seen(round(few / len(counts), 3), where, confidence=0.8)
        if len(counts) >= LEAST_LEAVES
        else unseen("too few categories tell how much they hold"),
    }


def count_leaves(walk: Walk, known: dict[str, CategoryLink]) -> dict[str, int]:
    """Return the products of each category without categories below it, where a menu or its own page prints the number."""
    parents = {page_key(link.parent_url) for link in known.values() if link.parent_url}
    paths = {urlsplit(link.url).path.rstrip("/") for link in known.values()}
    counts: dict[str, int] = {}
    for link in known.values():
        path = urlsplit(link.url).path.rstrip("/")
        holds = page_key(link.url) in parents or any(other.startswith(f"{path}/") for other in paths)
        hit = COUNTED.search(link.text)
        if hit and not holds:
            counts[page_key(link.url)] = int(hit[1])
    leaves = {page_key(link.url) for link in known.values()} - parents
    for sight in walk.all("listing"):
        key = page_key(sight.visit.final_url)
        total = find_total(walk, sight)
        if key in leaves and key not in counts and total is not None:
            counts[key] = total[1]
    return counts
