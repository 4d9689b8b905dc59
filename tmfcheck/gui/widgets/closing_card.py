"""The head of the check list: how an assessment stands, and the one great step that can be taken now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tmfcheck.domain.assessment import Assessment, AssessmentState
from tmfcheck.domain.closing_check import unexplained
from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.open_points import OpenPoint, Severity
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import Texts
from tmfcheck.point_words import counted, errors_words, warnings_words


def standing_in_the_way(state: AssessmentState, points: Sequence[OpenPoint], texts: Texts) -> str:
    """One sentence: what keeps the assessment from being closed, or that nothing does."""
    number = len(unexplained(state, points))
    if number:
        words = texts.ngettext(
            "{number} error stands in the way: mend it or explain it.",
            "{number} errors stand in the way: mend or explain each.",
            number,
        )
        return words.format(number=texts.number(number))
    return texts.gettext("The assessment can be closed.")


class ClosingCard(QFrame):
    """``close_button`` while it is open, ``revise_button`` once it is closed and nothing corrects it yet."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.setProperty("kind", "card")
        gettext = context.texts.gettext
        self.close_button = elements.button(gettext("Close the assessment"), "primary")
        self.revise_button = elements.button(gettext("Correct (new version)"))
        self.newer_button = elements.button(gettext("Go to the newer version"))
        self.newer: Assessment | None = None
        self.title = elements.text("", "section")
        self.words = elements.text("", "muted")
        self.fingerprint = elements.text("", "body")
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.fingerprint.setAccessibleName(gettext("Content fingerprint"))
        self.chain = elements.text("", "muted")
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(SPACE * 2)
        for part in (self.title, self.words, self.fingerprint, self.chain):
            column.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        row.setSpacing(SPACE * 5)
        row.addLayout(column, 1)
        for button in (self.close_button, self.revise_button, self.newer_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_state(
        self, state: AssessmentState, points: Sequence[OpenPoint], chain: Sequence[Assessment], *, can_change: bool
    ) -> None:
        """Show how an assessment stands; ``chain`` holds all its versions, the first one first."""
        heading, is_closed = state.assessment, state.assessment.is_closed
        self.newer = next((each for each in chain if each.revises == heading.id), None)
        self.close_button.setVisible(not is_closed and can_change)
        self.close_button.setEnabled(not unexplained(state, points))
        self.revise_button.setVisible(is_closed and self.newer is None and can_change)
        self.newer_button.setVisible(self.newer is not None)
        self.title.setText(self._closed_title(heading) if is_closed else self._open_title(state, points))
        self.words.setText(self._counts(state, points))
        self.words.setVisible(bool(self.words.text()))
        self._show_fingerprint(heading)
        self.chain.setText(self._chain_words(heading, chain))
        self.chain.setVisible(bool(self.chain.text()))

    def _open_title(self, state: AssessmentState, points: Sequence[OpenPoint]) -> str:
        return standing_in_the_way(state, points, self._context.texts)

    def _closed_title(self, heading: Assessment) -> str:
        texts = self._context.texts
        words = texts.gettext("Closed by {name}, {moment}")
        return words.format(name=heading.closed_by, moment=texts.moment(heading.closed_at))

    def _counts(self, state: AssessmentState, points: Sequence[OpenPoint]) -> str:
        texts = self._context.texts
        errors, warnings = counted(points, Severity.ERROR), counted(points, Severity.WARNING)
        explained = errors - len(unexplained(state, points))
        parts = [warnings_words(warnings, texts)] if warnings else []
        if explained:
            words = texts.ngettext("{number} explained error", "{number} explained errors", explained)
            parts.append(words.format(number=texts.number(explained)))
        if not parts:
            return ""
        return texts.gettext("Counted in the report: {findings}.").format(findings=", ".join(parts))

    def _show_fingerprint(self, heading: Assessment) -> None:
        gettext = self._context.texts.gettext
        if heading.fingerprint is not None:
            words = gettext("Content fingerprint")
            self.fingerprint.setText(f"{words}: {grouped(heading.fingerprint)}")
        else:
            self.fingerprint.setText(gettext("Closed by version 1, which kept no fingerprint."))
        self.fingerprint.setVisible(heading.is_closed)

    def _chain_words(self, heading: Assessment, chain: Sequence[Assessment]) -> str:
        texts = self._context.texts
        if len(chain) == 1:
            return ""
        lines = []
        for each in chain:
            words = version_words(each, texts)
            here = texts.gettext("this one")
            lines.append(f"{words} ({here})" if each.id == heading.id else words)
        return "\n".join(lines)


def version_words(assessment: Assessment, texts: Texts) -> str:
    """One version of an assessment in a line: its number, when it was closed, why it was made."""
    number = texts.gettext("Version {number}").format(number=texts.number(assessment.revision))
    if assessment.is_closed:
        standing = texts.gettext("closed on {date}").format(date=texts.moment(assessment.closed_at))
    else:
        standing = texts.gettext("not closed yet")
    return " · ".join(part for part in (number, standing, assessment.revision_reason) if part)


def open_words(state: AssessmentState, points: Sequence[OpenPoint], texts: Texts) -> str:
    """``2 errors · 5 warnings`` for a narrow place: the errors nobody explained, and all warnings."""
    errors, warnings = len(unexplained(state, points)), counted(points, Severity.WARNING)
    parts = [errors_words(errors, texts)] if errors else []
    if warnings or not parts:
        parts.append(warnings_words(warnings, texts))
    return " · ".join(parts)
