"""One facility beside the register: its figures with the terms behind them, its facts, what is questioned, ways on."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.domain.facility_doubts import Doubt
from tmfcheck.domain.pack import Pack
from tmfcheck.doubt_messages import doubt_sentence
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.calculations import Calculation
from tmfcheck.gui.presenters.index_calculations import IndexCalculations
from tmfcheck.gui.presenters.register_rows import RegisterRow
from tmfcheck.gui.presenters.register_words import RANK_WORDS, RegisterWords
from tmfcheck.gui.theme import SPACE, TypeSize
from tmfcheck.gui.widgets.calculation_popover import show_calculation
from tmfcheck.gui.widgets.figure_button import FigureButton
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.services.register import RankBy, RegisterEntry
from tmfcheck.services.register_view import Column
from tmfcheck.wording import FACTS, fact_text

_FACTS = ("operator", "volume_m3", "capacity_m3", "dam_height_m", "whc", "population_downstream", "catchment")


class RegisterPane(QWidget):
    """Made anew for each facility that is shown."""

    facility_wanted = Signal(str)
    facts_wanted = Signal(str)
    map_wanted = Signal(str)

    def __init__(
        self, context: GuiContext, words: RegisterWords, pack: Pack, row: RegisterRow, by: RankBy, *, has_map: bool
    ) -> None:
        super().__init__()
        self._context, self._words = context, words
        self._row, self._by = row, by
        self.figures: dict[Column, FigureButton] = {}
        self._doubts = elements.column(spacing=SPACE)
        self._found: tuple[Doubt, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 3, 0, SPACE * 3, SPACE * 4)
        layout.setSpacing(SPACE * 3)
        layout.addLayout(self._build_heading())
        layout.addWidget(self._build_ways(has_map=has_map))
        if row.entry is None:
            layout.addWidget(elements.text(context.texts.gettext("Its ranks are being worked out."), "muted"))
        else:
            self._calculations = IndexCalculations(context.texts, context.content, pack, row.entry)
            layout.addWidget(self._build_figures(row.entry))
            # What is questioned stands right beneath the figures that rest on it.
            layout.addLayout(self._doubts)
            layout.addWidget(self._build_terms())
            layout.addWidget(self._build_facts(row.entry))
        layout.addStretch(1)

    # --------------------------------------------------------------- parts

    def _build_heading(self) -> QVBoxLayout:
        texts, entry = self._context.texts, self._row.entry
        column = elements.column(spacing=SPACE)
        column.addWidget(elements.text(self._row.name, "title"))
        parts = [self._row.country]
        if entry is not None:
            status = self._words.cell(self._row, Column.STATUS, self._by)
            sample = texts.gettext("sample with invented answers") if entry.facility.is_sample else ""
            parts += [str(entry.facility.fact("region") or ""), status, sample]
        column.addWidget(elements.text(" · ".join(part for part in parts if part), "muted"))
        return column

    def _build_ways(self, *, has_map: bool) -> QWidget:
        gettext, facility_id = self._context.texts.gettext, self._row.id
        room = QWidget()
        flow = FlowLayout(room, SPACE * 2)
        self.open_button = elements.button(gettext("Open the facility"), "primary")
        self.open_button.clicked.connect(lambda: self.facility_wanted.emit(facility_id))
        self.facts_button = elements.button(gettext("Facility data"))
        self.facts_button.clicked.connect(lambda: self.facts_wanted.emit(facility_id))
        self.map_button = elements.button(gettext("Show on the map"))
        self.map_button.clicked.connect(lambda: self.map_wanted.emit(facility_id))
        self.map_button.setVisible(has_map)
        for way in (self.open_button, self.facts_button, self.map_button):
            flow.addWidget(way)
        return room

    def _build_figures(self, entry: RegisterEntry) -> QWidget:
        texts, calculations = self._context.texts, self._calculations
        room = QWidget()
        flow = FlowLayout(room, SPACE)
        by = self._by
        rank = texts.gettext("Place") if by is RankBy.NEXT else texts.gettext("Rank")
        for column, name, calculation in (
            (Column.RANK, rank, calculations.rank(by)),
            (Column.TRI, self._words.heading(Column.TRI), calculations.index(RankBy.TRI)),
            (Column.THI, self._words.heading(Column.THI), calculations.index(RankBy.THI)),
            (Column.PRIORITY, self._words.heading(Column.PRIORITY), calculations.priority()),
        ):
            figure = self._make_figure(name, calculation)
            figure.show_value(self._words.cell(self._row, column, by))
            self.figures[column] = figure
            flow.addWidget(figure)
        if entry.scored.flags.possible:
            figure = self._make_figure(texts.gettext("Across the border"), calculations.travel_time())
            figure.show_value(self._words.border(entry))
            self.figures[Column.TRANSBOUNDARY] = figure
            flow.addWidget(figure)
        return room

    def _make_figure(self, name: str, calculation: Calculation) -> FigureButton:
        figure = FigureButton(self._context.theme, name, TypeSize.LEAD)
        figure.clicked.connect(lambda: show_calculation(self._context.theme, calculation, figure))
        return figure

    def _build_terms(self) -> QFrame:
        gettext = self._context.texts.gettext
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 3)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(0, 1)
        lines = self._calculations.terms(self._by)
        for number, line in enumerate(lines):
            words = elements.column(spacing=0)
            words.addWidget(elements.text(line.name))
            words.addWidget(elements.text(line.rests_on, "hint"))
            grid.addLayout(words, number, 0)
            shown = f"{line.value} *" if line.is_assumed else line.value
            grid.addWidget(elements.text(shown, "strong", wraps=False), number, 1, _TOP_RIGHT)
        column = elements.column(spacing=SPACE * 2)
        title = gettext("Terms: {ranking}").format(ranking=gettext(RANK_WORDS[self._by]))
        column.addWidget(elements.text(title, "section"))
        column.addLayout(grid)
        if any(line.is_assumed for line in lines):
            column.addWidget(elements.text(gettext("* not known, taken as the method says"), "hint"))
        return elements.card(column)

    def _build_facts(self, entry: RegisterEntry) -> QFrame:
        texts, facility = self._context.texts, entry.facility
        column = elements.column(spacing=SPACE * 2)
        for fact in _FACTS:
            value = facility.fact(fact)
            if value is not None:
                column.addLayout(
                    self._pair(texts.gettext(FACTS[fact]), fact_text(texts, FACT_DEFINITIONS[fact], value))
                )
        for shown in (Column.LAST_VISIT, Column.MSR, Column.OVERDUE):
            words = self._words.cell(self._row, shown, self._by) or texts.number(0)
            column.addLayout(self._pair(self._words.heading(shown), words))
        return elements.card(column)

    def _pair(self, name: str, words: str) -> QGridLayout:
        row = QGridLayout()
        row.setColumnStretch(0, 1)
        row.setColumnStretch(1, 1)
        row.addWidget(elements.text(name, "muted"), 0, 0, Qt.AlignmentFlag.AlignTop)
        value: QLabel = elements.text(words)
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(value, 0, 1)
        return row

    def show_doubts(self, doubts: Iterable[Doubt]) -> None:
        """Say what is questioned about the facts."""
        found = tuple(doubts)
        if found == self._found:
            return
        self._found = found
        elements.empty(self._doubts)
        texts = self._context.texts
        column = elements.column(spacing=SPACE * 2)
        column.addWidget(elements.text(texts.gettext("Questions about the facts"), "strong"))
        for doubt in found:
            column.addWidget(elements.text(doubt_sentence(doubt.code, doubt.data, texts)))
        self._doubts.addWidget(elements.card(column, kind="warning"))


_TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
