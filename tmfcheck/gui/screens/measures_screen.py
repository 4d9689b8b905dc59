"""The programme of measures: three bands, what each would gain, and what was decided; worked by mouse or by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.measures import Decision
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.all_keys_dialog import AllKeysDialog
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.dialogs.measure_dialog import MeasureDialog, Purpose
from tmfcheck.gui.dialogs.own_measure_dialog import OwnMeasureDialog
from tmfcheck.gui.presenters.measure_rows import MeasureRow, MeasureWords
from tmfcheck.gui.screen import KeyHint, ScreenOfAssessment
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.keyboard import command_key
from tmfcheck.gui.widgets.measure_panel import MeasurePanel
from tmfcheck.gui.widgets.measure_tree import MeasureTree
from tmfcheck.gui.widgets.what_if_card import WhatIfCard

STACKS_BELOW = 1000
"""Narrower than this (at 100 % text), the details stand below the list instead of beside it."""


class MeasuresScreen(ScreenOfAssessment):
    """Shows the programme of the open assessment and passes decisions on."""

    name: ClassVar[str] = "measures"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.ticked: frozenset[str] = frozenset()
        self._words = MeasureWords(context.texts, context.content)
        self._build()
        self._connect()
        self._keys = self._make_keys()
        self.render_state(self.presenter.state)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        layout.setSpacing(SPACE * 3)
        layout.addLayout(self._build_top())
        self.tree = MeasureTree(self.context.theme, self.context.texts, self.context.texts.gettext("Measures"))
        self.panel = MeasurePanel(self.context)
        self._panel_area = elements.scrolled(self.panel)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.tree)
        self._split.addWidget(self._panel_area)
        self._split.setStretchFactor(0, 1)
        layout.addWidget(self._split, 1)

    def _build_top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(SPACE * 4)
        self.what_if = WhatIfCard(self.context)
        self.add_button = elements.button(self.context.texts.gettext("Add own measure"), tip="W")
        top.addWidget(self.what_if, 1)
        top.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        return top

    def _connect(self) -> None:
        self.presenter.state_changed.connect(self._on_state_changed)
        self.tree.measure_changed.connect(self._show_measure)
        self.tree.tick_toggled.connect(self._toggle_tick)
        self.tree.opened.connect(self._go_to_details)
        self.what_if.clear.clicked.connect(self._clear_ticks)
        self.add_button.clicked.connect(self._add_own)
        self.panel.accept_button.clicked.connect(self._accept)
        self.panel.reject_button.clicked.connect(lambda: self._open_dialog(Purpose.REJECT))
        self.panel.move_button.clicked.connect(lambda: self._open_dialog(Purpose.MOVE))
        self.panel.owner_button.clicked.connect(lambda: self._open_dialog(Purpose.OWNER))
        self.panel.question_wanted.connect(self._on_question_wanted)

    # ------------------------------------------------------------ what the frame asks

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("↑ ↓", gettext("move")),
            KeyHint("A", gettext("accept")),
            KeyHint("R", gettext("reject")),
            KeyHint("M", gettext("move to another time-frame")),
            KeyHint("O", gettext("owner, date, cost")),
            KeyHint("W", gettext("own measure")),
            KeyHint("Space", gettext("tick")),
            KeyHint("Enter", gettext("details")),
            KeyHint("?", gettext("all keys")),
        )

    def show_place(self, argument: object) -> None:
        self.render_state(self.presenter.state)
        if isinstance(argument, str):
            self.tree.go_to(argument)
        self.tree.setFocus()

    def place(self) -> object:
        row = self.tree.present()
        return row.id if row else None

    # ------------------------------------------------------------ showing

    def _on_state_changed(self, state: AssessmentState) -> None:
        """While another screen is shown, nothing is drawn here for nobody."""
        if self.isVisible():
            self.render_state(state)

    def render_state(self, state: AssessmentState) -> None:
        """Show a state; emits nothing a user could have done."""
        self.ticked &= frozenset(measure.measure for measure in state.measures)
        self.tree.show_bands(self._words.bands(state), self.ticked)
        self.what_if.show_ticked(state, self.ticked)
        self._show_measure(self.tree.present())
        self.add_button.setVisible(self.presenter.lock is None)

    def _show_measure(self, row: MeasureRow | None) -> None:
        self.panel.show_measure(self.presenter.state, row)
        for button in self.panel.buttons():
            button.setEnabled(self.presenter.lock is None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < self.context.theme.text_px(STACKS_BELOW)
        orientation = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if orientation is not self._split.orientation() or not self._split.property("is_set"):
            self._split.setOrientation(orientation)
            self._split.setProperty("is_set", True)
            self._split.setSizes([360, 180] if is_narrow else [event.size().width() - 380, 340])

    # ------------------------------------------------------------ what the user does

    def _toggle_tick(self, measure: str) -> None:
        triggered = {score.measure for score in self.presenter.state.measures}
        if measure in triggered:
            self.ticked ^= {measure}
            self.render_state(self.presenter.state)

    def _clear_ticks(self) -> None:
        self.ticked = frozenset()
        self.render_state(self.presenter.state)
        self.tree.setFocus()

    def _tick_present(self) -> None:
        row = self.tree.present()
        if row is not None:
            self._toggle_tick(row.id)

    def _accept(self) -> None:
        """Accept the measure, or take the acceptance back."""
        row = self.tree.present()
        if row is None or self.presenter.lock is not None:
            return
        is_accepted = row.item.decision.decision is Decision.ACCEPTED
        decision = Decision.PROPOSED if is_accepted else Decision.ACCEPTED
        try:
            self.presenter.decide(replace(row.item.decision, decision=decision))
        except TmfCheckError as error:
            self.context.report_problem(error)

    def _open_dialog(self, purpose: Purpose) -> None:
        row = self.tree.present()
        if row is not None and self.presenter.lock is None:
            pack = self.presenter.state.pack
            self._ask(MeasureDialog(self.context, pack, row, purpose, store=self.presenter.decide, parent=self))

    def _add_own(self) -> None:
        if self.presenter.lock is None:
            pack = self.presenter.state.pack
            self._ask(OwnMeasureDialog(self.context, pack, self.presenter.add_own_measure, self))

    def _ask(self, dialog: HouseDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self.tree.setFocus())
        dialog.open()

    def _go_to_details(self) -> None:
        """Give the keyboard to the details; Esc brings it back."""
        self.panel.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_question_wanted(self, question_id: str) -> None:
        self.context.go("assessment", question_id)

    # ------------------------------------------------------------ keys

    def _make_keys(self) -> dict[str, Callable[[], object]]:
        return {
            "a": self._accept,
            "r": lambda: self._open_dialog(Purpose.REJECT),
            "m": lambda: self._open_dialog(Purpose.MOVE),
            "o": lambda: self._open_dialog(Purpose.OWNER),
            "w": self._add_own,
            "?": lambda: self._ask(AllKeysDialog(self.context, self.key_hints()[:-1], self)),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys for the measure one is at; no field of this screen takes text."""
        key = command_key(event)
        if event.isAutoRepeat():
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            self._tick_present()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to_details()
        elif event.key() == Qt.Key.Key_Escape:
            self.tree.setFocus()
        elif key in self._keys:
            self._keys[key]()
        else:
            event.ignore()
