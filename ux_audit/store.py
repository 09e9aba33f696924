"""A run folder on disk: everything seen, written as it is seen, and read again by `judge`."""

import contextlib
import json
import os
import shlex
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ux_audit.errors import MachineError, UsageError
from ux_audit.model import Audit, Device, Journey, Load, Model, PageRef, RequestRecord, Site, Visit

FORMAT_VERSION = 1
RECORD = "evidence.json"
AUDIT = "audit.json"
JOURNAL = "journal.jsonl"
VISITS = "visits"
RULES = "rules"
NEW_RUN = "Run the audit again, with another --out."

M = TypeVar("M", bound=Model)


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

    def __init__(self, path: Path, *, made: bool = False) -> None:
        self.path = path
        self._made = made

    @classmethod
    def create(cls, path: Path) -> "RunFolder":
        """Make the folder and try writing to it. A folder that holds anything is refused."""
        if (path / RECORD).exists():
            raise UsageError(f"{path} already holds a run.", "Give --out another folder.")
        try:
            made = not path.exists()
            if path.is_dir() and any(path.iterdir()):
                raise UsageError(f"{path} is not empty.", "Give --out a new or an empty folder.")
            (path / VISITS).mkdir(parents=True, exist_ok=True)
            (path / JOURNAL).touch()
        except OSError as error:
            reason = "it is no folder" if path.is_file() else error.strerror or str(error)
            raise MachineError(
                f"Cannot write to {path}: {reason}.", "Give --out a folder you can write to."
            ) from error
        return cls(path, made=made)

    def remove_if_unused(self) -> bool:
        """Take away what `create` made when nothing was judged and no visit saved; return whether it did."""
        if (self.path / AUDIT).exists() or self.holds_visits():
            return False
        for name in (VISITS, RULES):
            shutil.rmtree(self.path / name, ignore_errors=True)
        with contextlib.suppress(OSError):
            for name in (RECORD, JOURNAL):
                (self.path / name).unlink(missing_ok=True)
            if self._made:
                self.path.rmdir()
        return True

    def holds_visits(self) -> bool:
        """Return whether any visit was saved."""
        return any(self.path.glob(f"{VISITS}/*/*/visit.json"))

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Open a saved run."""
        if not (path / RECORD).is_file():
            raise UsageError(f"{path} holds no run.", "Name a folder that `ux-audit run` wrote.")
        return cls(path)

    def write_visit(self, visit: Visit, *, html: str, requests: Sequence[RequestRecord]) -> None:
        """Save a visit's page, requests and description; the picture is written beside them by who took it."""
        folder = self.visit_folder(visit.id)
        with _writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        if html:
            _write(folder / "page.html", html)
            _write(folder / "requests.json", _dump([r.model_dump(exclude_defaults=True) for r in requests]))
        _write(folder / "visit.json", visit.model_dump_json(indent=1))
        self.note("visit", id=visit.id, url=visit.final_url, error=visit.error)

    def keep_rules(self, folders: Sequence[Path]) -> None:
        """Copy the operator's own rule files: with them the run can be judged again, anywhere."""
        for number, source in enumerate(folders, 1):
            target = self.path / RULES / f"{number:02}"
            for file in sorted(source.rglob("*.yaml")):
                with _writing(target):
                    target.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, target / file.name)

    def own_rules(self) -> tuple[Path, ...]:
        """Return the folders of the operator's own rules that the run was made with, in their order."""
        return tuple(sorted(path for path in (self.path / RULES).glob("*") if path.is_dir()))

    def visit_folder(self, identity: str) -> Path:
        """Return the folder of the visit with this id."""
        return self.path / VISITS / identity

    def note(self, what: str, **details: Any) -> None:
        """Append one line to the journal."""
        file = self.path / JOURNAL
        with _writing(file), file.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps({"what": what, **details}, ensure_ascii=False) + "\n")

    def read_visits(self) -> list[Visit]:
        """Return all saved visits, by device and number. Raises UsageError for a damaged one."""
        files = sorted((self.path / VISITS).glob("*/*/visit.json"))
        visits = [_parse(Visit, file, f"Remove {file.parent} to judge what is left.") for file in files]
        return sorted(visits, key=lambda visit: (visit.device, visit.number))

    def read_html(self, visit: Visit) -> str:
        """Return a visit's saved page. Raises UsageError when it cannot be read."""
        file = self.visit_folder(visit.id) / "page.html"
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                f"{file} is damaged or missing.", f"Remove {file.parent} to judge what is left."
            ) from error

    def read_requests(self, visit: Visit) -> tuple[RequestRecord, ...]:
        """Return a visit's requests."""
        file = self.visit_folder(visit.id) / "requests.json"
        if not file.is_file():
            return ()
        try:
            return tuple(RequestRecord.model_validate(item) for item in json.loads(file.read_bytes()))
        except (ValueError, TypeError, OSError) as error:
            raise UsageError(f"{file} is damaged.", f"Remove {file.parent} to judge what is left.") from error

    def read_shot(self, visit: Visit) -> bytes:
        """Return the picture of a visit as saved, empty when there is none."""
        file = self.visit_folder(visit.id) / "shot.webp"
        return file.read_bytes() if file.is_file() else b""

    def write_record(self, record: RunRecord) -> None:
        """Save what the run saw."""
        _write(self.path / RECORD, record.model_dump_json(indent=1))

    def read_record(self) -> RunRecord:
        """Return what the run saw. Raises UsageError for a damaged one or a run of another format."""
        record = _parse(RunRecord, self.path / RECORD, NEW_RUN)
        if record.format_version != FORMAT_VERSION:
            raise UsageError(
                f"{self.path} was written in format {record.format_version}; this tool reads {FORMAT_VERSION}.",
                NEW_RUN,
            )
        return record

    def write_audit(self, audit: Audit) -> Path:
        """Save `audit.json` and return its path; the same audit gives the same bytes."""
        file = self.path / AUDIT
        _write(file, _dump(audit.model_dump(mode="json")))
        return file


def read_audit(path: Path) -> Audit:
    """Read an `audit.json` (or the run folder that holds it). Raises UsageError when it is none."""
    file = path / AUDIT if path.is_dir() else path
    if not file.is_file():
        judged = (path / RECORD).is_file()
        raise UsageError(
            f"{path} has not been judged yet." if judged else f"There is no {AUDIT} in {path}.",
            f"Run: ux-audit judge {shlex.quote(str(path))}"
            if judged
            else "Name a run folder or its audit.json.",
        )
    return _parse(Audit, file, f"Run: ux-audit judge {shlex.quote(str(file.parent))}")


def _parse(model: type[M], file: Path, remedy: str) -> M:
    try:
        return model.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        what = f"of another version (at {place})" if place else "damaged: it is cut off or no JSON"
        raise UsageError(f"{file} is {what}.", remedy) from error
    except OSError as error:
        raise UsageError(f"Cannot read {file}: {error.strerror}.", remedy) from error


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all, so that an interrupted run never leaves half of one."""
    part = file.with_name(f"{file.name}.part")
    with _writing(file):
        part.write_text(text, encoding="utf-8")
        os.replace(part, file)


@contextlib.contextmanager
def _writing(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise MachineError(
            f"Cannot write {file}: {reason}.", "Make room, or give --out another folder."
        ) from error


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
