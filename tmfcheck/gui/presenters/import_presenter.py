"""A foreign list on its way in: the file, its map, what is doubtful, and the decisions; nothing is stored before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.clerk import Clerk, Heard
from tmfcheck.gui.collecting import without_collecting
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.painting import paint_now
from tmfcheck.i18n import N_
from tmfcheck.lists import map_changes
from tmfcheck.lists.column_view import ColumnView, FoundWord, column_views, found_words
from tmfcheck.lists.drafts import column_names
from tmfcheck.lists.list_map import Decision, ListMap
from tmfcheck.lists.table import Table
from tmfcheck.services import register_import
from tmfcheck.services.register_import import ImportPlan, ListInHand, Surroundings
from tmfcheck.services.remembered_maps import remember_map, remembered_map

DECIDE_AFTER_MS = 250
"""Decisions that follow each other quickly are worked out together."""


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A file that was read: its table and columns, a map for it, and the one remembered for its headings."""

    path: Path
    table: Table
    columns: tuple[ColumnView, ...]
    made: ListMap
    remembered: ListMap | None


class ImportPresenter(QObject):
    """Keeps everything between choosing a file and storing it; long work is done by the clerk."""

    list_opened = Signal()
    """``opened`` is another list, or the same one read another way."""
    map_changed = Signal()
    plan_changed = Signal()
    """``plan`` is another one, or None again."""
    settling = Signal()
    """Something was decided that the plan does not hold yet."""
    stored = Signal(object)
    """The ImportedList that is in the archive now."""
    taken_back = Signal(object)
    """The ImportedList that no longer is."""
    busy_changed = Signal(str)
    """What is under way, in words; empty where nothing is."""
    progressed = Signal(int, int)
    problem_met = Signal(object)
    """A TmfCheckError; what was there before is kept."""

    def __init__(self, context: GuiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.opened: OpenedList | None = None
        self.unread: Path | None = None
        """A file whose letters nobody could tell; it waits for somebody to name them."""
        self.plan: ImportPlan | None = None
        self._hand: ListInHand | None = None
        self._around: Surroundings | None = None
        self._asked_for: Path | None = None
        self.clerk = Clerk(self)
        self.clerk.progressed.connect(self.progressed)
        self.clerk.failed.connect(self._on_failed)
        self.clerk.idle.connect(lambda: self.busy_changed.emit(""))
        self._later = QTimer(self, singleShot=True, interval=DECIDE_AFTER_MS)
        self._later.timeout.connect(self._plan_again)

    @property
    def made(self) -> ListMap:
        """The present map; there is one once a list is open."""
        if self.opened is None:
            raise RuntimeError("no list is open")
        return self.opened.made

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the list's columns."""
        return tuple(column.name for column in self.opened.columns) if self.opened else ()

    def retire(self) -> None:
        """End the thread."""
        self._later.stop()
        self.clerk.stop()

    def cancel(self) -> None:
        """Give up what is under way."""
        self.clerk.cancel()

    def _send(self, words: str, work: object, then: object) -> None:
        self.busy_changed.emit(self._context.texts.gettext(words))
        self.clerk.send(work, then)  # type: ignore[arg-type]

    # ------------------------------------------------------------ the file

    def open_file(self, path: Path, made: ListMap | None = None) -> None:
        """Read a file; ``made`` is the map to read it with, else one is guessed."""
        encoding, sheet = (made.encoding, made.sheet) if made else (None, None)
        self._asked_for = path
        self._send(N_("Reading the file"), lambda _heard: _opened(path, encoding, sheet, made), self._on_opened)

    def read_as(self, *, encoding: str | None = None, sheet: str | None = None) -> None:
        """Read the same file in other letters or another sheet; its map is guessed anew, the country stays."""
        path = self.unread or (self.opened.path if self.opened else None)
        country = self.made.country if self.opened else None
        if path is not None:
            self._asked_for = path
            self._send(
                N_("Reading the file"), lambda _heard: _opened(path, encoding, sheet, None, country), self._on_opened
            )

    def take_heading(self, row: int) -> None:
        """Let another row be the heading; the map is guessed anew, the country stays."""
        if self.opened is None:
            return
        opened = self.opened
        self._send(N_("Reading the file"), lambda _heard: _headed(opened, row), self._on_opened)

    def _on_failed(self, error: TmfCheckError) -> None:
        if error.code == "LIST_ENCODING_UNKNOWN" and self._asked_for is not None:
            self.unread, self.opened = self._asked_for, None
            self._forget_plan()
            self.list_opened.emit()
        self.problem_met.emit(error)

    def _on_opened(self, opened: OpenedList) -> None:
        self.opened, self.unread = opened, None
        self._forget_plan()
        self.list_opened.emit()

    # ------------------------------------------------------------- the map

    def use_map(self, made: ListMap) -> None:
        """Take over a whole map; where it reads the file another way, the file is read again."""
        if self.opened is None:
            return
        present = self.made
        if (made.encoding, made.sheet, made.heading_row) != (present.encoding, present.sheet, present.heading_row):
            self.open_file(self.opened.path, made)
            return
        self.change_map(made)

    def change_map(self, made: ListMap) -> None:
        """Go on with a changed map."""
        if self.opened is not None:
            self.clerk.cancel()
            self.opened = replace(self.opened, made=made)
            self._forget_plan()
            self.map_changed.emit()

    def with_decimal(self, sign: object) -> ListMap:
        """The map with this decimal sign where the numbers do not prove one."""
        return replace(self.made, decimal="." if sign == "." else "," if sign == "," else None)

    def with_country(self, code: str) -> ListMap:
        """The map with this country for rows that name none."""
        return replace(self.made, country=code or None)

    def swap_coordinates(self, is_swapped: bool) -> None:
        """Say whether latitude and longitude changed places in the whole list."""
        self.change_map(replace(self.made, swap_coordinates=is_swapped))

    def words_of(self, column: str, field: str) -> Sequence[FoundWord]:
        """The words of a column, to be told what they mean."""
        return () if self.opened is None else found_words(self.opened.table, self.made.heading_row, column, field)

    def _forget_plan(self) -> None:
        self._later.stop()
        self._hand = None
        if self.plan is not None:
            self.plan = None
            self.plan_changed.emit()

    # ------------------------------------------------------------ the plan

    def check(self) -> None:
        """Work out what storing the list would do; the archive is read here, everything else by the clerk."""
        if self.opened is None:
            return
        self.busy_changed.emit(self._context.texts.gettext("Comparing with the register"))
        try:
            around = register_import.surroundings_of(self._context.desk, self._show_progress)
        except TmfCheckError as error:
            self.busy_changed.emit("")
            self.problem_met.emit(error)
            return
        opened, made = self.opened, self.made
        self._around = around

        def work(heard: Heard) -> tuple[ListInHand, ImportPlan]:
            hand = register_import.read_list(opened.path, opened.table, made, around, heard)
            return hand, register_import.plan_list(hand, made, around)

        self._send(N_("Checking every row"), work, self._on_planned)

    def _on_planned(self, result: tuple[ListInHand, ImportPlan]) -> None:
        self._hand, self.plan = result
        self.plan_changed.emit()

    def decide(self, rows: Sequence[int], decision: Decision | None) -> None:
        """Decide on rows that may be known facilities, or leave out rows that cannot become one ("skip")."""
        if self.opened is not None:
            self.opened = replace(self.opened, made=map_changes.with_decisions(self.made, tuple(rows), decision))
            self._later.start()
            self.settling.emit()

    def _plan_again(self) -> None:
        hand, around = self._hand, self._around
        if hand is None or around is None:
            return
        made = self.made

        def work(_heard: Heard) -> tuple[ListInHand, ImportPlan]:
            return hand, register_import.plan_list(hand, made, around)

        self._send(N_("Working out the decisions"), work, self._on_planned)

    @property
    def is_settling(self) -> bool:
        """Whether decisions are still being worked out."""
        return self._later.isActive() or self.clerk.is_busy

    # ---------------------------------------------------------- the archive

    def store(self) -> None:
        """Store the plan, all or nothing, and remember its map for lists with the same headings."""
        plan = self.plan
        if plan is None or self.opened is None or self.is_settling:
            return
        self.busy_changed.emit(self._context.texts.gettext("Storing"))
        desk = self._context.desk
        try:
            with without_collecting():
                register_import.apply_import(desk, plan, by=self._context.author, heard=self._show_progress)
        except TmfCheckError as error:
            self.problem_met.emit(error)
            return
        finally:
            self.busy_changed.emit("")
        remember_map(self._remembered_under(self.opened), self.made)
        self._context.note_saved(desk.clock())
        self.stored.emit(plan.imported)

    @staticmethod
    def _remembered_under(opened: OpenedList) -> tuple[str, ...]:
        return tuple(column.name for column in opened.columns)

    def take_back(self) -> None:
        """Undo the import that was stored last."""
        self.busy_changed.emit(self._context.texts.gettext("Taking it back"))
        desk = self._context.desk
        try:
            with without_collecting():
                undone = register_import.undo_import(desk, by=self._context.author, heard=self._show_progress)
        except TmfCheckError as error:
            self.problem_met.emit(error)
            return
        finally:
            self.busy_changed.emit("")
        self._context.note_saved(desk.clock())
        self.taken_back.emit(undone)

    def _show_progress(self, done: int, steps: int) -> None:
        """Paint the progress while the archive, which only this thread may use, is worked on; nothing else comes in."""
        self.progressed.emit(done, steps)
        paint_now()


def _opened(
    path: Path, encoding: str | None, sheet: str | None, made: ListMap | None, country: str | None = None
) -> OpenedList:
    table = register_import.open_list(path, encoding, sheet)
    if made is None:
        made = replace(register_import.first_map(table, country), encoding=encoding, sheet=sheet)
    return _viewed(path, table, made)


def _headed(opened: OpenedList, row: int) -> OpenedList:
    guessed = register_import.first_map(opened.table, opened.made.country, heading=row)
    kept = replace(guessed, encoding=opened.made.encoding, sheet=opened.made.sheet)
    return _viewed(opened.path, opened.table, kept)


def _viewed(path: Path, table: Table, made: ListMap) -> OpenedList:
    remembered = remembered_map(column_names(table, made.heading_row))
    return OpenedList(path, table, column_views(table, made.heading_row), made, remembered)
