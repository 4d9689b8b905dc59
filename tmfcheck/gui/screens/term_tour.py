"""The way through the glossary terms of the present question, by key or click, on the assessment screen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tmfcheck.domain.pack import GlossaryTerm
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.widgets.assessment_page import AssessmentPage


class TermTour(QObject):
    """Shows one term after the other in the page's note; leads to the glossary."""

    def __init__(self, context: GuiContext, page: AssessmentPage) -> None:
        super().__init__(page)
        self._context = context
        self._note = page.term_note
        self._texts = (page.card.question_text, page.guidance.why, page.guidance.how)
        self._present: str | None = None
        for text in self._texts:
            text.term_chosen.connect(self.show_term)
        self._note.next_asked.connect(self.show_next)
        self._note.glossary_asked.connect(self.open_glossary)

    def terms(self) -> list[GlossaryTerm]:
        """Every term of the question and its guidance once, in reading order."""
        return list({use.term.id: use.term for text in self._texts for use in text.uses}.values())

    def show_next(self) -> None:
        """Explain the next term, after the last one the first."""
        names = [term.id for term in self.terms()]
        if not names:
            self._note.show_nothing()
            return
        following = names.index(self._present) + 1 if self._present in names else 0
        self.show_term(names[following % len(names)])

    def show_term(self, term_id: str) -> None:
        """Explain this term."""
        terms = self.terms()
        number = [term.id for term in terms].index(term_id)
        self._present = term_id
        self._note.show_term(terms[number], number + 1, len(terms))

    def put_away(self) -> None:
        """Explain nothing any more."""
        self._present = None
        self._note.hide()

    def open_glossary(self) -> None:
        """Go to the glossary, to the term that is explained."""
        self._context.go("glossary", self._present)
