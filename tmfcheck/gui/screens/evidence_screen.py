"""What the assessment rests on, in four parts: photos and files, documents, the visit, the site plan."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar

from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.intake_line import IntakeLine
from tmfcheck.gui.evidence.part import EvidencePart
from tmfcheck.gui.screen import KeyHint, ScreenOfAssessment
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import N_

PARTS = {
    "photos": (N_("Photos and files"), "photos_part", "PhotosPart"),
    "documents": (N_("Documents"), "documents_part", "DocumentsPart"),
    "visit": (N_("Visit"), "visit_part", "VisitPart"),
    "plan": (N_("Site plan"), "plan_part", "PlanPart"),
}
"""A part is imported and made when it is shown for the first time."""


class EvidenceScreen(ScreenOfAssessment):
    """Shows one part at a time; the argument is the part's word."""

    name: ClassVar[str] = "evidence"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._parts: dict[str, EvidencePart] = {}
        self._present = ""
        self._build()
        self.presenter.state_changed.connect(self._on_state_changed)
        self.show_part("photos")

    def _build(self) -> None:
        gettext = self.context.texts.gettext
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(gettext("Parts of this page"))
        for words, _module, _class in PARTS.values():
            self.tabs.addTab(gettext(words))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 5, SPACE * 2, SPACE * 5, SPACE * 4)
        layout.setSpacing(SPACE * 3)
        layout.addWidget(self.tabs)
        layout.addWidget(IntakeLine(self.context, self.presenter))
        layout.addWidget(self._stack, 1)
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(key), self, lambda step=step: self._step(step))

    # ------------------------------------------------------------ the parts

    @property
    def part(self) -> EvidencePart:
        """The part that is shown."""
        return self._parts[self._present]

    def show_part(self, word: str) -> None:
        """Show a part, as it is stored now."""
        if self._present in self._parts and word != self._present:
            self.part.finish_typing()
        if word not in self._parts:
            self._parts[word] = self._make_part(word)
        self._present = word
        self._stack.setCurrentWidget(self.part)
        self.part.show_state(self.presenter.state)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(list(PARTS).index(word))
        self.tabs.blockSignals(False)
        self.heading_changed.emit()

    def _make_part(self, word: str) -> EvidencePart:
        _words, module, class_name = PARTS[word]
        made: EvidencePart = getattr(import_module(f"tmfcheck.gui.evidence.{module}"), class_name)(
            self.context, self.presenter
        )
        made.keys_changed.connect(self.heading_changed)
        self._stack.addWidget(made)
        return made

    def _on_tab_changed(self, number: int) -> None:
        self.show_part(list(PARTS)[number])

    def _step(self, step: int) -> None:
        words = list(PARTS)
        self.show_part(words[(words.index(self._present) + step) % len(words)])
        self.part.take_keyboard()

    # ------------------------------------------------------------ what the frame asks

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (*self.part.key_hints(), KeyHint("Ctrl+Page ↓", gettext("next part")))

    def show_place(self, argument: object) -> None:
        """Show the part of this word, or the one with this evidence (``photos:ID``)."""
        word, _colon, evidence_id = str(argument or "").partition(":")
        self.show_part(word if word in PARTS else self._present)
        if evidence_id and hasattr(self.part, "show_item"):
            self.part.show_item(evidence_id)

    def place(self) -> object:
        return self._present

    def take_keyboard(self) -> None:
        self.part.take_keyboard()

    def finish_typing(self) -> None:
        self.part.finish_typing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What was removed in any part comes back wherever one is."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.part.finish_typing()
            self.presenter.undo()
        else:
            super().keyPressEvent(event)

    def _on_state_changed(self, state: AssessmentState) -> None:
        """While another screen is shown, nothing is drawn here for nobody."""
        if self.isVisible():
            self.part.show_state(state)
