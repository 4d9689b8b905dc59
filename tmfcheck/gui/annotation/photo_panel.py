"""What stands beside a photo: its question, caption and words, and what the camera wrote."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import AnnotationKind, Evidence
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.evidence_words import direction_words, pin_words, place_words, size_words, taken_words
from tmfcheck.gui.evidence.question_field import QuestionField
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.growing_text import GrowingText

MAX_WORDS = 120
_WITH_WORDS = (AnnotationKind.TEXT, AnnotationKind.MEASURE)


class PhotoPanel(QWidget):
    """Shows one photo's words and facts; emits what a user changes, showing emits nothing."""

    caption_edited = Signal(str)
    caption_left = Signal()
    words_edited = Signal(str)
    question_chosen = Signal(object)
    keyboard_returned = Signal()

    def __init__(self, context: GuiContext, state: AssessmentState) -> None:
        super().__init__()
        self._context = context
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE * 2)
        self._build_fields(layout, state)
        self._build_facts(layout)
        layout.addStretch(1)
        self._connect()

    def _build_fields(self, layout: QVBoxLayout, state: AssessmentState) -> None:
        gettext = self._context.texts.gettext
        self.title = elements.text("", "section")
        self.caption = GrowingText(self._context.theme)
        self.caption.setAccessibleName(gettext("Caption"))
        self.caption.setPlaceholderText(gettext("What can be seen, and where"))
        self.question = QuestionField(self._context, state)
        self.words = QLineEdit()
        self.words.setMaxLength(MAX_WORDS)
        self._words_label = elements.text("", "caption")
        layout.addWidget(self.title)
        for name, field in ((gettext("Caption"), self.caption), (gettext("Question"), self.question)):
            layout.addWidget(elements.text(name, "caption"))
            layout.addWidget(field)
        layout.addWidget(self._words_label)
        layout.addWidget(self.words)

    def _build_facts(self, layout: QVBoxLayout) -> None:
        gettext = self._context.texts.gettext
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 3)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        names = {
            "taken": gettext("Taken"),
            "position": gettext("Position"),
            "direction": gettext("Direction"),
            "pin": gettext("On the site"),
            "file": gettext("File"),
            "size": gettext("Size"),
            "added": gettext("Added"),
        }
        self.facts: dict[str, QLabel] = {}
        for row, (key, name) in enumerate(names.items()):
            grid.addWidget(elements.text(name, "hint", wraps=False), row, 0, Qt.AlignmentFlag.AlignTop)
            self.facts[key] = elements.text("", "small")
            self.facts[key].setAccessibleName(name)
            self.facts[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(self.facts[key], row, 1)
        layout.addSpacing(SPACE * 2)
        layout.addLayout(grid)

    def _connect(self) -> None:
        self.caption.text_edited.connect(self.caption_edited)
        self.caption.focus_lost.connect(self.caption_left)
        self.caption.left.connect(self.keyboard_returned)
        self.caption.finished.connect(self.keyboard_returned)
        self.words.textEdited.connect(self.words_edited)
        self.words.returnPressed.connect(self.keyboard_returned)
        self.question.question_chosen.connect(self.question_chosen)
        self.question.question_chosen.connect(lambda _question: self.keyboard_returned.emit())
        self.question.left.connect(self.keyboard_returned)

    # ------------------------------------------------------------ showing

    def show_item(self, item: Evidence, title: str, state: AssessmentState, *, is_locked: bool) -> None:
        """Show a photo's words and facts; emits nothing."""
        texts = self._context.texts
        self.title.setText(title)
        if not (self.caption.hasFocus() and self.caption.toPlainText().strip() == item.caption):
            self.caption.show_text(item.caption)
        self.question.show_question(item.question_id)
        for field in (self.caption, self.question, self.words):
            field.setReadOnly(is_locked)
        added = texts.gettext("{name}, {moment}").format(name=item.added_by, moment=texts.moment(item.added_at))
        facts = {
            "taken": taken_words(texts, item),
            "position": place_words(texts, item.latitude, item.longitude),
            "direction": direction_words(texts, item.direction_deg),
            "pin": pin_words(texts, item.pin, state.evidence),
            "file": item.file_name,
            "size": size_words(texts, item.size),
            "added": added,
        }
        for key, words in facts.items():
            self.facts[key].setText(words)

    def show_words(self, kind: AnnotationKind | None, words: str) -> None:
        """Show the words of the selected drawing; those without words have no field."""
        gettext = self._context.texts.gettext
        has_words = kind in _WITH_WORDS
        name = gettext("Length, as it shall be written") if kind is AnnotationKind.MEASURE else gettext("Text")
        self._words_label.setText(name)
        self.words.setAccessibleName(name)
        self._words_label.setVisible(has_words)
        self.words.setVisible(has_words)
        if words != self.words.text():
            self.words.setText(words)
