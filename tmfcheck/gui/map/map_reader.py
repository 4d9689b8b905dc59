"""Reads the facilities for the map and makes what it shows of them, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from tmfcheck.domain.facility_risk import ScoredFacility
from tmfcheck.domain.pack import Pack
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.map.background import Errand
from tmfcheck.gui.map.map_content_maker import MapWish, ShownMap, shown_again, shown_map
from tmfcheck.gui.map.map_sentences import side_rows
from tmfcheck.gui.map.side_list import SideRow
from tmfcheck.gui.pack_in_use import pack_in_use
from tmfcheck.gui.presenters.in_slices import InSlices
from tmfcheck.services.register_reading import read_scored


class MadeMap(NamedTuple):
    """A map and the rows of the list beside it."""

    shown: ShownMap
    rows: list[SideRow]


class MapReader(QObject):
    """Reads in slices, for the archive belongs to the window's thread, and makes the rest in a thread on plain data."""

    read = Signal(object)
    """The ``MadeMap`` of the facilities as they are stored now."""
    coloured = Signal(object)
    """The ``MadeMap`` of the same facilities in other classes."""

    def __init__(self, context: GuiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._reading = InSlices(self, keeps_much=True)
        self._reading.finished.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._making: Errand | None = None
        self._is_reading = False
        self._start_making: Callable[[Sequence[ScoredFacility]], None] = lambda _scored: None

    @property
    def is_busy(self) -> bool:
        """Whether a map is on its way."""
        return self._reading.is_running or self._making is not None

    def start(self, wish: Callable[[], MapWish]) -> None:
        """Read every facility and make its map; one whose facts stayed is not scored again. Raises PackError.

        ``wish`` is asked for when all are read: by then the view has its size.
        """
        self.give_up()
        pack, fingerprint = pack_in_use(self._context)
        if pack is not None:
            self._is_reading = True
            self._start_making = partial(self._make_read, pack, wish)
            self._reading.start(read_scored(self._context.desk, pack, fingerprint))

    def colour(self, shown: ShownMap, wish: MapWish) -> None:
        """Make the map of the same facilities in the classes of another figure.

        Not while facilities are being read, which would be lost for the sake of the former ones: whoever gets their
        map asks again where it came in other classes than are wanted now.
        """
        if not self._is_reading:
            self._make(lambda: shown_again(shown, wish), self.coloured.emit)

    def give_up(self) -> None:
        """Forget what is under way."""
        self._is_reading = False
        self._reading.stop()
        if self._making is not None:
            self._making.give_up()
            self._making = None

    def _on_read(self, scored: Sequence[ScoredFacility]) -> None:
        self._start_making(scored)

    def _on_failed(self, error: TmfCheckError) -> None:
        self._is_reading = False
        self._context.report_problem(error)

    def _make_read(self, pack: Pack, wish: Callable[[], MapWish], scored: Sequence[ScoredFacility]) -> None:
        wished = wish()
        self._make(lambda: shown_map(pack, scored, wished), self.read.emit)

    def _make(self, work: Callable[[], ShownMap], tell: Callable[[MadeMap], None]) -> None:
        texts = self._context.texts

        def make() -> MadeMap:
            shown = work()
            return MadeMap(shown, side_rows(shown, texts))

        def end() -> None:
            self._making = None
            self._is_reading = False

        def take(made: MadeMap) -> None:
            end()
            tell(made)

        if self._making is not None:
            self._making.give_up()
        self._making = Errand(self, make, take, on_bug=end)
