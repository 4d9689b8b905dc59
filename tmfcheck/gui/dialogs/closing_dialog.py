"""The last question before an assessment is closed for good."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.open_points import OpenPoint, Severity
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.point_words import counted


class ClosingDialog(HouseDialog):
    """Accepted, the assessment is to be closed for good; the button waits for the tick that says so."""

    def __init__(
        self, context: GuiContext, state: AssessmentState, points: Sequence[OpenPoint], parent: QWidget
    ) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("Close the assessment"), parent, width=620)
        for line in self._counts(points):
            self.body.addWidget(elements.text(line))
        removed = len(state.evidence.removed)
        if removed:
            words = context.texts.ngettext(
                "{number} removed photo or file goes for good.",
                "{number} removed photos and files go for good.",
                removed,
            )
            self.body.addWidget(elements.text(words.format(number=context.texts.number(removed))))
        words = gettext(
            "A closed assessment cannot be changed any more. It stays readable, and its report can be printed."
        )
        self.body.addWidget(elements.text(words))
        mended = gettext("A mistake found later is corrected in a new version beside it, with its reason.")
        self.body.addWidget(elements.text(mended, "muted"))
        self.tick = QCheckBox(gettext("Nothing is to be added or changed"))
        self.body.addWidget(self.tick)
        self.way_out = self.add_way_out(gettext("Keep working"))
        self.primary = self.add_primary(gettext("Close for good"))
        self.primary.setEnabled(False)
        self.way_out.setDefault(True)
        self.tick.setFocus()
        self.tick.clicked.connect(self._on_tick_clicked)

    def _counts(self, points: Sequence[OpenPoint]) -> list[str]:
        """What stays, as the report will count it."""
        texts = self.context.texts
        errors, warnings = counted(points, Severity.ERROR), counted(points, Severity.WARNING)
        lines = []
        if errors:
            words = texts.ngettext(
                "{number} error is explained; the explanation stands in the report.",
                "{number} errors are explained; the explanations stand in the report.",
                errors,
            )
            lines.append(words.format(number=texts.number(errors)))
        if warnings:
            words = texts.ngettext(
                "{number} warning stays and is counted in the report.",
                "{number} warnings stay and are counted in the report.",
                warnings,
            )
            lines.append(words.format(number=texts.number(warnings)))
        return lines

    def _on_tick_clicked(self) -> None:
        is_ticked = self.tick.isChecked()
        self.primary.setEnabled(is_ticked)
        (self.primary if is_ticked else self.way_out).setDefault(True)
