"""The answers to questions that the present edition of the checklist does not ask: nothing once answered is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.editions import LeftAnswer
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.left_answer import LeftAnswerNote

_CODE_PX = 56


class GoneAnswers(QWidget):
    """A heading and one note an answer; takes no room where there is none."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.notes: dict[str, LeftAnswerNote] = {}
        layout = elements.column(spacing=SPACE * 3)
        layout.addWidget(elements.text(context.texts.gettext("Questions that are not in this edition"), "section"))
        self._room = elements.column(spacing=0)
        layout.addLayout(self._room)
        self.setLayout(layout)

    def show_state(self, state: AssessmentState) -> None:
        """Show the answers that no question of this edition takes up."""
        gone = {name: left for name, left in state.left_answers.items() if name not in state.evaluation.asked}
        self.setVisible(bool(gone))
        if list(gone) != list(self.notes):
            elements.empty(self._room)
            self.notes = {name: self._make_note(state, name, *left) for name, left in gone.items()}

    def _make_note(self, state: AssessmentState, name: str, edition: str, left: LeftAnswer) -> LeftAnswerNote:
        note = LeftAnswerNote(self._context, state.pack, "card")
        note.show_answer(edition, left, None)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 3)
        code = elements.text(name, "strong", wraps=False)
        code.setFixedWidth(self._context.theme.wide(_CODE_PX))
        code.setContentsMargins(0, SPACE * 3, 0, 0)
        row.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(note, 1)
        self._room.addWidget(line)
        return note
