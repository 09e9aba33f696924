"""What findings say besides the rules' own texts, from rules/phrases.yaml."""

from functools import cache

from ux_audit.model import Text
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml


@cache
def load_phrases() -> dict[str, Text]:
    """Return every phrase by its key."""
    data, positions = read_yaml(find_resources("rules") / "phrases.yaml")
    return {key: decode(Text, entry, positions) for key, entry in data.items()}


def phrase(key: str, **values: Text) -> Text:
    """Return one phrase in both languages with its values filled in."""
    text = load_phrases()[key]
    return Text(
        en=text.en.format(**{name: value.en for name, value in values.items()}),
        zh=text.zh.format(**{name: value.zh for name, value in values.items()}),
    )


def has_phrase(key: str) -> bool:
    """Return whether there is such a phrase."""
    return key in load_phrases()
