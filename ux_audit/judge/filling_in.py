"""Filling a rule's texts with what was measured, in both languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from babel.numbers import format_decimal

from ux_audit.judge.conditions import Facts, value_of
from ux_audit.judge.phrases import load_phrases, phrase
from ux_audit.model import Text
from ux_audit.model.fact import FactValue

PLACEHOLDER = re.compile(r"\{(?P<name>[a-z_.0-9]+)(?::(?P<one>[^|{}]*)\|(?P<many>[^|{}]*))?\}")
LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN"}
GAPS = {"en": "\u202f", "zh": ""}
KILO = 1000
# A store's own words must not change the direction of the sentence around them.
ISOLATE, POP = "\u2068", "\u2069"
UNKNOWN = "–"


def print_value(name: str, value: FactValue, language: str) -> str:
    """Return a fact's value as the scorecard prints it; the unit follows from the fact's name."""
    if isinstance(value, bool) or value is None:
        return UNKNOWN
    if isinstance(value, list):
        return (
            load_phrases()["comma"].of(language).join(_print_entry(name, entry, language) for entry in value)
        )
    if isinstance(value, str):
        return _isolate(value)
    if name.endswith("_ms"):
        if value < KILO:
            return _with_unit(value, "#,##0", "unit.ms", language)
        return _with_unit(value / KILO, "#,##0.0", "unit.s", language)
    if name.endswith("_bytes"):
        if value < KILO**2:
            return _with_unit(value / KILO, "#,##0", "unit.kB", language)
        return _with_unit(value / KILO**2, "#,##0.0", "unit.MB", language)
    if name.endswith("_px"):
        return _with_unit(value, "#,##0", "unit.px", language)
    if name.endswith("_share"):
        return f"{value * 100:.0f}%"
    return str(format_decimal(value, format="#,##0.##", locale=LOCALES[language]))


def _print_entry(name: str, entry: str, language: str) -> str:
    """A list's entry in words of ours where the phrases have them, else as the store says it."""
    own = load_phrases().get(f"entry.{name}.{entry}")
    return own.of(language) if own is not None else _isolate(entry)


@dataclass(frozen=True)
class Filler:
    """The facts of one device, and values under names of their own (`value`, `page`, `good`, `poor`)."""

    facts: Facts
    own: dict[str, tuple[str, FactValue]] = field(default_factory=dict)
    page: str | None = None
    unknown: str = UNKNOWN

    def fill(self, text: Text, *, sentence: bool = True) -> Text:
        """Return the text with its placeholders filled in; what is unknown becomes `unknown`.

        A `sentence` that begins with a page's name gets a capital letter.
        """
        english = self._fill(text.en, "en")
        if sentence and text.en.startswith("{page}"):
            english = english[:1].upper() + english[1:]
        return Text(en=english, zh=self._fill(text.zh, "zh"))

    def first(self, texts: Iterable[Text]) -> Text | None:
        """Return the first text all of whose facts are known, filled in; None when there is none."""
        fitting = (text for text in texts if all(self._knows(name) for name in names_in(text)))
        text = next(fitting, None)
        return self.fill(text) if text else None

    def _knows(self, name: str) -> bool:
        return self.page is not None if name == "page" else self._value(name)[1] is not None

    def _value(self, name: str) -> tuple[str, FactValue]:
        return self.own.get(name, (name, value_of(name, self.facts)))

    def _fill(self, text: str, language: str) -> str:
        def replace(found: re.Match[str]) -> str:
            if found["name"] == "page":
                return phrase(f"page.{self.page}").of(language) if self.page else self.unknown
            fact, value = self._value(found["name"])
            printed = self.unknown if value is None else print_value(fact, value, language)
            if found["one"] is None:
                return printed
            return f"{printed} {found['one'] if value == 1 else found['many']}"

        return PLACEHOLDER.sub(replace, text)


def names_in(text: Text) -> set[str]:
    """Return the names of a text's placeholders."""
    return {found["name"] for one in (text.en, text.zh) for found in PLACEHOLDER.finditer(one)}


def _with_unit(value: float, pattern: str, unit: str, language: str) -> str:
    number = format_decimal(value, format=pattern, locale=LOCALES[language])
    return f"{number}{GAPS[language]}{load_phrases()[unit].of(language)}"


def _isolate(text: str) -> str:
    clean = "".join(sign for sign in text if sign.isprintable())
    return f"{ISOLATE}{clean}{POP}"
