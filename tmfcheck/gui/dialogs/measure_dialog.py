"""Deciding on one measure: accepted or rejected with a reason, moved with a reason, owner, date and cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.pack import Pack
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.presenters.measure_rows import MeasureRow
from tmfcheck.gui.theme import SPACE
from tmfcheck.wording import DECISIONS

Store = Callable[[MeasureDecision], None]
"""Stores a decision durably; raises TmfCheckError."""


class Purpose(StrEnum):
    """What the dialog was opened for: the field the keyboard is in."""

    REJECT = "reject"
    MOVE = "move"
    OWNER = "owner"


class MeasureDialog(FormDialog):
    """Stays open until the decision is stored or the user turns away."""

    def __init__(
        self,
        context: GuiContext,
        pack: Pack,
        row: MeasureRow,
        purpose: Purpose,
        *,
        store: Store,
        parent: QWidget,
    ) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, row.title, gettext("Store the decision"), 620)
        self._decision = row.item.decision
        self._row = row
        self._store_decision = store
        self._build_decision(purpose)
        self._build_term(pack)
        self._build_owner()
        self._build_due()
        self._field = {Purpose.REJECT: self.reason, Purpose.MOVE: self.term, Purpose.OWNER: self.owner}[purpose]
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_decision(self, purpose: Purpose) -> None:
        gettext = self.context.texts.gettext
        self.decision = QComboBox()
        for each in Decision:
            self.decision.addItem(gettext(DECISIONS[each]), each.value)
        chosen = Decision.REJECTED if purpose is Purpose.REJECT else self._decision.decision
        self.decision.setCurrentIndex(list(Decision).index(chosen))
        self.reason = QLineEdit(self._decision.reason)
        self.reason.setPlaceholderText(gettext("A rejected measure needs a reason"))
        self.reason.setAccessibleName(gettext("Reason"))
        self.add_field(gettext("Decision"), self.decision)
        self._add_reason(self.reason)

    def _build_term(self, pack: Pack) -> None:
        gettext = self.context.texts.gettext
        self.term = QComboBox()
        self._terms = [frame.id for frame in pack.time_frames]
        for frame in pack.time_frames:
            self.term.addItem(self.context.content.pick(frame.title), frame.id.value)
        self.term.setCurrentIndex(self._terms.index(self._row.item.term))
        measure = pack.measure_by_id.get(self._row.id)
        self._usual_term = measure.term if measure else None
        self.term_reason = QLineEdit(self._decision.term_reason)
        self.term_reason.setPlaceholderText(gettext("Another time-frame than usual needs a reason"))
        self.term_reason.setAccessibleName(gettext("Why it is moved"))
        self.add_field(gettext("Time-frame"), self.term)
        self._add_reason(self.term_reason)

    def _add_reason(self, field: QLineEdit) -> None:
        """A reason belongs to the field above it."""
        self.fields.addSpacing(-SPACE * 2)
        self.fields.addWidget(field)
        self.fields.addSpacing(SPACE * 3)

    def _build_owner(self) -> None:
        gettext = self.context.texts.gettext
        self.owner = QLineEdit(self._decision.owner)
        self.owner.setAccessibleName(gettext("Owner"))
        self.cost = QLineEdit(self._decision.cost)
        self.cost.setAccessibleName(gettext("Cost, estimated"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 3)
        grid.setVerticalSpacing(SPACE)
        grid.addWidget(elements.text(gettext("Owner"), "strong"), 0, 0)
        grid.addWidget(self.owner, 1, 0)
        grid.addWidget(elements.text(gettext("Cost, estimated"), "strong"), 0, 1)
        grid.addWidget(self.cost, 1, 1)
        self.fields.addLayout(grid)
        self.fields.addSpacing(SPACE * 3)

    def _build_due(self) -> None:
        gettext = self.context.texts.gettext
        self.has_due = QCheckBox(gettext("Due on"))
        self.has_due.setChecked(self._decision.due_on is not None)
        self.due = QDateEdit()
        self.due.setCalendarPopup(True)
        self.due.setLocale(QLocale(self.context.texts.language))
        self.due.setDisplayFormat("d MMM yyyy" if self.context.texts.language == "en" else "dd.MM.yyyy")
        shown = self._row.due_on or self.context.desk.today()
        self.due.setDate(QDate(shown.year, shown.month, shown.day))
        self.due.setEnabled(self.has_due.isChecked())
        self.due.setAccessibleName(gettext("Due on"))
        self.has_due.clicked.connect(self._on_has_due_clicked)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        row.addWidget(self.has_due)
        row.addWidget(self.due, 1)
        self.fields.addLayout(row)
        suggested = self._row.item.suggested_due_on
        if suggested is not None:
            words = gettext("Suggested: {day}").format(day=self.context.texts.date(suggested))
            self.fields.addWidget(elements.text(words, "hint"))

    def _on_has_due_clicked(self) -> None:
        self.due.setEnabled(self.has_due.isChecked())

    def made_decision(self) -> MeasureDecision:
        """What the fields say."""
        term = self._terms[self.term.currentIndex()]
        is_own = self._decision.is_own
        is_moved = not is_own and term is not self._usual_term
        return replace(
            self._decision,
            decision=Decision(self.decision.currentData()),
            reason=self.reason.text().strip(),
            term=term if is_own or is_moved else None,
            term_reason=self.term_reason.text().strip() if is_own or is_moved else "",
            owner=self.owner.text().strip(),
            cost=self.cost.text().strip(),
            due_on=self._due_on(),
        )

    def _due_on(self) -> date | None:
        chosen = self.due.date()
        return date(chosen.year(), chosen.month(), chosen.day()) if self.has_due.isChecked() else None

    def store(self) -> None:
        # Where storing fails, the keyboard is where the mending is.
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._store_decision(self.made_decision())
