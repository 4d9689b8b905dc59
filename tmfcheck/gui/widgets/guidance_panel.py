"""What stands beside a question: why it matters, how to check it, the measures it leads to, and what to read on."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.editions import LeftAnswer
from tmfcheck.domain.pack import MeasureLink, Pack, Question
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.left_answer import LeftAnswerNote
from tmfcheck.gui.widgets.reading_text import ReadingText
from tmfcheck.gui.widgets.term_text import FindTerms, TermText

MIDDLE_ANSWERS = ("mostly_yes", "mostly_no")


class MeasureLine(QWidget):
    """A measure's title, and under it its term and the answers that call for it; marked once the given answer does."""

    def __init__(self) -> None:
        super().__init__()
        layout = elements.column(spacing=2)
        self.title = ReadingText()
        self._when = ReadingText("hint")
        layout.addWidget(self.title)
        layout.addWidget(self._when)
        self.setLayout(layout)

    def show_measure(self, title: str, when: str, *, is_called_for: bool) -> None:
        """Show one measure."""
        self.title.show_words(f"→ {title}" if is_called_for else title)
        self._when.show_words(when)
        elements.set_property(self.title, "role", "body" if is_called_for else "muted")


class GuidancePanel(QWidget):
    """The guidance of one question, in the content language."""

    def __init__(self, context: GuiContext, pack: Pack, find_terms: FindTerms) -> None:
        super().__init__()
        self._context = context
        self._find_terms = find_terms
        self._pack = pack
        self._terms = {frame.id: context.content.pick(frame.title) for frame in pack.time_frames}
        self._answers = {option.id: context.content.pick(option.label).lower() for option in pack.answers}
        self._lines: list[MeasureLine] = []
        self._build()

    def _build(self) -> None:
        gettext = self._context.texts.gettext
        self._layout = elements.column(spacing=SPACE)
        self.why = self._add_part(gettext("Why it matters"))
        self.how = self._add_part(gettext("How to check"))
        self._measures_heading = self._add_heading(gettext("Measures it leads to"))
        self._measures = elements.column(spacing=SPACE * 2)
        self._layout.addLayout(self._measures)
        self._references_heading = self._add_heading(gettext("References"))
        self._references = ReadingText("muted")
        self._layout.addWidget(self._references)
        self.left_answer = LeftAnswerNote(self._context, self._pack, "warning")
        self._layout.insertWidget(0, self.left_answer)
        self.setLayout(self._layout)

    def _add_heading(self, words: str) -> QLabel:
        if self._layout.count():
            self._layout.addSpacing(SPACE * 3)
        heading = elements.text(words, "caption")
        self._layout.addWidget(heading)
        return heading

    def _add_part(self, words: str) -> TermText:
        self._add_heading(words)
        part = TermText(self._context, self._find_terms)
        self._layout.addWidget(part)
        return part

    def show_question(self, question: Question, answer: Answer) -> None:
        """Show the guidance of a question; measures its answer calls for stand out."""
        content = self._context.content
        self.why.show_words(content.pick(question.why))
        self.how.show_words(self._structured(content.pick(question.how_to_check)))
        self.show_answer(question, answer)
        references = [self._reference(reference) for reference in question.references]
        self._references.show_words("\n".join(references))
        self._references.setVisible(bool(references))
        self._references_heading.setVisible(bool(references))

    def show_left_answer(self, question: Question, left: tuple[str, LeftAnswer] | None) -> None:
        """Show what was answered under an earlier edition (its name and the answer), None for nothing."""
        self.left_answer.setVisible(left is not None)
        if left is not None:
            self.left_answer.show_answer(*left, question)

    def _structured(self, how: str) -> str:
        """The text with what counts as a middle answer in paragraphs of its own."""
        for word in MIDDLE_ANSWERS:
            label = self._context.content.pick(self._pack.answer_by_id[word].label)
            how = how.replace(f" {label}:", f"\n\n{label}:")
        return how

    def show_answer(self, question: Question, answer: Answer) -> None:
        """Show which measures the answer calls for."""
        self._measures_heading.setVisible(bool(question.measures))
        while len(self._lines) < len(question.measures):
            line = MeasureLine()
            self._lines.append(line)
            self._measures.addWidget(line)
        for number, line in enumerate(self._lines):
            is_used = number < len(question.measures)
            if is_used:
                self._show_measure(line, question.measures[number], answer)
            line.setVisible(is_used)

    def measure_words(self) -> str:
        """The titles of the measures as they are shown."""
        return "\n".join(line.title.words for line in self._lines if not line.isHidden())

    def _show_measure(self, line: MeasureLine, link: MeasureLink, answer: Answer) -> None:
        measure = self._pack.measure_by_id[link.id]
        words = self._context.texts.gettext("{term} · when {answers}")
        when = ", ".join(self._answers[word] for word in link.when)
        line.show_measure(
            self._context.content.pick(measure.title),
            words.format(term=self._terms[measure.term].lower(), answers=when),
            is_called_for=answer.value in link.when,
        )

    def _reference(self, reference: str) -> str:
        """A reference in short with its place, as the pack writes it: ``gistm:5`` is place 5 of ``gistm``."""
        name, _, place = reference.partition(":")
        known = next((each for each in self._pack.references if each.id == name), None)
        if known is None:
            return reference
        short = self._context.content.pick(known.short)
        if not place or not known.place:
            return short
        return f"{short}, {self._context.content.pick(known.place).format(place=place)}"
