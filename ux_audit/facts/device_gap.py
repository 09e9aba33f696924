"""How the phone's loads stand beside the desktop's."""

from collections.abc import Mapping

from ux_audit.facts.walk import Walk, seen, unseen
from ux_audit.model import Device, Evidence, Fact, Load

KINDS = ("home", "listing", "product")
NAMES = (
    "speed.phone_heaviest_bytes",
    "speed.phone_bytes_ratio",
    "speed.phone_image_share",
    "speed.phone_worst_lcp_ms",
    "speed.desktop_worst_lcp_ms",
)


def observe_device_gap(
    walks: Mapping[Device, Walk], facts: Mapping[Device, dict[str, Fact]]
) -> dict[Device, dict[str, Fact]]:
    """Return what the phone loads beside the desktop: bytes of its heaviest page of those timed on both, and worst LCPs.

    The bytes do not hang on the line; each device's LCP is that of its own usual line.
    """
    nothing = dict.fromkeys(NAMES, unseen("no page was timed on both devices"))
    desktop, phone = walks.get("desktop"), walks.get("mobile")
    if desktop is None or phone is None:
        return dict.fromkeys(walks, nothing)
    here, there = _by_kind(desktop), _by_kind(phone)
    both = [kind for kind in KINDS if kind in here and kind in there]
    if not both:
        return dict.fromkeys(walks, nothing)
    heaviest = max(both, key=lambda kind: there[kind].median["transfer_bytes"])
    heavy, wide = there[heaviest], here[heaviest]
    size, images = heavy.median["transfer_bytes"], heavy.median.get("image_bytes", 0.0)
    at = Evidence(visit="", page=heavy.url)
    narrow_lcp = max(
        (there[kind].median["lcp_ms"] for kind in both if "lcp_ms" in there[kind].median), default=None
    )
    wide_lcp = max(
        (here[kind].median["lcp_ms"] for kind in both if "lcp_ms" in here[kind].median), default=None
    )
    late = unseen("no largest paint was seen")
    found = {
        NAMES[0]: seen(round(size), at),
        NAMES[1]: seen(round(size / (wide.median["transfer_bytes"] or 1), 3), at),
        NAMES[2]: seen(round(images / (size or 1), 3), at),
        NAMES[3]: late if narrow_lcp is None else seen(round(narrow_lcp, 1), at),
        NAMES[4]: late if wide_lcp is None else seen(round(wide_lcp, 1), at),
    }
    return dict.fromkeys(walks, found)


def _by_kind(walk: Walk) -> dict[str, Load]:
    return {load.kind: load for load in walk.loads if "transfer_bytes" in load.median}
