"""What was seen: facts, with the evidence for each."""

from typing import Literal

from ux_audit.model.basics import Box, Model

FactValue = bool | int | float | str | list[str] | None


class Evidence(Model):
    """Where a fact was seen: `visit` names the look, `box` is in page px of that visit."""

    visit: str
    page: str
    selector: str = ""
    text: str = ""
    box: Box | None = None
    screenshot: str | None = None


class Fact(Model):
    """One fact on one device. `value` None = could not be seen, and `note` says why."""

    value: FactValue = None
    note: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()


class FactSpec(Model):
    """One name of the vocabulary, its type and meaning."""

    name: str
    type: Literal["bool", "int", "number", "text", "list"]
    meaning: str
