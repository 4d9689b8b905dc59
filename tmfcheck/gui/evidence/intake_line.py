"""One line about files on their way: how many are in, how to stop, what was left out and why, what was removed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.presenters.removals import RemovedKind
from tmfcheck.gui.theme import SPACE

_BAR_PX = 160
_TOLD_REFUSALS = 4
_NAMED_REFUSALS = 20


class IntakeLine(QFrame):
    """Takes no room while there is nothing to say."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter) -> None:
        super().__init__()
        self._context = context
        self._presenter = presenter
        self._evidence = presenter.evidence
        self._is_told = True
        self._build()
        intake = self._evidence.intake
        intake.progressed.connect(self._on_progressed)
        intake.finished.connect(self.show_now)
        self._evidence.removals.changed.connect(self.show_now)
        self.show_now()

    def _build(self) -> None:
        gettext = self._context.texts.gettext
        self.setProperty("kind", "note")
        self.words = elements.text("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(self._context.theme.wide(_BAR_PX))
        self.bar.setAccessibleName(gettext("Files added"))
        self.stop_button = elements.button(gettext("Stop"), "quiet")
        self.stop_button.clicked.connect(self._evidence.intake.cancel)
        self.undo_button = elements.button(gettext("Undo"), "quiet")
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.close_button = elements.button(gettext("Close"), "quiet")
        self.close_button.clicked.connect(self._on_close_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 3, SPACE, SPACE * 2, SPACE)
        row.setSpacing(SPACE * 3)
        row.addWidget(self.words, 1)
        for part in (self.bar, self.stop_button, self.undo_button, self.close_button):
            row.addWidget(part)

    # ------------------------------------------------------------ showing

    def show_now(self) -> None:
        """Say what there is to say."""
        intake = self._evidence.intake
        removed = self._evidence.removals.last
        is_busy = intake.is_busy
        is_over = not is_busy and not self._is_told and bool(intake.refusals or intake.known or intake.was_stopped)
        is_removal = not is_busy and not is_over and removed is not None
        words = self._busy_words() if is_busy else self._result_words() if is_over else self._removal_words()
        self.words.setText(words)
        elements.set_property(self, "kind", "warning" if is_over and intake.refusals else "note")
        self.bar.setMaximum(max(1, intake.total))
        self.bar.setValue(intake.done)
        self.bar.setVisible(is_busy)
        self.stop_button.setVisible(is_busy)
        self.close_button.setVisible(is_over)
        self.undo_button.setVisible(is_removal)
        self.setAccessibleName(words)
        self.setVisible(is_busy or is_over or is_removal)

    def _busy_words(self) -> str:
        texts, intake = self._context.texts, self._evidence.intake
        words = texts.gettext("Adding files: {done} of {total}")
        return words.format(done=texts.number(intake.done), total=texts.number(intake.total))

    def _result_words(self) -> str:
        """How many are in, then each refused file: the first few with their sentences, others by name."""
        texts, intake = self._context.texts, self._evidence.intake
        told = texts.ngettext("{number} file was added.", "{number} files were added.", intake.added)
        said = [told.format(number=texts.number(intake.added))]
        if intake.was_stopped:
            said.append(texts.gettext("The rest was not, because you stopped."))
        if intake.known:
            words = texts.ngettext("{number} was there already.", "{number} were there already.", intake.known)
            said.append(words.format(number=texts.number(intake.known)))
        said.extend(problem_words(refusal.error, texts) for refusal in intake.refusals[:_TOLD_REFUSALS])
        more = intake.refusals[_TOLD_REFUSALS:]
        if more:
            # The error's name is the cleaned one: no letters that turn the line around.
            names = [str(each.error.data.get("name", each.name)) for each in more[:_NAMED_REFUSALS]]
            words = texts.ngettext(
                "{number} more was left out: {names}", "{number} more were left out: {names}", len(more)
            )
            listed = ", ".join([*names, "…"] if len(more) > _NAMED_REFUSALS else names)
            said.append(words.format(number=texts.number(len(more)), names=listed))
        return " ".join(said)

    def _removal_words(self) -> str:
        removal, texts = self._evidence.removals.last, self._context.texts
        if removal is None:
            return ""
        name, number = removal.names[0], len(removal.names)
        match removal.kind:
            case RemovedKind.EVIDENCE if number > 1:
                words = texts.ngettext(
                    "{number} photo or file is removed from the assessment.",
                    "{number} photos and files are removed from the assessment.",
                    number,
                )
                return words.format(number=texts.number(number))
            case RemovedKind.DOCUMENT:
                words = texts.gettext("“{name}” is removed from the register, with every citation.")
            case RemovedKind.FILE:
                words = texts.gettext("The file “{name}” no longer stands with “{place}”.")
            case RemovedKind.CITATION:
                words = texts.gettext("“{name}” is no longer cited by {place}.")
            case RemovedKind.PIN:
                words = texts.gettext("“{name}” has no place on the site any more.")
            case _:
                words = texts.gettext("“{name}” is removed from the assessment.")
        return words.format(name=name, place=removal.names[-1])

    # ------------------------------------------------------------ what happens

    def _on_progressed(self, _done: int, _total: int) -> None:
        self._is_told = False
        self.show_now()

    def _on_undo_clicked(self) -> None:
        self._evidence.removals.undo_last()

    def _on_close_clicked(self) -> None:
        self._is_told = True
        self.show_now()
