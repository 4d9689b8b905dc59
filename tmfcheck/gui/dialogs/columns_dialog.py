"""Which columns the register shows, and in which order; worked by mouse or by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.presenters.register_words import HEADINGS
from tmfcheck.gui.theme import SPACE
from tmfcheck.services.register_view import USUAL_COLUMNS, Column

_LEAST_HEIGHT = 380


class ColumnsDialog(HouseDialog):
    """Accepted, ``columns()`` are to be shown; the name always is."""

    def __init__(self, context: GuiContext, columns: tuple[Column, ...], parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("Columns of the register"), parent, width=460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hint = gettext("Space shows or hides a column; Ctrl with an arrow moves it. The name is always shown.")
        self.body.addWidget(elements.text(hint, "muted"))
        self.list = QListWidget()
        self.list.setAccessibleName(gettext("Columns"))
        self.list.setMinimumHeight(_LEAST_HEIGHT)
        self.body.addWidget(self.list)
        self._build_moves()
        self._fill(columns)
        self.usual_button = elements.button(gettext("Usual columns"), "quiet")
        self.usual_button.clicked.connect(lambda: self._fill(USUAL_COLUMNS))
        self.add_aside(self.usual_button)
        self.add_way_out(gettext("Cancel"))
        self.show_button = self.add_primary(gettext("Show"))
        self.list.installEventFilter(self)
        self.list.setFocus()

    def _build_moves(self) -> None:
        gettext = self.context.texts.gettext
        self.up_button, self.down_button = elements.button(gettext("Up")), elements.button(gettext("Down"))
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.up_button)
        row.addWidget(self.down_button)
        row.addStretch(1)
        self.body.addLayout(row)

    def _fill(self, columns: tuple[Column, ...]) -> None:
        """The shown columns in their order, then the others."""
        self.list.clear()
        for column in (*columns, *(each for each in Column if each not in columns)):
            item = QListWidgetItem(self.context.texts.gettext(HEADINGS[column]))
            item.setData(Qt.ItemDataRole.UserRole, str(column))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if column in columns else Qt.CheckState.Unchecked)
            if column is Column.NAME:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def columns(self) -> tuple[Column, ...]:
        """The chosen columns in their order."""
        items = (self.list.item(number) for number in range(self.list.count()))
        chosen = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return tuple(Column(item.data(Qt.ItemDataRole.UserRole)) for item in chosen)

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        target = place + step
        if place >= 0 and 0 <= target < self.list.count():
            self.list.insertItem(target, self.list.takeItem(place))
            self.list.setCurrentRow(target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl with an arrow moves a column; without, one moves through them."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in steps:
                self._move(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)
