"""Pages written by hand after the structures of many shop systems; see tests/reading/pages."""

from pathlib import Path

from tests.snapshots import snapshot_of
from ux_audit.catalog import Vocabulary, choose_vocabulary
from ux_audit.reading.fields import Field, find_fields
from ux_audit.reading.snapshot import Snapshot

PAGES = Path(__file__).parent / "pages"


def read_page(name: str, language: str = "en") -> tuple[Snapshot, Vocabulary]:
    """Return a page's snapshot and the vocabulary of its language."""
    snapshot = snapshot_of((PAGES / f"{name}.html").read_text(encoding="utf-8"), language=language)
    return snapshot, choose_vocabulary(language, snapshot.text)


def fields_of(name: str, language: str = "en") -> list[Field]:
    """Return a page's fields."""
    return find_fields(*read_page(name, language))
