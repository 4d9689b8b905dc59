"""Every word of the program exists in every language: nothing missing or stale, placeholders and plurals intact."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.paths import resources_folder

TRANSLATED = [language for language in LANGUAGES if language != "en"]
MARKERS = {"gettext", "ngettext", "N_", "_"}
# Words that may read the same in another language: names, units, symbols.
MAY_STAY = {"TMFCheck", "SHA-256", "PDF", "PDF (*.pdf)", "GISTM"}


def catalogue(language: str) -> Catalog:
    path = resources_folder() / "translations" / language / "LC_MESSAGES" / "tmfcheck.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def words_of_the_program() -> set[str]:
    found = extract_from_dir(Path(__file__).parents[1] / "tmfcheck")
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def forms(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_holds_exactly_the_words_of_the_program(language: str) -> None:
    known = {forms(message.id)[0] for message in messages(language)}
    words = words_of_the_program()
    assert words
    assert sorted(words - known) == [], "run: python3 dev.py translations"
    assert sorted(known - words) == [], "run: python3 dev.py translations"


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_translates_every_word(language: str) -> None:
    for message in messages(language):
        assert not message.fuzzy, message.id
        assert all(forms(message.string)), f"not translated: {message.id!r}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_keeps_every_placeholder(language: str) -> None:
    for message in messages(language):
        expected = placeholders(forms(message.id)[-1])
        for form in forms(message.string):
            assert placeholders(form) == expected, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_has_a_form_for_every_plural(language: str) -> None:
    for message in messages(language):
        if message.pluralizable:
            assert len(forms(message.string)) == catalogue(language).num_plurals, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_is_not_left_in_english(language: str) -> None:
    for message in messages(language):
        source, translated = forms(message.id)[0], forms(message.string)[0]
        has_words = any(len(word) > 3 and word.isascii() and word.isalpha() for word in source.split())
        assert not has_words or source in MAY_STAY or translated != source, f"still English: {source!r}"


def test_every_marked_word_is_collected() -> None:
    """A word inside an f-string is not collected on every Python, and would stay English for good."""
    collected = words_of_the_program()
    for path in sorted((Path(__file__).parents[1] / "tmfcheck").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match call:
                case ast.Call(
                    func=ast.Name(id=marker) | ast.Attribute(attr=marker), args=[ast.Constant(value=str(word)), *_]
                ) if marker in MARKERS:
                    assert word in collected, f"{path.name}, line {call.lineno}: {word}"


def test_countries_bear_the_name_they_give_themselves() -> None:
    assert [Texts(language).country("KG") for language in LANGUAGES] == ["Kyrgyzstan", "Кыргызстан", "Қырғызстан"]
    assert Texts("ru").country("KZ") == "Казахстан"
