"""A new rule file to fill in."""

import re
from pathlib import Path

from ux_audit.catalog.rules import load_rules
from ux_audit.errors import UsageError
from ux_audit.resources import find_resources
from ux_audit.yaml_files import nearest

NAME = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def write_new_rule(rule_id: str, folder: Path) -> Path:
    """Write a rule that is right in form and return its path; the id is `<area>-<name>`, its first word the area.

    Raises UsageError for a wrong id, one that is taken, or a file that cannot be written.
    """
    rules = load_rules()
    areas = list(dict.fromkeys(rule.area for rule in rules))
    area = rule_id.partition("-")[0]
    if not NAME.fullmatch(rule_id):
        raise UsageError(f"“{rule_id}” is no rule's id.", "Write it like product-gift-note: area, then name.")
    if area not in areas:
        hint = nearest(area, areas) or f"Areas: {', '.join(areas)}."
        raise UsageError(f"There is no area “{area}”.", hint)
    if any(rule.id == rule_id for rule in rules):
        raise UsageError(f"There is a rule “{rule_id}” already.", f"See: ux-audit rules explain {rule_id}")
    file = folder / f"{rule_id}.yaml"
    text = (find_resources("rules") / "skeleton.yaml").read_text("utf-8")
    for word, value in {"RULE_ID": rule_id, "AREAS": ", ".join(areas), "AREA": area}.items():
        text = text.replace(word, value)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as made:
            made.write(text)
    except FileExistsError as error:
        raise UsageError(f"{file} is there already.", "Choose another id or folder.") from error
    except OSError as error:
        raise UsageError(f"Cannot write {file}: {error.strerror}.", "Give --in another folder.") from error
    return file
