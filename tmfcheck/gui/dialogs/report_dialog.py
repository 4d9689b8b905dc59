"""What a report holds: for whom, with which chapters, with photos how large, and how large the file may be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QRadioButton, QSpinBox, QWidget

from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.domain.report_options import OPTIONAL_CHAPTERS, Audience, ReportOptions
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.report.choices import LEAST_MB, MOST_MB, PHOTO_SIZES, ReportChoices
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import N_
from tmfcheck.wording import CHAPTER_TITLES

_AUDIENCES: Mapping[Audience, tuple[str, str]] = {
    Audience.OPERATOR: (N_("Operator"), N_("Everything: answers, photos, plans, documents, measures.")),
    Audience.AUTHORITY: (N_("Authority"), N_("The summary: results, shortfalls, facility, measures, signatures.")),
    Audience.PUBLIC: (N_("Public"), N_("The summary without names, typed texts, photos, plans and signatures.")),
}
_PHOTOS: Mapping[PhotoSize | None, str] = {
    None: N_("No photos"),
    PhotoSize.SMALL: N_("Small, for e-mail"),
    PhotoSize.MEDIUM: N_("Medium, for printing"),
    PhotoSize.FULL: N_("Large, for a close look"),
}
_USUAL_MB = 10
_COLUMNS = 3


class ReportDialog(HouseDialog):
    """Accepted, ``choices()`` is what the next report is made of."""

    def __init__(self, context: GuiContext, choices: ReportChoices, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("What the report holds"), parent, width=860)
        self.audiences: dict[Audience, QRadioButton] = {}
        self.chapters: dict[str, QCheckBox] = {}
        self._build_audiences(choices.options.audience)
        self._build_photos(choices)
        self._build_chapters(choices.options.left_out)
        self.add_way_out(gettext("Cancel"))
        self.primary = self.add_primary(gettext("Make the report"))
        self._allow()

    def _build_audiences(self, chosen: Audience) -> None:
        gettext = self.context.texts.gettext
        self.body.addWidget(elements.text(gettext("For whom"), "section"))
        self._group = QButtonGroup(self)
        for audience, (name, words) in _AUDIENCES.items():
            button = QRadioButton(gettext(name))
            button.setAccessibleDescription(gettext(words))
            button.setChecked(audience is chosen)
            button.clicked.connect(self._allow)
            self._group.addButton(button)
            self.audiences[audience] = button
            pair = elements.column(spacing=0)
            pair.addWidget(button)
            note = elements.text(gettext(words), "hint")
            note.setContentsMargins(SPACE * 7, 0, 0, 0)
            pair.addWidget(note)
            self.body.addLayout(pair)

    def _build_photos(self, choices: ReportChoices) -> None:
        gettext = self.context.texts.gettext
        self.photos = QComboBox()
        for size in PHOTO_SIZES:
            self.photos.addItem(gettext(_PHOTOS[size]), size)
        self.photos.setCurrentIndex(PHOTO_SIZES.index(choices.options.photos))
        self.photos.setAccessibleName(gettext("Photos"))
        self.is_limited = QCheckBox(gettext("File no larger than"))
        self.is_limited.setChecked(choices.max_mb is not None)
        self.limit = QSpinBox()
        self.limit.setRange(LEAST_MB, MOST_MB)
        self.limit.setSuffix(" " + gettext("MB"))
        self.limit.setValue(choices.max_mb or _USUAL_MB)
        self.limit.setAccessibleName(gettext("File no larger than"))
        self.is_limited.toggled.connect(self.limit.setEnabled)
        self.limit.setEnabled(self.is_limited.isChecked())
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        for part in (elements.text(gettext("Photos"), "caption", wraps=False), self.photos):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.is_limited)
        row.addWidget(self.limit)
        self.body.addSpacing(SPACE)
        self.body.addLayout(row)

    def _build_chapters(self, left_out: frozenset[str]) -> None:
        gettext = self.context.texts.gettext
        self.body.addSpacing(SPACE)
        self.body.addWidget(elements.text(gettext("Chapters"), "section"))
        row = QHBoxLayout()
        half = -(-len(OPTIONAL_CHAPTERS) // _COLUMNS)
        for start in range(0, len(OPTIONAL_CHAPTERS), half):
            column = elements.column(spacing=SPACE)
            for key in OPTIONAL_CHAPTERS[start : start + half]:
                box = QCheckBox(gettext(CHAPTER_TITLES[key]))
                box.setChecked(key not in left_out)
                self.chapters[key] = box
                column.addWidget(box)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.addLayout(row)
        words = gettext("Summary, critical shortfalls, method annex and signatures always belong to the report.")
        self.body.addWidget(elements.text(words, "hint"))

    def _allow(self) -> None:
        """Photos are for the operator's report alone."""
        self.photos.setEnabled(self._audience() is Audience.OPERATOR)

    def _audience(self) -> Audience:
        return next(audience for audience, button in self.audiences.items() if button.isChecked())

    def choices(self) -> ReportChoices:
        """What was chosen."""
        left_out = frozenset(key for key, box in self.chapters.items() if not box.isChecked())
        options = ReportOptions(self._audience(), PHOTO_SIZES[self.photos.currentIndex()], left_out)
        return ReportChoices(options, self.limit.value() if self.is_limited.isChecked() else None)
