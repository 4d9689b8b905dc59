"""The register: every facility in one table, ranked, filtered and grouped, with the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tmfcheck.errors import PackError, TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.all_keys_dialog import AllKeysDialog
from tmfcheck.gui.pack_in_use import pack_of_library
from tmfcheck.gui.presenters.calculations import Calculation
from tmfcheck.gui.presenters.index_calculations import IndexCalculations
from tmfcheck.gui.presenters.register_presenter import RegisterPresenter
from tmfcheck.gui.presenters.register_rows import GroupRow, RegisterRow
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.screens.register_exports import RegisterExports
from tmfcheck.gui.screens.register_menus import RegisterMenus
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.calculation_popover import show_calculation
from tmfcheck.gui.widgets.keyboard import command_key
from tmfcheck.gui.widgets.register_bar import RegisterBar
from tmfcheck.gui.widgets.register_pane import RegisterPane
from tmfcheck.gui.widgets.register_table import RegisterTable
from tmfcheck.services.register import RankBy
from tmfcheck.services.register_view import Column, GroupBy, RegisterView, WordFilter, view_document, view_from_document

PANE_PX = 360
STACKS_BELOW = 900
"""Narrower than this (at 100 % text), the facility stands below the table instead of beside it."""
_TABLE_SHARE = 70
"""Percent of the height the table has where the facility stands below it."""
SHOW_AFTER_MS = 60
"""The facility beside the table follows when the keyboard rests."""


class RegisterScreen(Screen):
    """The authority's list; the argument is the id of a facility to go to, or ``{"select": [ids]}`` to show only.

    Making it raises PackError PACK_NONE_USABLE where there is no method to rank by.
    """

    name = "register"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.pane: RegisterPane | None = None
        pack, fingerprint = pack_of_library(context)
        if pack is None:
            raise PackError("PACK_NONE_USABLE")
        self.presenter = RegisterPresenter(context, pack, fingerprint, self)
        self.presenter.view = view_from_document(context.settings.register_view)
        self._wanted: object = None
        self._was_moved = False
        self._resting = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._resting.timeout.connect(self._show_pane)
        self._build()
        self._connect()
        self.menus, self.exports = RegisterMenus(self), RegisterExports(self)
        self.stop_button.clicked.connect(self.exports.stop)
        self._keys = self._make_keys()

    # --------------------------------------------------------------- parts

    def _build(self) -> None:
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._pages.addWidget(self._build_empty())
        self._pages.addWidget(self._build_register())

    def _build_empty(self) -> QWidget:
        gettext = self.context.texts.gettext
        column = elements.column(spacing=SPACE * 4)
        column.addWidget(elements.text(gettext("The register is empty"), "title"))
        words = gettext(
            "It ranks all facilities of this archive. Import a list you have, or add facilities one by one."
        )
        column.addWidget(elements.text(words))
        self.import_button = elements.button(gettext("Take a list in"), "primary")
        self.import_button.clicked.connect(lambda: self.context.go("import"))
        self.add_button = elements.button(gettext("Add a facility"))
        self.add_button.clicked.connect(lambda: self.context.go("home"))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.import_button)
        row.addWidget(self.add_button)
        row.addStretch(1)
        column.addLayout(row)
        card = elements.card(column)
        card.setFixedWidth(self.context.theme.wide(560))
        page = QWidget()
        around = QVBoxLayout(page)
        around.addStretch(2)
        around.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(3)
        return page

    def _build_register(self) -> QWidget:
        gettext = self.context.texts.gettext
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 3)
        column.setSpacing(SPACE * 3)
        self.bar = RegisterBar(self.context)
        column.addWidget(self.bar)
        self.table = RegisterTable(self.context.theme, self.presenter.words, gettext("Register"))
        self.nothing_found = elements.text(gettext("No facility fits the search and the filters."), "muted")
        self._beside = elements.scrolled(QWidget())
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._build_narrowed())
        rows.addWidget(self.nothing_found)
        rows.addWidget(self.table, 1)
        self._split.addWidget(left)
        self._split.addWidget(self._beside)
        self._split.setStretchFactor(0, 1)
        self.table.setMinimumHeight(self.context.theme.control_height() * 5)
        column.addWidget(self._split, 1)
        self.notice = elements.text(self._standing_words(), "hint")
        self.stop_button = elements.button(gettext("Stop"), "quiet")
        self.stop_button.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.notice, 1)
        foot.addWidget(self.stop_button)
        column.addLayout(foot)
        return page

    def _build_narrowed(self) -> QFrame:
        """Says that only facilities chosen elsewhere are shown, with the way back to all."""
        self._narrowed_words = elements.text("")
        self.all_button = elements.button(self.context.texts.gettext("Show all facilities"), "quiet")
        self.all_button.clicked.connect(lambda: self.presenter.show_only(None))
        row = QHBoxLayout()
        row.addWidget(self._narrowed_words, 1)
        row.addWidget(self.all_button)
        self.narrowed = elements.card(row, kind="note")
        row.setContentsMargins(SPACE * 3, 0, SPACE, 0)
        self.narrowed.hide()
        return self.narrowed

    def _show_narrowed(self) -> None:
        only, texts = self.presenter.only, self.context.texts
        self.narrowed.setVisible(only is not None)
        if only is not None:
            words = texts.ngettext(
                "Only {number} facility chosen on the map is shown.",
                "Only {number} facilities chosen on the map are shown.",
                len(only),
            )
            self._narrowed_words.setText(words.format(number=texts.number(len(only))))

    def _standing_words(self) -> str:
        """What must be known about the figures in the table; who corrects the pack's tables changes it."""
        gettext, tables = self.context.texts.gettext, self.presenter.pack.tables
        words = [gettext("Ranges of ranks and “inspect next” are own rules; classes are steps for reading.")]
        if any(not table.verified for name, table in tables.items() if name.startswith(("thi_", "tri_"))):
            words.insert(0, gettext("The tables behind THI and TRI are not verified."))
        return " ".join(words)

    def _connect(self) -> None:
        presenter, table, bar = self.presenter, self.table, self.bar
        presenter.arranged.connect(self._on_arranged)
        presenter.ranked.connect(self._on_ranked)
        presenter.questioned.connect(self._on_questioned)
        table.line_changed.connect(self._on_line_changed)
        table.figure_wanted.connect(self._on_figure_wanted)
        table.opened.connect(lambda row: self.context.go("home", row.id))
        table.group_toggled.connect(presenter.toggle_group)
        table.sort_wanted.connect(presenter.sort_by)
        bar.searched.connect(presenter.search)
        bar.ranking_chosen.connect(lambda by: presenter.rank_by(RankBy(by)))
        bar.grouping_chosen.connect(lambda by: self._use(replace(presenter.view, group_by=GroupBy(by))))
        bar.country_chosen.connect(lambda code: self._use(replace(presenter.view, country=code or None)))
        bar.filter_toggled.connect(lambda word: presenter.toggle_filter(WordFilter(word)))
        bar.filters.left.connect(self.take_keyboard)

    def _use(self, view: RegisterView) -> None:
        self.presenter.use_view(view)

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        texts, presenter = self.context.texts, self.presenter
        place = texts.gettext("Register")
        shown, count = len(presenter.shown), presenter.count
        if not presenter.is_ranked and count:
            words = texts.ngettext("Ranking {number} facility…", "Ranking {number} facilities…", count)
            return Heading(place, words.format(number=texts.number(count)))
        words = texts.ngettext("{shown} of {number} facility", "{shown} of {number} facilities", count)
        return Heading(place, words.format(shown=texts.number(shown), number=texts.number(count)))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("↑ ↓ ← →", gettext("move")),
            KeyHint("Enter", gettext("terms of a figure")),
            KeyHint("O", gettext("open the facility")),
            KeyHint("/", gettext("search")),
            KeyHint("F", gettext("filters")),
            KeyHint("R", gettext("rank by")),
            KeyHint("G", gettext("groups")),
            KeyHint("S", gettext("sort by this column")),
            KeyHint("V", gettext("views")),
            KeyHint("C", gettext("columns")),
            KeyHint("E", gettext("export")),
            KeyHint("?", gettext("all keys")),
        )

    def show_place(self, argument: object) -> None:
        """Read what has changed and go to this facility."""
        from tmfcheck.gui.main_window import SCREENS

        chosen = argument.get("select") if isinstance(argument, dict) else None
        if isinstance(chosen, list) and chosen:
            self.presenter.show_only(str(each) for each in chosen)
        self._wanted = argument if isinstance(argument, str) else None
        self.import_button.setEnabled("import" in SCREENS and not self.context.is_read_only)
        try:
            self.presenter.read()
        except TmfCheckError as error:
            self.context.report_problem(error)
        self._pages.setCurrentIndex(1 if self.presenter.count else 0)
        self.bar.allow_choices(is_ranked=self.presenter.is_ranked)
        self.bar.show_view(self.presenter.view)
        self._go_to_wanted()
        self._resting.start()

    @property
    def is_at_rest(self) -> bool:
        """Whether everything that is shown belongs together: all ranks stand, and the facility beside them is shown."""
        return self.presenter.is_ranked and not self.presenter.is_reading and not self._resting.isActive()

    def place(self) -> object:
        line = self.table.current_line()
        return line.id if isinstance(line, RegisterRow) else None

    def take_keyboard(self) -> None:
        first: QWidget = self.table if self.presenter.count else self.import_button
        if not first.isEnabled():
            first = self.add_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish_typing(self) -> None:
        """What the register is looked at by is kept for the next time."""
        self.context.settings.register_view = view_document(self.presenter.view)

    def retire(self) -> None:
        self.presenter.pause()
        self.exports.retire()

    def say(self, words: str) -> None:
        """Tell below the table what is done; without words, what must be known about the figures."""
        self.notice.setText(words or self._standing_words())

    def _on_arranged(self) -> None:
        presenter = self.presenter
        self.table.show_lines(presenter.lines, presenter.view)
        self._show_narrowed()
        self.table.setVisible(bool(presenter.lines))
        self.nothing_found.setVisible(not presenter.lines)
        self.bar.show_view(presenter.view)
        self.heading_changed.emit()
        self._resting.start()

    def _on_ranked(self) -> None:
        presenter = self.presenter
        self.bar.allow_choices(is_ranked=True)
        counts = {str(word): count for word, count in presenter.filter_counts().items()}
        self.bar.filters.show_counts(counts, self.context.texts)
        self.bar.show_countries(presenter.countries(), presenter.view.country)
        # After the ranks are painted: measuring their words would make one long turn of two.
        QTimer.singleShot(0, self.table, self.table.fit_anew)
        self._pages.setCurrentIndex(1 if presenter.count else 0)
        self._go_to_wanted()
        self.heading_changed.emit()

    def _go_to_wanted(self) -> None:
        if self._wanted is not None:
            self.table.show_facility(self._wanted)
        elif not self._was_moved:
            self.table.show_first()
        if self.presenter.is_ranked:
            self._wanted = None

    def _on_questioned(self) -> None:
        self.table.show_questions()
        line = self.table.current_line()
        if self.pane is not None and isinstance(line, RegisterRow) and line.entry is not None:
            self.pane.show_doubts(self.presenter.doubts(line.entry))

    def _on_line_changed(self, _line: RegisterRow | GroupRow | None) -> None:
        self._was_moved = True
        if not self.exports.is_writing:
            self.say("")
        self._resting.start()

    def _show_pane(self) -> None:
        line = self.table.current_line()
        if not isinstance(line, RegisterRow):
            self.pane = None
            self._beside.setWidget(QWidget())
            return
        from tmfcheck.gui.main_window import SCREENS

        presenter = self.presenter
        self.pane = RegisterPane(
            self.context, presenter.words, presenter.pack, line, presenter.view.rank_by, has_map="map" in SCREENS
        )
        self.pane.facility_wanted.connect(lambda facility_id: self.context.go("home", facility_id))
        self.pane.facts_wanted.connect(lambda facility_id: self.context.go("facility", facility_id))
        self.pane.map_wanted.connect(self._on_map_wanted)
        if line.entry is not None:
            self.pane.show_doubts(presenter.doubts(line.entry))
        self._beside.setWidget(self.pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.context.theme.wide
        is_narrow = event.size().width() < wide(STACKS_BELOW)
        orientation = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if orientation is not self._split.orientation() or not self._split.property("is_set"):
            self._split.setOrientation(orientation)
            self._split.setProperty("is_set", True)
            pane, width = wide(PANE_PX), event.size().width()
            self._split.setSizes([_TABLE_SHARE, 100 - _TABLE_SHARE] if is_narrow else [width - pane, pane])

    # ------------------------------------------------------------ the user

    def _on_map_wanted(self, facility_id: str) -> None:
        """Show the chosen facilities on the map, the present one opened."""
        chosen = [row.id for row in self.table.selected_rows()]
        self.context.go("map", {"select": chosen or [facility_id], "facility": facility_id})

    def _on_figure_wanted(self, row: RegisterRow, column: Column, rect: QRect) -> None:
        calculation = self._calculation(row, column)
        if calculation is not None:
            show_calculation(self.context.theme, calculation, self.table.viewport(), rect)

    def _calculation(self, row: RegisterRow, column: Column) -> Calculation | None:
        if row.entry is None:
            return None
        made = IndexCalculations(self.context.texts, self.context.content, self.presenter.pack, row.entry)
        by = self.presenter.view.rank_by
        ways: dict[Column, Callable[[], Calculation]] = {
            Column.RANK: lambda: made.rank(by),
            Column.CLASS: lambda: made.index(RankBy.THI if by is RankBy.THI else RankBy.TRI),
            Column.THI: lambda: made.index(RankBy.THI),
            Column.TRI: lambda: made.index(RankBy.TRI),
            Column.PRIORITY: made.priority,
            Column.TRAVEL_TIME: made.travel_time,
        }
        return ways[column]() if column in ways else None

    def _make_keys(self) -> dict[str, Callable[[], object]]:
        bar = self.bar
        return {
            "/": lambda: bar.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "f": bar.filters.start_choosing,
            "r": lambda: bar.ranking_field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "g": lambda: bar.grouping_field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "s": self._sort_by_present_column,
            "v": bar.views_button.showMenu,
            "c": self.menus.choose_columns,
            "e": bar.export_button.showMenu,
            "o": self._open_present,
            "?": lambda: AllKeysDialog(self.context, self.key_hints()[:-1], self).open(),
        }

    def _sort_by_present_column(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.presenter.is_ranked:
            self.presenter.sort_by(self.presenter.view.columns[index.column()])

    def _open_present(self) -> None:
        line = self.table.current_line()
        if isinstance(line, RegisterRow):
            self.context.go("home", line.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys while no field takes text; Esc goes back to the table."""
        key = command_key(event)
        if event.key() == Qt.Key.Key_Escape:
            self.take_keyboard()
        elif key in self._keys and not event.isAutoRepeat():
            self._keys[key]()
        else:
            super().keyPressEvent(event)
