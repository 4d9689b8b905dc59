"""Choosing a substance of the library: a search over names and numbers, and what is known of each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.substances import LibrarySubstance, SubstanceLibrary
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.wording import standing

_LIST_PX = 300
_MOVING_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Search(QLineEdit):
    """Keys that move belong to the list below."""

    def __init__(self, lines: QListWidget) -> None:
        super().__init__()
        self._lines = lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVING_KEYS:
            self._lines.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class SubstanceDialog(HouseDialog):
    """Emits ``substance_chosen`` with a LibrarySubstance and closes."""

    substance_chosen = Signal(object)

    def __init__(self, context: GuiContext, pack: Pack, library: SubstanceLibrary, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("Library of substances"), parent, width=680)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pack = pack
        self._library = library
        self._found: tuple[LibrarySubstance, ...] = ()
        words = gettext("Harmonised hazard statements to start from. What could not be compared says so.")
        self.body.addWidget(elements.text(words, "muted"))
        self.lines = QListWidget()
        self.lines.setAccessibleName(gettext("Substances"))
        self.lines.setFixedHeight(context.theme.wide(_LIST_PX))
        self.lines.currentRowChanged.connect(self._show_details)
        self.lines.itemActivated.connect(lambda _line: self.accept())
        self.search = _Search(self.lines)
        self.search.setPlaceholderText(gettext("Name, CAS number or index number"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.textEdited.connect(self._show_found)
        self.nothing = elements.text(gettext("No substance of the library matches. Enter it by hand."), "muted")
        self.details = elements.text("", "hint")
        self.details.setMinimumHeight(context.theme.text_px(12) * 5)
        for part in (self.search, self.nothing, self.lines, self.details):
            self.body.addWidget(part)
        self.add_way_out(gettext("Cancel"))
        self.take_button = self.add_primary(gettext("Take over"))
        self._show_found("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_found(self, typed: str) -> None:
        self._found = self._library.find(typed)
        self.lines.clear()
        for substance in self._found:
            line = QListWidgetItem(self._line_words(substance))
            line.setSizeHint(QSize(0, self.context.theme.quiet_height()))
            self.lines.addItem(line)
        self.lines.setVisible(bool(self._found))
        self.nothing.setVisible(not self._found)
        self.take_button.setEnabled(bool(self._found))
        self.lines.setCurrentRow(0 if self._found else -1)

    def _line_words(self, substance: LibrarySubstance) -> str:
        words = [self.context.content.pick(substance.name), substance.cas, self._standing(substance)]
        return " · ".join(word for word in words if word)

    def _standing(self, substance: LibrarySubstance) -> str:
        return standing(self.context.texts, self._pack, substance.source, verified=substance.verified)

    def _show_details(self, row: int) -> None:
        if not 0 <= row < len(self._found):
            self.details.setText("")
            return
        substance, pick, gettext = self._found[row], self.context.content.pick, self.context.texts.gettext
        statements = substance.h_statements
        lines = [gettext("no statements known") if statements is None else ", ".join(statements)]
        if substance.m_factor != 1:
            words = gettext("M-factor {factor}")
            lines[0] += f" · {words.format(factor=self.context.texts.quantity(substance.m_factor))}"
        source = self._library.sources.get(substance.source)
        lines += [f"{pick(source.title)} · {substance.index}".strip(" ·")] if source is not None else []
        lines += [pick(substance.note)] if substance.note else []
        self.details.setText("\n".join(lines))

    def accept(self) -> None:
        """Hand over the chosen substance."""
        row = self.lines.currentRow()
        if 0 <= row < len(self._found):
            self.substance_chosen.emit(self._found[row])
            super().accept()
