"""Every error code of the program has its sentence, and every sentence gets the data it names."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import tmfcheck
from tmfcheck import errors
from tmfcheck.doubt_messages import doubt_sentence
from tmfcheck.errors import TmfCheckError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.messages import SENTENCES, sentence

PACKAGE = Path(tmfcheck.__file__).parent
ERROR_NAMES = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, TmfCheckError)
}


def raised() -> list[tuple[str, str, set[str] | None]]:
    """Place, code and data names of every error made with a literal code; None where the data is unpacked."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERROR_NAMES):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                names = {keyword.arg for keyword in node.keywords}
                place = f"{file.relative_to(PACKAGE)}:{node.lineno}"
                found.append((place, node.args[0].value, None if None in names else names))
    return found


def placeholders(code: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}


def test_there_are_errors_to_look_at():
    assert len(raised()) > 50


@pytest.mark.parametrize(
    ("place", "code", "names"), raised(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_raised_error_has_its_sentence_and_the_data_it_names(place, code, names):
    assert code in SENTENCES, place
    if names is not None:
        assert placeholders(code) <= names, place


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_keeps_its_placeholders_in_every_language(language, code):
    translated = Texts(language).gettext(SENTENCES[code])
    assert {name for _, name, _, _ in string.Formatter().parse(translated) if name} == placeholders(code)
    error = TmfCheckError(code, **dict.fromkeys(placeholders(code), "●"))
    assert "{" not in sentence(error, Texts(language))


def test_a_unit_is_told_as_the_language_writes_it() -> None:
    assert "м³" in doubt_sentence("UNIT_NOT_STATED", {"unit": "m³"}, Texts("ru"))
    assert "m³" in doubt_sentence("UNIT_NOT_STATED", {"unit": "m³"}, Texts("en"))
