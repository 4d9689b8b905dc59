"""The water hazard class as one types: the figure, what it means, and every step to it with its standing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard_steps import Step
from tmfcheck.errors import InputError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.reading_text import ReadingText
from tmfcheck.i18n import DASH
from tmfcheck.services.water_hazards import Derivation
from tmfcheck.whc_wording import (
    CLASSES,
    PARTS,
    deciding_step,
    derivation_parts,
    key_words,
    step_sentence,
    step_standing,
)


class WhcResult(QFrame):
    """Shows a derivation, or why there is none."""

    def __init__(self, context: GuiContext, pack: Pack) -> None:
        super().__init__()
        self._context = context
        self._pack = pack
        self.setProperty("kind", "card")
        gettext = context.texts.gettext
        column = elements.column(spacing=SPACE * 2, margin=SPACE * 4)
        column.addWidget(elements.text(gettext("Water hazard class"), "caption"))
        self.figure = elements.text(DASH, "display", wraps=False)
        self.figure.setAccessibleName(gettext("Water hazard class"))
        column.addWidget(self.figure)
        self.meaning = elements.text("", "strong")
        column.addWidget(self.meaning)
        self.problem = elements.text("", "problem")
        column.addWidget(self.problem)
        self.hint = elements.text("", "muted")
        column.addWidget(self.hint)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(SPACE * 2)
        column.addLayout(self._steps)
        column.addStretch(1)
        self.setLayout(column)

    def show_nothing(self) -> None:
        """Say what to do first."""
        self._show("", "", self._context.texts.gettext("Enter components on the left; the class appears as you type."))

    def show_problem(self, error: InputError) -> None:
        """Say what keeps the class from being computed."""
        self._show("", self._problem_words(error), "")

    def show_derivation(self, derivation: Derivation) -> None:
        """Show the class and every step."""
        texts = self._context.texts
        reason = deciding_step(derivation)
        self._show(str(derivation.result.whc), "", step_sentence(reason, texts) if reason is not None else "")
        self.meaning.setText(texts.gettext(CLASSES[derivation.result.whc]))
        self.meaning.show()
        for title, steps in derivation_parts(derivation, texts):
            words = [self._step_words_of(step) for step in steps]
            self._step_words += words
            self._steps.addWidget(elements.text(title, "caption"))
            # One text a part: a label for each of a hundred steps would take longer to lay out than people type.
            lines = ReadingText("body", "\n\n".join(words))
            lines.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._steps.addWidget(lines)

    def words(self) -> str:
        """Everything that is said below the figure, for tests and for the clipboard."""
        return "\n".join([self.meaning.text(), self.problem.text(), self.hint.text(), *self._step_words])

    def _show(self, figure: str, problem: str, hint: str) -> None:
        elements.empty(self._steps)
        self._step_words: list[str] = []
        self.figure.setText(figure or DASH)
        self.meaning.setVisible(False)
        self.meaning.setText("")
        for label, words in ((self.problem, problem), (self.hint, hint)):
            label.setText(words)
            label.setVisible(bool(words))

    def _step_words_of(self, step: Step) -> str:
        known = step_standing(step, self._pack, self._context.texts)
        words = step_sentence(step, self._context.texts)
        return f"{words} ({known})" if known else words

    def _problem_words(self, error: InputError) -> str:
        """The error with the field's name as the page writes it, and the part it lies in."""
        gettext = self._context.texts.gettext
        data = dict(error.data)
        names = {"tests": gettext("Tests on the mixture itself"), "whc": gettext("Pond water")}
        if "key" in data:
            data["key"] = key_words(data["key"], self._context.texts)
        if data.get("name") in names:
            data["name"] = names[data["name"]]
        if "total" in data:
            data["total"] = self._context.texts.quantity(data["total"])
        words = problem_words(InputError(error.code, **data), self._context.texts)
        part = PARTS.get(str(data.get("part")))
        return f"{gettext(part)}. {words}" if part else words
