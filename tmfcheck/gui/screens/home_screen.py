"""Home: the facilities, and the chosen one with its assessments; in an empty archive, what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.frame.sidebar import ENTRIES
from tmfcheck.gui.item_models.facility_model import FacilityRow, facility_rows
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.theme import SPACE
from tmfcheck.services.listing import list_assessments, list_facilities

if TYPE_CHECKING:
    from tmfcheck.gui.widgets.facility_finder import FacilityFinder
    from tmfcheck.gui.widgets.facility_pane import FacilityPane
    from tmfcheck.gui.widgets.welcome import Welcome

_LIST_PX, _NARROW_LIST_PX = 320, 256
_WIDE_ENOUGH_PX = 1000


class HomeScreen(Screen):
    """Facilities and assessments; the argument is the id of the facility to show."""

    name = "home"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._rows: tuple[FacilityRow, ...] = ()
        # Each page is made when there is something for it to show.
        self.welcome: Welcome | None = None
        self.finder: FacilityFinder | None = None
        self.pane: FacilityPane | None = None
        self._pages, self._facilities = QStackedWidget(), QWidget()
        self._pages.addWidget(self._facilities)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        QShortcut(QKeySequence.StandardKey.New, self, self._on_new_facility_clicked)
        QShortcut(QKeySequence("Ctrl+Shift+N"), self, self._on_new_assessment_key)

    # --------------------------------------------------------------- parts

    def _made_welcome(self) -> Welcome:
        if self.welcome is None:
            from tmfcheck.gui.widgets.welcome import Welcome

            self.welcome = Welcome(self.context)
            self.welcome.facility_asked.connect(self._on_new_facility_clicked)
            self.welcome.import_asked.connect(lambda: self.context.go("import"))
            self.welcome.sample_asked.connect(lambda: self.context.archive_asked.emit(True))
            self._pages.addWidget(self.welcome)
        return self.welcome

    def _made_finder(self) -> FacilityFinder:
        if self.finder is None:
            from tmfcheck.gui.widgets.facility_finder import FacilityFinder

            self.finder = FacilityFinder(self.context)
            self.finder.facility_asked.connect(self._on_new_facility_clicked)
            self.finder.import_asked.connect(lambda: self.context.go("import"))
            self.finder.searched.connect(self._show_marked)
            self.finder.facility_list.facility_chosen.connect(self._on_facility_chosen)
            self.finder.facility_list.facility_opened.connect(self._on_facility_opened)
            self._build_facilities(self.finder)
            self._share_room()
        return self.finder

    def _build_facilities(self, finder: FacilityFinder) -> None:
        row = QHBoxLayout(self._facilities)
        row.setContentsMargins(SPACE * 6, SPACE * 6, 0, 0)
        row.setSpacing(SPACE * 6)
        row.addWidget(finder)
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._room, 1)

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        texts = self.context.texts
        count = len(self._rows)
        words = texts.ngettext("{number} facility in this archive", "{number} facilities in this archive", count)
        return Heading(texts.gettext("Facilities"), words.format(number=texts.number(count)))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("↑ ↓", gettext("choose")),
            KeyHint("Enter", gettext("go on")),
            KeyHint("/", gettext("search")),
            KeyHint("Ctrl N", gettext("new facility")),
            KeyHint("Ctrl Shift N", gettext("new assessment")),
            KeyHint(f"Ctrl 1–{min(9, len(ENTRIES))}", gettext("other pages")),
            KeyHint("Ctrl ,", gettext("settings")),
            KeyHint("Ctrl + −", gettext("text size")),
        )

    def show_place(self, argument: object) -> None:
        """Read the archive again and show this facility; else the present one, the open assessment's or the first."""
        desk = self.context.desk
        try:
            self._rows = facility_rows(list_facilities(desk), list_assessments(desk), self.context.texts)
        except TmfCheckError as error:
            self.context.report_problem(error)
        if self._rows:
            self._show_facilities(argument)
        else:
            self._show_welcome()
        self.heading_changed.emit()

    def _show_welcome(self) -> None:
        welcome = self._made_welcome()
        welcome.allow_new(not self.context.is_read_only)
        self._pages.setCurrentWidget(welcome)
        if self.finder is not None:
            self.finder.show_rows((), None)
            self._show_marked()

    def _show_facilities(self, argument: object) -> None:
        finder = self._made_finder()
        finder.allow_new(not self.context.is_read_only)
        self._pages.setCurrentWidget(self._facilities)
        finder.show_rows(self._rows, self._facility_to_show(argument))
        self._show_marked()

    def _facility_to_show(self, argument: object) -> str | None:
        ids = [row.facility.id for row in self._rows]
        presenter = self.context.presenter
        wishes = (
            argument,
            self.place(),
            presenter.state.facility.id if presenter is not None else None,
        )
        return next((str(wish) for wish in wishes if wish in ids), ids[0] if ids else None)

    def take_keyboard(self) -> None:
        first = self._made_finder().facility_list if self._rows else self._made_welcome().new_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> object:
        return None if self.finder is None else self.finder.facility_list.current_id()

    def _show_marked(self) -> None:
        self._show_facility(self._made_finder().facility_list.current_row())

    def _show_facility(self, row: FacilityRow | None) -> None:
        if row is None:
            self.pane = None
            self._room.setWidget(QWidget())
            return
        # With all that is worked out of a facility: an empty archive opens sooner without it.
        from tmfcheck.gui.widgets.facility_pane import FacilityPane

        self.pane = FacilityPane(self.context, row, [each.facility for each in self._rows])
        self.pane.rank_asked.connect(lambda facility_id: self.context.go("register", facility_id))
        self.pane.facts_asked.connect(lambda facility_id: self.context.go("facility", facility_id))
        self.pane.assessment_asked.connect(self._on_new_assessment_asked)
        self.pane.assessment_opened.connect(self._on_assessment_opened)
        self.pane.map_asked.connect(lambda facility_id: self.context.go("map", {"facility": facility_id}))
        self._room.setWidget(self.pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the facility needs the room more than the list."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        if self.finder is not None:
            wide = self.context.theme.wide
            self.finder.take_width(wide(_LIST_PX if self.width() >= wide(_WIDE_ENOUGH_PX) else _NARROW_LIST_PX))

    # ------------------------------------------------------------ the user

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """``/`` goes to the search, as on the assessment."""
        if event.text() == "/" and self.finder is not None:
            self.finder.take_search()
            return
        super().keyPressEvent(event)

    def _on_facility_chosen(self, facility_id: str) -> None:
        self._show_facility(next(row for row in self._rows if row.facility.id == facility_id))

    def _on_facility_opened(self, facility_id: str) -> None:
        """Enter goes on with the first open assessment, else the newest; to the facility's data where there is none."""
        row = next(row for row in self._rows if row.facility.id == facility_id)
        unfinished = [assessment for assessment in row.assessments if not assessment.is_closed]
        if row.assessments:
            self._on_assessment_opened((unfinished or row.assessments)[0].id)
        else:
            self.context.go("facility", facility_id)

    def _on_assessment_opened(self, assessment_id: str) -> None:
        try:
            self.context.open_assessment(assessment_id)
        except TmfCheckError as error:
            self.context.report_problem(error)
            return
        self.context.go("assessment")

    def _on_new_facility_clicked(self) -> None:
        from tmfcheck.gui.dialogs.new_facility_dialog import NewFacilityDialog

        if self.context.is_read_only:
            return
        dialog = NewFacilityDialog(self.context, self)
        dialog.facility_made.connect(lambda facility_id: self.context.go("facility", facility_id))
        dialog.open()

    def _on_new_assessment_key(self) -> None:
        if self.pane is not None:
            self.pane.new_button.click()

    def _on_new_assessment_asked(self, facility_id: str) -> None:
        from tmfcheck.gui.dialogs.new_assessment_dialog import NewAssessmentDialog

        row = next(row for row in self._rows if row.facility.id == facility_id)
        dialog = NewAssessmentDialog(self.context, row.facility, self)
        dialog.assessment_made.connect(self._on_assessment_opened)
        dialog.open()
