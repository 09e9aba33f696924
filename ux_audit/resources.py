"""Where `rules/` and `reports/` are: in a wheel, an editable install or a checkout."""

from pathlib import Path

from ux_audit.errors import MachineError

PACKAGE = Path(__file__).resolve().parent


def find_resources(name: str) -> Path:
    """Return the folder `rules` or `reports`. Raises MachineError when the installation lacks it."""
    for folder in (PACKAGE / "_shipped" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise MachineError(f"This installation lacks its {name} folder.", "Install ux-audit again.")
