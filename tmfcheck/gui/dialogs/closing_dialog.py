"""The check list before an assessment is closed: what is still open, each point one step away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.closing_check import OpenPoint, PointKind, open_points
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import Texts

MOST_IDS = 8


def point_words(point: OpenPoint, texts: Texts) -> str:
    """One line of the check list, with its number."""
    number = len(point.questions)
    return _WORDS[point.kind](texts, number).format(number=texts.number(number))


_WORDS: Mapping[PointKind, Callable[[Texts, int], str]] = {
    PointKind.DANGER_OPEN: lambda texts, n: texts.ngettext(
        "{number} immediate danger is open: the notice has to be handed over before you leave.",
        "{number} immediate dangers are open: the notices have to be handed over before you leave.",
        n,
    ),
    PointKind.UNANSWERED: lambda texts, n: texts.ngettext(
        "{number} question is unanswered.", "{number} questions are unanswered.", n
    ),
    PointKind.DOCUMENT_WITHHELD: lambda texts, n: texts.ngettext(
        "{number} “unknown” because something was not shown or refused: at the end of the visit that is a “no”.",
        "{number} “unknown” because something was not shown or refused: at the end of the visit these are “no”.",
        n,
    ),
    PointKind.CRITICAL_WITHOUT_MEASURE: lambda texts, n: texts.ngettext(
        "{number} critical shortfall has no accepted measure.",
        "{number} critical shortfalls have no accepted measure.",
        n,
    ),
    PointKind.WITHOUT_REASON: lambda texts, n: texts.ngettext(
        "{number} answer is “unknown” or “not applicable” without a reason.",
        "{number} answers are “unknown” or “not applicable” without a reason.",
        n,
    ),
    PointKind.NEGATIVE_WITHOUT_COMMENT: lambda texts, n: texts.ngettext(
        "{number} negative answer has no comment.", "{number} negative answers have no comment.", n
    ),
    PointKind.WITHOUT_BASIS: lambda texts, n: texts.ngettext(
        "{number} answer does not say what it rests on.", "{number} answers do not say what they rest on.", n
    ),
}


class ClosingDialog(HouseDialog):
    """Accepted, the assessment is to be closed for good; ``question_wanted`` leads to the first question of a point."""

    question_wanted = Signal(str)

    def __init__(self, context: GuiContext, state: AssessmentState, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("Close the assessment"), parent, width=680)
        self.points = open_points(state)
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
        words.addWidget(elements.text(point_words(point, self.context.texts)))
        ids = [question.id for question in point.questions]
        shown = ", ".join(ids[:MOST_IDS]) + (" …" if len(ids) > MOST_IDS else "")
        words.addWidget(elements.text(shown, "hint"))
        row.addLayout(words, 1)
        gettext = self.context.texts.gettext
        go = elements.button(gettext("Show"), tip=gettext("Go to {question}").format(question=ids[0]))
        go.setProperty("question", ids[0])
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
