"""The steps of a checkout as the shopper counts them, and the fields on them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from ux_audit.catalog import Vocabulary
from ux_audit.facts.walk import Sight, Walk
from ux_audit.model import Purpose
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.controls import Control
from ux_audit.reading.fields import Field
from ux_audit.reading.progress import find_progress
from ux_audit.reading.snapshot import Snapshot

LOOKS: tuple[Purpose, ...] = ("entry", "guest", "step", "filled", "payment")
# A page for registering is none of the steps, even where it asks an address.
REGISTERING = re.compile(
    r"(^|[/=._-])(register|registration|sign-?up|login|signin|anmelden|inscription)([/?&._-]|$)", re.I
)
# Query keys that choose the page in shops whose addresses all have one path.
ROUTES = ("route", "main_page", "_route", "controller", "fc", "dispatch")


@dataclass(frozen=True)
class CheckoutStep:
    """One step: its looks in order (before filling, after filling) and its fields, each once.

    A gate is a page for signing in, registering or choosing guest: passed, but not counted as a step.
    """

    sights: tuple[Sight, ...]
    fields: tuple[tuple[Sight, Field], ...]
    is_gate: bool


def view_of(walk: Walk, sight: Sight) -> CheckoutView:
    """Return a sight as a checkout view; one and the same for the same page, so that it is read once."""
    return _view(sight.snapshot, walk.vocabulary)


@lru_cache(maxsize=64)
def _view(snapshot: Snapshot, vocabulary: Vocabulary) -> CheckoutView:
    return CheckoutView(snapshot, vocabulary)


def checkout_sights(walk: Walk) -> list[Sight]:
    """Return the looks inside the checkout, in order."""
    return walk.all(*LOOKS)


def page_address(url: str) -> str:
    """Return what tells one page from another in an address: host, path and the route, if it has one."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query)
    keys = (*ROUTES, "step", "act") if parts.path.endswith(".php") else ROUTES
    routes = "&".join(f"{key}={value}" for key, value in query if key in keys)
    return f"{parts.netloc}{parts.path.rstrip('/')}?{routes}"


def find_steps(walk: Walk) -> list[CheckoutStep]:
    """Return what was walked of the checkout: gates and steps, in order."""
    groups: list[list[Sight]] = []
    for sight in checkout_sights(walk):
        if groups and _same_step(walk, groups[-1][-1], sight):
            groups[-1].append(sight)
        else:
            groups.append([sight])
    return [CheckoutStep(tuple(g), tuple(_fields(walk, g)), _is_gate(walk, g)) for g in groups]


def _same_step(walk: Walk, before: Sight, after: Sight) -> bool:
    """Filling adds fields but keeps the page: the same address and headings, and most of the fields."""
    if page_address(before.snapshot.url) != page_address(after.snapshot.url):
        return False
    old, new = view_of(walk, before), view_of(walk, after)
    if after.visit.purpose in ("filled", "payment") and before.visit.purpose in ("step", "filled", "entry"):
        shared = {f.key for f in old.fields} & {f.key for f in new.fields}
        if shared or not old.fields:
            return True
    return old.signature == new.signature


def _fields(walk: Walk, sights: list[Sight]) -> list[tuple[Sight, Field]]:
    """The fields of one step, each with the look that first showed it; none at a gate passed with an account."""
    if walk.journey is not None and walk.journey.known and view_of(walk, sights[-1]).is_account_gate:
        return []
    found: dict[str, tuple[Sight, Field]] = {}
    for sight in sights:
        if sight.visit.context.get("probe"):
            continue
        for field in view_of(walk, sight).fields:
            found.setdefault(field.key, (sight, field))
    if not _left_by_guest_control(walk, sights):
        return list(found.values())
    # Beside the way for guests stand fields for others: only those of the guest's own form are on his path.
    view = view_of(walk, sights[-1])
    forms = {
        form.get("data-ux-id") for r in view.guest_controls[:1] if (form := r.control.tag.find_parent("form"))
    }
    return [(sight, field) for sight, field in found.values() if field.form_id and field.form_id in forms]


def _left_by_guest_control(walk: Walk, sights: list[Sight]) -> bool:
    last = sights[-1]
    after = next((s for s in checkout_sights(walk) if s.visit.number > last.visit.number), None)
    view = view_of(walk, last)
    pressed = after is not None and after.visit.purpose == "guest" and bool(view.guest_controls)
    return pressed and view.guest_choice is None and not view.asks_address


def _is_gate(walk: Walk, sights: list[Sight]) -> bool:
    view = view_of(walk, sights[-1])
    if view.shows_payment:
        return False
    if view.asks_address:
        return (
            bool(REGISTERING.search(urlsplit(sights[-1].snapshot.url).path)) or view.guest_choice is not None
        )
    return (
        view.is_account_gate
        or view.is_code_gate
        or view.guest_choice is not None
        or bool(view.guest_controls)
    )


def final_control(walk: Walk, payment: Sight) -> tuple[Control | None, bool]:
    """Return the control that would place the order, and whether it was not seen as one more step follows.

    Words that commit decide; else a count of steps that ends here; else a way on means one more step.
    """
    view = view_of(walk, payment)
    if view.commit_controls:
        return view.commit_controls[0], False
    onward = view.next_controls[0].control if view.next_controls else None
    walked = sum(not step.is_gate for step in find_steps(walk))
    count = find_progress(payment.snapshot, walk.vocabulary)
    ends = count is not None and (count.is_last or (count.counted and count.total <= walked))
    if onward is not None and ends:
        return onward, False
    return None, onward is not None or bool(view.review_controls)
