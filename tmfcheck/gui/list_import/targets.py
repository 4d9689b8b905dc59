"""What a column of a list can go to, in the words and the order of the facility form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox

from tmfcheck.domain.facility import FACT_DEFINITIONS, FactKind
from tmfcheck.gui.widgets.elided_choice import ElidedChoice
from tmfcheck.i18n import N_, Texts
from tmfcheck.lists.map_changes import IGNORED, NOTES
from tmfcheck.wording import FACT_CHAPTERS, FACT_WORDS, FACTS, UNITS, YES_NO

OTHER_TARGETS = {
    NOTES: N_("Kept in the notes"),
    IGNORED: N_("Left out"),
    "name": N_("Name of the facility"),
    "country": N_("Country"),
    "coordinates": N_("Latitude and longitude in one cell"),
    "notes": N_("Notes, without the heading"),
}
LIST_UNITS = {
    "thousand m3": N_("thousand m³"),
    "million m3": N_("million m³"),
    "thousand t": N_("thousand t"),
    "million t": N_("million t"),
    "billion t": N_("billion t"),
    "thousand m2": N_("thousand m²"),
    "ha": N_("ha"),
    "km2": N_("km²"),
    "m3": N_("m³"),
    "m2": N_("m²"),
    "t/m3": N_("t/m³"),
}


def target_words(target: str, texts: Texts) -> str:
    """The name of a field, or of what becomes of a column without one."""
    return texts.gettext(OTHER_TARGETS.get(target) or FACTS[target])


def unit_words(unit: str, texts: Texts) -> str:
    """A unit of a list as people write it."""
    return texts.gettext(LIST_UNITS.get(unit) or UNITS.get(unit, unit))


def meanings(field: str, texts: Texts) -> list[tuple[str, str]]:
    """The words of a field of words: what is stored, and how it reads."""
    definition = FACT_DEFINITIONS[field]
    if definition.kind is FactKind.YES_NO:
        return [("yes", texts.gettext(YES_NO[True])), ("no", texts.gettext(YES_NO[False]))]
    return [(word, texts.gettext(FACT_WORDS[field][word])) for word in definition.choices]


def target_field(texts: Texts) -> QComboBox:
    """A field to choose a target in, its facts under the chapters of the form."""
    field = ElidedChoice()
    field.setMaxVisibleItems(16)
    for target, words in OTHER_TARGETS.items():
        field.addItem(texts.gettext(words), target)
    for chapter, title in FACT_CHAPTERS.items():
        field.addItem(texts.gettext(title).upper(), None)
        _disable_last(field)
        for name, definition in FACT_DEFINITIONS.items():
            if definition.chapter == chapter:
                field.addItem(f"   {texts.gettext(FACTS[name])}", name)
    return field


def _disable_last(field: QComboBox) -> None:
    model = field.model()
    if isinstance(model, QStandardItemModel):
        model.item(field.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)
