"""The parts and sections of a checklist as rows of a list: title and how many questions are answered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Score
from tmfcheck.i18n import Texts

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One row; ``section`` is None for the heading of a part. ``asked`` counts "not applicable" answers as answered."""

    section: str | None
    title: str
    answered: int
    asked: int
    dangers: int

    @property
    def share(self) -> float:
        """How much is answered, 0 to 1."""
        return self.answered / self.asked if self.asked else 0.0


def section_rows(state: AssessmentState, content: Texts) -> tuple[SectionRow, ...]:
    """The rows of an assessment in walking order; sections without a question that is asked are left out."""
    rows: list[SectionRow] = []
    for part in (part for part in state.pack.subgroups if part.group == state.assessment.group):
        sections = [section for section in state.pack.sections if section.subgroup == part.id]
        lines = [_section_row(section.id, content.pick(section.title), state) for section in sections]
        lines = [line for line in lines if line.asked]
        if lines:
            answered, asked = sum(line.answered for line in lines), sum(line.asked for line in lines)
            rows.append(SectionRow(None, content.pick(part.title), answered, asked, 0))
            rows.extend(lines)
    return tuple(rows)


def _section_row(section: str, title: str, state: AssessmentState) -> SectionRow:
    score = state.evaluation.sections[section]
    return SectionRow(section, title, count_answered(score), count_asked(score), score.dangers)


def count_answered(score: Score) -> int:
    """The questions somebody answered, "not applicable" included."""
    return score.answered + score.by_hand


def count_asked(score: Score) -> int:
    """The questions somebody has to answer, those answered "not applicable" included."""
    return score.applicable + score.by_hand


class SectionModel(QAbstractListModel):
    """Rows that tell their views only what changed. ``Qt.UserRole`` holds the ``SectionRow``."""

    def __init__(self, content: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.rows: tuple[SectionRow, ...] = ()

    def show_state(self, state: AssessmentState) -> None:
        """Take over the counts of a state."""
        rows = section_rows(state, self._content)
        if [row.section for row in rows] != [row.section for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    def row_of(self, section: str) -> QModelIndex:
        """The index of a section; invalid where it has no row."""
        number = next((number for number, row in enumerate(self.rows) if row.section == section), -1)
        return self.index(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}, {row.answered}/{row.asked}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_heading = self.rows[index.row()].section is None
        return Qt.ItemFlag.NoItemFlags if is_heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
