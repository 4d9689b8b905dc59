"""The components of a mixture: a list to choose from, what is missing to the whole, and the chosen one below."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.substances import LibrarySubstance, SubstanceLibrary
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.whc_sheet import PUBLISHED, UNIDENTIFIED, ComponentDraft, MixtureDraft
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.component_editor import ComponentEditor
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.i18n import DASH
from tmfcheck.whc_wording import percent_words

MAX_COMPONENTS = 200
"""More than anybody types; longer lists come as a file."""
_SHOWN_LINES = 6
_WIDE_ENOUGH_PX = 520


class ComponentCard(QFrame):
    """Bound to one mixture; ``edited`` after every change of the user's."""

    edited = Signal()
    library_asked = Signal()

    def __init__(self, context: GuiContext, pack: Pack, library: SubstanceLibrary) -> None:
        super().__init__()
        self._context = context
        self._mixture = MixtureDraft()
        self._is_showing = False
        self.setProperty("kind", "card")
        column = elements.column(spacing=SPACE * 3, margin=SPACE * 4)
        self.lines = self._build_lines()
        column.addLayout(self._build_head())
        self.empty_words = elements.text(self._words_of_emptiness(), "muted")
        column.addWidget(self.empty_words)
        column.addWidget(self.lines)
        column.addLayout(self._build_sum())
        self.editor = ComponentEditor(context, pack, library)
        self.editor.edited.connect(self._on_component_edited)
        self.editor.replaced.connect(self.take_from_library)
        self.separator = elements.separator()
        column.addWidget(self.separator)
        column.addWidget(self.editor)
        self.setLayout(column)

    # --------------------------------------------------------------- parts

    def _words_of_emptiness(self) -> str:
        return self._context.texts.gettext(
            "Nothing is entered for this part. Add a component, or take one from the library of substances."
        )

    def _build_head(self) -> QVBoxLayout:
        gettext, theme = self._context.texts.gettext, self._context.theme
        column = elements.column(spacing=SPACE * 2)
        column.addWidget(elements.text(gettext("Components"), "section"))
        row = FlowLayout(spacing=SPACE * 2)
        self.library_button = elements.button(gettext("From the library"))
        elements.set_icon(self.library_button, "search", theme)
        self.library_button.clicked.connect(self.library_asked)
        self.add_button = elements.button(gettext("Add a component"))
        elements.set_icon(self.add_button, "plus", theme)
        self.add_button.clicked.connect(lambda: self.add(ComponentDraft()))
        self.remove_button = elements.button(gettext("Remove"), "quiet")
        self.remove_button.clicked.connect(self.remove_current)
        for made in (self.add_button, self.library_button, self.remove_button):
            row.addWidget(made)
        column.addLayout(row)
        return column

    def _build_lines(self) -> QTreeWidget:
        gettext = self._context.texts.gettext
        lines = QTreeWidget()
        lines.setRootIsDecorated(False)
        lines.setUniformRowHeights(True)
        lines.setHeaderLabels([gettext("Name"), gettext("Fraction"), gettext("Class by"), gettext("Class")])
        lines.setAccessibleName(gettext("Components"))
        lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = lines.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        lines.currentItemChanged.connect(self._on_line_chosen)
        return lines

    def _build_sum(self) -> QVBoxLayout:
        gettext = self._context.texts.gettext
        self.sum_words = elements.text("", "muted", wraps=False)
        self.rest_unidentified = elements.button(gettext("The rest is not identified"), "quiet")
        self.rest_unidentified.clicked.connect(lambda: self._add_rest(UNIDENTIFIED, gettext("not identified")))
        self.rest_harmless = elements.button(gettext("The rest is published as not hazardous"), "quiet")
        self.rest_harmless.clicked.connect(lambda: self._add_rest(PUBLISHED, gettext("the rest, not hazardous")))
        row = FlowLayout(spacing=SPACE * 2)
        for part in (self.rest_unidentified, self.rest_harmless):
            row.addWidget(part)
        column = elements.column(spacing=0)
        column.addWidget(self.sum_words)
        column.addLayout(row)
        return column

    # ------------------------------------------------------- what is shown

    def show_mixture(self, mixture: MixtureDraft, chosen: int = 0) -> None:
        """Show a mixture and one of its components; emits nothing."""
        self._mixture = mixture
        self._is_showing = True
        self.lines.clear()
        for component in mixture.components:
            self.lines.addTopLevelItem(self._make_line(component))
        self._is_showing = False
        self._fit_lines()
        if mixture.components:
            line = self.lines.topLevelItem(min(chosen, len(mixture.components) - 1))
            if line is not None:
                self.lines.setCurrentItem(line)
        self._show_sum()

    def show_classes(self, classes: Sequence[int]) -> None:
        """Show the class of each component that is filled in, none where there is no result."""
        filled = [number for number, each in enumerate(self._mixture.components) if not each.is_blank]
        known = dict(zip(filled, classes, strict=False)) if len(filled) == len(classes) else {}
        for number in range(self.lines.topLevelItemCount()):
            line = self.lines.topLevelItem(number)
            if line is not None:
                line.setText(3, str(known[number]) if number in known else DASH)

    def _make_line(self, component: ComponentDraft) -> QTreeWidgetItem:
        line = QTreeWidgetItem()
        for column in (1, 3):
            line.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.setSizeHint(0, QSize(0, self._context.theme.quiet_height()))
        self._fill_line(line, component)
        return line

    def _fill_line(self, line: QTreeWidgetItem, component: ComponentDraft) -> None:
        texts = self._context.texts
        bases = {PUBLISHED: texts.gettext("published"), UNIDENTIFIED: texts.gettext("not identified")}
        by = bases.get(component.basis) or component.statements or texts.gettext("no statements")
        fraction = component.fraction
        shown = DASH if fraction is None or isinstance(fraction, str) else f"{texts.quantity(fraction)}\u00a0%"
        name = component.name or texts.gettext("without a name")
        for column, words in enumerate((name, shown, by if len(by) < 28 else f"{by[:26]}…")):
            line.setText(column, words)
        line.setToolTip(0, elements.plain_tip(name))
        line.setToolTip(2, elements.plain_tip(by))

    def _fit_lines(self) -> None:
        """As high as its lines, six at most; nothing to choose, nothing to see."""
        count = len(self._mixture.components)
        height = self._context.theme.quiet_height()
        self.lines.setFixedHeight(self.lines.header().sizeHint().height() + height * min(count, _SHOWN_LINES) + SPACE)
        for part in (self.lines, self.editor, self.separator, self.remove_button):
            part.setVisible(count > 0)
        self.empty_words.setVisible(count == 0)
        self.add_button.setEnabled(count < MAX_COMPONENTS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the name needs the room more than the basis of the class."""
        super().resizeEvent(event)
        self.lines.setColumnHidden(2, event.size().width() < self._context.theme.wide(_WIDE_ENOUGH_PX))

    def _show_sum(self) -> None:
        texts, missing = self._context.texts, self._mixture.missing_percent()
        is_short = missing is not None and missing > 0 and bool(self._mixture.filled)
        for part in (self.rest_unidentified, self.rest_harmless):
            part.setVisible(is_short)
        self.sum_words.setVisible(missing is not None and bool(self._mixture.filled))
        if missing is None:
            return
        total = percent_words(100 - missing, texts)
        if missing > 0:
            words = texts.gettext("Sum {total}, missing {missing}")
        elif missing < 0:
            words = texts.gettext("Sum {total}, too much by {missing}")
        else:
            words = texts.gettext("Sum {total}")
        self.sum_words.setText(words.format(total=total, missing=percent_words(abs(missing), texts)))

    # ------------------------------------------------------------ the user

    def _current(self) -> int:
        line = self.lines.currentItem()
        return -1 if line is None else self.lines.indexOfTopLevelItem(line)

    def _on_line_chosen(self) -> None:
        number = self._current()
        if not self._is_showing and number >= 0:
            self.editor.show_component(self._mixture.components[number])

    def add(self, component: ComponentDraft) -> None:
        """Put a component at the end and the keyboard into its name or fraction."""
        self._mixture.components.append(component)
        self.show_mixture(self._mixture, len(self._mixture.components) - 1)
        field = self.editor.form.editor("fraction" if component.name else "name")
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def add_from_library(self, substance: LibrarySubstance) -> None:
        """Add a substance of the library."""
        name = self._context.content.pick(substance.name)
        self.add(ComponentDraft.from_library(substance, name))

    def take_from_library(self, substance: LibrarySubstance) -> None:
        """Make the chosen component this substance; its fraction stays."""
        number = self._current()
        before = self._mixture.components[number]
        name = self._context.content.pick(substance.name)
        self._mixture.components[number] = ComponentDraft.from_library(substance, name, before.fraction)
        self.show_mixture(self._mixture, number)
        self.editor.form.editor("fraction").setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def remove_current(self) -> None:
        """Take the chosen component away."""
        number = self._current()
        if number >= 0:
            del self._mixture.components[number]
            self.show_mixture(self._mixture, number)
            self.edited.emit()

    def _add_rest(self, basis: str, name: str) -> None:
        missing = self._mixture.missing_percent()
        if missing is not None and missing > 0:
            self.add(ComponentDraft(name=name, fraction=_plain(missing), basis=basis, whc=0))

    def _on_component_edited(self) -> None:
        number = self._current()
        line = self.lines.currentItem()
        if line is not None and number >= 0:
            self._fill_line(line, self._mixture.components[number])
        self._show_sum()
        self.edited.emit()


def _plain(value: Fraction) -> float:
    return float(value)
