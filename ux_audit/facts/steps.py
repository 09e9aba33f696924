"""The steps of a checkout as the shopper counts them, and the fields on them."""

from dataclasses import dataclass

from ux_audit.facts.walk import Sight, Walk
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.fields import Field

LOOKS = ("entry", "guest", "step", "filled", "payment")
CARD_CLASSES = frozenset(("card_number", "card_cvc", "card_expiry", "card_holder", "card_type"))


@dataclass(frozen=True)
class CheckoutStep:
    """One step: its looks in order (before filling, after filling) and its fields, each once."""

    sights: tuple[Sight, ...]
    fields: tuple[tuple[Sight, Field], ...]
    is_gate: bool


def view_of(walk: Walk, sight: Sight) -> CheckoutView:
    """Return a sight as a checkout view."""
    return CheckoutView(sight.snapshot, walk.vocabulary)


def checkout_sights(walk: Walk) -> list[Sight]:
    """Return the looks inside the checkout, in order."""
    return walk.all(*LOOKS)  # type: ignore[arg-type]


def find_steps(walk: Walk) -> list[CheckoutStep]:
    """Return the steps that were walked; a page for signing in or choosing guest is a gate, not a step."""
    groups: list[list[Sight]] = []
    for sight in checkout_sights(walk):
        if groups and _same_step(walk, groups[-1][-1], sight):
            groups[-1].append(sight)
        else:
            groups.append([sight])
    return [CheckoutStep(tuple(g), tuple(_fields(walk, g)), _is_gate(walk, g)) for g in groups]


def _same_step(walk: Walk, before: Sight, after: Sight) -> bool:
    """Filling adds fields but keeps the page: the same address and headings, and most of the fields."""
    if before.snapshot.url.split("?")[0] != after.snapshot.url.split("?")[0]:
        return False
    old, new = view_of(walk, before), view_of(walk, after)
    if after.visit.purpose in ("filled", "payment") and before.visit.purpose in ("step", "filled", "entry"):
        shared = {_key(f) for f in old.fields} & {_key(f) for f in new.fields}
        if shared or not old.fields:
            return True
    return old.signature == new.signature


def _key(field: Field) -> str:
    return f"{field.kind} {field.name or field.label}"


def _fields(walk: Walk, sights: list[Sight]) -> list[tuple[Sight, Field]]:
    found: dict[str, tuple[Sight, Field]] = {}
    for sight in sights:
        if sight.visit.context.get("probe"):
            continue
        for field in view_of(walk, sight).fields:
            if not field.disabled and field.field_class not in ("coupon", "search", "newsletter_signup"):
                found.setdefault(_key(field), (sight, field))
    return list(found.values())


def _is_gate(walk: Walk, sights: list[Sight]) -> bool:
    view = view_of(walk, sights[-1])
    if view.asks_address or view.shows_payment:
        return False
    return view.is_account_gate or view.guest_choice is not None or bool(view.guest_controls)


def last_view(walk: Walk) -> CheckoutView | None:
    """Return the payment view, or None when it was not reached."""
    sight = walk.last("payment")
    return view_of(walk, sight) if sight else None
