"""Words that shops use, by language, and how well a text matches them."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

from ux_audit.model import Model
from ux_audit.resources import find_resources
from ux_audit.yaml_files import decode, read_yaml

EXACT, PREFIX, TOKEN = 1.0, 0.8, 0.5
UNVERIFIED = "~"
DEFAULT = "en"
# Han, kana and hangul run on without blanks: there a word may stand inside another text.
UNSPACED = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# A lone 0 is kept: "0 results" and "12 results" say opposite things.
NUMBER = re.compile(r"(?!0(?![\d.,]))\d(?:[\d.,'\u00a0\u202f]*\d)?")
MONEY = re.compile(
    r"(?:[$€£¥₩฿]|\b(?:us|ca|au|hk|nt|r)\$|zł)\s*#|#\s*(?:[€£¥₩元円원]|zł|kr\b|eur\b|usd\b|gbp\b|chf\b)"
)
EDGES = " \t\n\r.,:;!?…·•|/\\-–—>»›→←<«‹^*+()[]{}\"'“”‘’：；，。！？（）【】«»"
SAME_MARKS = str.maketrans(
    {**dict.fromkeys("‘’ʼ´`′", "'"), **dict.fromkeys("‐‑–—−", "-"), **dict.fromkeys("“”„", '"')}
)
# "11 个结果" and "11个结果" say the same: there a blank beside a number is the writer's taste.
BLANK_AT_NUMBER = re.compile(rf"(?<=[#0]) (?={UNSPACED.pattern})|(?<={UNSPACED.pattern}) (?=[#0])")
COUNT_IN_BRACKETS = re.compile(r"[(\[]\s*#\s*[)\]]")
ICONS = re.compile(
    "[\ue000-\uf8ff\U000f0000-\U0010fffd]"
)  # private use: icon fonts draw signs there, no words
PLACEHOLDER = "{#}"  # a price inside a phrase, as the lexicon writes it
LONGEST = 600  # texts beyond this are paragraphs; only their beginning is compared


def normalise(text: str) -> str:
    """Return `text` as it is compared.

    NFKC, lower case, one kind of dash and quote, single blanks, numbers and prices as #, without icons, counts in
    brackets and closing marks.
    """
    return _normalise_short(text) if len(text) <= LONGEST else _normalise(text)


def _normalise(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text.replace(PLACEHOLDER, "#")).casefold().translate(SAME_MARKS)
    masked = MONEY.sub("#", NUMBER.sub("#", ICONS.sub(" ", folded)))
    joined = " ".join(COUNT_IN_BRACKETS.sub(" ", masked).split())
    return BLANK_AT_NUMBER.sub("", joined).strip(EDGES)


# Whole pages are not worth keeping; labels come again and again.
_normalise_short = lru_cache(maxsize=50_000)(_normalise)


class Words(Model):
    """One language's words: key → phrases, field class → labels, pairs of synonyms; a leading ~ marks an unverified one."""

    language: str
    name: str
    phrases: dict[str, tuple[str, ...]] = {}
    fields: dict[str, tuple[str, ...]] = {}
    synonyms: tuple[tuple[str, str], ...] = ()
    kind_last: bool = False


@cache
def known_languages() -> tuple[str, ...]:
    """Return the tags of the languages in rules/words, which are their files' names."""
    return tuple(sorted(file.stem for file in (find_resources("rules") / "words").glob("[a-z]*.yaml")))


@cache
def load_language(tag: str) -> Words:
    """Return the words of one of the known languages."""
    return decode(Words, *read_yaml(find_resources("rules") / "words" / f"{tag}.yaml"))


def load_words() -> dict[str, Words]:
    """Return every language of rules/words by its tag."""
    return {tag: load_language(tag) for tag in known_languages()}


@cache
def load_brands() -> dict[str, tuple[str, ...]]:
    """Return the payment brands with the tokens that name them, from rules/words/_brands.yaml."""
    return {name: tuple(tokens) for name, tokens in _read_brands()["payment_brands"].items()}


@cache
def load_mobile_wallets() -> dict[str, tuple[str, ...]]:
    """Return the wallets that pay from a phone, with the tokens that name them."""
    return {name: load_brands().get(name, (name,)) for name in _read_brands()["mobile_wallets"]}


@cache
def _read_brands() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(find_resources("rules") / "words" / "_brands.yaml")[0]
    return data


def _bounded(phrase: str) -> str:
    # A single Han character is part of too many words to be found inside them.
    within = len(phrase) > 1 and UNSPACED.search(phrase)
    return re.escape(phrase) if within else rf"(?<!\w){re.escape(phrase)}(?!\w)"


class _Key:
    """The phrases of one key, compiled when they are first looked for."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = tuple(dict.fromkeys(n for p in phrases if (n := normalise(p.lstrip(UNVERIFIED)))))
        self.exact = frozenset(self.phrases)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        ordered = sorted(self.phrases, key=len, reverse=True)
        return re.compile("|".join(map(_bounded, ordered))) if ordered else None


class Vocabulary:
    """The words of a page's language and English together."""

    def __init__(self, languages: Sequence[Words]) -> None:
        self.languages = tuple(words.language for words in languages)
        merged: dict[str, list[str]] = {}
        fields: dict[str, list[str]] = {}
        for words in languages:
            for key, phrases in words.phrases.items():
                merged.setdefault(key, []).extend(phrases)
            for key, labels in words.fields.items():
                fields.setdefault(key, []).extend(labels)
        # Two languages have words of the same look: only the page's own say the same thing.
        pairs = languages[0].synonyms if languages else ()
        self.synonyms = tuple((one.lstrip(UNVERIFIED), other.lstrip(UNVERIFIED)) for one, other in pairs)
        self.kind_last = languages[0].kind_last if languages else False
        self._keys = {key: _Key(phrases) for key, phrases in merged.items()}
        self._fields = {key: _Key(labels) for key, labels in fields.items()}
        self._grades: dict[tuple[str, str], float] = {}
        self._classes: dict[str, str | None] = {}

    def phrases(self, key: str) -> tuple[str, ...]:
        """Return the normalised phrases of a key; none for an unknown key."""
        known = self._keys.get(key)
        return known.phrases if known else ()

    def grade(self, key: str, text: str) -> float:
        """Return how well `text` says `key`: 1.0 exactly, 0.8 begins so, 0.5 contains it as a word, 0 not."""
        known = self._keys.get(key)
        if known is None or not text:
            return 0.0
        cached = self._grades.get((key, text))
        if cached is None:
            cached = self._grades[key, text] = _grade(known, normalise(text[:LONGEST]))
        return cached

    def has(self, key: str, text: str, least: float = TOKEN) -> bool:
        """Return whether `text` says `key` at least as well as `least`."""
        return self.grade(key, text) >= least

    def find(self, key: str, text: str) -> str | None:
        """Return the first phrase of `key` in a text of any length, normalised, or None."""
        known = self._keys.get(key)
        if known is None or known.pattern is None:
            return None
        hit = known.pattern.search(normalise(text))
        return hit.group(0) if hit else None

    def field_class(self, text: str) -> str | None:
        """Return the field class whose label stands in `text`: an exact one first, else the longest."""
        if text not in self._classes:
            self._classes[text] = self._find_class(normalise(text[:LONGEST]))
        return self._classes[text]

    def _find_class(self, normal: str) -> str | None:
        best: tuple[int, str] | None = None
        for name, known in self._fields.items():
            if normal in known.exact:
                return name
            hit = known.pattern.search(normal) if known.pattern else None
            if hit and (best is None or len(hit.group(0)) > best[0]):
                best = (len(hit.group(0)), name)
        return best[1] if best else None


def _grade(known: _Key, normal: str) -> float:
    if not normal or known.pattern is None:
        return 0.0
    if normal in known.exact:
        return EXACT
    hit = known.pattern.match(normal)
    if hit:
        return PREFIX
    return TOKEN if known.pattern.search(normal) else 0.0
