"""From an audit to one self-contained HTML file in its run folder."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from ux_audit.errors import MachineError, UsageError
from ux_audit.model import Audit
from ux_audit.report.build import build_view
from ux_audit.report.texts import Language, Texts
from ux_audit.report.view import View
from ux_audit.resources import find_resources

FILE = "scorecard.html"


def write_report(audit: Audit, run: Path, *, language: Language = "en", folder: str = "html") -> Path:
    """Write `scorecard.html` into the run folder and return its path.

    `folder` is a template folder below `reports/`. The bytes depend on the audit, the run folder's
    pictures and the template folder alone. Raises UsageError when there is no such template folder,
    MachineError when the file cannot be written.
    """
    templates = find_resources("reports") / folder
    if not (templates / f"{FILE}.j2").is_file():
        raise UsageError(f"There is no report format {folder!r}.", "Formats are the folders of reports/.")
    view = build_view(audit, run, language=language, folder=templates)
    target = run / FILE
    try:
        target.write_text(render(view, templates), encoding="utf-8", newline="\n")
    except OSError as error:
        raise MachineError(
            f"Could not write {target}: {error.strerror}.", "Make the folder writable."
        ) from error
    return target


def render(view: View, templates: Path) -> str:
    """Return the scorecard's HTML from a view and a template folder."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=select_autoescape(("html", "j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = (templates / "script.js").read_text("utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    texts = Texts(templates, "zh" if view.language == "zh" else "en")
    environment.globals.update(
        say=texts.say,
        style=Markup((templates / "style.css").read_text("utf-8").strip()),
        script=Markup(script),
        script_digest=digest,
        picture_ids=frozenset(picture.id for picture in view.pictures),
    )
    return environment.get_template(f"{FILE}.j2").render(view=view)
