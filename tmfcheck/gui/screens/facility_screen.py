"""The facility form: every fact by chapter, stored as one types, checked on entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility, FactValue
from tmfcheck.errors import FacilityError, TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.pack_in_use import pack_in_use
from tmfcheck.gui.presenters.facility_questions import FacilityQuestions, fact_hints
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.chapter_list import ChapterList
from tmfcheck.gui.widgets.coordinates_field import CoordinatesField
from tmfcheck.gui.widgets.facility_heading import FacilityHeading
from tmfcheck.gui.widgets.facility_part_cards import FacilityPartCards
from tmfcheck.gui.widgets.fact_field import DAY_PX, QUALITY_PX, FactField
from tmfcheck.gui.widgets.indices_card import IndicesCard
from tmfcheck.gui.widgets.sheet_maker import SheetMaker
from tmfcheck.i18n import N_
from tmfcheck.services.facilities import find_facility, update_facility
from tmfcheck.wording import FACT_CHAPTERS

STORE_AFTER_MS = 500
QUESTION_AFTER_MS = 150
_FORM_PX = 920
_CHAPTERS = {
    **{name: FACT_CHAPTERS[name] for name in ("identification", "location", "quantities", "dam")},
    "dams": N_("Dams"),
    **{name: FACT_CHAPTERS[name] for name in ("substances", "site")},
    "indices": N_("Hazard and risk"),
    "papers": N_("Permits and other papers"),
    "notes": N_("Notes"),
}


class FacilityScreen(Screen):
    """One facility; the argument is its id. What is typed is stored half a second after the last key."""

    name = "facility"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._facility: Facility | None = None
        self._pack, _fingerprint = pack_in_use(context)
        self._waiting: set[str] = set()
        self._captions: list[QWidget] = []
        self._is_stacked, self._side_by_side = False, 0
        self.fields: dict[str, FactField] = {}
        self._timer = QTimer(self, singleShot=True, interval=STORE_AFTER_MS)
        self._timer.timeout.connect(self.finish_typing)
        self._questions = FacilityQuestions(context, self._show_what_follows, self)
        self._question_timer = QTimer(self, singleShot=True, interval=QUESTION_AFTER_MS)
        self._question_timer.timeout.connect(self._show_what_follows)
        self._build()
        QShortcut(QKeySequence("Alt+Left"), self, lambda: self.context.go("home"))

    # --------------------------------------------------------------- parts

    def _build(self) -> None:
        gettext = self.context.texts.gettext
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 6, 0, 0, 0)
        row.setSpacing(SPACE * 6)
        chapters = {chapter: gettext(_CHAPTERS[chapter]) for chapter in self._chapter_names()}
        self._chapters = ChapterList(self.context, chapters)
        self._chapters.back_asked.connect(lambda: self.context.go("home"))
        self._chapters.chapter_chosen.connect(self._on_chapter_chosen)
        row.addWidget(self._chapters)
        self._form = self._build_form()
        self._room = elements.scrolled(self._form)
        self._room.verticalScrollBar().valueChanged.connect(self._mark_chapter)
        row.addWidget(self._room, 1)

    def _build_form(self) -> QWidget:
        self._cards: dict[str, QFrame] = {}
        form = QWidget()
        form.setMaximumWidth(self.context.theme.wide(_FORM_PX) + SPACE * 6)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, SPACE * 6, SPACE * 6, SPACE * 6)
        column.setSpacing(SPACE * 4)
        self.heading_fields = FacilityHeading(self.context)
        self.heading_fields.edited.connect(self._on_heading_edited)
        self.parts = FacilityPartCards(self.context, form)
        self.parts.stored.connect(self._on_parts_stored)
        self.coordinates = CoordinatesField(self.context)
        self.coordinates.point_given.connect(self._on_point_given)
        self.indices = None if self._pack is None else IndicesCard(self.context, self._pack)
        self.sheet = None if self._pack is None else SheetMaker(self.context, self._pack)
        if self.indices is not None and self.sheet is not None:
            self.indices.column.addWidget(self.sheet)
        for chapter in self._chapter_names():
            self._cards[chapter] = self._build_card(chapter)
            column.addWidget(self._cards[chapter])
        column.addStretch(1)
        return form

    def _chapter_names(self) -> list[str]:
        """The chapters of the form; without a pack there are no indices."""
        return [chapter for chapter in _CHAPTERS if chapter != "indices" or self._pack is not None]

    def _build_card(self, chapter: str) -> QFrame:
        own = {"dams": self.parts.dams, "papers": self.parts.papers, "indices": self.indices}
        found = own.get(chapter)
        if found is not None:
            return found
        if chapter == "notes":
            return self.heading_fields.build_notes()
        return self._build_chapter(chapter, self.context.texts.gettext(FACT_CHAPTERS[chapter]))

    def _build_chapter(self, chapter: str, title: str) -> QFrame:
        column = elements.column(spacing=SPACE * 3)
        column.addLayout(self._build_chapter_title(title))
        if chapter == "identification":
            column.addWidget(self.heading_fields)
        for definition in FACT_DEFINITIONS.values():
            if definition.chapter == chapter:
                if definition.id == "latitude":
                    column.addWidget(self.coordinates)
                field = FactField(self.context, definition)
                field.edited.connect(self._on_fact_edited)
                self.fields[definition.id] = field
                column.addWidget(field)
        if chapter == "substances":
            column.addWidget(self._build_whc_button(), 0, Qt.AlignmentFlag.AlignLeft)
        return elements.card(column)

    def _build_whc_button(self) -> QPushButton:
        self.whc_button = elements.button(self.context.texts.gettext("Compute the water hazard class"))
        elements.set_icon(self.whc_button, "droplets", self.context.theme)
        self.whc_button.clicked.connect(self._on_whc_clicked)
        return self.whc_button

    def _on_whc_clicked(self) -> None:
        if self._facility is not None:
            self.context.go("whc", self._facility.id)

    def _build_chapter_title(self, title: str) -> QHBoxLayout:
        gettext = self.context.texts.gettext
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(elements.text(title, "section"), 1)
        for words, width in ((gettext("Origin"), QUALITY_PX), (gettext("As of"), DAY_PX)):
            caption = elements.text(words, "hint", wraps=False)
            caption.setFixedWidth(self.context.theme.wide(width))
            row.addWidget(caption, 0, Qt.AlignmentFlag.AlignBottom)
            self._captions.append(caption)
        return row

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        gettext = self.context.texts.gettext
        name = self._facility.name if self._facility else gettext("Facility")
        return Heading(name, gettext("Facility data, stored as you type"))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("Tab", gettext("next field")),
            KeyHint("Alt ←", gettext("back to the facilities")),
            KeyHint("F6", gettext("to the pages")),
        )

    def show_place(self, argument: object) -> None:
        """Show a facility's facts, without an argument of the one that was shown; what was refused stays typed.

        ``{"facility": id, "fact": id}`` puts the keyboard into the field of a fact, or at the papers.
        """
        before = self.place()
        named = argument if isinstance(argument, dict) else {"facility": argument}
        wanted = named["facility"] if isinstance(named["facility"], str) else before
        try:
            self._facility = find_facility(self.context.desk, str(wanted))
        except TmfCheckError as error:
            self.context.go("home")
            self.context.report_problem(error)
            return
        self.heading_fields.show_facility(self._facility)
        for fact_id, field in self.fields.items():
            if not (field.is_wrong and self._facility.id == before):
                field.show_fact(self._facility.facts.get(fact_id))
        for name, card in self._cards.items():
            card.setEnabled(name == "indices" or not self.context.is_read_only)
        self._show_point()
        self._show_what_follows()
        self.heading_changed.emit()
        if "fact" in named:
            # The form has its places once it is laid out.
            QTimer.singleShot(0, self, lambda: self._go_to_fact(str(named["fact"])))

    def _go_to_fact(self, fact: str) -> None:
        field: QWidget = self.fields.get(fact) or self._cards["papers"]
        self._room.ensureWidgetVisible(field, 0, SPACE * 12)
        first = next(
            (each for each in field.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus), None
        )
        (first or field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_point(self) -> None:
        if self._facility is not None:
            latitude, longitude = (self._facility.fact(name) for name in ("latitude", "longitude"))
            self.coordinates.show_point(latitude, longitude, self._facility.country)

    def _typed_facility(self, facility: Facility) -> Facility:
        """The facility as it stands in the fields; what cannot be read counts as it is stored."""
        facts = dict(facility.facts)
        for fact_id, field in self.fields.items():
            try:
                typed = field.fact()
            except FacilityError:
                continue
            facts.pop(fact_id, None)
            if typed is not None:
                facts[fact_id] = typed
        return replace(facility, facts=facts)

    def _show_what_follows(self) -> None:
        """Questions beside the fields, what follows from them, and the indices, as things stand in the fields."""
        if self._facility is None:
            return
        typed = self._typed_facility(self._facility)
        asked = self._questions.about(typed)
        sentences = self._questions.sentences(asked)
        hints = fact_hints(typed, self.context.texts)
        for fact_id, field in self.fields.items():
            field.show_doubts(sentences.get(fact_id, ()))
            field.show_hint(hints.get(fact_id, ""))
        self.parts.show_facility(typed, asked)
        if self.sheet is not None:
            self.sheet.show_facility(self._facility)
        if self.indices is not None:
            self.indices.show_facility(typed)

    def place(self) -> object:
        return self._facility.id if self._facility else None

    def retire(self) -> None:
        if self.sheet is not None:
            self.sheet.retire()

    def take_keyboard(self) -> None:
        self.heading_fields.name_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the list of chapters where there is no room for it, then the places beside the fields."""
        super().resizeEvent(event)
        if not self._is_stacked:
            self._side_by_side = self._form.minimumSizeHint().width()
        bar = self._room.verticalScrollBar().sizeHint().width()
        least = self._chapters.minimumWidth() + self._side_by_side
        self._chapters.setVisible(event.size().width() >= least + SPACE * 12 + bar)
        self._stack(event.size().width() - SPACE * 6 - bar < self._side_by_side)

    def _stack(self, is_stacked: bool) -> None:
        """Set what a value rests on below it instead of beside it, and back."""
        if is_stacked is self._is_stacked:
            return
        self._is_stacked = is_stacked
        for field in self.fields.values():
            field.put_origin(is_below=is_stacked)
        for caption in self._captions:
            caption.setVisible(not is_stacked)

    def _on_chapter_chosen(self, chapter: str) -> None:
        self._room.verticalScrollBar().setValue(self._cards[chapter].y() - SPACE * 6)
        self._chapters.mark(chapter)

    def _mark_chapter(self, top: int) -> None:
        bar = self._room.verticalScrollBar()
        passed = [chapter for chapter, card in self._cards.items() if card.y() <= top + self._room.height() // 3]
        self._chapters.mark("notes" if top == bar.maximum() > 0 else passed[-1] if passed else "identification")

    # ------------------------------------------------------------ the user

    def _on_fact_edited(self, fact_id: str, is_complete: bool) -> None:
        self._waiting.add(fact_id)
        self._timer.start(0 if is_complete else STORE_AFTER_MS)
        self._question_timer.start()

    def _on_point_given(self, latitude: float, longitude: float) -> None:
        """Both coordinates at once, as if typed one by one."""
        for name, value in (("latitude", latitude), ("longitude", longitude)):
            self.fields[name].type_value(round(value, 6))

    def _on_parts_stored(self, facility: Facility) -> None:
        self._facility = facility
        self.context.renew_assessment_of(facility.id)
        self._show_what_follows()

    def _on_heading_edited(self, is_complete: bool) -> None:
        self._timer.start(0 if is_complete else STORE_AFTER_MS)

    def finish_typing(self) -> None:
        """Store everything that is right; what is not stays in its field, marked, and the stored value stays."""
        self._timer.stop()
        if self._facility is None or self.context.is_read_only:
            return
        facts = self._take_waiting(self._facility)
        changed = {key: fact for key, fact in facts.items() if fact != self._facility.facts.get(key)}
        heading = self.heading_fields.changes(self._facility)
        if changed or heading:
            self._store(self._facility, changed, heading)

    def _take_waiting(self, facility: Facility) -> dict[str, FactValue | None]:
        """The edited facts that can be read; the others are marked and no longer waited for."""
        facts: dict[str, FactValue | None] = {}
        for fact_id in sorted(self._waiting):
            field = self.fields[fact_id]
            try:
                facts[fact_id] = field.fact()
                field.show_problem(None)
            except FacilityError as error:
                field.show_problem(error, facility.facts.get(fact_id))
        self._waiting.clear()
        return facts

    def _store(self, facility: Facility, facts: dict[str, FactValue | None], heading: dict[str, str]) -> None:
        desk = self.context.desk
        try:
            self._facility = update_facility(desk, facility.id, by=self.context.author, facts=facts, **heading)
        except TmfCheckError as error:
            self._waiting |= set(facts)
            self.heading_fields.show_problem(error)
            return
        self.heading_fields.show_problem(None)
        if "country" in heading:
            self._show_what_follows()
        self.context.note_saved(desk.clock())
        self.context.renew_assessment_of(facility.id)
        self.heading_changed.emit()
