"""What can be switched on in the shop by name, as its data files list it."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeVar

from ux_audit.errors import UsageError
from ux_audit.model import Model
from ux_audit.yaml_files import nearest, read_yaml

M = TypeVar("M", bound=Model)


def load_named(model: type[M], file: str) -> dict[str, M]:
    """Return the entries of a data file beside this one, by name."""
    data, _ = read_yaml(Path(__file__).with_name(file))
    return {name: model.model_validate(item) for name, item in data.items()}


def check_names(names: Collection[str], known: Mapping[str, Model], noun: str) -> frozenset[str]:
    """Return the names. Raises UsageError for one that is unknown; `noun` says what it would name."""
    for name in names:
        if name not in known:
            remedy = nearest(name, known) or f"See: ux-audit demo --list-{noun}s"
            raise UsageError(f"There is no {noun} “{name}”.", remedy)
    return frozenset(names)
