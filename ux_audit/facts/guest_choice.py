"""Where shoppers choose between buying as a guest and an account: how the way for guests stands there."""

from ux_audit.facts.steps import checkout_sights, view_of
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Box, Fact
from ux_audit.reading.checkout_view import CheckoutView
from ux_audit.reading.controls import Control, find_controls
from ux_audit.reading.fields import find_fields
from ux_audit.reading.snapshot import attr, box_of

NAMES = ("checkout.guest_way", "checkout.guest_first", "checkout.guest_size_share", "checkout.guest_named")
ACCOUNT = ("sign_in", "create_account")
SURE = 0.8
FORM_INSIDE = frozenset(("email", "tel", "full_name", "family_name", "given_name"))
# A link with a background of its own is drawn as a button.
PLAIN = ("", "transparent", "rgba(0, 0, 0, 0)")


def observe_guest_choice(walk: Walk) -> dict[str, Fact]:
    """Return how guests find their way: an open form, or a choice beside signing in and registering."""
    sights = checkout_sights(walk)
    if not sights:
        return dict.fromkeys(NAMES, unseen("the checkout was not opened"))
    if walk.journey is not None and walk.journey.known:
        return dict.fromkeys(
            NAMES, unseen("an account or cookies were given, so what guests are offered was not seen")
        )
    for number, sight in enumerate(sights):
        view = view_of(walk, sight)
        if view.asks_address or view.shows_payment:
            break
        if view.guest_choice is not None:
            return _as_choice(sight, view)
        if view.guest_controls:
            late = any(_asks_mail_only(view_of(walk, s)) for s in sights[:number])
            return _as_control(walk, sight, view, late=late)
    inside = next((s for s in sights if _is_open(view_of(walk, s))), None)
    if inside is None:
        return dict.fromkeys(NAMES, unseen("neither a guest choice nor a form was reached"))
    why = unseen("guests meet the form at once, without a choice")
    return {**dict.fromkeys(NAMES, why), "checkout.guest_way": seen("open", seen_at(inside))}


def _is_open(view: CheckoutView) -> bool:
    return not view.is_account_gate and (
        view.asks_address or view.shows_payment or bool(view.classes & FORM_INSIDE)
    )


def _asks_mail_only(view: CheckoutView) -> bool:
    """Whether a page asks the e-mail address and offers guests nothing yet."""
    asked = {field.field_class for field in view.fields if field.kind not in ("checkbox", "radio")}
    return asked == {"email"} and not view.guest_controls and view.guest_choice is None


def _as_choice(sight: Sight, view: CheckoutView) -> dict[str, Fact]:
    """A list of choices: all look alike, so that the order and what is chosen beforehand tell."""
    field = view.guest_choice
    assert field is not None
    says = [view.vocabulary.has("guest", option.text) for option in field.options]
    chosen = [option.chosen for option in field.options]
    first = says[0] or any(is_guest and on for is_guest, on in zip(says, chosen, strict=True))
    where = seen_at(sight, field.tag, field.options[says.index(True)].text)
    return {
        "checkout.guest_way": seen("choice", where),
        "checkout.guest_first": seen(first, where),
        "checkout.guest_size_share": seen(1.0, where),
        "checkout.guest_named": seen(True, where),
    }


def _as_control(walk: Walk, sight: Sight, view: CheckoutView, *, late: bool) -> dict[str, Fact]:
    guest = view.guest_controls[0].control
    where = seen_at(sight, guest.tag)
    rivals = [c for c in _rivals(walk, sight, view) if c.ux_id != guest.ux_id]
    named = walk.vocabulary.has("guest", guest.text)
    facts = {
        "checkout.guest_way": seen("button" if _is_drawn_as_button(guest) else "link", where),
        "checkout.guest_named": seen(named, where),
    }
    boxes = [box for c in rivals if (box := _box(c)) is not None]
    own = _box(guest)
    if late:
        facts["checkout.guest_first"] = seen(
            False, where, note="it appears only after an e-mail address was given"
        )
    elif own is None or not boxes:
        facts["checkout.guest_first"] = unseen("no way to sign in or register was found to compare it with")
    else:
        # Beside another one is as good as above it.
        facts["checkout.guest_first"] = seen(all(own.y < box.bottom for box in boxes), where)
    if own is None or not boxes:
        facts["checkout.guest_size_share"] = unseen(
            "no way to sign in or register was found to compare it with"
        )
    else:
        facts["checkout.guest_size_share"] = seen(round(own.area / max(box.area for box in boxes), 2), where)
    return facts


def _rivals(walk: Walk, sight: Sight, view: CheckoutView) -> list[Control]:
    """The controls of the page's own part that sign in or open an account; links that only lead there are none.

    What sends a form with a password counts by its place, whatever it says.
    """
    passwords = [f for f in find_fields(sight.snapshot, walk.vocabulary) if f.kind == "password"]
    forms = {id(form) for f in passwords if (form := f.tag.find_parent("form")) is not None}
    guests = {ranked.control.ux_id for ranked in view.guest_controls}
    found = []
    for control in find_controls(sight.snapshot):
        if (
            control.region not in ("main", "dialog")
            or control.ux_id in guests
            or not _is_drawn_as_button(control)
        ):
            continue
        says = any(walk.vocabulary.has(key, control.text, SURE) for key in ACCOUNT)
        sends = attr(control.tag, "type") == "submit" or (
            control.tag.name == "button" and not attr(control.tag, "type")
        )
        if says or (sends and id(control.tag.find_parent("form")) in forms):
            found.append(control)
    return found


def _is_drawn_as_button(control: Control) -> bool:
    return control.kind != "link" or attr(control.tag, "data-ux-bg") not in PLAIN


def _box(control: Control) -> Box | None:
    return control.box or box_of(control.tag)
