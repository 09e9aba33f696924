"""Names and addresses of real shape, and whether a field's own markup lets them in."""

import re
from functools import cache

from ux_audit.catalog import read_recognition
from ux_audit.model import Model
from ux_audit.reading.fields import Field
from ux_audit.reading.snapshot import attr

DIGIT_KEYBOARDS = ("numeric", "decimal", "tel")  # they bring no letters


class Sample(Model):
    """A name or part of an address: the field classes it is tried in, and the countries where it is everyday."""

    text: str
    asked: tuple[str, ...]
    home: tuple[str, ...]


class WorldNames(Model):
    """The whole file rules/reading/world_names.yaml."""

    samples: tuple[Sample, ...]


@cache
def load_samples() -> tuple[Sample, ...]:
    """Read rules/reading/world_names.yaml."""
    return read_recognition("world_names", WorldNames).samples


def lets_in(field: Field, text: str) -> bool | None:
    """Return whether a field's type, lengths, keyboard and pattern allow a text; None where its pattern cannot be read.

    Scripts are not looked at: they may refuse more.
    """
    tag = field.tag
    shortest, longest = attr(tag, "minlength"), attr(tag, "maxlength")
    if (longest.isdigit() and len(text) > int(longest) > 0) or (
        shortest.isdigit() and len(text) < int(shortest)
    ):
        return False
    if field.kind == "number" and not text.isdigit():
        return False
    letters = any(letter.isalpha() for letter in text)
    if letters and attr(tag, "inputmode").lower() in DIGIT_KEYBOARDS:
        return False
    pattern = attr(tag, "pattern")
    if not pattern:
        return True
    try:
        return re.fullmatch(_as_python(pattern), text) is not None
    except re.error:
        return None


def _as_python(pattern: str) -> str:
    """The pattern as Python spells it; JavaScript's \\d and \\w are ASCII, its named scripts have no counterpart."""
    if re.search(r"\\[pP]\{", pattern):
        raise re.error("Unicode properties are not read")
    return f"(?a:{pattern})"
