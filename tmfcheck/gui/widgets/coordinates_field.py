"""One field for both coordinates, typed or pasted in any usual notation; it shows what was understood."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.fact_field import LABEL_PX
from tmfcheck.i18n import Texts
from tmfcheck.services.coordinates import UnderstoodPoint, degrees_minutes_seconds, understand_point


def point_words(point: UnderstoodPoint, texts: Texts) -> str:
    """A point in decimal degrees and in degrees, minutes and seconds."""
    decimal = ", ".join(
        _hemisphere(texts, f"{texts.quantity(round(abs(value), 6))}°", value, is_latitude)
        for value, is_latitude in ((point.latitude, True), (point.longitude, False))
    )
    exact = ", ".join(
        _hemisphere(texts, _sexagesimal(texts, value), value, is_latitude)
        for value, is_latitude in ((point.latitude, True), (point.longitude, False))
    )
    return f"{decimal} · {exact}"


def _sexagesimal(texts: Texts, value: float) -> str:
    degrees, minutes, seconds = degrees_minutes_seconds(value)
    return f"{degrees}°{minutes:02d}′{texts.number(seconds, 1).zfill(4)}″"


def _hemisphere(texts: Texts, angle: str, value: float, is_latitude: bool) -> str:
    if is_latitude:
        words = texts.gettext("{angle} N") if value >= 0 else texts.gettext("{angle} S")
    else:
        words = texts.gettext("{angle} E") if value >= 0 else texts.gettext("{angle} W")
    return words.format(angle=angle)


class CoordinatesField(QWidget):
    """Emits ``point_given`` with latitude and longitude as soon as what is typed is a point."""

    point_given = Signal(float, float)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._country = ""
        self._point: UnderstoodPoint | None = None
        gettext = context.texts.gettext
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE * 2)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        label = elements.text(gettext("Both coordinates"))
        label.setFixedWidth(context.theme.wide(LABEL_PX))
        self.line = QLineEdit()
        self.line.setAccessibleName(gettext("Both coordinates"))
        self.line.setPlaceholderText("39.9589, 71.2809   39°57′32″ N 71°16′51″ E")
        self.line.textEdited.connect(self._on_typed)
        self.understood = elements.text("", "hint")
        self.question = elements.text("", "doubt")
        self.swap_button = elements.button(gettext("Change them round"), "quiet")
        self.swap_button.clicked.connect(self._on_swap_clicked)
        grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.line, 0, 1)
        grid.addWidget(self.understood, 1, 1)
        grid.addWidget(self.question, 2, 1)
        grid.addWidget(self.swap_button, 3, 1, Qt.AlignmentFlag.AlignLeft)
        self._say("", "")

    def show_point(self, latitude: object, longitude: object, country: str) -> None:
        """Show the stored point and empty the field; emits nothing."""
        self._country = country
        self.line.clear()
        self._point = None
        words = ""
        if isinstance(latitude, int | float) and isinstance(longitude, int | float):
            words = point_words(UnderstoodPoint(float(latitude), float(longitude)), self._context.texts)
        self._say(words, "")

    def _say(self, understood: str, question: str) -> None:
        for label, words in ((self.understood, understood), (self.question, question)):
            label.setText(words)
            label.setVisible(bool(words))
        self.swap_button.setVisible(self._point is not None and self._point.may_be_swapped)

    def _on_typed(self, typed: str) -> None:
        gettext = self._context.texts.gettext
        self._point = understand_point(typed, self._country)
        if self._point is None:
            self._say("", gettext("These are not two coordinates yet.") if typed.strip() else "")
            return
        self._take(self._point)

    def _take(self, point: UnderstoodPoint) -> None:
        gettext = self._context.texts.gettext
        words = gettext("Understood: {point}").format(point=point_words(point, self._context.texts))
        question = ""
        if point.may_be_swapped:
            question = gettext("Latitude and longitude seem to have changed places: is this the right way round?")
        elif point.was_turned:
            question = gettext("Longitude stood first; only this way round it is a point on earth.")
        self._say(words, question)
        self.point_given.emit(point.latitude, point.longitude)

    def _on_swap_clicked(self) -> None:
        if self._point is not None:
            self._point = self._point.swapped
            self._take(self._point)
