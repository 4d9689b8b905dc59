"""One point of the check list: what it says, everything it is about with the way there, and where it is explained."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.closing_check import not_covered
from tmfcheck.domain.open_points import OpenPoint, Place, Severity, Subject
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.typing_clock import TypingClock
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.gui.widgets.growing_text import GrowingText
from tmfcheck.point_words import point_sentence, subject_words

MOST_SUBJECTS = 24
_KINDS = {Severity.ERROR: "danger", Severity.WARNING: "warning", Severity.HINT: "note"}


class PointCard(QFrame):
    """Made anew for each point; an error has a field for its explanation while the assessment is open."""

    subject_wanted = Signal(object)
    """The user wants to go to this subject (a Subject)."""
    explained = Signal(str, str)
    """The user wrote why the error of this code stands."""
    paused = Signal(str, str)
    """The same, as far as it is written: to be stored while the writing goes on."""
    settled = Signal()
    """What was stored in the midst of writing is done with, and may be shown as stored."""

    def __init__(self, context: GuiContext, point: OpenPoint, state: AssessmentState, *, can_change: bool) -> None:
        super().__init__()
        self._context = context
        self._state = state
        self.point = point
        self.links: list[QWidget] = []
        self._is_ahead = False
        self._explanation = state.evidence.explanations.get(point.code)
        asking = not_covered(state, point)
        self._later = asking if self._explanation else ()
        self.setProperty("kind", _KINDS[point.severity] if asking else "card")
        column = elements.column(spacing=SPACE * 2)
        column.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 3)
        column.addWidget(elements.text(point_sentence(point, context.texts), "strong"))
        self._build_places(column)
        if point.severity is Severity.ERROR:
            self._build_explanation(column, can_change=can_change)
        self.setLayout(column)
        self.setAccessibleName(point_sentence(point, context.texts))

    def _build_places(self, column: QVBoxLayout) -> None:
        """What asks first, then what the explanation speaks of."""
        texts = self._context.texts
        if self._later:
            column.addWidget(elements.text(texts.gettext("Came later, not explained yet:"), "problem"))
            column.addWidget(self._build_subjects(self._later))
        if self._explanation is not None:
            said = texts.gettext("Explained by {name}, {moment}")
            words = said.format(name=self._explanation.by, moment=texts.moment(self._explanation.at))
            column.addWidget(elements.text(words, "hint"))
        explained = tuple(each for each in self.point.subjects if each not in self._later)
        if explained:
            column.addWidget(self._build_subjects(explained))

    def _build_subjects(self, subjects: Sequence[Subject]) -> QWidget:
        room = QWidget()
        flow = FlowLayout(room, spacing=SPACE)
        links = [self._make_link(subject) for subject in subjects[:MOST_SUBJECTS]]
        for link in links:
            flow.addWidget(link)
        self.links += links
        hidden = len(subjects) - len(links)
        if hidden:
            texts = self._context.texts
            words = texts.ngettext("and {number} more", "and {number} more", hidden)
            flow.addWidget(elements.text(words.format(number=texts.number(hidden)), "hint", wraps=False))
        return room

    def _make_link(self, subject: Subject) -> QWidget:
        words = subject_words(subject, self._state, self._context.texts)
        if subject.place is Place.HISTORY:
            return elements.text(words, "hint", wraps=False)
        link = elements.button(words, "plain", tip=self._tip(subject, words))
        link.setMaximumWidth(self._context.theme.wide(420))
        link.clicked.connect(lambda: self.subject_wanted.emit(subject))
        return link

    def _tip(self, subject: Subject, words: str) -> str:
        """What stands behind an id: the question or the measure in words."""
        pack, pick = self._state.pack, self._context.content.pick
        if subject.place is Place.QUESTION:
            return pick(pack.question_by_id[subject.id].text)
        if subject.place is Place.MEASURE and subject.id in pack.measure_by_id:
            return pick(pack.measure_by_id[subject.id].title)
        return self._context.texts.gettext("Go to {question}").format(question=words)

    def _build_explanation(self, column: QVBoxLayout, *, can_change: bool) -> None:
        texts, explanation = self._context.texts, self._explanation
        if not can_change:
            if explanation is not None:
                column.addWidget(elements.text(explanation.text))
            return
        self.field = GrowingText(self._context.theme)
        self.field.setPlaceholderText(texts.gettext("Mend it, or explain here why it stands"))
        self.field.setAccessibleName(texts.gettext("Explanation"))
        self.field.show_text(explanation.text if explanation is not None else "")
        self._stored = self.field.toPlainText()
        self.store_button = elements.button(texts.gettext("Store the explanation"))
        self.store_button.setEnabled(bool(self._later))
        self.store_button.clicked.connect(self._on_store_asked)
        self._clock = TypingClock(self)
        self._clock.due.connect(self._on_clock_due)
        self.field.text_edited.connect(self._on_text_edited)
        self.field.finished.connect(self._on_store_asked)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.field, 1)
        row.addWidget(self.store_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if self._later:
            words = texts.gettext("Stored now, changed or as it is, the explanation holds for all of them.")
            column.addWidget(elements.text(words, "hint"))

    @property
    def has_field(self) -> bool:
        """Whether this point can be explained here."""
        return hasattr(self, "field")

    @property
    def wants_explanation(self) -> bool:
        """Whether something of this point can be explained here and is not."""
        return self.has_field and (bool(self._later) or not self.field.toPlainText().strip())

    @property
    def written(self) -> str | None:
        """What was written and is not stored yet; None where there is nothing new."""
        if not self.has_field or self.field.toPlainText().strip() == self._stored.strip():
            return None
        return self.field.toPlainText()

    def take_written(self) -> str | None:
        """The same, once: from now on it counts as stored."""
        written = self.written
        if written is not None:
            self._stored = written
            self._clock.rest()
        return written

    def note_stored(self, words: str) -> None:
        """So far it is stored; the card shows it once the writing is over."""
        self._stored, self._is_ahead = words, True

    def try_again_later(self) -> None:
        """It could not be stored; it is tried again after a while."""
        self._clock.try_again_later()

    def keep_written(self, words: str) -> None:
        """Go on with what was written and is not stored; nothing where this point cannot be explained any more."""
        if self.has_field:
            self._stored = "" if self._stored == words else self._stored
            self.field.show_text(words)
            self._on_text_edited(words)

    def store_explanation(self) -> None:
        """Pass on what was written, where it is new."""
        written = self.take_written()
        if written is not None:
            self.explained.emit(self.point.code, written)

    def _on_store_asked(self) -> None:
        """Pass on what was written; the same words too, where they shall hold for what came later."""
        written = self.take_written()
        words = self._stored if written is None and self._later else written
        if words is not None:
            self.explained.emit(self.point.code, words)
        elif self._is_ahead:
            self.settled.emit()

    def _on_text_edited(self, text: str) -> None:
        is_new = text.strip() != self._stored.strip()
        self.store_button.setEnabled(bool(self._later) or is_new or self._is_ahead)
        if is_new:
            self._clock.start()

    def _on_clock_due(self) -> None:
        written = self.written
        self._clock.rest()
        if written is not None:
            self.paused.emit(self.point.code, written)
