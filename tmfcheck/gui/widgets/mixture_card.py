"""What else is asked of a mixture: added on purpose, floating, dilute cyanide, and tests on the mixture itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tmfcheck.domain.water_hazard_tailings import POND_WATER
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.whc_sheet import SheetDraft
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.draft_form import DraftForm
from tmfcheck.whc_wording import key_words

_TESTS = (
    "organisms",
    "fish",
    "daphnia",
    "algae",
    "acute_known",
    "other_statements",
    "all_degrade_none_accumulates",
)


class MixtureCard(QFrame):
    """Bound to one part of a sheet; ``edited`` after every change of the user's."""

    edited = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._sheet, self._part = SheetDraft(), POND_WATER
        self.setProperty("kind", "card")
        self.water = DraftForm(context)
        self.form = DraftForm(context)
        for form in (self.water, self.form):
            form.edited.connect(self._on_edited)
        gettext = context.texts.gettext
        self.water.add_number("wad_cyanide", key_words("wad_cyanide_mg_per_l", context.texts), gettext("mg/l"))
        self._build()
        column = elements.column(spacing=SPACE * 3, margin=SPACE * 4)
        column.addWidget(elements.text(gettext("The mixture as a whole"), "section"))
        column.addWidget(self.water)
        column.addWidget(self.form)
        self.setLayout(column)

    def _build(self) -> None:
        gettext, form = self._context.texts.gettext, self.form
        added = gettext(
            "A carcinogen, a class 3 substance, a substance of unknown hazard, a dispersant or an emulsifier was added "
            "on purpose"
        )
        tick = form.add_tick("added_on_purpose", gettext("Something harmful was added on purpose"))
        tick.setToolTip(added)
        tick.setAccessibleDescription(added)
        form.add_words("added", added)
        form.add_tick("floats", gettext("It floats on water"))
        form.add_tick("has_tests", gettext("The mixture itself was tested: the tests decide instead of the components"))
        form.add_words("organisms", gettext("Results of at least two organisms are needed; fewer count as the worst."))
        for name in ("fish", "daphnia", "algae"):
            form.add_number(name, key_words(name, self._context.texts), gettext("mg/l"))
        form.add_tick("acute_known", gettext("Oral and dermal toxicity were tested too"))
        form.add_line("acute_statements", key_words("acute_statements", self._context.texts), gettext("none found"))
        form.add_line("other_statements", key_words("other_statements", self._context.texts), gettext("none"))
        form.add_tick("all_degrade_none_accumulates", gettext("All components are shown to degrade, none accumulates"))

    def show_part(self, sheet: SheetDraft, part: str) -> None:
        """Show one part of a sheet; emits nothing."""
        self._sheet, self._part = sheet, part
        self.water.show_draft(sheet)
        self.form.show_draft(sheet.part(part))
        self._show_what_matters()

    def _show_what_matters(self) -> None:
        mixture = self._sheet.part(self._part)
        self.water.setVisible(self._part == POND_WATER)
        self.form.show_fields(("added",), visible=mixture.added_on_purpose)
        self.form.show_fields(_TESTS, visible=mixture.has_tests)
        self.form.show_fields(("acute_statements",), visible=mixture.has_tests and mixture.acute_known)

    def _on_edited(self, _name: str) -> None:
        self._show_what_matters()
        self.edited.emit()
