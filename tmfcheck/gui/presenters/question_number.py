"""Which question a typed number means, on any keyboard and with or without its dot."""

from __future__ import annotations

from collections.abc import Iterable

_LOOK_ALIKE = str.maketrans("авсе", "abce")


def question_by_number(typed: str, question_ids: Iterable[str]) -> str | None:
    """The question of a typed number: ``A1.07``, ``a1.7``, ``А107`` in Cyrillic; None where none or several fit."""
    wanted, wanted_short = _plain(typed), _short(typed)
    if not wanted:
        return None
    ids = tuple(question_ids)
    for key, typed_key in ((_plain, wanted), (_short, wanted_short)):
        found = [name for name in ids if key(name) == typed_key]
        if len(found) == 1:
            return found[0]
    return None


def _plain(words: str) -> str:
    """Letters and digits alone, Cyrillic look-alikes as Latin letters."""
    return "".join(sign for sign in words.casefold().translate(_LOOK_ALIKE) if sign.isalnum())


def _short(words: str) -> str:
    """Also without leading zeros behind the dot."""
    head, dot, tail = words.partition(".")
    return f"{_plain(head)}{dot}{_plain(tail).lstrip('0')}"
