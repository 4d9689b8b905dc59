"""The tools over a photo, each a word with its icon and key."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from tmfcheck.domain.evidence import AnnotationKind
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.i18n import N_

SELECT = "select"
TOOLS = {
    SELECT: (N_("Select"), "mouse-pointer-2", "S"),
    AnnotationKind.ARROW: (N_("Arrow"), "move-up-right", "A"),
    AnnotationKind.ELLIPSE: (N_("Ellipse"), "circle", "E"),
    AnnotationKind.TEXT: (N_("Text"), "type", "T"),
    AnnotationKind.FREEHAND: (N_("Freehand"), "pencil", "F"),
    AnnotationKind.MEASURE: (N_("Length"), "ruler", "M"),
}
ACTIONS = {
    "undo": (N_("Undo"), "undo-2", "Ctrl+Z"),
    "redo": (N_("Redo"), "redo-2", "Ctrl+Y"),
    "delete": (N_("Delete drawing"), "trash-2", "Delete"),
    "rotate": (N_("Turn"), "rotate-cw", "R"),
    "smaller": (N_("Smaller"), "zoom-out", "−"),
    "larger": (N_("Larger"), "zoom-in", "+"),
}
_WORDLESS = ("undo", "redo", "delete", "smaller", "larger")


class Words(IntEnum):
    """How many of the tools stand there with their word: as many as one line has room for."""

    ALL = 0
    TOOLS = 1
    TOOL_IN_USE = 2


class ToolRow(QWidget):
    """``tool_chosen`` with a kind, None for selecting; ``action_asked`` with a word of ``ACTIONS``."""

    tool_chosen = Signal(object)
    action_asked = Signal(str)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.tools: dict[AnnotationKind | None, QPushButton] = {}
        self.actions_by_name: dict[str, QPushButton] = {}
        self.setAccessibleName(context.texts.gettext("Tools"))
        self._pictures: dict[QPushButton, str] = {}
        layout = FlowLayout(self, SPACE)
        self._group = QButtonGroup(self)
        for word, entry in TOOLS.items():
            layout.addWidget(self._make_tool(word, *entry))
        for name, entry in ACTIONS.items():
            layout.addWidget(self._make_action(name, *entry))

    # ------------------------------------------------------------ room for words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out before a second line is needed; every tool keeps its name for screen readers and its tip."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        for words in Words:
            self._use_words(words)
            if self._needed_width() <= self.width():
                return

    def _use_words(self, words: Words) -> None:
        for tool in self.tools.values():
            self._name(tool, is_named=words is not Words.TOOL_IN_USE or tool.isChecked())
        for name, action in self.actions_by_name.items():
            self._name(action, is_named=words is Words.ALL and name not in _WORDLESS)

    def _name(self, button: QPushButton, *, is_named: bool) -> None:
        words = button.accessibleName() if is_named else ""
        if words != button.text():
            button.setText(words)
            elements.set_icon(button, self._pictures[button], self._context.theme)

    def _needed_width(self) -> int:
        buttons = list(self._pictures)
        return sum(button.sizeHint().width() for button in buttons) + SPACE * (len(buttons) - 1)

    # ------------------------------------------------------------ building

    def _make_tool(self, word: str, name: str, picture: str, key: str) -> QPushButton:
        made = self._make(name, picture, key)
        made.setCheckable(True)
        kind = None if word == SELECT else AnnotationKind(word)
        made.clicked.connect(lambda: self.tool_chosen.emit(kind))
        self._group.addButton(made)
        self.tools[kind] = made
        return made

    def _make_action(self, name: str, words: str, picture: str, key: str) -> QPushButton:
        made = self._make(words, picture, key, is_wordless=name in _WORDLESS)
        made.clicked.connect(lambda: self.action_asked.emit(name))
        self.actions_by_name[name] = made
        return made

    def _make(self, name: str, picture: str, key: str, *, is_wordless: bool = False) -> QPushButton:
        words = self._context.texts.gettext(name)
        made = elements.button("" if is_wordless else words, "quiet", tip=f"{words} ({key})")
        made.setAccessibleName(words)
        made.setProperty("room", "close")
        elements.set_icon(made, picture, self._context.theme)
        self._pictures[made] = picture
        return made

    def show_tool(self, tool: AnnotationKind | None) -> None:
        """Show which tool is in use; emits nothing."""
        self.tools[tool].setChecked(True)
        self._fit()

    def show_lock(self, *, is_locked: bool, has_picture: bool) -> None:
        """Offer only what can be done."""
        for kind, tool in self.tools.items():
            tool.setEnabled(has_picture and (kind is None or not is_locked))
        for name, action in self.actions_by_name.items():
            action.setEnabled(has_picture and (name in ("smaller", "larger") or not is_locked))

    def show_steps(self, *, can_undo: bool, can_redo: bool, can_delete: bool) -> None:
        """Offer the ways back and forth that there are."""
        for name, is_there in (("undo", can_undo), ("redo", can_redo), ("delete", can_delete)):
            self.actions_by_name[name].setEnabled(is_there)
