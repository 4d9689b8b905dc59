"""One facility beside the list: who and where it is, and its assessments with the way into each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import Assessment
from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.item_models.facility_model import FacilityRow
from tmfcheck.gui.map.small_map import SmallMap, neighbours, place_of
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.pack_in_use import pack_in_use, pack_of_library
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.assessment_card import AssessmentCard
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.gui.widgets.indices_card import IndicesCard
from tmfcheck.i18n import DASH
from tmfcheck.services.assessing import load_state
from tmfcheck.services.register_reading import present_register
from tmfcheck.wording import FACTS, UNITS

_LEAST_FACT_WIDTH = 128
_SHOWN_FACTS = ("operator", "volume_m3", "dam_height_m")


class FacilityPane(QWidget):
    """Made anew for each facility that is shown."""

    rank_asked = Signal(str)
    """The user wants to see where this facility stands among all (its id)."""
    facts_asked = Signal(str)
    """The user wants to read or change the facts of this facility (its id)."""
    assessment_asked = Signal(str)
    """The user wants to begin an assessment of this facility (its id)."""
    assessment_opened = Signal(str)
    """The user wants to go on with this assessment (its id)."""
    map_asked = Signal(str)
    """The user wants to see this facility on the map (its id)."""

    def __init__(self, context: GuiContext, row: FacilityRow, others: Sequence[Facility] = ()) -> None:
        super().__init__()
        self._context = context
        self._others = others
        self._row = row
        self.cards: list[AssessmentCard] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, SPACE * 6, SPACE * 6)
        layout.setSpacing(SPACE * 4)
        layout.addLayout(self._build_heading())
        layout.addWidget(self._build_facts())
        self.indices = self._build_indices()
        if self.indices is not None:
            layout.addWidget(self.indices)
        layout.addSpacing(SPACE * 2)
        layout.addLayout(self._build_assessments_heading())
        self._build_assessments(layout)
        self.small_map = self._build_small_map(layout)
        layout.addStretch(1)

    def _build_small_map(self, layout: QVBoxLayout) -> SmallMap | None:
        """Where the facility lies; nothing while that is not known."""
        place = place_of(self._row.facility)
        if place is None:
            return None
        texts = self._context.texts
        made = SmallMap(self._context.theme, texts, place, neighbours(place, self._others))
        made.map_asked.connect(lambda: self.map_asked.emit(self._row.facility.id))
        layout.addSpacing(SPACE * 2)
        layout.addWidget(elements.text(texts.gettext("Location"), "section"))
        layout.addWidget(made)
        return made

    def _build_heading(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        words.addWidget(elements.text(self._row.facility.name, "title"))
        sample = gettext("sample with invented answers") if self._row.facility.is_sample else None
        place = (self._row.country, self._row.facility.fact("region"), self._row.status, sample)
        words.addWidget(elements.text(" · ".join(str(part) for part in place if part), "muted"))
        self.facts_button = elements.button(gettext("Facility data"))
        self.facts_button.clicked.connect(lambda: self.facts_asked.emit(self._row.facility.id))
        self.rank_button = elements.button(self._rank_words(), "quiet")
        self.rank_button.clicked.connect(lambda: self.rank_asked.emit(self._row.facility.id))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addLayout(words, 1)
        # One above the other: beside each other they leave the name no room in a small window.
        doors = QVBoxLayout()
        doors.setSpacing(SPACE)
        for door in (self.facts_button, self.rank_button):
            doors.addWidget(door, 0, Qt.AlignmentFlag.AlignRight)
        doors.addStretch(1)
        row.addLayout(doors)
        return row

    def _rank_words(self) -> str:
        """The rank by TRI with its range, where the register was ranked and nothing changed since."""
        texts = self._context.texts
        try:
            _pack, fingerprint = pack_of_library(self._context)
            entries = present_register(self._context.desk, fingerprint) or ()
        except TmfCheckError:
            entries = ()
        entry = next((each for each in entries if each.facility.id == self._row.facility.id), None)
        if entry is None or entry.rank is None:
            return texts.gettext("Rank in the register")
        rank = entry.rank
        span = texts.gettext("{best} to {worst}").format(best=texts.number(rank.low), worst=texts.number(rank.high))
        shown = texts.number(rank.rank) if rank.low == rank.high else f"{texts.number(rank.rank)} ({span})"
        return texts.gettext("Rank {rank} of {number}").format(rank=shown, number=texts.number(len(entries)))

    def _build_facts(self) -> QFrame:
        texts = self._context.texts
        room = QWidget()
        flow = FlowLayout(room, spacing=SPACE * 5)
        for fact in _SHOWN_FACTS:
            flow.addWidget(self._make_fact(texts.gettext(FACTS[fact]), self._fact_words(fact)))
        flow.addWidget(self._make_fact(texts.gettext("Last visit"), texts.date(self._row.last_visit)))
        column = elements.column()
        column.addWidget(room)
        return elements.card(column)

    def _build_indices(self) -> IndicesCard | None:
        """Hazard and risk, where there is a method pack to score by."""
        try:
            pack, _fingerprint = pack_in_use(self._context)
        except TmfCheckError:
            return None
        if pack is None:
            return None
        card = IndicesCard(self._context, pack)
        card.show_facility(self._row.facility)
        return card

    def _make_fact(self, label: str, words: str) -> QWidget:
        is_known = words not in (DASH, self._context.texts.gettext("not known"))
        column = elements.column(spacing=SPACE)
        column.addWidget(elements.text(label, "hint", wraps=False))
        column.addWidget(elements.elided(words, "body" if is_known else "muted"))
        pair = QWidget()
        pair.setMinimumWidth(self._context.theme.wide(_LEAST_FACT_WIDTH))
        pair.setLayout(column)
        return pair

    def _fact_words(self, fact: str) -> str:
        texts, value = self._context.texts, self._row.facility.fact(fact)
        if isinstance(value, int | float):
            unit = FACT_DEFINITIONS[fact].unit
            return f"{texts.quantity(value)}\u00a0{texts.gettext(UNITS.get(unit, unit))}"
        return str(value) if value else texts.gettext("not known")

    def _build_assessments_heading(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        has_open_work = self._row.open_count > 0
        self.new_button = elements.button(gettext("New assessment"), "plain" if has_open_work else "primary")
        elements.set_icon(self.new_button, "plus", self._context.theme, "text" if has_open_work else "on_accent")
        self.new_button.setEnabled(not self._context.is_read_only)
        self.new_button.clicked.connect(lambda: self.assessment_asked.emit(self._row.facility.id))
        row = QHBoxLayout()
        row.addWidget(elements.text(gettext("Assessments"), "section"), 1)
        row.addWidget(self.new_button)
        return row

    def _build_assessments(self, layout: QVBoxLayout) -> None:
        texts = self._context.texts
        corrected = {each.revises for each in self._row.assessments}
        if not self._row.assessments:
            layout.addWidget(elements.text(texts.gettext("Nobody has assessed this facility here yet."), "muted"))
        for assessment in versions_together(self._row.assessments):
            try:
                state = load_state(self._context.desk, assessment.id)
            except TmfCheckError as error:
                layout.addWidget(elements.text(problem_words(error, texts), "problem"))
                continue
            is_first = not assessment.is_closed and not self.cards
            card = AssessmentCard(self._context, state, is_first=is_first)
            card.opened.connect(self.assessment_opened)
            self.cards.append(card)
            layout.addWidget(self._placed(card, is_older=assessment.id in corrected))

    def _placed(self, card: AssessmentCard, *, is_older: bool) -> QWidget:
        """A card at its place: a version that was corrected stands indented below the one that corrects it."""
        if not is_older:
            return card
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(SPACE * 8, 0, 0, 0)
        row.addWidget(card)
        return room


def versions_together(assessments: Sequence[Assessment]) -> list[Assessment]:
    """Open ones first, and each followed by the versions it corrects, newest first."""
    by_id = {each.id: each for each in assessments}
    corrected = {each.revises for each in assessments}
    newest = sorted((each for each in assessments if each.id not in corrected), key=lambda each: each.is_closed)
    ordered: list[Assessment] = []
    for each in newest:
        version: Assessment | None = each
        while version is not None:
            ordered.append(version)
            version = by_id.get(version.revises or "")
    return ordered
