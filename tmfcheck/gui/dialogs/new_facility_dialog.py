"""Registering a facility: name and country are enough; the facility form takes the rest."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.widgets.country_field import CountryField
from tmfcheck.services.facilities import add_facility
from tmfcheck.services.listing import list_facilities


class NewFacilityDialog(FormDialog):
    """Asks for name and country and stores the facility."""

    facility_made = Signal(str)

    def __init__(self, context: GuiContext, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("New facility"), gettext("Create"))
        self.name_field = QLineEdit()
        hint = gettext("As it stands in the register or in the documents; it can be changed at any time.")
        self.add_field(gettext("Name of the facility"), self.name_field, hint)
        self.country_field = CountryField(context.texts, self._likely_country())
        self.add_field(gettext("Country"), self.country_field)
        self.name_field.setFocus()

    def _likely_country(self) -> str:
        """The country most facilities of the archive lie in; empty in an empty one."""
        known = Counter(facility.country for facility in list_facilities(self.context.desk))
        return known.most_common(1)[0][0] if known else ""

    def store(self) -> None:
        document = {"name": self.name_field.text(), "country": self.country_field.code()}
        added = add_facility(self.context.desk, document, self.context.author)
        self.context.note_saved(self.context.desk.clock())
        self.facility_made.emit(added.facility.id)
