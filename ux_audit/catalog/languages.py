"""Which word file fits a page: by what it declares, by the script of its text, by the words it uses."""

import re
from functools import cache

from ux_audit.catalog.words import DEFAULT, Vocabulary, known_languages, load_language, normalise

TRADITIONAL = re.compile(r"hant|tw|hk|mo")
# Shares of letters above which a text counts as written in a script: Japanese mixes kana with Han, and
# product names are often in Latin letters.
KANA, HANGUL, HAN = 0.1, 0.2, 0.25
# Words that every shop's frame says; five of them, and twice as many as in English, name a language.
FRAME_WORDS = (
    "cart", "checkout", "add_to_cart", "search", "sign_in", "create_account", "account", "contact", "returns",
    "shipping_policy", "privacy", "terms", "about", "newsletter", "home", "help", "category_root", "quantity",
    "price", "subtotal",
)  # fmt: skip
LEAST_WORDS, LEAD = 5, 2
# A frame that says so many in English is English: shops in English say 4 to 9, and reading all files takes a second.
PLAINLY_ENGLISH = 7
LONGEST_SAMPLE = 8_000


def detect_language(declared: str, sample: str) -> str:
    """Return the word file for a page: its declared language (BCP 47), else its text's, else English.

    A declared `en` is doubted, because many themes leave it in place in shops that speak another language.
    """
    known = known_languages()
    tag = declared.strip().replace("_", "-").lower()
    if tag.startswith("zh"):
        return _chinese(sample) if tag == "zh" else "zh-TW" if TRADITIONAL.search(tag) else "zh-CN"
    short = tag.split("-")[0]
    if short in known and short != DEFAULT:
        return short
    spoken = _by_script(sample) or (_by_words(sample) if short in ("", DEFAULT) else None)
    return spoken if spoken in known else DEFAULT


def _by_script(sample: str) -> str | None:
    letters = [c for c in sample[:LONGEST_SAMPLE] if c.isalpha()]
    if not letters:
        return None
    if sum("\u3040" <= c <= "\u30ff" for c in letters) / len(letters) > KANA:
        return "ja"
    if sum("\uac00" <= c <= "\ud7af" for c in letters) / len(letters) > HANGUL:
        return "ko"
    if sum("\u4e00" <= c <= "\u9fff" for c in letters) / len(letters) > HAN:
        return _chinese(sample)
    return None


@cache
def _only_in(language: str, other: str) -> frozenset[str]:
    """The Han characters that one language's word file uses and the other's does not."""
    used = {
        tag: {
            c for phrases in load_language(tag).phrases.values() for p in phrases for c in p if c >= "\u4e00"
        }
        for tag in (language, other)
    }
    return frozenset(used[language] - used[other])


def _chinese(sample: str) -> str:
    traditional, simplified = _only_in("zh-TW", "zh-CN"), _only_in("zh-CN", "zh-TW")
    lead = sum((c in traditional) - (c in simplified) for c in sample[:LONGEST_SAMPLE])
    return "zh-TW" if lead > 0 else "zh-CN"


@cache
def _alone(language: str) -> Vocabulary:
    return Vocabulary([load_language(language)])


def _by_words(sample: str) -> str | None:
    text = normalise(sample[:LONGEST_SAMPLE])
    english = _count_frame_words(DEFAULT, text)
    if english >= PLAINLY_ENGLISH:
        return None
    least = max(LEAST_WORDS, LEAD * english)
    said = {language: _count_frame_words(language, text) for language in known_languages()}
    best = max(said, key=lambda language: said[language])
    return best if said[best] >= least else None


def _count_frame_words(language: str, text: str) -> int:
    return sum(_alone(language).find(key, text) is not None for key in FRAME_WORDS)


@cache
def _vocabulary(language: str) -> Vocabulary:
    return Vocabulary([load_language(name) for name in dict.fromkeys((language, DEFAULT))])


def choose_vocabulary(declared: str, sample: str) -> Vocabulary:
    """Return the words of the language of a page, and of English, as `detect_language` finds it."""
    return _vocabulary(detect_language(declared, sample))
