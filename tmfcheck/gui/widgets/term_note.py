"""One term of the present question, explained below the guidance until it is put away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.glossary import is_doubtful
from tmfcheck.domain.pack import GlossaryTerm
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.reading_text import ReadingText
from tmfcheck.gui.widgets.term_text import other_names


class TermNote(QWidget):
    """Shows a term; ``next_asked`` and ``glossary_asked`` say where the user wants to go on."""

    next_asked = Signal()
    glossary_asked = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.name = ReadingText("strong")
        self.other_names = ReadingText("small")
        self.definition = ReadingText()
        doubt = context.texts.gettext("A specialist must confirm the Kazakh word.")
        self.doubt = ReadingText("small", doubt)
        inside = elements.column(spacing=SPACE)
        note = elements.card(inside, kind="note")
        inside.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 3, SPACE)
        inside.addLayout(self._build_head())
        for part in (self.name, self.other_names, self.definition, self.doubt):
            inside.addWidget(part)
        inside.addLayout(self._build_ways_on())
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, SPACE * 4, SPACE * 4)
        outside.addWidget(note)
        self.hide()

    def _build_head(self) -> QHBoxLayout:
        self.number = elements.text("", "hint", wraps=False)
        row = QHBoxLayout()
        row.addWidget(elements.text(self._context.texts.gettext("Terms"), "caption"), 1)
        row.addWidget(self.number)
        return row

    def _build_ways_on(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        self.next_button = elements.button(gettext("Next"), "quiet", tip=gettext("Key T"))
        self.glossary_button = elements.button(gettext("Glossary"), "quiet", tip=gettext("Key G"))
        self.next_button.clicked.connect(self.next_asked)
        self.glossary_button.clicked.connect(self.glossary_asked)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.next_button)
        row.addStretch(1)
        row.addWidget(self.glossary_button)
        return row

    def show_term(self, term: GlossaryTerm, number: int, count: int) -> None:
        """Explain a term, the n-th (from 1) of so many in the present question."""
        content = self._context.content
        self.name.show_words(content.pick(term.term))
        self.other_names.show_words(other_names(term, content.language))
        self.definition.show_words(content.pick(term.definition))
        self.doubt.setVisible(is_doubtful(term))
        self.number.setText(f"{number} / {count}")
        self.next_button.setVisible(count > 1)
        self._show_all(is_term=True)

    def show_nothing(self) -> None:
        """Say that the present question has no term of the glossary."""
        self.name.show_words("")
        self.definition.show_words(self._context.texts.gettext("No term of the glossary stands in this question."))
        self.number.setText("")
        self._show_all(is_term=False)

    def _show_all(self, *, is_term: bool) -> None:
        for part in (self.name, self.other_names):
            part.setVisible(is_term)
        if not is_term:
            self.doubt.hide()
            self.next_button.hide()
        self.setAccessibleName(f"{self.name.words} {self.definition.words}".strip())
        self.show()
