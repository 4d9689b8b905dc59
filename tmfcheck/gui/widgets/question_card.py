"""The present question in full: its words, its six answers, their basis and reason, the comment and the danger mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tmfcheck.domain.answers import BLANK, MAX_DOCUMENT_LENGTH, NOT_APPLICABLE, UNKNOWN, Answer, RecordedAnswer
from tmfcheck.domain.evidence import Evidence
from tmfcheck.domain.pack import Pack, Question
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.citation_list import CitationList, Cited
from tmfcheck.gui.evidence.incoming_data import brings_evidence
from tmfcheck.gui.evidence.photo_strip import PhotoStrip
from tmfcheck.gui.evidence.thumbnails import Thumbnails
from tmfcheck.gui.theme import CRITICAL_MARK, RADIUS, SPACE, TypeSize
from tmfcheck.gui.widgets.answer_buttons import AnswerButtons
from tmfcheck.gui.widgets.chip_row import ChipRow
from tmfcheck.gui.widgets.growing_text import GrowingText
from tmfcheck.gui.widgets.reading_text import ReadingText
from tmfcheck.gui.widgets.term_text import FindTerms, TermText
from tmfcheck.wording import CRITICAL_KINDS

NEEDS_REASON = (UNKNOWN, NOT_APPLICABLE)


class QuestionCard(QFrame):
    """Shows one question and emits what a user did with it; showing emits nothing.

    ``answer_given`` carries the question and the whole new answer, ``comment_edited`` and ``document_edited`` the text
    as it is typed, ``danger_asked`` the wish to set or take away the danger mark, ``notice_asked`` the wish to write
    the notice of it, ``evidence_dropped`` files or a picture (QMimeData). ``keyboard_returned``: a field was left by
    Esc or after choosing; ``question_finished``: nothing more is to be said.
    """

    answer_given = Signal(str, object)
    comment_edited = Signal(str, str)
    document_edited = Signal(str, str)
    danger_asked = Signal(str)
    notice_asked = Signal()
    evidence_dropped = Signal(object)
    text_left = Signal()
    keyboard_returned = Signal()
    question_finished = Signal()

    def __init__(self, context: GuiContext, pack: Pack, find_terms: FindTerms, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._context = context
        self._find_terms = find_terms
        self._pack = pack
        self._question: Question | None = None
        self._answer: Answer = BLANK
        self.is_active = False
        self.strip = PhotoStrip(context, thumbnails)
        self.strip.hide()
        self.citations = CitationList(context)
        self.setAcceptDrops(True)
        self.setAccessibleName(context.texts.gettext("Question"))
        self._build()
        self._connect()

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        layout.setSpacing(SPACE * 3)
        layout.addLayout(self._build_head())
        layout.addWidget(self._build_danger_note())
        self.question_text = TermText(self._context, self._find_terms, "question")
        self.question_text.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Room for two lines, so that the answers of most questions stand at the same place.
        self.question_text.setMinimumHeight(self._context.theme.text_px(TypeSize.TITLE) * 3)
        layout.addWidget(self.question_text)
        self.answers = AnswerButtons(self._context.theme, self._words(self._pack.answers))
        layout.addWidget(self.answers)
        layout.addSpacing(SPACE)
        layout.addLayout(self._build_fields())
        layout.addWidget(self.strip)
        layout.addLayout(self._build_foot())
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._below)
        layout.addStretch(1)

    def _words(self, options: tuple[object, ...]) -> list[tuple[str, str]]:
        return [(option.id, self._context.content.pick(option.label)) for option in options]  # type: ignore[attr-defined]

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SPACE * 2)
        self.code = elements.text("", "strong", wraps=False)
        self.category = ReadingText("muted")
        self.critical = elements.text("", "critical", wraps=False)
        head.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        self.category.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.category, 1)
        head.addWidget(self.critical, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _build_danger_note(self) -> QFrame:
        words = self._context.texts.gettext("Immediate danger. Hand the notice over before you leave the site.")
        note = QHBoxLayout()
        note.setSpacing(SPACE * 2)
        note.addWidget(elements.text(words), 1)
        self.notice_button = elements.button(self._context.texts.gettext("Write the notice"), "quiet")
        note.addWidget(self.notice_button)
        self.danger_note = elements.card(note, kind="danger")
        note.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 2, SPACE * 2)
        return self.danger_note

    def _build_fields(self) -> QGridLayout:
        gettext, theme = self._context.texts.gettext, self._context.theme
        self.basis = ChipRow(theme, self._words(self._pack.bases), gettext("Basis"))
        self.reason = ChipRow(theme, self._words(self._pack.reasons), gettext("Reason"))
        self.comment = GrowingText(theme)
        # What is dropped belongs to the card: a photo is evidence, not an address in a text.
        self.comment.setAcceptDrops(False)
        self.comment.setPlaceholderText(gettext("What you saw, where, how much"))
        self.document = QLineEdit()
        self.document.setAcceptDrops(False)
        self.document.setMaxLength(MAX_DOCUMENT_LENGTH)
        self.document.setPlaceholderText(gettext("Title, number, page"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 2)
        grid.setVerticalSpacing(SPACE * 2)
        grid.setColumnStretch(1, 1)
        self._add_field(grid, gettext("Basis"), "B", self.basis)
        self.reason_label = self._add_field(grid, gettext("Reason"), "R", self.reason)
        self._add_field(grid, gettext("Comment"), "C", self.comment)
        self._add_field(grid, gettext("Document"), "S", self._build_document())
        grid.addWidget(self.citations, grid.rowCount(), 1)
        return grid

    def _build_document(self) -> QWidget:
        """A document in free words, and the way to cite one of the register."""
        field = QWidget()
        row = QHBoxLayout(field)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        self.cite_button = elements.button(self._context.texts.gettext("Cite"), tip="S")
        row.addWidget(self.document, 1)
        row.addWidget(self.cite_button)
        self.document.setAccessibleName(self._context.texts.gettext("Document"))
        return field

    def _add_field(self, grid: QGridLayout, name: str, key: str, field: QWidget) -> QWidget:
        """A line of the form: name with its key on the left, the field on the right, first lines level."""
        label = QWidget()
        row = QHBoxLayout(label)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        caption = elements.text(name, "caption", wraps=False)
        row.addWidget(caption)
        row.addStretch(1)
        row.addWidget(elements.text(key, "hint", wraps=False))
        theme = self._context.theme
        label.setFixedHeight(theme.quiet_height() if isinstance(field, ChipRow) else theme.control_height())
        field.setAccessibleName(name)
        number = grid.rowCount()
        grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, number, 1)
        return label

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        self.given_by = elements.text("", "hint")
        self.danger = elements.button(self._context.texts.gettext("Immediate danger"), "danger")
        self.danger.setCheckable(True)
        foot.addWidget(self.given_by, 1)
        self.photos_button = elements.button(self._context.texts.gettext("Photos"))
        self.photos_button.setAccessibleName(self._context.texts.gettext("Add photos or files"))
        self.photos_button.setToolTip(self._context.texts.gettext("Add photos or files"))
        elements.set_icon(self.photos_button, "camera", self._context.theme)
        foot.addWidget(elements.text("P", "hint", wraps=False))
        foot.addWidget(self.photos_button)
        foot.addSpacing(SPACE)
        foot.addWidget(elements.text("D", "hint", wraps=False))
        foot.addWidget(self.danger)
        return foot

    def _connect(self) -> None:
        self.answers.answer_chosen.connect(self.give_value)
        self.basis.chosen.connect(self._on_basis_chosen)
        self.reason.chosen.connect(self._on_reason_chosen)
        for row in (self.basis, self.reason):
            row.left.connect(self.keyboard_returned)
        self.comment.text_edited.connect(self._on_comment_edited)
        self.comment.focus_lost.connect(self.text_left)
        self.comment.left.connect(self.keyboard_returned)
        self.comment.finished.connect(self.question_finished)
        self.document.textEdited.connect(self._on_document_edited)
        self.document.editingFinished.connect(self.text_left)
        self.danger.clicked.connect(self._on_danger_clicked)
        self.notice_button.clicked.connect(self.notice_asked)

    # ------------------------------------------------------------ showing

    def show_question(self, question: Question, answer: Answer, recorded: RecordedAnswer | None) -> None:
        """Show a question with its answer; emits nothing."""
        self._question = question
        content = self._context.content
        categories = {category.id: content.pick(category.title) for category in self._pack.categories}
        self.code.setText(question.id)
        self.category.show_words(" · ".join(categories[category] for category in question.categories))
        self.critical.setVisible(question.critical is not None)
        if question.critical is not None:
            words = self._context.texts.gettext(CRITICAL_KINDS[question.critical])
            self.critical.setText(f"{CRITICAL_MARK} {words}")
        self.question_text.show_words(content.pick(question.text))
        self.setAccessibleDescription(content.pick(question.text))
        self.show_answer(answer, recorded)

    def show_answer(self, answer: Answer, recorded: RecordedAnswer | None) -> None:
        """Show an answer to the present question; emits nothing."""
        self._answer = answer
        self.answers.show_answer(answer.value)
        self.basis.show_chosen(answer.basis)
        self.reason.show_chosen(answer.reason)
        has_reason = answer.value in NEEDS_REASON or answer.reason is not None
        self.reason.setVisible(has_reason)
        self.reason_label.setVisible(has_reason)
        self.comment.show_text(answer.comment)
        if answer.document != self.document.text():
            self.document.setText(answer.document)
        self.danger.setChecked(answer.danger)
        self.danger_note.setVisible(answer.danger)
        self.given_by.setText(self._given_words(recorded))

    def _given_words(self, recorded: RecordedAnswer | None) -> str:
        if recorded is None:
            return ""
        words = self._context.texts.gettext("{name}, {moment}")
        return words.format(name=recorded.by, moment=self._context.texts.moment(recorded.answered_at))

    def show_evidence(self, items: tuple[Evidence, ...], cited: Cited, day: date, *, is_locked: bool) -> None:
        """Show the photos, files and documents the answer rests on, those over on ``day`` as such; emits nothing."""
        self.strip.show_items(items, is_locked=is_locked)
        self.citations.show_cited(cited, day, is_locked=is_locked)
        texts = self._context.texts
        words = texts.gettext("Photos") if not items else f"{texts.gettext('Photos')} {texts.number(len(items))}"
        if words != self.photos_button.text():
            self.photos_button.setText(words)

    def show_lock(self, *, is_locked: bool) -> None:
        """Let nothing be changed; texts stay readable and can be copied."""
        for field in (self.answers, self.basis, self.reason, self.danger, self.photos_button, self.cite_button):
            field.setDisabled(is_locked)
        for text in (self.comment, self.document):
            if text.isReadOnly() != is_locked:
                text.setReadOnly(is_locked)
                # The style sheet looks at it, and does not notice by itself.
                text.style().unpolish(text)
                text.style().polish(text)

    def show_below(self, widget: QWidget | None) -> None:
        """Put a widget below the fields (the guidance, where there is no room beside), or take it away."""
        while (item := self._below.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None and gone is not widget:
                gone.setParent(None)
        if widget is not None:
            self._below.addWidget(elements.separator())
            self._below.addSpacing(SPACE * 3)
            self._below.addWidget(widget)

    def set_active(self, *, is_active: bool) -> None:
        """Whether single keys answer this card now; shown by its frame."""
        if is_active != self.is_active:
            self.is_active = is_active
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = theme.ring_px if self.is_active else theme.outline_px
        painter.setPen(QPen(theme.colour("focus" if self.is_active else "line"), width))
        painter.setBrush(theme.colour("surface"))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)

    # ------------------------------------------------------------ what the user does

    def give_value(self, value: str) -> None:
        """Answer the present question, as its button does; a reason goes with an answer that needs none."""
        reason = self._answer.reason if value in NEEDS_REASON else None
        self._give(replace(self._answer, value=value, reason=reason))

    def clear_value(self) -> None:
        """Take the answer word away; what else was given stays."""
        self._give(replace(self._answer, value=None, reason=None))

    def start_reason(self) -> None:
        """Take the keyboard to the reasons, where the answer has one."""
        if self._answer.value in NEEDS_REASON:
            self.reason.start_choosing()

    def _give(self, answer: Answer) -> None:
        if self._question is not None and not self.comment.isReadOnly():
            self.answer_given.emit(self._question.id, answer)

    def _on_basis_chosen(self, basis: str | None) -> None:
        self._give(replace(self._answer, basis=basis))

    def _on_reason_chosen(self, reason: str | None) -> None:
        self._give(replace(self._answer, reason=reason))

    def _on_comment_edited(self, text: str) -> None:
        if self._question is not None:
            self._answer = replace(self._answer, comment=text)
            self.comment_edited.emit(self._question.id, text)

    def _on_document_edited(self, text: str) -> None:
        if self._question is not None:
            self._answer = replace(self._answer, document=text)
            self.document_edited.emit(self._question.id, text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped anywhere on the card."""
        if self.photos_button.isEnabled() and brings_evidence(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.evidence_dropped.emit(event.mimeData())

    def _on_danger_clicked(self) -> None:
        self.danger.setChecked(self._answer.danger)
        if self._question is not None:
            self.danger_asked.emit(self._question.id)
