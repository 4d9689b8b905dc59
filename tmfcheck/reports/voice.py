"""The report's voice: every label and content text in the first language and, where wanted, in a second beneath it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tmfcheck.i18n import Texts


class Words(NamedTuple):
    """One statement; ``second`` is None where there is no second language or it reads the same."""

    first: str
    second: str | None = None

    @property
    def in_one_line(self) -> str:
        """Both languages after each other, for page furniture and bookmarks."""
        return self.first if self.second is None else f"{self.first} · {self.second}"


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks in one or two languages; figures and dates are given in the first only."""

    texts: Texts
    second: Texts | None = None

    def both(self, say: Callable[[Texts], str]) -> Words:
        """What ``say`` makes of each language."""
        first = say(self.texts)
        second = None if self.second is None else say(self.second)
        return Words(first, None if second == first else second)

    def gettext(self, message: str) -> Words:
        """A label of the program."""
        return self.both(lambda texts: texts.gettext(message))

    def pick(self, text: Mapping[str, str]) -> Words:
        """A text of the method pack."""
        return self.both(lambda texts: texts.pick(text))


def as_given(text: str) -> Words:
    """A user's own words, a name or a figure: the same in every language."""
    return Words(text)
