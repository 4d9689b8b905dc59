"""The water hazard class of tailings or any mixture, alone or for a facility; the class appears as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard_tailings import DRY_SOLIDS, PARTS
from tmfcheck.errors import InputError, TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.pack_in_use import pack_in_use
from tmfcheck.gui.presenters.typing_clock import TypingClock
from tmfcheck.gui.presenters.whc_sheet import SheetDraft
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.component_card import ComponentCard
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.gui.widgets.mixture_card import MixtureCard
from tmfcheck.gui.widgets.whc_result import WhcResult
from tmfcheck.services.facilities import find_facility
from tmfcheck.services.substances import substance_library
from tmfcheck.services.water_hazards import Derivation, derive, keep_class
from tmfcheck.whc_wording import PARTS as PART_WORDS
from tmfcheck.whc_wording import derivation_text

_RESULT_PX, _NARROW_RESULT_PX = 372, 284
_WIDE_ENOUGH_PX = 1000


class WaterHazardScreen(Screen):
    """The argument is a facility's id, or what ``place()`` gave; without one the page stands alone.

    What is typed is kept as a draft of the facility, or of none, until it is cleared: half a second after the last key.
    """

    name = "whc"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._facility: Facility | None = None
        self.sheet = SheetDraft()
        self.derivation: Derivation | None = None
        self._part = DRY_SOLIDS
        self._clock = TypingClock(self)
        self._clock.due.connect(self.finish_typing)
        self._kept: object = None
        pack, _fingerprint = pack_in_use(context)
        self._pack = pack
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE * 6, 0, SPACE * 6, 0)
        self._row.setSpacing(SPACE * 6)
        if pack is not None:
            self._build(pack)
            self._build_keys()

    # --------------------------------------------------------------- parts

    def _build(self, pack: Pack) -> None:
        self.library = substance_library(self.context.desk, pack)
        self.components = ComponentCard(self.context, pack, self.library)
        self.components.edited.connect(self._on_edited)
        self.components.library_asked.connect(self._on_library_asked)
        self.mixture = MixtureCard(self.context)
        self.mixture.edited.connect(self._on_edited)
        self.result = WhcResult(self.context, pack)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, SPACE * 6, SPACE * 2, SPACE * 6)
        column.setSpacing(SPACE * 4)
        column.addLayout(self._build_parts())
        column.addWidget(self.components)
        column.addWidget(self.mixture)
        column.addStretch(1)
        self._row.addWidget(elements.scrolled(form), 1)
        self._row.addWidget(self._build_side())

    def _build_parts(self) -> QVBoxLayout:
        gettext = self.context.texts.gettext
        self.part_buttons: dict[str, QPushButton] = {}
        row = FlowLayout(spacing=SPACE * 2)
        for part in PARTS:
            made = elements.button(gettext(PART_WORDS[part]))
            made.setCheckable(True)
            made.clicked.connect(lambda _checked=False, chosen=part: self._show_part(chosen))
            self.part_buttons[part] = made
            row.addWidget(made)
        column = elements.column(spacing=SPACE * 2)
        column.addLayout(row)
        words = gettext("Dry solids and pond water are classed apart, the higher counts. One part alone is enough.")
        column.addWidget(elements.text(words, "hint"))
        return column

    def _build_side(self) -> QWidget:
        gettext = self.context.texts.gettext
        side = self._side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, SPACE * 6, 0, SPACE * 4)
        column.setSpacing(SPACE * 3)
        column.addWidget(elements.scrolled(self.result), 1)
        self.store_button = elements.button("", "primary")
        self.store_button.clicked.connect(self._on_store_clicked)
        self.back_button = elements.button(gettext("Back to the facility"))
        self.back_button.clicked.connect(self._on_back_clicked)
        self.copy_button = elements.button(gettext("Copy the derivation"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.clear_button = elements.button(gettext("Start over"), "quiet")
        self.clear_button.clicked.connect(self._on_clear_clicked)
        for made in (self.store_button, self.back_button, self.copy_button, self.clear_button):
            column.addWidget(made)
        return side

    def _build_keys(self) -> None:
        QShortcut(QKeySequence.StandardKey.New, self, self.components.add_button.click)
        QShortcut(QKeySequence("Ctrl+L"), self, self._on_library_asked)
        QShortcut(QKeySequence("Alt+Left"), self, self._on_back_clicked)

    # ------------------------------------------------------- what is shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the fields need the room more than the result."""
        super().resizeEvent(event)
        wide = self.context.theme.wide
        if self._pack is not None:
            is_wide = event.size().width() >= wide(_WIDE_ENOUGH_PX)
            self._side.setFixedWidth(wide(_RESULT_PX if is_wide else _NARROW_RESULT_PX))

    def heading(self) -> Heading:
        gettext = self.context.texts.gettext
        title = gettext("Water hazard class")
        if self._facility is None:
            return Heading(title, gettext("of tailings or any mixture"))
        return Heading(self._facility.name, title)

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("Tab", gettext("next field")),
            KeyHint("Ctrl N", gettext("add a component")),
            KeyHint("Ctrl L", gettext("library")),
            KeyHint("Alt ←", gettext("back")),
        )

    def show_place(self, argument: object) -> None:
        """Show a facility's calculation, or without an argument one that belongs to none, as it was left last."""
        if self._pack is None:
            return
        self.finish_typing()
        named = argument.get("facility") if isinstance(argument, dict) else argument
        self._take_facility(named)
        self._kept = self.context.settings.whc_draft(self._draft_name())
        self.sheet = SheetDraft.from_json(self._kept)
        self._show_part(self._part)
        self._compute()
        self.heading_changed.emit()

    def _draft_name(self) -> str:
        return self._facility.id if self._facility is not None else ""

    def finish_typing(self) -> None:
        """Keep what is typed, now."""
        self._clock.rest()
        document = None if self.sheet.is_blank else self.sheet.to_json()
        if self._pack is not None and document != self._kept:
            self.context.settings.keep_whc_draft(self._draft_name(), document)
            self._kept = document

    def retire(self) -> None:
        self.finish_typing()

    def _take_facility(self, facility_id: object) -> None:
        self._facility = None
        if isinstance(facility_id, str):
            try:
                self._facility = find_facility(self.context.desk, facility_id)
            except TmfCheckError as error:
                self.context.report_problem(error)

    def place(self) -> object:
        return {"facility": self._facility.id if self._facility is not None else None}

    def take_keyboard(self) -> None:
        if self._pack is not None:
            self.components.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_part(self, part: str) -> None:
        self._part = part
        for name, made in self.part_buttons.items():
            made.setChecked(name == part)
        self.components.show_mixture(self.sheet.part(part))
        self.mixture.show_part(self.sheet, part)
        self._show_classes()

    def _compute(self) -> None:
        """The class of what is entered, or what is missing."""
        self.derivation = None
        if self._pack is not None and not self.sheet.is_blank:
            try:
                whole = self.context.texts.gettext("the mixture as a whole")
                self.derivation = derive(self._pack, self.sheet.document(whole))
            except InputError as error:
                self._show_missing(error)
            else:
                self.result.show_derivation(self.derivation)
        else:
            self.result.show_nothing()
        self._show_classes()
        self._allow()

    def _show_missing(self, error: InputError) -> None:
        """Nothing entered at all is no mistake."""
        if error.code == "WHC_NO_COMPONENTS" and not error.data:
            self.result.show_nothing()
        else:
            self.result.show_problem(error)

    def _show_classes(self) -> None:
        gettext = self.context.texts.gettext
        result = self.derivation.result if self.derivation is not None else None
        for part, made in self.part_buttons.items():
            whc = None if result is None else result.part_whc(part)
            made.setText(gettext(PART_WORDS[part]) + ("" if whc is None else f" · {whc}"))
        known = result.parts.get(self._part) if result is not None else None
        self.components.show_classes([each.whc for each in known.components] if known is not None else [])

    def _allow(self) -> None:
        texts, facility = self.context.texts, self._facility
        is_known = self.derivation is not None
        self.store_button.setVisible(facility is not None)
        self.back_button.setVisible(facility is not None)
        self.store_button.setEnabled(is_known and not self.context.is_read_only)
        self.copy_button.setEnabled(is_known)
        self.clear_button.setEnabled(not self.sheet.is_blank)
        whc = str(self.derivation.result.whc) if self.derivation is not None else ""
        words = texts.gettext("Keep class {whc}") if whc else texts.gettext("Keep with the facility")
        self.store_button.setText(words.format(whc=whc))
        self.store_button.setAccessibleName(self.store_button.text())

    # ------------------------------------------------------------ the user

    def _on_edited(self) -> None:
        self._clock.start()
        self._compute()

    def _on_library_asked(self) -> None:
        from tmfcheck.gui.dialogs.substance_dialog import SubstanceDialog

        if self._pack is not None:
            dialog = SubstanceDialog(self.context, self._pack, self.library, self)
            dialog.substance_chosen.connect(self.components.add_from_library)
            dialog.open()

    def _text(self) -> str:
        if self.derivation is None or self._pack is None:
            return ""
        today = self.context.desk.today()
        return derivation_text(self.derivation, self._pack, self.context.texts, today)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._text())

    def _on_store_clicked(self) -> None:
        """Keep class and derivation, then show where they are."""
        desk, facility = self.context.desk, self._facility
        if self.derivation is None or facility is None:
            return
        whc = self.derivation.result.whc
        try:
            self._facility = keep_class(desk, facility.id, whc, self._text(), self.context.author)
        except TmfCheckError as error:
            self.context.report_problem(error)
            return
        self.context.note_saved(desk.clock())
        self.context.renew_assessment_of(facility.id)
        self.context.go("facility", facility.id)

    def _on_back_clicked(self) -> None:
        if self._facility is not None:
            self.context.go("facility", self._facility.id)

    def _on_clear_clicked(self) -> None:
        self.sheet = SheetDraft()
        self.finish_typing()
        self._show_part(self._part)
        self._compute()
        self.take_keyboard()
