"""The visits of a run folder, as far as the scorecard needs them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ux_audit.model import Device, Evidence, Step, Visit

VISITS = "visits"
# Looks at a page that something lies over or that was changed for a test.
UNLIKE = (
    "home_menu", "search_typing", "product_zoom", "listing_filter", "filtered", "listing_back", "keyboard", "cart_quantity", "cleaned",
)  # fmt: skip


@dataclass(frozen=True)
class Shots:
    """Visits by id, in the order of the walk, with the files of their pictures."""

    run: Path
    visits: dict[str, Visit]

    def visit(self, visit_id: str | None) -> Visit | None:
        """Return a visit by its id, if the run has it."""
        return self.visits.get(visit_id) if visit_id else None

    def file(self, visit_id: str) -> Path | None:
        """Return the visit's screenshot, if it lies in the run folder."""
        if visit_id not in self.visits:
            return None
        file = self.run / VISITS / visit_id / "shot.webp"
        return file if file.is_file() else None

    def of_step(self, step: Step, device: Device) -> str | None:
        """Return the id of the visit that shows the page a step acted on, if there is a picture.

        A press names the visit it led to; where it was made is the last look before at the same address.
        """
        led_to = self.visit(step.visit or visit_of_path(step.screenshot))
        if step.box is None and step.action != "press":
            return self._with_picture(led_to.id) if led_to else None
        before = [
            visit
            for visit in self.visits.values()
            if visit.device == device
            and visit.purpose not in UNLIKE
            and _same_page(visit.final_url, step.url)
            and (led_to is None or visit.number < led_to.number)
            and self._with_picture(visit.id)
        ]
        if before:
            return (before[0] if led_to is None else before[-1]).id
        return self._with_picture(led_to.id) if led_to and _same_page(led_to.final_url, step.url) else None

    def of_evidence(self, evidence: Evidence) -> str | None:
        """Return the id of the visit where a fact was seen, if it has a picture."""
        return self._with_picture(evidence.visit or visit_of_path(evidence.screenshot))

    def first(self, device: Device, purposes: Iterable[str] = ()) -> str | None:
        """Return the first visit of a device (with one of these purposes) that has a picture."""
        wanted = frozenset(purposes)
        for visit_id, visit in self.visits.items():
            if visit.device == device and (not wanted or visit.purpose in wanted) and self.file(visit_id):
                return visit_id
        return None

    def _with_picture(self, visit_id: str | None) -> str | None:
        return visit_id if visit_id and self.file(visit_id) else None


def _same_page(one: str, other: str) -> bool:
    return one.partition("#")[0].rstrip("/") == other.partition("#")[0].rstrip("/")


def visit_of_path(path: str | None) -> str | None:
    """Return the visit's id in a path such as `visits/desktop/01-home/shot.webp`."""
    if not path or not path.startswith(f"{VISITS}/"):
        return None
    return path.removeprefix(f"{VISITS}/").rpartition("/")[0] or None


def read_shots(run: Path) -> Shots:
    """Return all readable visits below a run folder; unreadable ones are left out."""
    visits: dict[str, Visit] = {}
    for file in sorted((run / VISITS).glob("*/*/visit.json")):
        try:
            visit = Visit.model_validate(json.loads(file.read_text("utf-8")))
        except (OSError, ValueError, ValidationError):
            continue
        if visit.id == f"{file.parent.parent.name}/{file.parent.name}":
            visits[visit.id] = visit
    return Shots(run, visits)
