"""Choosing a country by its name in the window's language; what is stored is the ISO code."""

from __future__ import annotations

from PySide6.QtCore import QCollator, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from tmfcheck.i18n import Texts, country_codes


class CountryField(QComboBox):
    """A list of countries one can also type into; ``country_chosen`` carries the code, on the user's choice only."""

    country_chosen = Signal(str)

    def __init__(self, texts: Texts, code: str = "") -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self._fill(texts)
        self._complete_anywhere()
        self.show_code(code)
        self.activated.connect(lambda _index: self.country_chosen.emit(self.code()))
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._finish_name)

    def _fill(self, texts: Texts) -> None:
        collator = QCollator(QLocale(texts.language))
        named = [(texts.country(code), code) for code in country_codes()]
        for name, code in sorted(named, key=lambda pair: collator.sortKey(pair[0])):
            self.addItem(name, code)

    def _complete_anywhere(self) -> None:
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def _finish_name(self) -> None:
        """A beginning that fits one country alone stands for it."""
        typed = self.currentText().strip().casefold()
        fitting = [index for index in range(self.count()) if self.itemText(index).casefold().startswith(typed)]
        if typed and len(fitting) == 1 and fitting[0] != self.currentIndex():
            self.setCurrentIndex(fitting[0])
            self.country_chosen.emit(self.code())

    def show_code(self, code: str) -> None:
        """Show a country; emits nothing."""
        self.setCurrentIndex(self.findData(code))

    def code(self) -> str:
        """The code of what stands in the field; the typed words themselves where they name no country."""
        typed = self.currentText().strip()
        index = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(index)) if index >= 0 else typed
