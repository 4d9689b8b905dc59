"""Which written word is a form of a dictionary word in English, Russian and Kazakh; for finding terms in texts.

A word is its beginning, which stays, and an ending out of those its kind can take. That is less than a grammar and
more than a common beginning: "damage" is no form of "dam", «селитра» none of «сель», "жобалаушы" none of "жоба".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

Endings = frozenset[str] | re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Stem:
    """A dictionary word in folded letters: its beginning, and the endings that may follow it."""

    beginning: str
    endings: Endings

    def fits(self, word: str) -> bool:
        """Whether a folded word is a form of this one."""
        if not word.startswith(self.beginning):
            return False
        rest = word[len(self.beginning) :]
        if isinstance(self.endings, re.Pattern):
            return self.endings.fullmatch(rest) is not None
        return rest in self.endings


def folded(text: str) -> str:
    """The text in small letters, ё as е, of the same length: places in it are places in the original."""
    # The dotted capital I is the one letter that becomes two when made small.
    return text.replace("İ", "I").lower().replace("ё", "е")


@lru_cache(maxsize=4096)
def stem_of(word: str, language: str, *, ends_phrase: bool = False) -> Stem:
    """The stem of a word in its dictionary form; ``ends_phrase`` where other words of the same term stand before it.

    A language without rules here has words that never change.
    """
    plain = folded(word)
    if word.isupper() and len(word) > 1:
        return Stem(plain, frozenset(("", "s")) if language == "en" else frozenset(("",)))
    match language:
        case "en":
            return _english(plain)
        case "ru":
            return _russian(plain)
        case "kk":
            return _kazakh(plain, ends_phrase=ends_phrase)
        case _:
            return Stem(plain, frozenset(("",)))


# ------------------------------------------------------------------ English


def _english(word: str) -> Stem:
    """Singular and plural; a noun's verb ("cracked", "drilling") means something else often enough."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return Stem(word[:-1], frozenset(("y", "ies")))
    if word.endswith("s") and not word.endswith("ss"):
        return Stem(word[:-1], frozenset(("", "s")))
    return Stem(word, frozenset(("", "s", "es")))


# ------------------------------------------------------------------ Russian

_ADJECTIVE = "ый ий ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ой ей ых их ыми ими"
_SOFT = "я и е ю ем ей ям ями ях"
_HARD = "а у ом е ы и ов ам ами ах"
_PLURAL = "ы и ов ев ей ам ям ами ями ах ях"
_RUSSIAN = {
    ending: frozenset(endings.split()) | {ending}
    for ending, endings in {
        "ия": "ии ию ией ий иям иями иях",
        "ие": "ия ию ием ии ий иям иями иях",
        "ый": _ADJECTIVE,
        "ий": f"{_ADJECTIVE} ия ию ием ии",
        "ая": _ADJECTIVE,
        "яя": _ADJECTIVE,
        "ое": _ADJECTIVE,
        "ые": _ADJECTIVE,
        "мя": "мени менем",
        "ец": "ца цу цом цем це цы цов цев цам цами цах",
        "ок": "ка ку ком ке ки ков кам ками ках",
        "ень": "ня ню нем не ни ней ням нями нях",
        "ка": "ки ке ку кой кам ками ках ок ек",
        "а": f"{_HARD} ой ей",
        "я": f"{_SOFT} ь й",
        "о": _HARD,
        "е": f"{_SOFT} а у ам ами ах",
        "ь": f"{_SOFT} ью",
        "й": f"{_SOFT} ев",
        "ы": _PLURAL,
        "и": _PLURAL,
    }.items()
}
_RUSSIAN_CONSONANT = frozenset(f"{_HARD} ем ев ей".split()) | {""}
_RUSSIAN_WITHOUT_ENDING = frozenset("аоеыи")
_SHORT = 4


def _russian(word: str) -> Stem:
    """The cases and numbers of the word's own kind."""
    for length in (3, 2, 1):
        ending = word[-length:]
        if ending in _RUSSIAN and len(word) - length >= _SHORT - 1:
            endings = _RUSSIAN[ending] | ({""} if ending in _RUSSIAN_WITHOUT_ENDING else frozenset())
            return _careful(Stem(word[:-length], endings))
    return _careful(Stem(word, _RUSSIAN_CONSONANT))


def _careful(stem: Stem) -> Stem:
    """Short words share their prepositional with other words: «в селе» (село), «по мере»."""
    if len(stem.beginning) < _SHORT and not isinstance(stem.endings, re.Pattern):
        return Stem(stem.beginning, stem.endings - {"е"})
    return stem


# ------------------------------------------------------------------- Kazakh

_KAZAKH_ENDINGS = (
    "(?:[лдт][ае]р)?"  # plural
    "(?:с?[ыі])?"  # whose
    "(?:[ндт][ыі]ң?|н|[ғгқк][ае]|н[ае]|н?[дт][ае](?:[ғг][ыі])?|[ндт][ае]н|[мбп]ен)?"  # case
)
_KAZAKH_UNCHANGED = re.compile(_KAZAKH_ENDINGS)
_KAZAKH_VOICED = {letter: re.compile(f"[{both}]{_KAZAKH_ENDINGS}") for both in ("қғ", "кг", "пб") for letter in both}
_KAZAKH_OWNED = re.compile(r"(?<=\w{3})с?[ыі]$")
_KAZAKH_PLURAL = re.compile(r"(?<=\w\w)[лдт][ае]р$")


def _kazakh(word: str, *, ends_phrase: bool) -> Stem:
    """Endings follow one another: number, whose, case. The last word of a phrase mostly bears the second already."""
    bare = _KAZAKH_OWNED.sub("", word) if ends_phrase else word
    bare = _KAZAKH_PLURAL.sub("", bare)
    last = bare[-1:]
    if last in _KAZAKH_VOICED and len(bare) > 2:
        return Stem(bare[:-1], _KAZAKH_VOICED[last])
    return Stem(bare, _KAZAKH_UNCHANGED)
