"""Marking an immediate danger, or taking the mark away: what the mark means and what has to happen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.pack import Pack, Question
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.growing_text import GrowingText
from tmfcheck.gui.widgets.reading_text import ReadingText


class DangerDialog(HouseDialog):
    """Accepted, the mark is to be changed; ``danger_text()`` is then the comment to store with it."""

    def __init__(self, context: GuiContext, pack: Pack, question: Question, answer: Answer, parent: QWidget) -> None:
        gettext = context.texts.gettext
        title = gettext("Take the danger mark away") if answer.danger else gettext("Mark an immediate danger")
        super().__init__(context, title, parent)
        self._build_question(question)
        if answer.danger:
            self._build_removal()
        else:
            self._build_steps(pack)
        self._build_text(answer)
        self._build_buttons(is_marked=answer.danger)

    def _build_question(self, question: Question) -> None:
        row = elements.column(spacing=SPACE)
        row.addWidget(elements.text(question.id, "muted"))
        row.addWidget(ReadingText("body", self.context.content.pick(question.text)))
        self.body.addLayout(row)

    def _build_removal(self) -> None:
        words = self.context.texts.gettext(
            "A danger is closed only on site. Take the mark away if it was set by mistake or the danger is over."
        )
        self.body.addWidget(elements.text(words))

    def _build_steps(self, pack: Pack) -> None:
        """What the method asks for; the periods are the pack's figures and carry their standing."""
        gettext = self.context.texts.gettext
        periods = {
            "hours": self.context.texts.number(pack.figure("danger_confirm_hours")),
            "days": self.context.texts.number(pack.figure("danger_review_days")),
            "decision_days": self.context.texts.number(pack.figure("danger_decision_days")),
        }
        steps = (
            gettext("Before you leave: hand the notice to the responsible person and the emergency authority."),
            gettext("At once: interim action, confirmed within {hours} hours."),
            gettext("Within {days} days: an engineer's review. Within {decision_days} days: the decision on repair."),
            gettext("The danger is closed only on site, and stands above every level until then."),
        )
        note = elements.column(spacing=SPACE)
        for step in steps:
            note.addWidget(elements.text(step.format(**periods)))
        if not all(pack.figures[name].verified for name in ("danger_confirm_hours", "danger_review_days")):
            note.addWidget(elements.text(gettext("The periods are not verified: a rule of this pack."), "hint"))
        self.body.addWidget(elements.card(note, kind="danger"))

    def _build_text(self, answer: Answer) -> None:
        gettext = self.context.texts.gettext
        self.body.addWidget(elements.text(gettext("What is seen, where, who is at risk"), "caption"))
        self.text = GrowingText(self.context.theme)
        self.text.setAccessibleName(gettext("What is seen, where, who is at risk"))
        self.text.show_text(answer.comment)
        self.text.left.connect(self.reject)
        self.text.finished.connect(self.accept)
        self.text.height_changed.connect(self.take_height)
        self.body.addWidget(self.text)
        self.text.setFocus()

    def _build_buttons(self, *, is_marked: bool) -> None:
        gettext = self.context.texts.gettext
        self.add_way_out(gettext("Leave it as it is"))
        self.primary = self.add_primary(
            gettext("Take the mark away") if is_marked else gettext("Mark immediate danger"),
            "primary" if is_marked else "danger",
        )

    def danger_text(self) -> str:
        """What was written about the danger."""
        return self.text.toPlainText()
