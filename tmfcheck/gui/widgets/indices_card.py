"""Hazard and risk of one facility: the indices with their intervals, each of which opens to its terms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.facility_risk import ScoredFacility
from tmfcheck.domain.pack import Pack
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.calculations import Calculation
from tmfcheck.gui.presenters.facility_calculations import FacilityCalculations
from tmfcheck.gui.theme import SPACE, TypeSize
from tmfcheck.gui.widgets.calculation_popover import show_calculation
from tmfcheck.gui.widgets.figure_button import FigureButton
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.services.register import RankBy
from tmfcheck.wording import FACTS, INDEX_TERMS, standing


class IndicesCard(QFrame):
    """Shows a facility's figures; ``figures`` holds the buttons by name."""

    def __init__(self, context: GuiContext, pack: Pack) -> None:
        super().__init__()
        self._context = context
        self._pack = pack
        self._calculations: FacilityCalculations | None = None
        self.figures: dict[str, FigureButton] = {}
        self.setProperty("kind", "card")
        gettext = context.texts.gettext
        column = self.column = elements.column(spacing=SPACE, margin=SPACE * 4)
        column.addWidget(elements.text(gettext("Hazard and risk"), "section"))
        row = FlowLayout(spacing=SPACE)
        for name, words, calculation in (
            ("thi", gettext("Hazard index, THI"), lambda known: known.index(RankBy.THI)),
            ("tri", gettext("Risk index, TRI"), lambda known: known.index(RankBy.TRI)),
            ("thi_basic", gettext("Basic THI"), FacilityCalculations.basic),
            ("tei", gettext("Exposure, TEI"), FacilityCalculations.exposure),
            ("gistm", gettext("Consequence class (GISTM)"), FacilityCalculations.consequence_class),
            ("travel_time", gettext("Travel time to the border"), FacilityCalculations.travel_time),
        ):
            row.addWidget(self._make_figure(name, words, calculation))
        column.addLayout(row)
        self.flags = elements.text("", "body")
        self.derived = elements.text("", "hint")
        self.assumed = elements.text("", "hint")
        self.standing = elements.text(self._standing_words(), "hint")
        for label in (self.flags, self.derived, self.assumed, self.standing):
            column.addWidget(label)
        self.setLayout(column)

    def _make_figure(
        self, name: str, words: str, calculation: Callable[[FacilityCalculations], Calculation]
    ) -> FigureButton:
        figure = FigureButton(self._context.theme, words, TypeSize.LEAD)
        figure.clicked.connect(lambda: self._open(calculation, figure))
        self.figures[name] = figure
        return figure

    def _open(self, calculation: Callable[[FacilityCalculations], Calculation], figure: FigureButton) -> None:
        if self._calculations is not None:
            show_calculation(self._context.theme, calculation(self._calculations), figure)

    def _standing_words(self) -> str:
        """Whether the tables behind the indices were read in a primary text."""
        table = self._pack.tables["thi_toxicity"]
        words = self._context.texts.gettext("Tables of the indices: {standing}. Each figure opens to its terms.")
        return words.format(standing=standing(self._context.texts, self._pack, table.source, verified=table.verified))

    # ------------------------------------------------------- what is shown

    def show_facility(self, facility: Facility) -> None:
        """Show the figures of a facility; emits nothing."""
        texts, today = self._context.texts, self._context.desk.today()
        known = FacilityCalculations(texts, self._context.content, self._pack, facility, today)
        self._calculations = known
        scored = known.entry.scored
        hours = scored.indices.travel_time_hours
        unknown = texts.gettext("not known")
        shown_hours = unknown if hours is None else texts.gettext("{number} h").format(number=texts.number(hours, 1))
        values = {
            "thi": known.figure("thi"),
            "tri": known.figure("tri"),
            "thi_basic": known.basic_figure(),
            "tei": known.exposure_figure(),
            "gistm": known.class_figure(),
            "travel_time": shown_hours,
        }
        for name, value in values.items():
            self.figures[name].show_value(value)
        self.figures["travel_time"].setVisible(bool(scored.flags.possible))
        self._show_words(scored)

    def _show_words(self, scored: ScoredFacility) -> None:
        texts = self._context.texts
        self.flags.setText(self._flag_words(scored))
        terms = [term for term in (*scored.indices.terms, *scored.indices.exposure) if term.assumed]
        names = ", ".join(texts.gettext(INDEX_TERMS[term.id]) for term in terms)
        words = texts.gettext("Not known and assumed at their worst: {terms}.") if names else ""
        self.assumed.setText(words.format(terms=names))
        dams = (
            f"{texts.gettext(FACTS[fact])}: {texts.gettext('dam “{dam}”').format(dam=figure.dam)}"
            for fact, figure in scored.from_dams.items()
        )
        told = ", ".join(dams)
        words = texts.gettext("Taken from the dams: {facts}.") if told else ""
        self.derived.setText(words.format(facts=told))
        for label in (self.flags, self.derived, self.assumed):
            label.setVisible(bool(label.text()))

    def _flag_words(self, scored: ScoredFacility) -> str:
        gettext, flags = self._context.texts.gettext, scored.flags
        if flags.possible is None:
            words = gettext("Whether effects across a border are possible is not known.")
        elif not flags.possible:
            words = gettext("No effects across a border: no shared catchment, or not hazardous to water.")
        elif flags.highlighted:
            hours = self._context.texts.number(self._pack.figure("transboundary_highlight_hours"))
            words = gettext(
                "Effects across a border are possible, and soon: in {hours} hours or less, or the time is not known."
            ).format(hours=hours)
        else:
            words = gettext("Effects across a border are possible.")
        iaea = gettext("Radiological: IAEA rules apply to emergencies with its substances.")
        return f"{words} {iaea}" if flags.radiological else words
