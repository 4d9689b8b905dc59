"""The elements a Word file is made of, in Word's own words."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_TWIPS = 20
"""Twentieths of a point, the unit of Word's own measures."""


def element(tag: str, **attributes: str) -> Any:
    """An element with its attributes, all in Word's own namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def twips(points: float) -> str:
    """A length in points in Word's own unit."""
    return str(round(points * _TWIPS))


def words(text: str) -> Any:
    """A piece of text whose spaces stay."""
    return _spaced("w:t", text)


def field_part(kind: str, instruction: str = "") -> Any:
    """The ``begin``, ``instruction``, ``separate`` or ``end`` of a field; what it shows stands before its end."""
    return (
        _spaced("w:instrText", f" {instruction} ") if kind == "instruction" else element("w:fldChar", fldCharType=kind)
    )


def _spaced(tag: str, text: str) -> Any:
    made = element(tag)
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made
