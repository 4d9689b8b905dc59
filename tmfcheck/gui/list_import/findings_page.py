"""Every problem and question of a list, row by row, to be filtered by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tmfcheck.doubt_messages import finding_sentence
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.list_import.kinds import KINDS
from tmfcheck.gui.list_import.tables import LazyRows, WordsModel, fit_widths, set_widths, words_table
from tmfcheck.gui.theme import SPACE
from tmfcheck.lists.drafts import Finding
from tmfcheck.services.register_import import ImportPlan

_SWAPPED = "COORDINATES_SWAPPED"
_REASON = 4
_WIDEST = (64, 240, 170, 170, None)


class FindingsPage(QWidget):
    """A table of findings; the sentence of the chosen one stands whole beneath it."""

    leaving_out_asked = Signal(object)
    """Rows that cannot become facilities are to be left out."""
    swap_asked = Signal()
    """Latitude and longitude are to change places in the whole list."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._plan: ImportPlan | None = None
        self.findings: Sequence[Finding] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 3)
        gettext = context.texts.gettext
        self._refused_words, self.leave_out_button = elements.text(""), elements.button(gettext("Leave out"))
        self.leave_out_button.clicked.connect(self._on_leave_out_clicked)
        self._refused = self._make_note(self._refused_words, self.leave_out_button, "danger")
        self._swap_words, self.swap_button = elements.text(""), elements.button(gettext("Swap them in the whole list"))
        self.swap_button.clicked.connect(self.swap_asked)
        self._swap = self._make_note(self._swap_words, self.swap_button, "warning")
        for part in (self._refused, self._swap):
            column.addWidget(part)
        column.addLayout(self._build_filter())
        self._build_table(column)

    def _make_note(self, words: QWidget, verb: QPushButton, kind: str) -> QFrame:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addWidget(words, 1)
        row.addWidget(verb)
        return elements.card(row, kind=kind)

    def _build_filter(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        self.kind_field = QComboBox()
        self.kind_field.setAccessibleName(gettext("Kind of question"))
        self.kind_field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kind_field.activated.connect(lambda _index: self._show_chosen())
        self._file = elements.text("", "muted")
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        row.addWidget(self.kind_field)
        row.addWidget(self._file, 1)
        return row

    def _build_table(self, column: QVBoxLayout) -> None:
        gettext, theme = self._context.texts.gettext, self._context.theme
        headings = (gettext("Row"), gettext("Facility"), gettext("Column"), gettext("Value"), gettext("Reason"))
        self.model = WordsModel(headings, self, figures=(0,))
        self.table = words_table(self.model, theme, gettext("Questions and problems"), stretched=_REASON)
        set_widths(self.table, theme, _WIDEST)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.sentence = elements.text("")
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)

    # ------------------------------------------------------- what is shown

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the findings of a plan, the chosen kind kept where there still are some; emits nothing."""
        before = self.kind_field.currentData()
        self._plan = plan
        texts = self._context.texts
        counts = Counter(finding.code for finding in plan.findings)
        self.kind_field.clear()
        every = texts.gettext("All kinds ({number})").format(number=texts.number(len(plan.findings)))
        self.kind_field.addItem(every, None)
        for code, count in counts.most_common():
            self.kind_field.addItem(f"{texts.gettext(KINDS[code])} ({texts.number(count)})", code)
        self.kind_field.setCurrentIndex(max(0, self.kind_field.findData(before)))
        self._file.setText(plan.path.name)
        self._show_notes(plan, counts)
        self._show_chosen()

    def _show_notes(self, plan: ImportPlan, counts: Counter[str]) -> None:
        texts = self._context.texts
        refused = len({finding.row for finding in plan.refused})
        words = texts.ngettext(
            "{number} row cannot become a facility. Mend the list or the mapping, or leave the row out.",
            "{number} rows cannot become facilities. Mend the list or the mapping, or leave the rows out.",
            refused,
        )
        self._refused_words.setText(words.format(number=texts.number(refused)))
        self._refused.setVisible(refused > 0)
        swapped = counts[_SWAPPED]
        asked = texts.ngettext(
            "In {number} row latitude and longitude seem to have changed places.",
            "In {number} rows latitude and longitude seem to have changed places.",
            swapped,
        )
        self._swap_words.setText(asked.format(number=texts.number(swapped)))
        self._swap.setVisible(swapped > 0)

    def _show_chosen(self) -> None:
        kind = self.kind_field.currentData()
        findings = self._plan.findings if self._plan else ()
        self.findings = [each for each in findings if kind in (None, each.code)]
        self.model.show_rows(LazyRows(self.findings, self._words))
        fit_widths(self.table, self._context.theme, _WIDEST)
        none = self._context.texts.gettext("Nothing in this list is questioned.")
        self.sentence.setText("" if self.findings else none)

    def _words(self, finding: Finding) -> Sequence[str]:
        row = str(finding.row) if finding.row else ""
        name = self._plan.names.get(finding.row, "") if self._plan else ""
        return row, name, finding.column, finding.value, finding_sentence(finding, self._context.texts)

    # ------------------------------------------------------------ the user

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= current.row() < len(self.findings):
            self.sentence.setText(finding_sentence(self.findings[current.row()], self._context.texts))

    def _on_leave_out_clicked(self) -> None:
        if self._plan is not None:
            self.leaving_out_asked.emit(sorted({finding.row for finding in self._plan.refused}))
