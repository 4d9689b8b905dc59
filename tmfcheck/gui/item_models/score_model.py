"""Scores of categories or sections as a table: MSR, credibility, evidence, level and the question to look at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.pack import Question
from tmfcheck.i18n import DASH, Texts
from tmfcheck.wording import LEVELS_SHORT, msr_words

Index = QModelIndex | QPersistentModelIndex


class ScoreColumn(IntEnum):
    """The columns in order."""

    TITLE = 0
    MSR = 1
    CREDIBILITY = 2
    EVIDENCE = 3
    LEVEL = 4
    WORST = 5


FIGURES = (ScoreColumn.MSR, ScoreColumn.CREDIBILITY, ScoreColumn.EVIDENCE)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One set of questions; ``short_title`` stands in the table where room is short."""

    id: str
    title: str
    short_title: str
    score: Score
    worst: Question | None


class ScoreModel(QAbstractTableModel):
    """``Qt.UserRole`` of every cell holds its ``ScoreRow``."""

    def __init__(self, texts: Texts, first_heading: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._first_heading = first_heading
        self._is_short = False
        self.rows: tuple[ScoreRow, ...] = ()

    def show_rows(self, rows: Sequence[ScoreRow]) -> None:
        """Show these rows; cells are only told where the rows are the same sets."""
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
        elif self.rows != tuple(rows):
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(ScoreColumn) - 1))

    def use_short_titles(self, *, is_short: bool) -> None:
        """Show the short titles, or the full ones again."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(ScoreColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], ScoreColumn(index.column())
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is ScoreColumn.TITLE:
            return row.title
        if role == Qt.ItemDataRole.TextAlignmentRole and column in FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, row: ScoreRow, column: ScoreColumn) -> str:
        texts, score = self._texts, row.score
        level = DASH if score.level is None else texts.gettext(LEVELS_SHORT[score.level])
        words = {
            ScoreColumn.TITLE: row.short_title if self._is_short else row.title,
            ScoreColumn.MSR: msr_words(score, texts),
            ScoreColumn.CREDIBILITY: texts.percent(score.credibility_percent),
            ScoreColumn.EVIDENCE: texts.percent(score.evidence_percent),
            ScoreColumn.LEVEL: level,
            ScoreColumn.WORST: row.worst.id if row.worst else DASH,
        }
        return words[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in FIGURES else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        # Words of a heading stand one under the other, so that figures stay narrow beside long titles.
        return self._headings()[section].replace(" ", "\n")

    def _headings(self) -> tuple[str, ...]:
        gettext = self._texts.gettext
        return (
            self._first_heading,
            gettext("MSR"),
            gettext("Credibility"),
            gettext("Evidence"),
            gettext("Level"),
            gettext("Look at"),
        )
