"""Reading YAML so that a mistake is answered with file, line and the nearest right word."""

import difflib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ux_audit.errors import ConfigError

M = TypeVar("M", bound=BaseModel)


class Positions:
    """Where each value of a YAML file stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _root(self) -> Any:
        # Reading with places takes half as long again: only a mistake needs it.
        return YAML(typ="rt").load(self.text)

    def place(self, location: Iterable[str | int] = ()) -> str:
        """Return `file:line` of a value, or of the nearest value around it."""
        node, line = self._root, 1
        for part in location:
            if isinstance(node, CommentedMap) and part in node:
                line = node.lc.key(part)[0] + 1
                node = node[part]
            elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
                line = node.lc.item(part)[0] + 1
                node = node[part]
            else:
                break
        return f"{self.path}:{line}"


def read_yaml(path: Path) -> tuple[Any, Positions]:
    """Return a YAML 1.2 file's data and positions. Raises ConfigError for a missing or mistaken file."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", place=str(path)) from error
    try:
        data = _load(text)
    except MarkedYAMLError as error:
        line = (error.problem_mark.line + 1) if error.problem_mark else 1
        raise ConfigError(str(error.problem or error).strip(), place=f"{path}:{line}") from error
    except YAMLError as error:
        raise ConfigError(str(error).splitlines()[0], place=str(path)) from error
    return _text_keys(data), Positions(path, text)


def _load(text: str) -> Any:
    try:
        return YAML(typ="safe").load(text)
    except YAMLError:
        # The reader in C is three times as fast, but stumbles over some of YAML 1.2: the other one has the last word.
        return YAML(typ="safe", pure=True).load(text)


def _text_keys(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _text_keys(value) for key, value in node.items()}
    return [_text_keys(value) for value in node] if isinstance(node, list) else node


def nearest(word: str, known: Iterable[str]) -> str:
    """Return “Did you mean …?” for the most similar known word, "" when none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""


def decode(model: type[M], data: Any, positions: Positions) -> M:
    """Return `data` as a model. Raises ConfigError with file:line for the first mistake."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = positions.place(first["loc"])
        key = str(first["loc"][-1]) if first["loc"] else ""
        if first["type"] == "extra_forbidden":
            near = nearest(key, _keys_at(model, first["loc"][:-1]))
            raise ConfigError(f"unknown key “{key}”.", near, place=place) from error
        if first["type"] == "missing":
            raise ConfigError(f"the key “{key}” is missing.", place=place) from error
        raise ConfigError(say_wrong(first), place=place) from error


def say_wrong(detail: ErrorDetails) -> str:
    """Return in one sentence which key is wrong, and why."""
    where = ".".join(str(part) for part in detail["loc"])
    said = f"{where}: {detail['msg'].removeprefix('Value error, ')}"
    return said if said.endswith("?") else f"{said}."


def _keys_at(model: type[BaseModel], location: Iterable[str | int]) -> Iterable[str]:
    """The keys that may stand at a place within a model's data."""
    for part in location:
        field = model.model_fields.get(str(part))
        inner = next(_models_in(field.annotation), None) if field else None
        model = inner or model
    return model.model_fields


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
