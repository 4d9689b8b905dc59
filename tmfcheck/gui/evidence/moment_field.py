"""A day and a time of day, typed, or taken from the clock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tmfcheck.errors import EvidenceError, FacilityError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.number_entry import day_pattern, day_words, read_day, read_time
from tmfcheck.gui.theme import SPACE

_DAY_PX, _TIME_PX = 148, 84


class MomentField(QWidget):
    """``edited`` while somebody types, ``settled`` when the clock is taken; showing emits nothing."""

    edited = Signal()
    settled = Signal()

    def __init__(self, context: GuiContext, name: str) -> None:
        super().__init__()
        self._context = context
        self._name = name
        gettext, wide = context.texts.gettext, context.theme.wide
        self.day, self.time = QLineEdit(), QLineEdit()
        self.day.setPlaceholderText(day_pattern(context.texts))
        self.time.setPlaceholderText("14:30")
        self.day.setFixedWidth(wide(_DAY_PX))
        self.time.setFixedWidth(wide(_TIME_PX))
        self.day.setAccessibleName(gettext("{field}: day").format(field=name))
        self.time.setAccessibleName(gettext("{field}: time").format(field=name))
        self.now_button = elements.button(gettext("Now"), "quiet")
        self.now_button.setAccessibleName(gettext("{field}: now").format(field=name))
        self.now_button.clicked.connect(self._on_now_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        for part in (self.day, self.time, self.now_button):
            row.addWidget(part)
        row.addStretch(1)
        for field in (self.day, self.time):
            field.textEdited.connect(lambda _typed: self.edited.emit())

    def show_moment(self, moment: datetime | None, *, is_locked: bool) -> None:
        """Show a moment in this machine's time zone; what is typed and means the same stays."""
        for field in (self.day, self.time):
            field.setReadOnly(is_locked)
        self.now_button.setVisible(not is_locked)
        try:
            is_same = self.moment() == moment
        except (EvidenceError, FacilityError):
            is_same = True
        if not is_same:
            local = moment.astimezone() if moment is not None else None
            self.day.setText(day_words(local.date() if local else None, self._context.texts))
            self.time.setText(f"{local:%H:%M}" if local else "")

    def moment(self) -> datetime | None:
        """What was typed, None while day or time is missing.

        Raises FacilityError FACT_DATE_UNKNOWN, EvidenceError TIME_UNKNOWN.
        """
        typed_day, typed_time = self.day.text().strip(), self.time.text().strip()
        day, time = read_day(typed_day), read_time(typed_time)
        if typed_day and day is None:
            raise FacilityError("FACT_DATE_UNKNOWN", fact=self._name, value=typed_day)
        if typed_time and time is None:
            raise EvidenceError("TIME_UNKNOWN", field=self._name, value=typed_time)
        if day is None or time is None:
            return None
        # Typed in the time of the place one is at.
        return datetime.combine(day, time).astimezone()

    def _on_now_clicked(self) -> None:
        now = self._context.desk.clock().astimezone()
        self.day.setText(day_words(now.date(), self._context.texts))
        self.time.setText(f"{now:%H:%M}")
        self.settled.emit()
