"""The line above the map: what the colour tells, what is in view, tools, and the ways onto paper."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from tmfcheck.domain.map_content import ColourBy
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.elided_choice import ElidedChoice
from tmfcheck.map_wording import MEANINGS


class MapToolbar(QFrame):
    """Emits what the user asks for; where it is narrow, words give way to icons with tips."""

    colour_chosen = Signal(str)
    chosen_asked = Signal()
    measure_toggled = Signal(bool)
    select_toggled = Signal(bool)
    legend_toggled = Signal(bool)
    save_asked = Signal()
    print_asked = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._worded: list[tuple[QPushButton, str]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE * 2)
        self._build_colour()
        self._build_buttons()

    def _build_colour(self) -> None:
        gettext = self._context.texts.gettext
        self.colour = ElidedChoice()
        self.colour.setAccessibleName(gettext("What the colour tells"))
        self.colour.setToolTip(self.colour.accessibleName())
        for by in ColourBy:
            self.colour.addItem(gettext(MEANINGS[by]), str(by))
        self.colour.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.colour.setMinimumContentsLength(14)
        self.colour.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.colour.activated.connect(lambda _index: self.colour_chosen.emit(self.colour.currentData()))
        self._row.addWidget(self.colour, 1)

    def _build_buttons(self) -> None:
        gettext = self._context.texts.gettext
        add = self._add_button
        self.chosen_button = add(
            gettext("Show chosen"), gettext("Show the chosen facilities"), "locate", self.chosen_asked
        )
        self._row.addSpacing(SPACE * 2)
        self.measure_button = add(gettext("Distance"), gettext("Measure a distance"), "ruler", None)
        self.select_button = add(
            gettext("Select"), gettext("Draw a rectangle around facilities"), "square-dashed-mouse-pointer", None
        )
        self.legend_button = add(gettext("Legend"), gettext("Show or hide the legend"), "list", None)
        for button, signal in (
            (self.measure_button, self.measure_toggled),
            (self.select_button, self.select_toggled),
            (self.legend_button, self.legend_toggled),
        ):
            button.setCheckable(True)
            button.clicked.connect(signal)
        self._row.addSpacing(SPACE * 2)
        self.save_button = add(gettext("Save"), gettext("Save as PDF, PNG or SVG"), "save", self.save_asked)
        self.print_button = add(gettext("Print"), gettext("Print the map"), "printer", self.print_asked)

    def _add_button(self, words: str, tip: str, picture: str, pressed: SignalInstance | None) -> QPushButton:
        button = elements.button(words, tip=tip)
        elements.set_icon(button, picture, self._context.theme)
        self._worded.append((button, words))
        if pressed is not None:
            button.clicked.connect(pressed)
        self._row.addWidget(button)
        return button

    def show_colour(self, by: ColourBy) -> None:
        """Show what the colour tells; emits nothing."""
        self.colour.setCurrentIndex(self.colour.findData(str(by)))

    def allow_output(self, *, allowed: bool) -> None:
        """Whether a map can be ordered now."""
        self.save_button.setEnabled(allowed)
        self.print_button.setEnabled(allowed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is room for all of them, else icons alone."""
        super().resizeEvent(event)
        self._say_words(in_full=True)
        if self._row.minimumSize().width() > self.width():
            self._say_words(in_full=False)

    def minimumSizeHint(self) -> QSize:
        """Never as wide as its words: they can give way."""
        hint = super().minimumSizeHint()
        hint.setWidth(SPACE * 40)
        return hint

    def _say_words(self, *, in_full: bool) -> None:
        for button, words in self._worded:
            shown = words if in_full else ""
            if button.text() != shown:
                button.setText(shown)
                button.updateGeometry()
        self._row.invalidate()
