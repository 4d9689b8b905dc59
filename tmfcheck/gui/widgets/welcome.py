"""What a new user sees first: what this is for, how to begin, and a way to look around without a facility."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.verify_button import verify_button
from tmfcheck.i18n import N_

_WIDTH = 680
_STEPS = (
    (
        N_("Register a facility"),
        N_("Name and country are enough to begin; everything else can follow, and is stored as you type."),
    ),
    (
        N_("Go through the checklist"),
        N_("One key answers a question and the next one comes by itself. You can stop at any moment."),
    ),
    (
        N_("Read the result and agree on measures"),
        N_("Scores with their calculation, short-, medium- and long-term measures, and a report to sign."),
    ),
)


class Welcome(QWidget):
    """The first page of an empty archive."""

    facility_asked = Signal()
    import_asked = Signal()
    sample_asked = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._build_card(), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _build_card(self) -> QWidget:
        gettext = self._context.texts.gettext
        column = elements.column(spacing=SPACE * 5)
        card = elements.card(column)
        card.setFixedWidth(self._context.theme.wide(_WIDTH))
        column.setContentsMargins(SPACE * 8, SPACE * 8, SPACE * 8, SPACE * 8)
        column.addWidget(elements.text(gettext("Inspect a tailings facility, step by step"), "display"))
        for number, (title, explanation) in enumerate(_STEPS, start=1):
            column.addLayout(self._build_step(number, gettext(title), gettext(explanation)))
        column.addSpacing(SPACE)
        column.addLayout(self._build_ways())
        column.addLayout(self._build_reading())
        return card

    def _build_step(self, number: int, title: str, explanation: str) -> QHBoxLayout:
        mark = QLabel(str(number))
        mark.setProperty("role", "number")
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side = self._context.theme.text_px(28)
        mark.setFixedSize(side, side)
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        words.addWidget(elements.text(title, "strong"))
        words.addWidget(elements.text(explanation, "muted"))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _build_ways(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        self.new_button = elements.button(gettext("New facility"), "primary")
        elements.set_icon(self.new_button, "plus", self._context.theme, "on_accent")
        self.new_button.clicked.connect(self.facility_asked)
        self.sample_button = elements.button(gettext("Try with a sample facility"), "quiet")
        self.sample_button.clicked.connect(self.sample_asked)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        self.import_button = elements.button(gettext("Take a list in"))
        self.import_button.clicked.connect(self.import_asked)
        row.addWidget(self.new_button)
        row.addWidget(self.import_button)
        row.addWidget(self.sample_button)
        row.addStretch(1)
        return row

    def _build_reading(self) -> QHBoxLayout:
        """For who only received a report and has nothing to inspect."""
        self.verify_button = verify_button(self._context)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(elements.text(self._context.texts.gettext("You received a report as PDF?"), "muted", wraps=False))
        row.addWidget(self.verify_button)
        row.addStretch(1)
        return row

    def allow_new(self, is_allowed: bool) -> None:
        """A held archive takes no new facility."""
        self.new_button.setEnabled(is_allowed)
        self.import_button.setEnabled(is_allowed)
