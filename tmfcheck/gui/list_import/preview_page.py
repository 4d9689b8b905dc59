"""The third step: what is questioned, what may be known already, and what would be stored."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tmfcheck.domain.facility import Facility
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.list_import.duplicates_page import DuplicatesPage
from tmfcheck.gui.list_import.findings_page import FindingsPage
from tmfcheck.gui.list_import.tables import LazyRows, WordsModel, set_widths, words_table
from tmfcheck.gui.presenters.import_presenter import ImportPresenter
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.chip_row import ChipRow
from tmfcheck.i18n import N_
from tmfcheck.lists.list_map import Decision
from tmfcheck.services.register_import import ImportPlan

PARTS = {
    "findings": N_("Questions and problems"),
    "duplicates": N_("Possible duplicates"),
    "outcome": N_("What is stored"),
}
_DECISIONS: dict[str, Decision | None] = {"merge": "merge", "skip": "skip", "keep": "keep", "": None}


class PreviewPage(QWidget):
    """Three lists under one summary."""

    def __init__(self, context: GuiContext, presenter: ImportPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        gettext = context.texts.gettext
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 3)
        self.summary = elements.text("", "strong")
        column.addWidget(self.summary)
        self.parts = ChipRow(
            context.theme,
            [(name, gettext(words)) for name, words in PARTS.items()],
            gettext("Show"),
            can_be_empty=False,
        )
        self.parts.chosen.connect(self.show_part)
        column.addWidget(self.parts)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        self.findings, self.duplicates = FindingsPage(context), DuplicatesPage(context)
        self._pages = {"findings": self.findings, "duplicates": self.duplicates, "outcome": self._build_outcome()}
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.findings.leaving_out_asked.connect(lambda rows: presenter.decide(rows, "skip"))
        self.findings.swap_asked.connect(self._on_swap_asked)
        self.duplicates.decided.connect(lambda rows, decision: presenter.decide(rows, _DECISIONS[decision]))
        self.show_part("findings")

    def _build_outcome(self) -> QWidget:
        gettext, theme = self._context.texts.gettext, self._context.theme
        headings = (gettext("Row"), gettext("Facility"), gettext("Country"), gettext("What happens"))
        self.outcome = WordsModel(headings, self, figures=(0,))
        self.outcome_table = words_table(self.outcome, theme, gettext("What is stored"), stretched=1)
        set_widths(self.outcome_table, theme, (64, None, 180, 200))
        return self.outcome_table

    # ------------------------------------------------------- what is shown

    def show_part(self, part: object) -> None:
        """Show one of the three lists."""
        self.parts.show_chosen(str(part))
        self._stack.setCurrentWidget(self._pages[str(part)])

    def show_plan(self, plan: ImportPlan, *, is_first: bool) -> None:
        """Show a plan; a new one begins with what asks for a decision. Emits nothing."""
        self.summary.setText(self._summary(plan))
        self.findings.show_plan(plan)
        self.duplicates.show_plan(plan)
        added = [(plan.row_of.get(each.id, 0), each, "added") for each in plan.imported.added]
        changed = [(plan.row_of.get(after.id, 0), after, "changed") for _, after in plan.imported.changed]
        outcome = sorted([*added, *changed], key=lambda each: each[0])
        self.outcome.show_rows(LazyRows(outcome, self._outcome_words))
        self.parts.chip_of("findings").show_count(len(plan.findings), self._context.texts)
        self.parts.chip_of("duplicates").show_count(len(plan.duplicates), self._context.texts)
        self.parts.chip_of("outcome").show_count(len(outcome), self._context.texts)
        if is_first:
            self.show_part("duplicates" if plan.duplicates and not plan.refused else "findings")

    def _summary(self, plan: ImportPlan) -> str:
        texts = self._context.texts
        words = texts.gettext(
            "Rows: {rows}. New: {added}, completed: {changed}, skipped: {skipped}, questions: {findings}."
        )
        numbers = {
            "rows": plan.rows,
            "added": len(plan.imported.added),
            "changed": len(plan.imported.changed),
            "skipped": len(plan.skipped),
            "findings": len(plan.findings),
        }
        return words.format(**{name: texts.number(number) for name, number in numbers.items()})

    def _outcome_words(self, each: tuple[int, Facility, str]) -> Sequence[str]:
        row, facility, what = each
        texts = self._context.texts
        happens = (
            texts.gettext("added as a new facility") if what == "added" else texts.gettext("stored one is completed")
        )
        return str(row), facility.name, texts.country(facility.country), happens

    def hindrance(self) -> str:
        """Why nothing can be stored yet, in a sentence; empty where it can."""
        plan, texts = self._presenter.plan, self._context.texts
        if plan is None or self._presenter.is_settling:
            return texts.gettext("Working out the decisions")
        if self._context.is_read_only:
            return texts.gettext("This archive can only be read here.")
        if plan.refused:
            return texts.gettext("Some rows cannot become facilities: mend them or leave them out.")
        if plan.undecided:
            count = len(plan.undecided)
            words = texts.ngettext(
                "Decide on {number} possible duplicate.", "Decide on {number} possible duplicates.", count
            )
            return words.format(number=texts.number(count))
        if not plan.imported.added and not plan.imported.changed:
            return texts.gettext("The list brings nothing that is not stored already.")
        return ""

    def _on_swap_asked(self) -> None:
        self._presenter.swap_coordinates(not self._presenter.made.swap_coordinates)
        self._presenter.check()
