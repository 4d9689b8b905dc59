"""The register of documents as rows: what each is, how long it holds, how it was seen, which answers cite it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tmfcheck.domain.evidence import Document, EvidenceFile
from tmfcheck.gui.elements import plain_tip
from tmfcheck.gui.theme import Theme
from tmfcheck.i18n import N_, Texts
from tmfcheck.wording import SEEN_AS, cited_pages

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (N_("Title"), N_("Number"), N_("Issued on"), N_("Valid to"), N_("Seen"), N_("File"), N_("Cited by"))
ISSUED_ON, VALID_TO, FILE, CITED_BY = 2, 3, 5, 6


class DocumentModel(QAbstractTableModel):
    """Rows in the order of the register; ``Qt.UserRole`` holds the ``Document``."""

    def __init__(self, texts: Texts, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._theme = theme
        self._day = date.min
        self._file = EvidenceFile()

    def show_file(self, file: EvidenceFile, day: date) -> None:
        """Show the register as it is on a day."""
        if (file.documents, file.citations, day) == (self._file.documents, self._file.citations, self._day):
            return
        self.beginResetModel()
        self._file, self._day = file, day
        self.endResetModel()

    @property
    def rows(self) -> tuple[Document, ...]:
        return self._file.documents

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._texts.gettext(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        document = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return document
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(document)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(document)[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == VALID_TO and document.is_expired(self._day):
            return self._theme.colour("danger")
        if role == Qt.ItemDataRole.FontRole and index.column() == VALID_TO and document.is_expired(self._day):
            return self._theme.font(bold=True)
        return None

    def _words(self, document: Document) -> tuple[str, ...]:
        texts = self._texts
        valid = "" if document.valid_to is None else texts.date(document.valid_to)
        if document.is_expired(self._day):
            valid = texts.gettext("{day}, expired").format(day=valid)
        return (
            document.title,
            document.number,
            "" if document.issued_on is None else texts.date(document.issued_on),
            valid,
            texts.gettext(SEEN_AS[document.seen_as]),
            document.file_name,
            self.cited_words(document),
        )

    def cited_words(self, document: Document) -> str:
        """The questions whose answers rest on it, each with its pages."""
        cited = (each for each in self._file.citations if each.document_id == document.id)
        return "; ".join(
            " ".join(filter(None, (each.question_id, cited_pages(each.page, self._texts)))) for each in cited
        )
