"""The scorecard's own words in one language, from a template folder's `texts.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from babel import Locale

from ux_audit.errors import ConfigError
from ux_audit.yaml_files import read_yaml

Language = Literal["en", "zh"]

LOCALES: Mapping[str, str] = {"en": "en_GB", "zh": "zh_Hans_CN"}
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"


@cache
def load_data(path: Path) -> Any:
    """Return the plain values of one YAML file."""
    return read_yaml(path)[0]


def isolate(text: str) -> str:
    """Return a foreign text that cannot change the direction of what surrounds it."""
    clean = "".join(sign for sign in text if sign.isprintable() or sign == " ")
    return f"{FIRST_STRONG_ISOLATE}{clean}{POP_ISOLATE}" if clean else ""


class Texts:
    """Sentences by key; `say` fills in values and picks the plural form of `n`."""

    def __init__(self, folder: Path, language: Language) -> None:
        self.language = language
        self.locale = Locale.parse(LOCALES[language])
        self._file = folder / "texts.yaml"
        self._texts: Mapping[str, Any] = load_data(self._file)

    def say(self, key: str, /, **values: object) -> str:
        """Return the sentence `key`. Raises ConfigError when the file lacks it in this language."""
        entry = self._texts.get(key)
        if not isinstance(entry, Mapping) or self.language not in entry:
            raise ConfigError(f"no text {key!r} in {self.language}", place=str(self._file))
        text = entry[self.language]
        if isinstance(text, Mapping):
            n = values.get("n", 0)
            form = self.locale.plural_form(n if isinstance(n, int | float) else 0)
            text = text.get(form, text["other"])
        return str(text).format(**values) if values else str(text)

    def has(self, key: str) -> bool:
        """Return whether the file has the sentence `key`."""
        return key in self._texts

    def name(self, group: str, word: str) -> str:
        """Return the word's name in a group such as `area`, or the word itself when the file lacks it."""
        key = f"{group}.{word}"
        return self.say(key) if self.has(key) else isolate(word.replace("_", " ").replace("-", " "))

    def join(self, parts: list[str]) -> str:
        """Return the parts as one enumeration."""
        return self.say("comma").join(parts)
