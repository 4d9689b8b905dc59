"""Which command a key means on any keyboard layout, for screens that are worked with single keys.

An inspector does not switch the layout to answer a question: the command lies where the key lies. Russian and Kazakh
layouts carry other letters on the same keys, and the Kazakh one carries letters even on the digits.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_LATIN = "qwertyuiopasdfghjklzxcvbnm"
_CYRILLIC = "йцукенгшщзфывапролдячсмить"
_KAZAKH_DIGITS = {'"': "1", "ә": "2", "і": "3", "ң": "4", "ғ": "5"}
_PLAIN = dict(zip(_CYRILLIC, _LATIN, strict=True)) | _KAZAKH_DIGITS | {".": "/", "№": "/"}

# The Kazakh layout writes a comma with the key of 6, the Latin ones with a key of their own: only the place tells them
# apart (scan code on Windows, key code under X11 and Wayland).
_PLACES_OF_SIX = (0x07, 0x0F)

_TYPING_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def command_key(event: QKeyEvent) -> str:
    """The Latin letter, digit, ``/`` or ``?`` a key stands for; empty for others and with Ctrl, Alt or Meta."""
    if event.modifiers() & ~_TYPING_MODIFIERS:
        return ""
    written = event.text().casefold() or _named(event.key())
    is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if written == ",":
        return _comma(event, is_shifted=is_shifted)
    if len(written) == 1 and ((written.isascii() and written.isalnum()) or written in "/?"):
        return written
    return "" if is_shifted and not written.isalpha() else _PLAIN.get(written, "")


def _named(key: int) -> str:
    """The character of a key event that carries no text."""
    return chr(key).casefold() if Qt.Key.Key_Space < key <= Qt.Key.Key_AsciiTilde else ""


def _comma(event: QKeyEvent, *, is_shifted: bool) -> str:
    """A comma is the question mark's key on a Russian layout with Shift, and the 6 of a Kazakh one."""
    if is_shifted:
        return "?"
    return "6" if event.nativeScanCode() in _PLACES_OF_SIX else ""


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key is a command of the page, which a list would take for the beginning of a name it looks for."""
    return bool(event.text().strip()) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
