"""The facilities of the archive as rows of a list that can be searched, each with its last visit and open work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tmfcheck.domain.facility import Facility
from tmfcheck.i18n import Texts
from tmfcheck.wording import FACT_WORDS

if TYPE_CHECKING:
    from tmfcheck.domain.assessment import Assessment

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """One facility with its assessments, newest first."""

    facility: Facility
    assessments: tuple[Assessment, ...]
    country: str
    status: str

    @property
    def last_visit(self) -> date | None:
        """The day the newest assessment began; a correction is no visit."""
        visits = (each.started_at.astimezone().date() for each in self.assessments if each.revises is None)
        return next(visits, None)

    @property
    def open_count(self) -> int:
        return sum(not assessment.is_closed for assessment in self.assessments)

    def matches(self, words: Iterable[str]) -> bool:
        """Whether every word occurs in name, place or people; case is ignored in every script."""
        facts = (
            self.facility.fact(name) for name in ("local_name", "operator", "owner", "region", "district", "river")
        )
        parts = (self.facility.name, self.country, self.status, *(str(fact) for fact in facts if fact))
        searched = " ".join(parts).casefold()
        return all(word.casefold() in searched for word in words)


def facility_rows(
    facilities: Sequence[Facility], assessments: Sequence[Assessment], texts: Texts
) -> tuple[FacilityRow, ...]:
    """Rows in the order of the facilities."""
    by_facility: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        by_facility.setdefault(assessment.facility_id, []).append(assessment)
    return tuple(_row(facility, tuple(by_facility.get(facility.id, ())), texts) for facility in facilities)


def status_words(facility: Facility, texts: Texts) -> str:
    """The status in words, empty while it is not known."""
    status = facility.fact("status")
    words = FACT_WORDS["status"]
    return texts.gettext(words[str(status)]) if status else ""


def _row(facility: Facility, assessments: tuple[Assessment, ...], texts: Texts) -> FacilityRow:
    newest_first = sorted(assessments, key=lambda assessment: assessment.started_at, reverse=True)
    return FacilityRow(facility, tuple(newest_first), texts.country(facility.country), status_words(facility, texts))


class FacilityModel(QAbstractListModel):
    """The rows that match the search. ``Qt.UserRole`` holds the ``FacilityRow``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[FacilityRow, ...] = ()
        self._words: tuple[str, ...] = ()
        self.rows: tuple[FacilityRow, ...] = ()

    def show_rows(self, rows: tuple[FacilityRow, ...]) -> None:
        """Take over rows and keep the search."""
        self._all = rows
        self.search(" ".join(self._words))

    def search(self, typed: str) -> None:
        """Show the rows in which every typed word occurs."""
        self._words = tuple(typed.split())
        self.beginResetModel()
        self.rows = tuple(row for row in self._all if row.matches(self._words))
        self.endResetModel()

    def index_of(self, facility_id: str | None) -> QModelIndex:
        """The index of a facility; invalid where it has no row."""
        number = next((n for n, row in enumerate(self.rows) if row.facility.id == facility_id), -1)
        return self.index(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.facility.name, row.country, row.status) if part)
        return None
