"""Rows that may be facilities already known: each pair side by side, to be merged, skipped or kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.list_import.tables import LazyRows, WordsModel, set_widths, words_table
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.chip_row import ChipRow
from tmfcheck.i18n import DASH, N_
from tmfcheck.lists.list_map import Decision
from tmfcheck.services.register_import import ImportPlan, PlannedDuplicate
from tmfcheck.wording import FACTS, fact_text

DECISIONS: dict[Decision, str] = {"merge": N_("Merge"), "skip": N_("Skip the row"), "keep": N_("Keep both")}
_ALL: dict[Decision, str] = {"merge": N_("Merge all"), "skip": N_("Skip all"), "keep": N_("Keep all")}
GROUNDS = {
    "number": N_("same register number"),
    "name": N_("same name"),
    "alike": N_("similar name"),
    "place": N_("close by, similar name"),
}


class DuplicatesPage(QWidget):
    """Pairs above, the chosen pair fact by fact beneath."""

    decided = Signal(object, str)
    """Rows of the list and what becomes of them."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._decisions: dict[int, str] = {}
        self.pairs: Sequence[PlannedDuplicate] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 3)
        self._none = elements.text(context.texts.gettext("No row looks like a facility already known."), "muted")
        column.addWidget(self._none)
        self._room = QWidget()
        self._build_room()
        column.addWidget(self._room, 1)

    def _build_room(self) -> None:
        gettext, theme = self._context.texts.gettext, self._context.theme
        column = QVBoxLayout(self._room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 3)
        headings = (
            gettext("Row"),
            gettext("In the list"),
            gettext("May be"),
            gettext("Apart"),
            gettext("Alike by"),
            gettext("Decision"),
        )
        self.model = WordsModel(headings, self, figures=(0, 3))
        self.table = words_table(self.model, theme, gettext("Possible duplicates"), stretched=1)
        set_widths(self.table, theme, (64, None, None, 104, 160, 150))
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        column.addWidget(self.table, 2)
        column.addLayout(self._build_verbs())
        self.facts = WordsModel((gettext("Fact"), "", ""), self)
        self.fact_table = words_table(self.facts, theme, gettext("The two side by side"), stretched=1)
        set_widths(self.fact_table, theme, (220, None, None))
        self.fact_table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.fact_table, 3)

    def _build_verbs(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        words = [(name, gettext(word)) for name, word in DECISIONS.items()]
        self.chips = ChipRow(self._context.theme, words, gettext("Decision on this pair"))
        self.chips.chosen.connect(self._on_decision_chosen)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.chips, 1)
        row.addWidget(elements.text(gettext("All pairs:"), "muted", wraps=False))
        self.all_buttons = {}
        for name, word in _ALL.items():
            button = elements.button(gettext(word))
            button.clicked.connect(self._all_taker(name))
            self.all_buttons[name] = button
            row.addWidget(button)
        return row

    def _all_taker(self, decision: Decision) -> object:
        return lambda: self._decide([pair.row for pair in self.pairs], decision)

    # ------------------------------------------------------- what is shown

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the pairs of a plan and stay at the chosen one; emits nothing."""
        chosen = self.table.currentIndex().row()
        same = [pair.row for pair in plan.duplicates] == [pair.row for pair in self.pairs]
        self.pairs = plan.duplicates
        self._decisions = {pair.row: pair.decision or "" for pair in plan.duplicates}
        self._none.setVisible(not self.pairs)
        self._room.setVisible(bool(self.pairs))
        self.model.show_rows(LazyRows(self.pairs, self._words))
        if self.pairs:
            self.table.setCurrentIndex(self.model.index(chosen if same and chosen >= 0 else 0, 0))

    def _words(self, pair: PlannedDuplicate) -> Sequence[str]:
        texts, found = self._context.texts, pair.duplicate
        apart = DASH
        if found.distance_km is not None:
            apart = texts.gettext("{number} km").format(number=texts.number(found.distance_km, 1))
        decision = self._decisions.get(pair.row)
        shown = texts.gettext(DECISIONS[decision]) if decision in DECISIONS else texts.gettext("undecided")
        return (
            str(pair.row),
            found.facility.name,
            f"{found.other.name} ({self._whereabouts(pair)})",
            apart,
            texts.gettext(GROUNDS[found.ground]),
            shown,
        )

    def _whereabouts(self, pair: PlannedDuplicate) -> str:
        gettext = self._context.texts.gettext
        return gettext("stored") if pair.other_row is None else gettext("row {row}").format(row=pair.other_row)

    def _show_pair(self, pair: PlannedDuplicate) -> None:
        gettext = self._context.texts.gettext
        one, other = pair.duplicate.facility, pair.duplicate.other
        self.chips.show_chosen(self._decisions.get(pair.row) or None)
        headings = (gettext("Fact"), gettext("row {row}").format(row=pair.row), self._whereabouts(pair))
        rows = [(gettext("Name"), one.name, other.name)]
        for name in FACT_DEFINITIONS:
            if name in one.facts or name in other.facts:
                rows.append((gettext(FACTS[name]), self._fact(one, name), self._fact(other, name)))
        rows.append((gettext("Notes"), _one_line(one.notes), _one_line(other.notes)))
        self.facts.show_rows([_marked(row) for row in rows], headings)

    def _fact(self, facility: Facility, name: str) -> str:
        known = facility.facts.get(name)
        return DASH if known is None else fact_text(self._context.texts, FACT_DEFINITIONS[name], known.value)

    # ------------------------------------------------------------ the user

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= current.row() < len(self.pairs):
            self._show_pair(self.pairs[current.row()])

    def _on_decision_chosen(self, decision: object) -> None:
        number = self.table.currentIndex().row()
        if 0 <= number < len(self.pairs):
            self._decide([self.pairs[number].row], "" if decision is None else str(decision))

    def _decide(self, rows: Sequence[int], decision: str) -> None:
        for row in rows:
            self._decisions[row] = decision
        self.table.viewport().update()
        number = self.table.currentIndex().row()
        if 0 <= number < len(self.pairs):
            self.chips.show_chosen(self._decisions.get(self.pairs[number].row) or None)
        self.decided.emit(list(rows), decision)


def _marked(row: tuple[str, str, str]) -> tuple[str, str, str]:
    """A fact both have with different values bears a mark that needs no colour."""
    fact, one, other = row
    differs = one != other and DASH not in (one, other) and one and other
    return (f"≠ {fact}" if differs else fact), one, other


def _one_line(text: str) -> str:
    return " · ".join(text.splitlines())
