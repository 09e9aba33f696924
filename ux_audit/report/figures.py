"""Numbers, units and dates as the scorecard prints them in one language."""

from datetime import datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from ux_audit.report.texts import Language, Texts

NARROW_SPACE = "\u202f"
KILO = 1000
WHOLE_SECONDS_FROM = 100


class Figures:
    """Formats values; a unit follows a narrow space in English and nothing in Chinese."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.language: Language = texts.language
        self._gap = NARROW_SPACE if self.language == "en" else ""

    def number(self, value: float, digits: int = 0) -> str:
        """Return the number with the language's separators and exactly `digits` decimals."""
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return str(format_decimal(value, format=pattern, locale=self.texts.locale))

    def unit(self, value: str, unit: str) -> str:
        """Return a printed number with its unit."""
        return f"{value}{self._gap}{unit}"

    def seconds(self, value_ms: float | None) -> str:
        """Return milliseconds as seconds with one decimal, or a dash."""
        if value_ms is None:
            return "—"
        seconds = value_ms / 1000
        return self.unit(
            self.number(seconds, 0 if seconds >= WHOLE_SECONDS_FROM else 1), self.texts.say("unit.s")
        )

    def milliseconds(self, value_ms: float | None) -> str:
        """Return milliseconds as they are, or a dash."""
        return "—" if value_ms is None else self.unit(self.number(value_ms), self.texts.say("unit.ms"))

    def pixels(self, value: float) -> str:
        """Return a length in CSS px."""
        return self.unit(self.number(round(value)), "px")

    def bytes(self, value: float | None) -> str:
        """Return a size in kB or MB (powers of ten), or a dash."""
        if value is None:
            return "—"
        if value < KILO**2:
            return self.unit(self.number(value / KILO), "kB")
        return self.unit(self.number(value / KILO**2, 1), "MB")

    def percent(self, share: float) -> str:
        """Return a share 0–1 in percent; what is not quite all is never printed as 100 %."""
        whole = round(share * 100)
        if whole == 100 and share < 1:
            whole = 99
        return f"{whole}%"

    def date(self, stamp: str) -> str:
        """Return the day of an ISO stamp in words, or the stamp itself when it is none."""
        moment = _parse(stamp)
        return stamp if moment is None else str(format_date(moment, "long", locale=self.texts.locale))

    def time(self, stamp: str) -> str:
        """Return the time of day of an ISO stamp with its zone, or the stamp itself."""
        moment = _parse(stamp)
        if moment is None:
            return stamp
        zone = moment.tzname()
        return f"{moment:%H:%M:%S} {zone}" if zone else f"{moment:%H:%M:%S}"


def _parse(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None
