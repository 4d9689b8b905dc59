"""The register of the operator's documents: each once, with its dates, its file and the answers that cite it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Document
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.document_dialog import DocumentDialog
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.evidence.incoming_data import choose_files
from tmfcheck.gui.evidence.part import EvidencePart
from tmfcheck.gui.item_models.document_model import CITED_BY, FILE, ISSUED_ON, DocumentModel
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.screen import KeyHint
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.keyboard import command_key

_NARROW_PX = 920
_COMMANDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete)


class RegisterTable(QTableView):
    """A table that leaves letters, Enter and Delete to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_command = event.key() in _COMMANDS or bool(event.text().strip())
        if is_command and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class DocumentsPart(EvidencePart):
    """A table and what can be done with its rows."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter) -> None:
        super().__init__(context, presenter)
        self._build()
        self._connect()
        self._keys = self._make_keys()

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        gettext = self.context.texts.gettext
        self.model = DocumentModel(self.context.texts, self.context.theme, self)
        self.table = RegisterTable()
        self.table.setModel(self.model)
        self.table.setAccessibleName(gettext("Document register"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setMinimumSectionSize(self.context.theme.control_height())
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(self.model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, CITED_BY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        words = gettext("No document yet. Enter each of the operator's documents once; many answers can cite it.")
        self.empty = elements.text(words, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE * 3)
        layout.addLayout(self._build_buttons())
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)

    def _build_buttons(self) -> QHBoxLayout:
        gettext = self.context.texts.gettext
        self.add_button = elements.button(gettext("New document"), tip="W")
        elements.set_icon(self.add_button, "plus", self.context.theme)
        self.change_button = elements.button(gettext("Change"), tip="Enter")
        self.file_button = elements.button(gettext("Attach its file"), tip="P")
        self.detach_button = elements.button(gettext("Take its file away"), tip="U")
        self.remove_button = elements.button(gettext("Remove"), tip="Delete")
        self.papers_button = elements.button("", "quiet")
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        for button in (
            self.add_button,
            self.change_button,
            self.file_button,
            self.detach_button,
            self.remove_button,
        ):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.papers_button)
        return row

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add)
        self.change_button.clicked.connect(self.change)
        self.file_button.clicked.connect(self.attach_file)
        self.detach_button.clicked.connect(self.detach_file)
        self.remove_button.clicked.connect(self.remove)
        self.papers_button.clicked.connect(self.evidence.register.take_over_papers)
        self.table.doubleClicked.connect(lambda _index: self.change())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._allow())

    # ------------------------------------------------------------ showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is needed least where there is no room for every column."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < self.context.theme.wide(_NARROW_PX)
        for column in (ISSUED_ON, FILE):
            self.table.setColumnHidden(column, is_narrow)

    def show_state(self, state: AssessmentState) -> None:
        row = max(0, self.table.currentIndex().row())
        day = state.assessment.day_of_papers(self.context.desk.clock().astimezone())
        self.model.show_file(state.evidence, day)
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(min(row, len(self.model.rows) - 1), 0))
        self.empty.setVisible(not self.model.rows)
        self.table.setVisible(bool(self.model.rows))
        waiting = 0 if self.evidence.is_locked else self.evidence.register.papers_waiting()
        words = self.context.texts.ngettext(
            "Take over {number} paper of the facility", "Take over {number} papers of the facility", waiting
        )
        self.papers_button.setText(words.format(number=self.context.texts.number(waiting)))
        self.papers_button.setAccessibleName(self.papers_button.text())
        self.papers_button.setVisible(waiting > 0)
        self._allow()

    def _allow(self) -> None:
        is_open = not self.evidence.is_locked
        self.add_button.setEnabled(is_open)
        for button in (self.change_button, self.file_button, self.remove_button):
            button.setEnabled(is_open and self.present is not None)
        has_file = self.present is not None and self.present.sha256 is not None
        self.detach_button.setVisible(is_open and has_file)

    @property
    def present(self) -> Document | None:
        """The document one is at."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("↑ ↓", gettext("move")),
            KeyHint("W", gettext("new document")),
            KeyHint("Enter", gettext("change")),
            KeyHint("P", gettext("attach its file")),
            KeyHint("Delete", gettext("remove")),
            KeyHint("Ctrl+Z", gettext("bring back")),
        )

    def take_keyboard(self) -> None:
        (self.table if self.model.rows else self.add_button).setFocus()

    # ------------------------------------------------------------ what the user does

    def add(self) -> None:
        """Describe a new document."""
        self._describe(Document("", self.presenter.state.assessment.id, ""))

    def change(self) -> None:
        """Describe the present document otherwise."""
        if self.present is not None:
            self._describe(self.present)

    def _describe(self, document: Document) -> None:
        if not self.evidence.is_locked:
            self._ask(DocumentDialog(self.context, document, self.evidence.register.store, self))

    def attach_file(self) -> None:
        """Ask for the file of the present document and keep it."""
        document = self.present
        if document is None or self.evidence.is_locked:
            return
        for path in choose_files(self.context, self, document.title)[:1]:
            self.evidence.file_document(document.id, path)

    def detach_file(self) -> None:
        """Let the present document have no file any more."""
        if self.present is not None:
            self.evidence.register.remove_file(self.present.id)
            self.take_keyboard()

    def remove(self) -> None:
        """Ask whether the present document shall go, with its citations."""
        document = self.present
        if document is None or self.evidence.is_locked:
            return
        gettext = self.context.texts.gettext
        dialog = HouseDialog(self.context, gettext("Remove the document?"), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.body.addWidget(elements.text(document.title, "strong"))
        cited = self.model.cited_words(document)
        if cited:
            words = gettext("These answers cite it and would do so no longer: {questions}")
            dialog.body.addWidget(elements.text(words.format(questions=cited)))
        dialog.body.addWidget(elements.text(gettext("It can be brought back until the assessment is closed."), "muted"))
        dialog.add_way_out(gettext("Cancel"))
        dialog.add_primary(gettext("Remove"), "danger")
        dialog.accepted.connect(partial(self.evidence.register.remove, document.id))
        self._ask(dialog)

    def _ask(self, dialog: HouseDialog) -> None:
        dialog.finished.connect(lambda _result: self.take_keyboard())
        dialog.open()

    # ------------------------------------------------------------ keys

    def _make_keys(self) -> dict[str, Callable[[], object]]:
        return {"w": self.add_button.click, "p": self.file_button.click, "u": self._detach_by_key}

    def _detach_by_key(self) -> None:
        if self.detach_button.isVisible():
            self.detach_button.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys the table did not want."""
        key = command_key(event)
        if event.key() == Qt.Key.Key_Delete:
            self.remove_button.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.change()
        elif key in self._keys:
            self._keys[key]()
        else:
            super().keyPressEvent(event)
