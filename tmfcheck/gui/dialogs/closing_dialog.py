"""The check list before an assessment is closed: what is still open, each point one step away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.open_points import OpenPoint, PointKind
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.point_words import point_sentence, subject_words
from tmfcheck.services import closing

MOST_IDS = 8


class ClosingDialog(HouseDialog):
    """Accepted, the assessment is to be closed for good; ``question_wanted`` leads to the first question of a point."""

    question_wanted = Signal(str)

    def __init__(self, context: GuiContext, state: AssessmentState, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("Close the assessment"), parent, width=680)
        self._state = state
        self.points = closing.check(context.desk, state)
        self.show_buttons: list[QPushButton] = []
        if self.points:
            self.body.addWidget(elements.text(gettext("Worth a look before you close:")))
            for point in self.points:
                self.body.addWidget(self._build_point(point))
        else:
            self.body.addWidget(elements.text(gettext("Everything is answered, and every answer is complete.")))
        words = gettext(
            "A closed assessment cannot be changed any more. It stays readable, and its report can be printed."
        )
        self.body.addWidget(elements.text(words, "muted"))
        way_out = self.add_way_out(gettext("Keep working"))
        self.primary = self.add_primary(gettext("Close for good"))
        if self.points:
            way_out.setDefault(True)
            way_out.setFocus()

    def _build_point(self, point: OpenPoint) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        words = elements.column(spacing=2)
        words.addWidget(elements.text(point_sentence(point, self.context.texts)))
        named = [subject_words(each, self._state, self.context.texts) for each in point.subjects]
        words.addWidget(elements.text(", ".join(named[:MOST_IDS]) + (" …" if len(named) > MOST_IDS else ""), "hint"))
        row.addLayout(words, 1)
        gettext = self.context.texts.gettext
        for question in point.questions[:1]:
            go = elements.button(gettext("Show"), tip=gettext("Go to {question}").format(question=question))
            go.setProperty("question", question)
            go.clicked.connect(self._on_show_clicked)
            self.show_buttons.append(go)
            row.addWidget(go)
        frame = elements.card(row, kind="danger" if point.kind is PointKind.DANGER_OPEN else "card")
        row.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 3, SPACE * 2)
        return frame

    def _on_show_clicked(self) -> None:
        sender = self.sender()
        self.reject()
        if sender is not None:
            self.question_wanted.emit(str(sender.property("question")))
