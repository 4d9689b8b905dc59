"""The terms of a pack's glossary: found in a text in whatever form they stand there, and searched by a reader."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tmfcheck.domain.pack import GlossaryTerm
from tmfcheck.domain.text_search import Searchable, alphabetical, searchable, typed_words
from tmfcheck.domain.word_forms import Stem, folded, stem_of

_WORD = re.compile(r"\w+")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_BETWEEN = re.compile(r"[ \u00a0\u2011-]+")
_INDEXED = 2


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term and where it stands in a text: from ``start`` up to ``end``."""

    start: int
    end: int
    term: GlossaryTerm


@dataclass(frozen=True, slots=True)
class _Name:
    """One way a term is called, word by word; ``exact`` where only these letters will do (an abbreviation)."""

    term: GlossaryTerm
    words: tuple[Stem, ...]
    exact: str = ""


class TermFinder:
    """Finds the terms of a glossary in texts of one language; made once, asked often."""

    def __init__(self, terms: Iterable[GlossaryTerm], language: str) -> None:
        self._names: defaultdict[str, list[_Name]] = defaultdict(list)
        for term in terms:
            for name in _names_of(term, language):
                self._names[name.words[0].beginning[:_INDEXED]].append(name)

    def find(self, text: str) -> tuple[TermUse, ...]:
        """Each term once, where it stands first, in the order of the text.

        Of terms that begin at the same word the longest is meant; words that fit two terms alike mean neither.
        """
        words = list(_WORD.finditer(folded(text)))
        known: set[str] = set()
        uses: list[TermUse] = []
        place = 0
        while place < len(words):
            length, term = self._longest(text, words[place:])
            if term is not None and term.id not in known:
                known.add(term.id)
                uses.append(TermUse(words[place].start(), words[place + length - 1].end(), term))
            place += max(length, 1)
        return tuple(uses)

    def _longest(self, text: str, words: Sequence[re.Match[str]]) -> tuple[int, GlossaryTerm | None]:
        """How many words the longest name here has, and its term; None where two terms go by that name."""
        fitting = [name for name in self._names.get(words[0][0][:_INDEXED], ()) if _stands_here(name, text, words)]
        if not fitting:
            return 0, None
        length = max(len(name.words) for name in fitting)
        terms = {name.term.id: name.term for name in fitting if len(name.words) == length}
        return length, next(iter(terms.values())) if len(terms) == 1 else None


def _stands_here(name: _Name, text: str, words: Sequence[re.Match[str]]) -> bool:
    here = words[: len(name.words)]
    if len(here) < len(name.words) or not all(stem.fits(word[0]) for stem, word in zip(name.words, here, strict=True)):
        return False
    if name.exact and not text.startswith(name.exact, here[0].start()):
        return False
    return all(_BETWEEN.fullmatch(text, one.end(), two.start()) for one, two in pairwise(here))


def _names_of(term: GlossaryTerm, language: str) -> Iterator[_Name]:
    """What a term goes by: its words without the brackets, each side of a slash, and an abbreviation in brackets."""
    written = term.term.get(language, "")
    for bracketed in _BRACKETS.findall(written):
        if bracketed.isupper():
            yield _Name(term, (stem_of(bracketed, language),), exact=bracketed)
    is_explained = "(" in written
    for name in _BRACKETS.sub(" ", written).split("/"):
        words = _WORD.findall(name)
        # Most English nouns are verbs as well; where one word needs an explanation, it means other things too often.
        if words and not (language == "en" and is_explained and len(words) == 1):
            yield _Name(term, tuple(_stems(words, language)))


def _stems(words: Sequence[str], language: str) -> Iterator[Stem]:
    for number, word in enumerate(words, start=1):
        yield stem_of(word, language, ends_phrase=1 < number == len(words))


# ------------------------------------------------------------------- search


class GlossarySearch:
    """A glossary in the alphabetical order of one language, searched in all of them."""

    def __init__(self, terms: Iterable[GlossaryTerm], language: str) -> None:
        ordered = sorted(terms, key=lambda term: alphabetical(term.term.get(language, "")))
        self._entries = tuple(_entry(term) for term in ordered)

    def find(self, typed: str) -> tuple[GlossaryTerm, ...]:
        """The terms with every typed word: names that begin so, then other names, then those that only explain so."""
        words = typed_words(typed)
        found = [entry for entry in self._entries if entry.texts.contains(words)]
        return tuple(entry.term for entry in sorted(found, key=lambda entry: entry.distance(words)))


@dataclass(frozen=True, slots=True)
class _Entry:
    term: GlossaryTerm
    names: Searchable
    texts: Searchable

    def distance(self, words: Sequence[str]) -> int:
        if self.names.begins_with(words):
            return 0
        return 1 if self.names.contains(words) else 2


def _entry(term: GlossaryTerm) -> _Entry:
    names = tuple(term.term.values())
    return _Entry(term, searchable(names), searchable((*names, *term.definition.values())))


def is_doubtful(term: GlossaryTerm) -> bool:
    """Whether a specialist must still confirm the term's Kazakh word."""
    return term.kk_sure == "no"
