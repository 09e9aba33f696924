"""Opening what a checkout keeps folded: on phones the order's lines and total often lie behind one line."""

from ux_audit.reading.controls import Control, Ranked, find_controls
from ux_audit.reading.snapshot import Snapshot, attr, text_of
from ux_audit.visit.journey.acting import press
from ux_audit.visit.journey.locks import is_allowed
from ux_audit.visit.journey.session import Session

LEAST_GRADE = 0.5


async def unfold_summary(session: Session) -> bool:
    """Open the folded summary of the order, where the stage allows a press; return whether it shows more now."""
    if not is_allowed(session.stage, "choose"):
        return False
    before = await session.snapshot()
    control = find_folded_summary(before, session)
    if control is None:
        return False
    ranked = Ranked(control, 1.0, ("folded summary",))
    pressed = await press(session, before, ranked, "choose", goal="order summary")
    return pressed is not None and len(pressed.snapshot.text) > len(before.text)


def find_folded_summary(snapshot: Snapshot, session: Session) -> Control | None:
    """Return the control that says of itself that it is folded and names the order's summary, or None."""
    return next(
        (
            control
            for control in find_controls(snapshot)
            if control.region in ("main", "header")
            and control.kind == "button"
            and _is_folded(control)
            and session.vocabulary.grade("order_summary", control.text or text_of(control.tag)) >= LEAST_GRADE
        ),
        None,
    )


def _is_folded(control: Control) -> bool:
    if attr(control.tag, "aria-expanded") == "false":
        return True
    fold = control.tag.find_parent("details")
    return control.tag.name == "summary" and fold is not None and not fold.has_attr("open")
