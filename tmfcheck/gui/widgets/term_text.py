"""Text in which the glossary's terms are underlined: their meaning shows under the pointer, a click opens it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

from tmfcheck.domain.glossary import TermUse
from tmfcheck.domain.pack import GlossaryTerm
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.widgets.reading_text import ReadingText
from tmfcheck.i18n import LANGUAGES

FindTerms = Callable[[str], tuple[TermUse, ...]]
"""Finds the terms in a text; asked again for the same text it answers at once."""

_TIP_PX = 320


def other_names(term: GlossaryTerm, content: str) -> str:
    """What a term is called in the languages the reader does not read the content in."""
    return " · ".join(term.term[language] for language in LANGUAGES if language in term.term and language != content)


class TermText(ReadingText):
    """``term_chosen`` carries the id of a term that was clicked."""

    term_chosen = Signal(str)

    def __init__(self, context: GuiContext, find: FindTerms, role: str = "body") -> None:
        self._context = context
        self._find = find
        self.uses: tuple[TermUse, ...] = ()
        super().__init__(role)
        self.linkHovered.connect(self._on_link_hovered)
        self.linkActivated.connect(self.term_chosen)

    def markup(self, words: str) -> str:
        """The words with a dotted line under each term."""
        self.uses = self._find(words)
        look = f"color:{self._context.theme.colours.text}; text-underline-style:dotted"
        pieces: list[str] = []
        place = 0
        for use in self.uses:
            inside = escape(words[use.start : use.end])
            pieces += escape(words[place : use.start]), f'<a href="{escape(use.term.id)}" style="{look}">{inside}</a>'
            place = use.end
        return "".join([*pieces, escape(words[place:])])

    def tip_of(self, term: GlossaryTerm) -> str:
        """What shows under the pointer, as markup."""
        content = self._context.content
        names = f"{escape(content.pick(term.term))}<br>{escape(other_names(term, content.language))}"
        width = self._context.theme.wide(_TIP_PX)
        return (
            f'<table width="{width}"><tr><td>{names}<br><br>{escape(content.pick(term.definition))}</td></tr></table>'
        )

    def _on_link_hovered(self, term_id: str) -> None:
        term = next((use.term for use in self.uses if use.term.id == term_id), None)
        QToolTip.showText(QCursor.pos(), self.tip_of(term) if term is not None else "", self)
