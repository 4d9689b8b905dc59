"""The controls over the register: search, ranking, groups, filters, and the buttons that lead on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.icons import icon
from tmfcheck.gui.presenters.register_words import FILTER_WORDS, GROUP_WORDS, RANK_WORDS
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.filter_chips import FilterChips
from tmfcheck.gui.widgets.flow_layout import OneLineLayout
from tmfcheck.services.register import RankBy
from tmfcheck.services.register_view import HIGH_HAZARD_THI, GroupBy, RegisterView, WordFilter

_SEARCH_PX, _WIDEST_SEARCH_PX = 112, 280


class RegisterBar(QWidget):
    """Tells what the user chose; ``show_view`` shows a view and emits nothing."""

    searched = Signal(str)
    ranking_chosen = Signal(str)
    grouping_chosen = Signal(str)
    country_chosen = Signal(str)
    """The code of a country, empty for all."""
    filter_toggled = Signal(str)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 2)
        column.addWidget(self._build_choices())
        column.addWidget(self._build_filters())

    # --------------------------------------------------------------- parts

    def _build_choices(self) -> QWidget:
        room = QWidget()
        line = OneLineLayout(room, SPACE * 2)
        for part in (self._build_search(), *self._build_fields(), *self._build_buttons()):
            line.addWidget(part)
        return room

    def _build_search(self) -> QLineEdit:
        texts, theme = self._context.texts, self._context.theme
        self.search_field = QLineEdit()
        self.search_field.setMinimumWidth(theme.wide(_SEARCH_PX))
        self.search_field.setMaximumWidth(theme.wide(_WIDEST_SEARCH_PX))
        self.search_field.setPlaceholderText(texts.gettext("Search facilities"))
        self.search_field.setAccessibleName(self.search_field.placeholderText())
        self.search_field.setClearButtonEnabled(True)
        self.search_field.addAction(icon("search", theme, colour="muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search_field.textChanged.connect(self.searched)
        return self.search_field

    def _build_fields(self) -> Sequence[QWidget]:
        gettext = self._context.texts.gettext
        self.ranking_field = self._make_field(gettext("Rank by"), 0)
        for by, words in RANK_WORDS.items():
            self.ranking_field.addItem(gettext(words), str(by))
        self.grouping_field = self._make_field(gettext("Group by"), 9)
        for group, words in GROUP_WORDS.items():
            is_none = group is GroupBy.NOTHING
            shown = gettext(words) if is_none else gettext("By {what}").format(what=gettext(words).lower())
            self.grouping_field.addItem(shown, str(group))
        self.country_field = self._make_field(gettext("Country"), 9)
        self.ranking_field.activated.connect(lambda: self.ranking_chosen.emit(self.ranking_field.currentData()))
        self.grouping_field.activated.connect(lambda: self.grouping_chosen.emit(self.grouping_field.currentData()))
        self.country_field.activated.connect(lambda: self.country_chosen.emit(self.country_field.currentData()))
        return self.ranking_field, self.grouping_field, self.country_field

    def _make_field(self, name: str, letters: int) -> QComboBox:
        """A field wide enough for so many letters, 0 for its longest words; its list is as wide as its words."""
        field = QComboBox()
        field.setAccessibleName(name)
        field.setToolTip(name)
        policy = QComboBox.SizeAdjustPolicy
        field.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon if letters else policy.AdjustToContents)
        field.setMinimumContentsLength(letters)
        return field

    def _build_buttons(self) -> Sequence[QPushButton]:
        gettext = self._context.texts.gettext
        self.views_button = elements.button(gettext("Views"))
        self.export_button = elements.button(gettext("Export"))
        self.list_button = elements.button(gettext("Lists"))
        self.views_menu, self.export_menu, self.list_menu = QMenu(self), QMenu(self), QMenu(self)
        for button, menu in (
            (self.views_button, self.views_menu),
            (self.export_button, self.export_menu),
            (self.list_button, self.list_menu),
        ):
            menu.setAccessibleName(button.text())
            button.setMenu(menu)
        return self.views_button, self.export_button, self.list_button

    def _build_filters(self) -> QWidget:
        texts = self._context.texts
        limit = texts.gettext("THI of {limit} or more: the highest class of the map, no limit of the method.")
        tips = {WordFilter.HIGH_HAZARD: limit.format(limit=texts.number(HIGH_HAZARD_THI))}
        tips[WordFilter.OVERDUE] = texts.gettext("Accepted short-term measures whose date has passed.")
        tips[WordFilter.NO_RANK] = texts.gettext("No volume is known, so there is no index.")
        words = [(str(word), texts.gettext(shown), tips.get(word, "")) for word, shown in FILTER_WORDS.items()]
        self.filters = FilterChips(self._context.theme, words, texts.gettext("Filters"), texts.gettext("More filters"))
        self.filters.toggled.connect(self.filter_toggled)
        return self.filters

    # ------------------------------------------------------- what is shown

    def show_view(self, view: RegisterView) -> None:
        """Show what is chosen; emits nothing."""
        self.ranking_field.setCurrentIndex(self.ranking_field.findData(str(view.rank_by)))
        self.grouping_field.setCurrentIndex(self.grouping_field.findData(str(view.group_by)))
        self.country_field.setCurrentIndex(max(0, self.country_field.findData(view.country or "")))
        self.filters.show_chosen(str(word) for word in view.filters)

    def show_countries(self, countries: Sequence[tuple[str, str, int]], chosen: str | None) -> None:
        """The countries one can choose from; emits nothing."""
        texts = self._context.texts
        self.country_field.clear()
        self.country_field.addItem(texts.gettext("All countries"), "")
        for code, name, count in countries:
            self.country_field.addItem(f"{name} ({texts.number(count)})", code)
        self.country_field.setCurrentIndex(max(0, self.country_field.findData(chosen or "")))

    def allow_choices(self, *, is_ranked: bool) -> None:
        """What needs ranks waits for them."""
        for part in (self.ranking_field, self.grouping_field, self.filters, self.export_button):
            part.setEnabled(is_ranked)

    def ranking(self) -> RankBy:
        """What the user ranks by."""
        return RankBy(self.ranking_field.currentData())
