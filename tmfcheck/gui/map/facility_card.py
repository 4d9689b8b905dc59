"""What the map says about one facility: a short note under the pointer, a card with its facts on a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QWidget

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.domain.facility_risk import ScoredFacility
from tmfcheck.domain.map_content import MapFacility
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.map.map_sentences import across_words, figure_words, place_words
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import DASH
from tmfcheck.wording import FACTS, fact_text

CARD_PX = 296
NOTE_PX = 260
LONGEST_NAME, LONGEST_FACT = 80, 50
"""Letters the card has room for; the facility's page shows all of them."""
_FACTS = ("operator", "volume_m3", "dam_height_m", "whc", "population_downstream")


class HoverNote(QFrame):
    """A few lines beside the pointer; never in its way."""

    def __init__(self, context: GuiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name = elements.text("", "strong", wraps=False)
        self._lines = elements.text("", "small", wraps=False)
        self._widest = context.theme.wide(NOTE_PX)
        column = elements.column(spacing=2, margin=SPACE * 2)
        column.addWidget(self._name)
        column.addWidget(self._lines)
        self.setLayout(column)
        self.hide()

    def show_words(self, name: str, lines: str) -> None:
        """Say something; the place is set by the map."""
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, self._widest))
        cut = self._lines.fontMetrics()
        kept = (cut.elidedText(line, Qt.TextElideMode.ElideRight, self._widest) for line in lines.splitlines())
        self._lines.setText("\n".join(kept))
        self.adjustSize()
        self.show()
        self.raise_()


class FacilityCard(QFrame):
    """The facts the map rests on, and the way to the facility."""

    opened = Signal(str)
    choice_toggled = Signal(str)
    closed = Signal()

    def __init__(self, context: GuiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.facility_id: str | None = None
        self.setObjectName("popover")
        self.setFixedWidth(context.theme.wide(CARD_PX))
        column = elements.column(spacing=SPACE * 2, margin=SPACE * 3)
        column.addLayout(self._build_heading())
        self._place = elements.text("", "hint")
        self._across = elements.text("", "accent")
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(SPACE * 3)
        self._facts.setVerticalSpacing(SPACE)
        self._facts.setColumnStretch(0, 1)
        self._facts.setColumnStretch(1, 1)
        self._note = elements.text("", "hint")
        for part in (self._place, self._across):
            column.addWidget(part)
        column.addLayout(self._facts)
        column.addWidget(self._note)
        column.addLayout(self._build_buttons())
        self.setLayout(column)
        self.hide()

    def _build_heading(self) -> QHBoxLayout:
        self._name = elements.text("", "strong")
        self.close_button = QToolButton()
        self.close_button.setProperty("weight", "quiet")
        elements.set_icon(self.close_button, "x", self._context.theme)
        self.close_button.setAccessibleName(self._context.texts.gettext("Close"))
        self.close_button.setToolTip(self.close_button.accessibleName())
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        self.open_button = elements.button(gettext("Open facility"), "primary")
        self.open_button.clicked.connect(lambda: self._tell(self.opened))
        self.choose_button = elements.button(gettext("Choose"))
        self.choose_button.setCheckable(True)
        self.choose_button.clicked.connect(lambda: self._tell(self.choice_toggled))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.open_button)
        row.addWidget(self.choose_button)
        row.addStretch(1)
        return row

    def _tell(self, signal: object) -> None:
        if self.facility_id is not None and signal is self.opened:
            self.opened.emit(self.facility_id)
        elif self.facility_id is not None:
            self.choice_toggled.emit(self.facility_id)

    def show_facility(self, scored: ScoredFacility, on_map: MapFacility, *, is_chosen: bool) -> None:
        """Show the facts of a facility; emits nothing."""
        facility, texts = scored.facility, self._context.texts
        self.facility_id = facility.id
        for label, words in (
            (self._name, facility.name),
            (self._place, place_words(facility, texts)),
            (self._across, across_words(on_map, texts)),
        ):
            label.setText(shortened(words, LONGEST_NAME))
        self._across.setVisible(bool(self._across.text()))
        self._show_facts(scored)
        self.show_chosen(is_chosen=is_chosen)
        self.adjustSize()
        self.show()
        self.raise_()

    def event(self, event: QEvent) -> bool:
        """Grow as the words do: they know their height only once they know their width."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.adjustSize()
        return is_done

    def show_chosen(self, *, is_chosen: bool) -> None:
        """Whether the facility is among the chosen ones."""
        self.choose_button.setChecked(is_chosen)

    def _show_facts(self, scored: ScoredFacility) -> None:
        texts, found = self._context.texts, scored.indices
        elements.empty(self._facts)
        rows = [
            (texts.gettext("THI"), figure_words(texts, found.thi, found.thi_low, found.thi_high)),
            (texts.gettext("TRI"), figure_words(texts, found.tri, found.tri_low, found.tri_high)),
        ]
        for fact in _FACTS:
            value = scored.facility.fact(fact)
            words = fact_text(texts, FACT_DEFINITIONS[fact], value) if value is not None else DASH
            rows.append((texts.gettext(FACTS[fact]), shortened(words, LONGEST_FACT)))
        for number, (label, words) in enumerate(rows):
            self._facts.addWidget(elements.text(label, "hint"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(elements.text(words, "small"), number, 1, Qt.AlignmentFlag.AlignTop)
        count = len(found.assumed)
        note = texts.ngettext(
            "{number} input is not known and counts with its worst score. The method’s tables are not verified.",
            "{number} inputs are not known and count with their worst score. The method’s tables are not verified.",
            count,
        )
        plain = texts.gettext("The method’s tables are not verified.")
        self._note.setText(note.format(number=texts.number(count)) if count else plain)


def shortened(words: str, length: int) -> str:
    """The words, with an ellipsis where some are left out."""
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"
