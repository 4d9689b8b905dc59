"""Photos and files as tiles, and the places they can lie at: all, none yet, or one of the questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Evidence, EvidenceKind
from tmfcheck.domain.pack import Question
from tmfcheck.gui.elements import plain_tip
from tmfcheck.gui.evidence.evidence_words import spoken
from tmfcheck.gui.evidence.incoming_data import brings_evidence
from tmfcheck.i18n import Texts

Index = QModelIndex | QPersistentModelIndex
IDS_TYPE = "application/x-tmfcheck-evidence"
"""Ids of evidence that is dragged within the program, one a line."""


def dragged_ids(data: QMimeData) -> list[str]:
    """The ids of evidence in what is dragged; none where it comes from outside."""
    return bytes(data.data(IDS_TYPE).data()).decode().split() if data.hasFormat(IDS_TYPE) else []


class EvidenceModel(QAbstractListModel):
    """Pieces of evidence; ``Qt.UserRole`` holds the ``Evidence``."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.items: tuple[Evidence, ...] = ()

    def show_items(self, items: tuple[Evidence, ...]) -> None:
        """Take over other items; the same ones in the same order keep their selection."""
        if items == self.items:
            return
        if [item.id for item in items] == [item.id for item in self.items]:
            self.items = items
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        if not self._insert_or_remove(items):
            self.beginResetModel()
            self.items = items
            self.endResetModel()

    def _insert_or_remove(self, items: tuple[Evidence, ...]) -> bool:
        """Where only a stretch came or went, tell the view so: it then need not lay everything out anew."""
        old, new = [item.id for item in self.items], [item.id for item in items]
        shorter, longer = sorted((old, new), key=len)
        pairs = enumerate(zip(shorter, longer, strict=False))
        start = next((at for at, (before, after) in pairs if before != after), len(shorter))
        count = len(longer) - len(shorter)
        if count == 0 or longer[start + count :] != shorter[start:]:
            return False
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), start, start + count - 1)
            self.items = items
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), start, start + count - 1)
            self.items = items
            self.endRemoveRows()
        return True

    def index_of(self, evidence_id: str) -> QModelIndex:
        """The index of an item; invalid where it is not shown."""
        return self.index(next((row for row, item in enumerate(self.items) if item.id == evidence_id), -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.caption or item.file_name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = spoken(self._texts, item, index.row() + 1, len(self.items))
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags)

    def mimeTypes(self) -> list[str]:
        return [IDS_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(IDS_TYPE, "\n".join(self.items[index.row()].id for index in indexes).encode())
        return data


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence can lie; ``question_id`` None and ``is_all`` False: under no question."""

    title: str
    question_id: str | None = None
    is_all: bool = False
    count: int = 0


class PlacesModel(QAbstractListModel):
    """The places with how much lies there; ``Qt.UserRole`` holds the ``Place``.

    ``evidence_dropped`` with ids and a question (None: no question), ``files_dropped`` with QMimeData and a question.
    """

    evidence_dropped = Signal(list, object)
    files_dropped = Signal(object, object)

    def __init__(self, texts: Texts, content: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._content = content
        self.is_locked = False
        self.places: tuple[Place, ...] = ()

    def show_state(self, state: AssessmentState) -> None:
        """Count anew."""
        gettext, items = self._texts.gettext, state.evidence.items
        counts: dict[str | None, int] = {}
        for item in items:
            if item.kind is not EvidenceKind.PLAN:
                counts[item.question_id] = counts.get(item.question_id, 0) + 1
        places = (
            Place(gettext("All photos and files"), is_all=True, count=sum(counts.values())),
            Place(gettext("Not yet at a question"), count=counts.get(None, 0)),
            *(self._place(question, counts.get(question.id, 0)) for question in state.questions),
        )
        if len(places) != len(self.places):
            self.beginResetModel()
            self.places = places
            self.endResetModel()
        elif places != self.places:
            self.places = places
            self.dataChanged.emit(self.index(0), self.index(len(places) - 1))

    def _place(self, question: Question, count: int) -> Place:
        return Place(f"{question.id}  {self._content.pick(question.text)}", question.id, count=count)

    def row_of(self, question_id: str) -> int:
        """The row of a question; -1 where it is not asked."""
        return next((row for row, place in enumerate(self.places) if place.question_id == question_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place = self.places[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return place
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return plain_tip(place.title) if role == Qt.ItemDataRole.ToolTipRole else place.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{place.title}, {place.count}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        can_take = index.isValid() and not self.places[index.row()].is_all and not self.is_locked
        return super().flags(index) | (Qt.ItemFlag.ItemIsDropEnabled if can_take else Qt.ItemFlag.NoItemFlags)

    def mimeTypes(self) -> list[str]:
        return [IDS_TYPE, "text/uri-list"]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        is_place = parent.isValid() and not self.places[parent.row()].is_all
        return is_place and not self.is_locked and (data.hasFormat(IDS_TYPE) or brings_evidence(data))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        question_id = self.places[parent.row()].question_id
        ids = dragged_ids(data)
        if ids:
            self.evidence_dropped.emit(ids, question_id)
        else:
            self.files_dropped.emit(data, question_id)
        # What was dragged stays in its own list until the assessment says where it lies.
        return False
