"""A run folder on disk: everything seen, written as it is seen, and read again by `judge`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ux_audit.errors import MachineError, UsageError
from ux_audit.model import Audit, Device, Journey, Load, Model, PageRef, RequestRecord, Site, Visit

FORMAT_VERSION = 1
RECORD = "evidence.json"
AUDIT = "audit.json"
JOURNAL = "journal.jsonl"


class RunRecord(Model):
    """What a run saw besides the visits; `audit.json` is made from it and the visits alone."""

    format_version: int = FORMAT_VERSION
    tool_version: str
    made_at: str
    site: Site
    settings: dict[str, Any] = {}
    walk_level: str = "browse"
    pages: tuple[PageRef, ...] = ()
    journeys: dict[Device, Journey] = {}
    loads: tuple[Load, ...] = ()
    interrupted: bool = False
    products_in_sitemaps: int = 0


class RunFolder:
    """One run's folder. Writing raises MachineError, reading a folder that is no run raises UsageError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> "RunFolder":
        """Make the folder and try writing to it. A folder with another run in it is refused."""
        if (path / RECORD).exists():
            raise UsageError(f"{path} already holds a run.", "Give --out another folder.")
        try:
            (path / "visits").mkdir(parents=True, exist_ok=True)
            (path / JOURNAL).touch()
        except OSError as error:
            reason = error.strerror or str(error)
            raise MachineError(
                f"Cannot write to {path}: {reason}.", "Give --out a folder you can write to."
            ) from error
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Open a saved run."""
        if not (path / RECORD).is_file():
            raise UsageError(f"{path} holds no run.", "Name a folder that `ux-audit run` wrote.")
        return cls(path)

    def write_visit(self, visit: Visit, *, html: str, requests: Sequence[RequestRecord]) -> None:
        """Save a visit's page, requests and description; the picture is written beside them by who took it."""
        folder = self.visit_folder(visit.id)
        folder.mkdir(parents=True, exist_ok=True)
        if html:
            (folder / "page.html").write_text(html, encoding="utf-8")
            (folder / "requests.json").write_text(
                _dump([r.model_dump(exclude_defaults=True) for r in requests]), "utf-8"
            )
        (folder / "visit.json").write_text(visit.model_dump_json(indent=1), encoding="utf-8")
        self.note("visit", id=visit.id, url=visit.final_url, error=visit.error)

    def visit_folder(self, identity: str) -> Path:
        """Return the folder of the visit with this id."""
        return self.path / "visits" / identity

    def note(self, what: str, **details: Any) -> None:
        """Append one line to the journal."""
        with (self.path / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(json.dumps({"what": what, **details}, ensure_ascii=False) + "\n")

    def read_visits(self) -> list[Visit]:
        """Return all saved visits, by device and number."""
        files = sorted((self.path / "visits").glob("*/*/visit.json"))
        visits = [Visit.model_validate_json(file.read_text(encoding="utf-8")) for file in files]
        return sorted(visits, key=lambda visit: (visit.device, visit.number))

    def read_html(self, visit: Visit) -> str:
        """Return a visit's saved page."""
        return (self.visit_folder(visit.id) / "page.html").read_text(encoding="utf-8")

    def read_requests(self, visit: Visit) -> tuple[RequestRecord, ...]:
        """Return a visit's requests."""
        file = self.visit_folder(visit.id) / "requests.json"
        if not file.is_file():
            return ()
        return tuple(
            RequestRecord.model_validate(item) for item in json.loads(file.read_text(encoding="utf-8"))
        )

    def write_record(self, record: RunRecord) -> None:
        """Save what the run saw."""
        (self.path / RECORD).write_text(record.model_dump_json(indent=1), encoding="utf-8")

    def read_record(self) -> RunRecord:
        """Return what the run saw. Raises UsageError for a run of another format."""
        try:
            record = RunRecord.model_validate_json((self.path / RECORD).read_text(encoding="utf-8"))
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise UsageError(
                f"{self.path / RECORD} is damaged or of another version (at {place})."
            ) from error
        if record.format_version != FORMAT_VERSION:
            raise UsageError(
                f"{self.path} was written in format {record.format_version}; this tool reads {FORMAT_VERSION}."
            )
        return record

    def write_audit(self, audit: Audit) -> Path:
        """Save `audit.json` and return its path; the same audit gives the same bytes."""
        file = self.path / AUDIT
        file.write_text(_dump(audit.model_dump(mode="json")), encoding="utf-8")
        return file


def read_audit(path: Path) -> Audit:
    """Read an `audit.json` (or the run folder that holds it). Raises UsageError when it is none."""
    file = path / AUDIT if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"There is no {AUDIT} in {path}.", "Name a run folder or its audit.json.")
    try:
        return Audit.model_validate_json(file.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise UsageError(f"{file} is no audit of this tool's version.") from error


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
