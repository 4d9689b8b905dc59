"""The spreadsheet form of a pack: its sheets and columns, one layout for writing and reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

README, LISTS_SHEET, PACK_SHEET = "Readme", "Lists", "Pack"
CHUNK = 30_000
"""Characters of the hidden copy of the pack in one cell; a cell holds at most 32,767."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet: the entries it holds, its plain columns, and the texts with a column for each language."""

    name: str
    kind: str
    fields: tuple[str, ...]
    texts: tuple[str, ...]

    def columns(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """All headings from left to right; languages of a text stand side by side."""
        return (*self.fields, *(f"{text}.{language}" for text in self.texts for language in languages))


QUESTIONS = SheetLayout(
    "Questions",
    "question",
    ("id", "section", "categories", "weight", "critical", "measures", "references", "applies_if"),
    ("text", "why", "how_to_check"),
)
MEASURES = SheetLayout(
    "Measures",
    "measure",
    ("id", "category", "term", "cost", "addressee", "interim", "before_season", "references"),
    ("title", "what", "why", "needs", "duration", "verification"),
)
GLOSSARY = SheetLayout("Glossary", "glossary", ("id", "kk_sure", "note"), ("term", "definition", "avoid"))
SHEETS = (QUESTIONS, MEASURES, GLOSSARY)
SHEET_OF: Mapping[str, SheetLayout] = {sheet.kind: sheet for sheet in SHEETS}


def column_letter(index: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
