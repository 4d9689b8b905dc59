"""Single keys work by their place on Latin, Russian and Kazakh layouts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tmfcheck.gui.widgets.keyboard import command_key

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def event(text: str, modifiers: Qt.KeyboardModifier = NONE, *, key: int = 0, place: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, place, 0, 0, text)


@pytest.mark.parametrize("sign", [*"123456ncbrdfamow/?"])
def test_latin_signs_are_themselves(sign: str) -> None:
    assert command_key(event(sign)) == sign


@pytest.mark.parametrize(
    ("sign", "command"),
    [("т", "n"), ("с", "c"), ("и", "b"), ("к", "r"), ("в", "d"), ("а", "f"), ("ф", "a"), ("ь", "m")],
)
def test_cyrillic_letters_stand_for_the_latin_ones_on_their_keys(sign: str, command: str) -> None:
    assert command_key(event(sign)) == command
    assert command_key(event(sign.upper(), SHIFT)) == command


@pytest.mark.parametrize(("sign", "digit"), list(zip('"әіңғ', "12345", strict=True)))
def test_kazakh_letters_on_the_digits_answer(sign: str, digit: str) -> None:
    assert command_key(event(sign)) == digit


@pytest.mark.parametrize("place", [0x07, 0x0F])
def test_the_comma_on_the_key_of_six_is_a_six(place: int) -> None:
    assert command_key(event(",", place=place)) == "6"


def test_the_comma_on_a_key_of_its_own_answers_nothing() -> None:
    assert command_key(event(",", place=0x33)) == ""
    assert command_key(event(",", place=59)) == ""


def test_a_quotation_mark_with_shift_answers_nothing() -> None:
    assert command_key(event('"', SHIFT)) == ""


@pytest.mark.parametrize("sign", ["/", ".", "№"])
def test_search_lies_on_the_same_key(sign: str) -> None:
    assert command_key(event(sign)) == "/"


@pytest.mark.parametrize("sign", ["?", ","])
def test_all_keys_lie_on_the_same_key_with_shift(sign: str) -> None:
    assert command_key(event(sign, SHIFT)) == "?"


def test_the_keypad_counts() -> None:
    assert command_key(event("4", Qt.KeyboardModifier.KeypadModifier)) == "4"


@pytest.mark.parametrize("modifier", ["ControlModifier", "AltModifier", "MetaModifier"])
def test_with_another_modifier_a_key_is_no_command(modifier: str) -> None:
    assert command_key(event("n", getattr(Qt.KeyboardModifier, modifier))) == ""


def test_a_key_event_without_text_is_known_by_its_key() -> None:
    assert command_key(event("", key=Qt.Key.Key_N)) == "n"
    assert command_key(event("", key=Qt.Key.Key_Down)) == ""
