"""The map page: every facility with coordinates over the shipped base map and the user's own layers, offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tmfcheck.domain.geography import Place
from tmfcheck.domain.map_content import ColourBy
from tmfcheck.domain.screen_frame import ScreenFrame
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.map.background import Errand
from tmfcheck.gui.map.facility_side import FacilitySide
from tmfcheck.gui.map.ground_paths import Ground, shipped_ground
from tmfcheck.gui.map.layer_panel import LayerPanel
from tmfcheck.gui.map.map_area import MapArea
from tmfcheck.gui.map.map_content_maker import MapWish, ShownMap
from tmfcheck.gui.map.map_counter import MapCounter
from tmfcheck.gui.map.map_output import MapOrder
from tmfcheck.gui.map.map_overlays import length_words
from tmfcheck.gui.map.map_reader import MadeMap, MapReader
from tmfcheck.gui.map.map_sentences import note_words, place_under
from tmfcheck.gui.map.map_toolbar import MapToolbar
from tmfcheck.gui.map.marker_levels import PlacedMarker
from tmfcheck.gui.map.user_layers import UserLayers
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.keyboard import command_key
from tmfcheck.services.maps import CENTRAL_ASIA

_SIDE_PX, _NARROW_SIDE_PX = 300, 248
_WIDE_ENOUGH_PX = 1000
NEAR_ZOOM = 7.0
PREPARE_AFTER_MS = 300
"""First the map is painted in peace."""
"""A facility asked for from elsewhere is shown at least this near."""
CARD_AIR_PX = 48
MOST_REMEMBERED = 300
"""Chosen facilities up to this many are chosen again after a restart."""
_CORNERS: tuple[Place, ...] = ((CENTRAL_ASIA.west, CENTRAL_ASIA.south), (CENTRAL_ASIA.east, CENTRAL_ASIA.north))


class MapScreen(Screen):
    """The argument is ``{"select": [ids], "facility": id}`` or what ``place()`` gave; each part may be missing."""

    name = "map"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.shown: ShownMap | None = None
        self.colour_by = ColourBy.THI
        self._errands: list[Errand] = []
        self._preparing = QTimer(self, singleShot=True, interval=PREPARE_AFTER_MS)
        self._preparing.timeout.connect(self._prepare)
        self._place_wish: Mapping[str, Any] = {}
        self.reader = MapReader(context, self)
        self.reader.read.connect(self._on_read)
        self.reader.coloured.connect(self._take)
        self._wants_fit = True
        self._legend_wish: bool | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 6, SPACE * 4, SPACE * 6, SPACE * 3)
        layout.setSpacing(SPACE * 3)
        self.toolbar = MapToolbar(context)
        self.area = MapArea(context)
        self.view = self.area.view
        self.side = FacilitySide(context, self.view.art)
        self.layers = UserLayers(context.settings, self.view.art.colours, self)
        self.layer_panel = LayerPanel(context, self.layers, self.view.art.colours)
        layout.addWidget(self.toolbar)
        layout.addLayout(self._build_middle(), 1)
        self._connect_toolbar()
        self._connect_view()
        self._connect_side()
        self._connect_layers()
        self._connect_counter()
        QShortcut(QKeySequence.StandardKey.Save, self, self.toolbar.save_button.click)
        QShortcut(QKeySequence.StandardKey.Print, self, self.toolbar.print_button.click)
        self._run(shipped_ground, self._on_ground_ready)

    def _build_middle(self) -> QHBoxLayout:
        self.pointer_words = QLabel()
        self.pointer_words.setProperty("role", "hint")
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        strip = QHBoxLayout()
        strip.addWidget(self.told)
        strip.addStretch(1)
        strip.addWidget(self.pointer_words)
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addWidget(self.area, 1)
        left.addLayout(strip)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addLayout(left, 1)
        row.addWidget(self._build_side())
        return row

    def _build_side(self) -> QWidget:
        """Facilities or layers, one at a time."""
        gettext = self.context.texts.gettext
        self.side_room = QWidget()
        self.pages = QStackedWidget()
        self._tabs = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(SPACE)
        for words, page in ((gettext("Facilities"), self.side), (gettext("Layers"), self.layer_panel)):
            tab = elements.button(words)
            tab.setCheckable(True)
            tab.setChecked(page is self.side)
            self._tabs.addButton(tab, self.pages.addWidget(page))
            tabs.addWidget(tab, 1)
        self._tabs.idClicked.connect(self.pages.setCurrentIndex)
        column = elements.column(spacing=SPACE * 2)
        column.addLayout(tabs)
        column.addWidget(self.pages, 1)
        self.side_room.setLayout(column)
        return self.side_room

    def _connect_toolbar(self) -> None:
        bar = self.toolbar
        bar.colour_chosen.connect(lambda word: self._use_colour(ColourBy(word)))
        bar.chosen_asked.connect(lambda: self.view.fit(self._places_of(self.view.chosen)))
        self.area.all_button.clicked.connect(self._show_all)
        self.area.home_button.clicked.connect(lambda: self.view.fit(_CORNERS))
        bar.measure_toggled.connect(self._on_measure_toggled)
        bar.select_toggled.connect(self._on_select_toggled)
        bar.legend_toggled.connect(self._on_legend_toggled)

    def _connect_view(self) -> None:
        self.view.facility_clicked.connect(self._on_facility_clicked)
        self.view.facility_opened.connect(self._open_facility)
        self.view.ground_clicked.connect(self._close_card)
        self.view.chosen_changed.connect(self._on_chosen)
        self.view.pointer_moved.connect(self._on_pointer_moved)
        self.view.measured.connect(self._tell_measured)
        self.area.card.opened.connect(self._open_facility)
        self.area.card.closed.connect(self._close_card)
        self.area.card.choice_toggled.connect(self._toggle_choice)

    def _connect_side(self) -> None:
        self.side.facility_chosen.connect(self._on_listed_chosen)
        self.side.facility_opened.connect(self._open_facility)
        self.side.choice_toggled.connect(self._toggle_choice)
        self.side.choice_cleared.connect(lambda: self._choose(frozenset()))
        self.side.register_asked.connect(lambda: self.context.go("register", {"select": sorted(self.view.chosen)}))

    def _connect_layers(self) -> None:
        self.view.picture.layer_painter = self.layers.paint
        self.view.picture.layer_names = self.layers.names
        self.view.files_dropped.connect(self._on_files_dropped)
        self.layers.changed.connect(self._on_layers_changed)
        self.layers.refused.connect(self.context.report_problem)
        self.layers.recall()

    def _connect_counter(self) -> None:
        self.counter = MapCounter(self.context, self, self._order)
        self.toolbar.save_asked.connect(self.counter.ask_to_save)
        self.toolbar.print_asked.connect(self.counter.ask_to_print)
        self.counter.busy_changed.connect(lambda is_busy: self.toolbar.allow_output(allowed=not is_busy))
        self.counter.told.connect(self._on_counter_told)

    def _order(self) -> MapOrder | None:
        """What is in view, for paper."""
        if self.shown is None:
            return None
        layers, chosen = self.layers.drawable(), self.view.chosen
        return MapOrder(self.shown.content, self.view.frame.visible, self.context.texts, layers, chosen)

    def _on_counter_told(self, words: str) -> None:
        note = self.context.texts.gettext("Picture layers (MBTiles) stay on the screen.")
        self.told.setText(f"{words}  {note}" if words and self.layers.has_pictures() else words)

    def _on_layers_changed(self) -> None:
        self.view.show_sources(self.layers.sources())
        self.view.refresh()

    def _on_files_dropped(self, paths: list[Path]) -> None:
        self.show_layers()
        self.layer_panel.add_files(paths)

    def show_layers(self) -> None:
        """Bring the list of layers up beside the map."""
        self._tabs.button(1).setChecked(True)
        self.pages.setCurrentIndex(1)

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        texts = self.context.texts
        count = len(self.shown.content.facilities) if self.shown is not None else 0
        words = texts.ngettext("{number} facility on the map", "{number} facilities on the map", count)
        return Heading(texts.gettext("Map"), words.format(number=texts.number(count)))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        if self.view.measuring.is_on:
            return (
                KeyHint("Space", gettext("set a place in the middle")),
                KeyHint("Backspace", gettext("take the last one back")),
                KeyHint("Esc", gettext("end measuring")),
            )
        return (
            KeyHint("↑ ↓ ← →", gettext("move")),
            KeyHint("+ −", gettext("zoom")),
            KeyHint("/", gettext("search")),
            KeyHint("Space", gettext("choose in the list")),
            KeyHint("Enter", gettext("open")),
            KeyHint("Shift", gettext("and drag: select")),
            KeyHint("M", gettext("measure")),
            KeyHint("Ctrl S", gettext("save")),
        )

    def show_place(self, argument: object) -> None:
        """Read the facilities again and show them; come back to the frame one was at."""
        wish: Mapping[str, Any] = argument if isinstance(argument, dict) else {}
        if wish.get("by") in list(ColourBy):
            self.colour_by = ColourBy(wish["by"])
        self.toolbar.show_colour(self.colour_by)
        if isinstance(wish.get("frame"), list) and len(wish["frame"]) == 3:
            self._wants_fit = False
            self.view.show_frame(_frame_at(wish["frame"], self.view.frame))
        self._place_wish = wish
        try:
            self.reader.start(self._map_wish)
        except TmfCheckError as error:
            self.context.report_problem(error)

    def _map_wish(self) -> MapWish:
        day = self.context.desk.today()
        room = self.view.room if self._wants_fit else None
        return MapWish(self.colour_by, day, self.view.point_px, self.view.frame.zoom, room)

    def place(self) -> object:
        frame, chosen = self.view.frame, sorted(self.view.chosen)
        return {
            "frame": [round(frame.x, 5), round(frame.y, 5), round(frame.zoom, 3)],
            "by": str(self.colour_by),
            "select": chosen if len(chosen) <= MOST_REMEMBERED else [],
        }

    def retire(self) -> None:
        """Give up what is under way."""
        for errand in self._errands:
            errand.give_up()
        self._errands.clear()
        self.reader.give_up()
        self._preparing.stop()
        self.layers.close()
        self.counter.give_up()

    def _run(self, work: Any, then: Any) -> None:
        """Do something away from the window; its result is taken here."""

        def take(result: Any) -> None:
            self._errands.remove(errand)
            then(result)

        errand = Errand(self, work, take)
        self._errands.append(errand)

    @property
    def is_busy(self) -> bool:
        """Whether something is still being made."""
        return (
            bool(self._errands)
            or self._preparing.isActive()
            or self.reader.is_busy
            or self.layers.is_busy
            or self.counter.is_busy
        )

    def _on_ground_ready(self, ground: Ground) -> None:
        self.view.picture.ground = ground
        self.view.refresh()
        if not ground.is_complete:
            self._run(ground.complete, self._on_ground_ready)

    def _on_read(self, made: MadeMap) -> None:
        self._take(made)
        shown, wish = made.shown, self._place_wish
        self._place_wish = {}
        if isinstance(wish.get("select"), list):
            self._choose(frozenset(str(each) for each in wish["select"]) & shown.facilities.keys())
            if "frame" not in wish and self.view.chosen:
                self._wants_fit = False
                self.view.fit(self._places_of(self.view.chosen))
        facility = wish.get("facility")
        if facility in shown.facilities:
            self._wants_fit = False
            self._go_to(str(facility))
            if self.view.frame.zoom < NEAR_ZOOM:
                self.view.zoom_by(NEAR_ZOOM - self.view.frame.zoom)
        if self._wants_fit:
            self._wants_fit = False
            self._show_all()

    def _take(self, made: MadeMap) -> None:
        self.shown = shown = made.shown
        self.view.picture.levels = shown.levels
        self.view.refresh()
        self.side.show_rows(made.rows)
        self.area.legend.show_content(shown.content)
        self._place_legend()
        self._choose(self.view.chosen & shown.facilities.keys())
        if self.view.current not in shown.facilities:
            self._close_card()
        self.heading_changed.emit()
        if shown.content.colour_by is not self.colour_by:
            # Another colour was chosen while this was made.
            self._use_colour(self.colour_by)
        else:
            self._preparing.start()

    def _prepare(self) -> None:
        """Gather the markers of the other zooms, so that zooming finds them."""
        shown, zoom = self.shown, self.view.frame.zoom
        if shown is not None:
            self._run(lambda: sum(1 for _ in shown.levels.prepare(zoom)), lambda _count: None)

    def _places_of(self, ids: frozenset[str]) -> list[Place]:
        if self.shown is None:
            return []
        return [self.shown.facilities[each].place for each in ids if each in self.shown.facilities]

    def _show_all(self) -> None:
        places = [each.place for each in self.shown.content.facilities] if self.shown is not None else []
        self.view.fit(places or _CORNERS)

    def _use_colour(self, by: ColourBy) -> None:
        self.colour_by = by
        shown, made = self.shown, self._map_wish()
        if shown is not None:
            self.reader.colour(shown, made)

    # ------------------------------------------------------------ one facility

    def _on_facility_clicked(self, facility_id: str) -> None:
        self._show_card(facility_id)
        self.side.mark(facility_id)

    def _on_listed_chosen(self, facility_id: str) -> None:
        """The map follows the list."""
        self._go_to(facility_id)

    def _go_to(self, facility_id: str) -> None:
        if self.shown is None:
            return
        self._show_card(facility_id)
        card, frame = self.area.card, self.view.frame.centred(self.shown.facilities[facility_id].place)
        covered = card.x() + card.width()
        # Beside the card where that would lie on it, as long as there is room beside it.
        is_hidden = self.view.width() / 2 - CARD_AIR_PX < covered < self.view.width() - 2 * CARD_AIR_PX
        self.view.show_frame(frame.moved(-covered / 2, 0) if is_hidden else frame)
        self.side.mark(facility_id)

    def _show_card(self, facility_id: str) -> None:
        if self.shown is None:
            return
        self.view.show_current(facility_id)
        on_map = self.shown.facilities[facility_id]
        self.area.card.show_facility(self.shown.scored[facility_id], on_map, is_chosen=facility_id in self.view.chosen)
        self.area.note.hide()
        self._place_legend()

    def _close_card(self) -> None:
        had_keyboard = self.area.card.isAncestorOf(self.focusWidget() or self)
        self.area.card.hide()
        self.view.show_current(None)
        self._place_legend()
        if had_keyboard:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_facility(self, facility_id: str) -> None:
        self.context.go("facility", facility_id)

    # --------------------------------------------------------------- choosing

    def _choose(self, chosen: frozenset[str]) -> None:
        self.view.show_chosen(chosen)
        self._on_chosen(chosen)

    def _toggle_choice(self, facility_id: str) -> None:
        self._choose(self.view.chosen ^ {facility_id})

    def _on_chosen(self, chosen: frozenset[str]) -> None:
        from tmfcheck.gui.main_window import SCREENS

        self.side.show_chosen(chosen)
        self.side.register_button.setVisible("register" in SCREENS)
        self.toolbar.chosen_button.setEnabled(bool(chosen))
        card = self.area.card
        card.show_chosen(is_chosen=card.facility_id in chosen)

    def _on_select_toggled(self, is_on: bool) -> None:
        self.view.selects_by_drag = is_on

    # ------------------------------------------------------ pointer and measure

    def _on_pointer_moved(self, place: Place | None, marker: PlacedMarker | None) -> None:
        self.pointer_words.setText(place_under(place, self.context.texts))
        if place is None or marker is None or self.shown is None or self.view.measuring.is_on:
            self.area.note.hide()
            return
        name, lines = note_words(marker, self.shown, self.context.texts)
        self.area.show_note(name, lines, self.view.frame.from_world((marker.x, marker.y)))

    def _on_measure_toggled(self, is_on: bool) -> None:
        if is_on:
            self._close_card()
            self.view.start_measuring()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.end_measuring()
        self.heading_changed.emit()

    def _tell_measured(self) -> None:
        measuring, texts = self.view.measuring, self.context.texts
        if self.toolbar.measure_button.isChecked() != measuring.is_on:
            self.toolbar.measure_button.setChecked(measuring.is_on)
            self.heading_changed.emit()
        if not measuring.is_on:
            self.told.setText("")
            return
        legs = measuring.legs_km()
        if not legs:
            self.told.setText(texts.gettext("Click where the distance begins."))
            return
        words = texts.gettext("Distance by air: {length}")
        self.told.setText(words.format(length=length_words(sum(legs), texts)))

    # -------------------------------------------------------------- the legend

    def _on_legend_toggled(self, is_on: bool) -> None:
        self._legend_wish = is_on
        self._place_legend()

    def _place_legend(self) -> None:
        has_room = self.area.has_room_for_legend() and (self.area.card.isHidden() or self.area.has_room_for_both())
        wished = has_room if self._legend_wish is None else self._legend_wish
        is_shown = wished and self.shown is not None
        self.area.legend.setVisible(is_shown)
        self.toolbar.legend_button.setChecked(is_shown)
        self.area.arrange()

    # ------------------------------------------------------------ the window

    def take_keyboard(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys for the tools."""
        command = command_key(event)
        if command == "/":
            self._tabs.button(0).click()
            self.side.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.side.search_field.selectAll()
        elif command == "m":
            self.toolbar.measure_button.click()
        elif command == "l":
            self.toolbar.legend_button.click()
        elif event.key() == Qt.Key.Key_Escape and self.area.card.isVisible():
            self._close_card()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the map needs the room more than the list."""
        super().resizeEvent(event)
        wide = self.context.theme.wide
        is_wide = self.width() >= wide(_WIDE_ENOUGH_PX)
        self.side_room.setFixedWidth(wide(_SIDE_PX if is_wide else _NARROW_SIDE_PX))
        self._place_legend()


def _frame_at(stored: list[Any], before: ScreenFrame) -> ScreenFrame:
    """The frame that was stored; the one before where it cannot be read."""
    try:
        x, y, zoom = (float(each) for each in stored)
    except (TypeError, ValueError):
        return before
    return (
        ScreenFrame(x, y, before.zoom, before.width, before.height)
        .held()
        .zoomed(zoom, (before.width / 2, before.height / 2))
    )
