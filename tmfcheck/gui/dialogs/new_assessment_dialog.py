"""Beginning an assessment: which checklist, who assesses, and for whom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import Role
from tmfcheck.domain.facility import Facility
from tmfcheck.domain.pack import Group, Pack
from tmfcheck.errors import PackError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.packs.resolved import LoadedPack
from tmfcheck.services.assessing import start_assessment
from tmfcheck.wording import ROLES

_WIDTH = 720


class NewAssessmentDialog(FormDialog):
    """Asks for group, pack, name and role and starts the assessment; inactive sites are offered group C first."""

    assessment_made = Signal(str)

    def __init__(self, context: GuiContext, facility: Facility, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("New assessment"), gettext("Begin"), _WIDTH)
        self._facility = facility
        self._packs = self._usable_packs()
        self.group_buttons: dict[str, QRadioButton] = {}
        self._groups = QButtonGroup(self)
        self.fields.addWidget(elements.text(facility.name, "muted"))
        self.fields.addSpacing(SPACE * 2)
        self._build_pack()
        self._group_room = QVBoxLayout()
        self._group_room.setSpacing(SPACE * 2)
        self.fields.addLayout(self._group_room)
        self.fields.addSpacing(SPACE * 3)
        self._build_people()
        self._build_way_to_paper()
        self._show_groups()

    # --------------------------------------------------------------- parts

    def _usable_packs(self) -> list[LoadedPack]:
        """The packs of the library, newer editions first."""
        packs = self.context.desk.packs
        loaded = [packs.load(summary.folder) for summary in packs.list() if not summary.problems]
        return sorted(loaded, key=lambda each: each.pack.edition, reverse=True)

    def _build_pack(self) -> None:
        gettext = self.context.texts.gettext
        self.pack_field = QComboBox()
        for each in self._packs:
            title, edition = self.context.content.pick(each.pack.title), each.pack.edition
            self.pack_field.addItem(gettext("{title}, edition {edition}").format(title=title, edition=edition))
        self.pack_field.activated.connect(self._show_groups)
        self.add_field(gettext("Method pack"), self.pack_field)

    def _build_people(self) -> None:
        gettext = self.context.texts.gettext
        self.name_field = QLineEdit(self.context.settings.user_name)
        self.add_field(gettext("Your name, as it shall stand in the report"), self.name_field)
        self.role_field = QComboBox()
        for role in Role:
            self.role_field.addItem(gettext(ROLES[role]), str(role))
        self.add_field(gettext("What this is"), self.role_field)

    def _build_way_to_paper(self) -> None:
        self.paper_button = elements.button(self.context.texts.gettext("Print the blank checklist"), "quiet")
        elements.set_icon(self.paper_button, "printer", self.context.theme, "accent")
        self.paper_button.setEnabled(bool(self._packs))
        self.paper_button.clicked.connect(self._on_paper_clicked)
        self.add_aside(self.paper_button)

    def _on_paper_clicked(self) -> None:
        from tmfcheck.gui.dialogs.checklist_dialog import BlankChecklistDialog

        chosen = self._packs[self.pack_field.currentIndex()]
        BlankChecklistDialog(self.context, chosen.pack, chosen.fingerprint, self._group(), self).open()

    # -------------------------------------------------------------- groups

    def _pack(self) -> Pack | None:
        return self._packs[self.pack_field.currentIndex()].pack if self._packs else None

    def _show_groups(self) -> None:
        """Offer the groups of the chosen pack, each with the pack's own words on when to use it."""
        elements.empty(self._group_room)
        self.group_buttons.clear()
        pack = self._pack()
        self.confirm_button.setEnabled(pack is not None)
        for group in pack.groups if pack else ():
            self._group_room.addWidget(self._make_group(group, len(pack.questions_of(group.id)) if pack else 0))
        offered = [button for button in self.group_buttons.values() if button.isEnabled()]
        wished = self.group_buttons.get(self._likely_group())
        chosen = wished if wished in offered else next(iter(offered), None)
        if chosen is not None:
            chosen.setChecked(True)
            chosen.setFocus()

    def _group(self) -> str:
        return next((name for name, choice in self.group_buttons.items() if choice.isChecked()), "")

    def _likely_group(self) -> str:
        is_active = self._facility.fact("status") in (None, "operated")
        return "A" if is_active else "C"

    def _make_group(self, group: Group, questions: int) -> QWidget:
        texts, content = self.context.texts, self.context.content
        counted = texts.ngettext("{number} question", "{number} questions", questions)
        count = (
            counted.format(number=texts.number(questions)) if questions else texts.gettext("not in this edition yet")
        )
        choice = QRadioButton(f"{group.id} · {content.pick(group.title)} · {count}")
        choice.setProperty("role", "strong")
        choice.setEnabled(questions > 0)
        when_to_use = content.pick(group.when_to_use)
        choice.setAccessibleDescription(when_to_use)
        self._groups.addButton(choice)
        self.group_buttons[group.id] = choice
        column = elements.column(spacing=0)
        column.addWidget(choice)
        words = elements.text(when_to_use, "hint")
        words.setContentsMargins(SPACE * 8, SPACE, 0, 0)
        words.hide()
        # Only the chosen group explains itself: all three would not fit on a small screen.
        choice.toggled.connect(lambda is_chosen: self._show_explanation(words, is_chosen=is_chosen))
        column.addWidget(words)
        room = QWidget()
        room.setLayout(column)
        return room

    def _show_explanation(self, words: QWidget, *, is_chosen: bool) -> None:
        words.setVisible(is_chosen)
        self.take_height()

    def store(self) -> None:
        pack = self._pack()
        if pack is None:
            raise PackError("PACK_UNKNOWN", pack="")
        self.context.settings.user_name = self.name_field.text()
        assessment = start_assessment(
            self.context.desk,
            self._facility.id,
            f"{pack.id}@{pack.edition}",
            self._group(),
            by=self.name_field.text(),
            role=str(self.role_field.currentData()),
        )
        self.context.note_saved(self.context.desk.clock())
        self.assessment_made.emit(assessment.id)
