"""The files in rules/reading: how things on a page are recognised, as data."""

from typing import TypeVar

from ux_audit.model import Model
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml

M = TypeVar("M", bound=Model)


def read_recognition(name: str, model: type[M]) -> M:
    """Return rules/reading/`name`.yaml as a model. Raises ConfigError with file:line for the first mistake."""
    return decode(model, *read_yaml(find_resources("rules") / "reading" / f"{name}.yaml"))
