"""Citing a document of the register for an answer, with its pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from tmfcheck.domain.evidence import Document
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.evidence.evidence_words import document_words

MAX_PAGE = 100
_ROWS = 7

Store = Callable[[str, str], None]
"""Stores that the answer rests on a document, by its id, with these pages; raises TmfCheckError."""


class CiteDialog(FormDialog):
    """Arrow keys choose the document while the pages are typed; ``new_button`` is for one that is not in the list."""

    def __init__(
        self,
        context: GuiContext,
        documents: tuple[Document, ...],
        pages: dict[str, str],
        *,
        store: Store,
        parent: QWidget,
    ) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("Cite a document"), gettext("Cite"))
        self._pages = pages
        self._store_citation = store
        self.list = QListWidget()
        for document in documents:
            entry = QListWidgetItem(document_words(document, "", context.texts))
            entry.setData(Qt.ItemDataRole.UserRole, document.id)
            self.list.addItem(entry)
        self.list.setMinimumHeight(context.theme.control_height() * min(_ROWS, max(2, len(documents))))
        self.page = QLineEdit()
        self.page.setMaxLength(MAX_PAGE)
        self.page.setPlaceholderText(gettext("such as 12–14"))
        self.add_field(gettext("Document"), self.list)
        self.add_field(gettext("Pages"), self.page)
        self.new_button = elements.button(gettext("Another document"), "quiet")
        self.add_aside(self.new_button)
        self.list.currentItemChanged.connect(self._on_document_changed)
        self.list.itemActivated.connect(lambda _entry: self.page.setFocus())
        self.list.setCurrentRow(len(documents) - 1)
        self.list.setFocus()

    def choose(self, document_id: str) -> None:
        """Put the choice on a document."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == document_id:
                self.list.setCurrentRow(row)

    def _on_document_changed(self, entry: QListWidgetItem | None) -> None:
        """Show the pages that are cited of it already."""
        known = self._pages.get(entry.data(Qt.ItemDataRole.UserRole), "") if entry is not None else ""
        self.page.setText(known)

    def store(self) -> None:
        entry = self.list.currentItem()
        if entry is not None:
            self._store_citation(str(entry.data(Qt.ItemDataRole.UserRole)), self.page.text().strip())
