"""Reading JSON handed in from outside, which is hostile until checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from tmfcheck.domain.answers import Answer
from tmfcheck.errors import InputError

MAX_BYTES = 50_000_000
SCORE_KEYS = ("pack", "group", "answers", "facts")
ANSWER_KEYS = ("value", "basis", "reason", "comment", "document", "danger")


def read_json(path: Path | str) -> Any:
    """The content of a UTF-8 JSON file of at most 50 MB.

    Raises InputError: INPUT_UNREADABLE, INPUT_TOO_LARGE, INPUT_NOT_UTF8, INPUT_NOT_JSON, INPUT_KEY_TWICE (naming the
    key), INPUT_NOT_A_NUMBER (NaN and infinity), TEXT_NOT_UNICODE.
    """
    return parse_json(read_bytes(Path(path)), str(path))


def parse_json(content: bytes, name: str) -> Any:
    """JSON from bytes; ``name`` tells the user which. Raises as ``read_json``."""
    try:
        value = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_Unique(name), parse_constant=_no_constant(name)
        )
    except UnicodeDecodeError as error:
        raise InputError("INPUT_NOT_UTF8", path=name) from error
    except json.JSONDecodeError as error:
        raise InputError("INPUT_NOT_JSON", path=name, line=error.lineno, column=error.colno) from error
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number of thousands of digits
        raise InputError("INPUT_NOT_JSON", path=name, line=1, column=1) from error
    _refuse_half_characters(value, name)
    return value


def read_answers(given: Any) -> dict[str, Answer]:
    """Answers by question id: a JSON object of words, nulls and answer objects, or a document with such ``answers``.

    null means not answered. Raises InputError naming what cannot be read; ``check_answer`` compares words with a pack.
    """
    document = checked_object("answers", given)
    if "answers" in document:
        refuse_surplus("answers", document, SCORE_KEYS)
        document = checked_object("answers", document["answers"])
    return {question_id: _read_answer(question_id, value) for question_id, value in document.items()}


def _read_answer(question_id: str, given: Any) -> Answer:
    if given is None or isinstance(given, str):
        return Answer(value=given)
    fields = checked_object(question_id, given)
    refuse_surplus(question_id, fields, ANSWER_KEYS)
    danger = fields.get("danger")
    if danger is not None and not isinstance(danger, bool):
        raise InputError("TRUE_OR_FALSE_EXPECTED", name=f"{question_id}.danger")
    texts = {key: _optional_text(question_id, fields, key) for key in ANSWER_KEYS if key != "danger"}
    comment, document = texts["comment"] or "", texts["document"] or ""
    return Answer(texts["value"], texts["basis"], texts["reason"], comment, document, danger or False)


def _optional_text(name: str, fields: Mapping[str, Any], key: str) -> str | None:
    return None if fields.get(key) is None else required_text(name, fields, key)


def required_text(name: str, fields: Mapping[str, Any], key: str) -> str:
    """The text under a key; raises InputError TEXT_EXPECTED."""
    value = fields.get(key)
    if not isinstance(value, str):
        raise InputError("TEXT_EXPECTED", name=f"{name}.{key}")
    return value


def checked_object(name: str, given: Any) -> Mapping[str, Any]:
    """A JSON object; raises InputError OBJECT_EXPECTED."""
    if not isinstance(given, Mapping):
        raise InputError("OBJECT_EXPECTED", name=name)
    return given


def refuse_surplus(name: str, given: Any, known: Iterable[str]) -> None:
    """Refuse keys nobody reads, since they may be typing mistakes; raises InputError KEY_UNKNOWN naming them."""
    surplus = sorted(set(checked_object(name, given)) - set(known))
    if surplus:
        raise InputError("KEY_UNKNOWN", name=name, keys=", ".join(surplus), known=", ".join(known))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most 50 MB; raises InputError INPUT_UNREADABLE or INPUT_TOO_LARGE."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError("INPUT_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    if len(content) > MAX_BYTES:
        raise InputError("INPUT_TOO_LARGE", path=path, limit=MAX_BYTES // 1_000_000)
    return content


class _Unique:
    """Makes objects, and refuses one that names a key twice: which of the two was meant cannot be known."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                raise InputError("INPUT_KEY_TWICE", path=self._name, key=key)
            made[key] = value
        return made


def _no_constant(name: str) -> Any:
    def refuse(word: str) -> NoReturn:
        raise InputError("INPUT_NOT_A_NUMBER", path=name, word=word)

    return refuse


def _refuse_half_characters(value: Any, name: str) -> None:
    r"""JSON can write half a character (``\ud800``), which no file and no database can hold."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise InputError("TEXT_NOT_UNICODE", name=name) from error
