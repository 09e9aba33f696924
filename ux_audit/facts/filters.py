"""Filters of a category page, with where they were seen."""

from ux_audit.facts.walk import Sight, Walk, seen_at
from ux_audit.model import Evidence
from ux_audit.reading.filters import find_filter_groups


def find_filters(walk: Walk, sight: Sight) -> dict[str, tuple[str, Evidence]]:
    """Return the kinds of filter in view (price, brand, rating, spec) with title and evidence; the category tree is none."""
    found: dict[str, tuple[str, Evidence]] = {}
    for kind, group in find_filter_groups(sight.snapshot, walk.vocabulary):
        found.setdefault(kind, (group.title, seen_at(sight, group.head.parent, group.title)))
    return found
