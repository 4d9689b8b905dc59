"""Finding typed words in texts of several languages, and the order of their alphabets; for every list one searches.

Capital letters and ё are no matter. Whoever types without the Kazakh letters finds words with them all the same:
«калдык» finds «қалдық», while «қалдық» finds nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

_KAZAKH = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
"""The Kazakh letters, with the ones a Russian keyboard has in their place."""
_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PLACES = {ord(letter): chr(0xE000 + place) for place, letter in enumerate(_ALPHABET)}


@dataclass(frozen=True, slots=True)
class Searchable:
    """A text prepared once for being searched often: as it is written, and without the Kazakh letters."""

    written: str
    plain: str

    def contains(self, words: Iterable[str]) -> bool:
        """Whether every one of these ``typed_words`` occurs, whole or as a part."""
        return search_for(words)(self)

    def begins_with(self, words: Iterable[str]) -> bool:
        """Whether one of the texts begins with these ``typed_words``."""
        beginning = "\n" + " ".join(words)
        return beginning in "\n" + (self.written if _is_kazakh(beginning) else self.plain)


def search_for(words: Iterable[str]) -> Callable[[Searchable], bool]:
    """As ``Searchable.contains`` for these ``typed_words``, made once for a list of many texts."""
    typed = tuple(words)
    as_written = [word for word in typed if _is_kazakh(word)]
    others = [word for word in typed if not _is_kazakh(word)]

    def is_found(text: Searchable) -> bool:
        for word in others:
            if word not in text.plain:
                return False
        return all(word in text.written for word in as_written)

    return is_found


def searchable(texts: Iterable[str]) -> Searchable:
    """All these texts as one that can be searched."""
    written = _even("\n".join(texts))
    plain = written
    for letter, other in _KAZAKH.items():
        plain = plain.replace(letter, other)
    return Searchable(written, plain)


def typed_words(typed: str) -> tuple[str, ...]:
    """What was typed into a search field, word by word."""
    return tuple(_even(typed).split())


def alphabetical(text: str) -> str:
    """A key to sort by: Latin letters first, then Cyrillic ones in the order of the Kazakh and Russian alphabets."""
    return text.casefold().translate(_PLACES)


def _even(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _is_kazakh(word: str) -> bool:
    return any(letter in _KAZAKH for letter in word)
