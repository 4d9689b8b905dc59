"""Finding things by the ids and names people type, and checking the texts they give."""

from __future__ import annotations

from collections.abc import Iterable

from tmfcheck.errors import InputError, TmfCheckError

MAX_NAME_LENGTH = 300
MAX_TEXT_LENGTH = 50_000


def the_only_match(prefix: str, ids: Iterable[str], unknown: TmfCheckError, ambiguous: TmfCheckError) -> str:
    """The one id that is ``prefix`` or begins with it; raises ``unknown`` or ``ambiguous``."""
    found = sorted(each for each in ids if each.startswith(prefix)) if prefix else []
    if prefix in found:
        return prefix
    if not found:
        raise unknown
    if len(found) > 1:
        raise ambiguous
    return found[0]


def checked_person(name: str) -> str:
    """A person's name without outer spaces; raises InputError PERSON_MISSING or a text error."""
    check_texts(by=name)
    stripped = name.strip()
    if not stripped or len(stripped) > MAX_NAME_LENGTH:
        raise InputError("PERSON_MISSING", limit=MAX_NAME_LENGTH)
    return stripped


def check_texts(**texts: str) -> None:
    """Refuse a text no file can hold; raises InputError TEXT_TOO_LONG or TEXT_NOT_UNICODE naming it."""
    for name, text in texts.items():
        if len(text) > MAX_TEXT_LENGTH:
            raise InputError("TEXT_TOO_LONG", name=name, limit=MAX_TEXT_LENGTH)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InputError("TEXT_NOT_UNICODE", name=name) from error
