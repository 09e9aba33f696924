"""The first lock: which kinds of press are allowed at which stage."""

from ux_audit.model import Stage
from ux_audit.reading.verdict import Purpose

BROWSING: frozenset[Purpose] = frozenset(("browse", "add", "cart", "choose", "sign_in"))
ALLOWED: dict[Stage, frozenset[Purpose]] = {
    "home": BROWSING,
    "listing": BROWSING,
    "product": BROWSING,
    "cart": frozenset(("cart", "quantity", "remove", "checkout", "browse", "sign_in")),
    # A checkout that was just opened: only choosing who one is, and its form's own way on.
    "entry": frozenset(("guest", "choose", "next", "sign_in")),
    "address": frozenset(("next", "choose", "guest")),
    "delivery": frozenset(("next", "choose")),
    "payment": frozenset(),
    "review": frozenset(),
}


def is_allowed(stage: Stage, purpose: Purpose) -> bool:
    """Return whether a press for `purpose` is on the stage's list."""
    return purpose in ALLOWED[stage]
