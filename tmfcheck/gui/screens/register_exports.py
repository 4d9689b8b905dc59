"""The register from the window into a file: gathered in slices, made in the background, given up at any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.in_background import in_background
from tmfcheck.gui.presenters.in_slices import InSlices
from tmfcheck.gui.presenters.register_rows import RegisterRow
from tmfcheck.i18n import N_, Texts
from tmfcheck.services.doubting import are_questions_ready, prepare_questions
from tmfcheck.services.hazard_paper import ListOnPaper
from tmfcheck.services.output_files import write_file
from tmfcheck.services.register import Steps
from tmfcheck.services.register_export import ENDINGS, export_steps

if TYPE_CHECKING:
    from tmfcheck.gui.screens.register_screen import RegisterScreen

_TELL_EVERY = 500
"""Facilities gathered between two words about it."""
_KINDS: Mapping[str, str] = {
    ".pdf": N_("Hazard list on paper"),
    ".xlsx": N_("Excel workbook"),
    ".csv": N_("Table as plain text"),
    ".geojson": N_("GeoJSON for maps"),
    ".gpkg": N_("GeoPackage for QGIS"),
    ".kml": N_("KML for earth viewers"),
}
"""The words of every ending of ``ENDINGS``."""


class _Order(QObject):
    """One file that is asked for: gathered, made and written, also where the page that asked for it was made anew."""

    gathered = Signal(int)
    """So many facilities are gathered; after the last one only the file is made."""
    ended = Signal(object)
    """It is over: the file that was written, or None."""

    def __init__(self, context: GuiContext, rows: Sequence[RegisterRow], out: Path, paper: ListOnPaper) -> None:
        super().__init__(context)
        self._context = context
        self._paper = paper
        self._gathering = InSlices(self)
        self._gathering.finished.connect(self._on_gathered)
        self._gathering.failed.connect(self._on_failed)
        self.entries = [row.entry for row in rows if row.entry is not None]
        self.out = out
        self.done = 0
        self.is_wanted = True

    @property
    def is_gathering(self) -> bool:
        return self._gathering.is_running

    def start(self) -> None:
        """Gather in slices, then make the file in the background and put it in its place."""
        if are_questions_ready():
            self._gather()
        else:
            # What is questioned is written too, and the base map it needs is a quarter of a second away.
            in_background(prepare_questions, self._gather, self._on_failed)

    def give_up(self) -> None:
        """Nothing is written any more, unless it just is; a file that stood there before stays as it is."""
        self.is_wanted = False
        if self.is_gathering:
            self._gathering.stop()
            self.deleteLater()

    def _gather(self) -> None:
        if self.is_wanted:
            self._gathering.start(self._counted(export_steps(self.entries, self.out, self._paper)))
        else:
            self.deleteLater()

    def _counted(self, steps: Steps[Callable[[], bytes]]) -> Steps[Callable[[], bytes]]:
        """The same steps, told now and then."""
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made: Callable[[], bytes] = end.value
                return made
            self.done += 1
            if self.done % _TELL_EVERY == 0:
                self.gathered.emit(self.done)
            yield

    def _on_gathered(self, content: Callable[[], bytes]) -> None:
        self.done = 0
        self.gathered.emit(0)
        in_background(lambda: self._deliver(content), self._on_done, self._on_failed)

    def _deliver(self, content: Callable[[], bytes]) -> None:
        """In a thread, which looks whether the file is still wanted before anything is written."""
        made = content()
        if self.is_wanted:
            write_file(self.out, made)

    def _on_done(self) -> None:
        self._context.settings.export_folder = self.out.parent
        self._end(self.out)

    def _on_failed(self, error: Exception) -> None:
        """Tell why there is no file; of an order that was given up only a bug is told."""
        was_wanted = self.is_wanted
        self._end(None)
        if not isinstance(error, TmfCheckError):
            # Raised here, where it is caught and written down.
            raise error
        if was_wanted:
            self._context.report_problem(error)

    def _end(self, file: Path | None) -> None:
        was_wanted, self.is_wanted = self.is_wanted, False
        if was_wanted:
            self.ended.emit(file)
        self.deleteLater()


class RegisterExports(QObject):
    """Writes one file at a time, whole or not at all, and tells on the screen how far it is."""

    def __init__(self, screen: RegisterScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._context: GuiContext = screen.context
        self._order: _Order | None = None
        menu = screen.bar.export_menu
        menu.aboutToShow.connect(lambda: self.fill_menu(menu))
        under_way = next((each for each in self._context.findChildren(_Order) if each.is_wanted), None)
        if under_way is not None:
            self._follow(under_way)

    @property
    def is_writing(self) -> bool:
        return self._order is not None

    @property
    def is_gathering(self) -> bool:
        return self._order is not None and self._order.is_gathering

    def fill_menu(self, menu: QMenu) -> None:
        """What can be written: the chosen facilities where several are, and all that are shown."""
        texts, screen = self._context.texts, self._screen
        menu.clear()
        chosen, shown = screen.table.selected_rows(), screen.presenter.shown
        if len(chosen) > 1:
            words = texts.ngettext("{number} chosen facility…", "{number} chosen facilities…", len(chosen))
            menu.addAction(words.format(number=texts.number(len(chosen))), lambda: self.export(chosen))
        words = texts.ngettext("{number} shown facility…", "{number} shown facilities…", len(shown))
        menu.addAction(words.format(number=texts.number(len(shown))), lambda: self.export(shown))
        for action in menu.actions():
            action.setEnabled(bool(shown) and not self.is_writing)

    def export(self, rows: Sequence[RegisterRow]) -> None:
        """Ask where the file goes and write these facilities in their order."""
        gettext, folder = self._context.texts.gettext, self._context.settings.export_folder
        kinds = {f"{gettext(_KINDS[ending])} (*{ending})": ending for ending in ENDINGS}
        name = gettext("register")
        proposed = str(folder / f"{name}{ENDINGS[0]}")
        chosen, kind = QFileDialog.getSaveFileName(self._screen, gettext("Export"), proposed, ";;".join(kinds))
        if chosen:
            ending = kinds.get(kind, ENDINGS[0])
            has_ending = Path(chosen).suffix.lower() in ENDINGS
            self.write(rows, Path(chosen if has_ending else f"{chosen}{ending}"))

    def write(self, rows: Sequence[RegisterRow], out: Path) -> None:
        """Gather the facilities in slices and write the file in the background, whole or not at all."""
        self.stop()
        order = _Order(self._context, rows, out, self._paper())
        self._follow(order)
        order.start()

    def stop(self) -> None:
        """Give up what is under way; a file that stood there before stays as it is."""
        if self._order is not None:
            order = self._order
            self.retire()
            order.give_up()
            self._show_end("")

    def retire(self) -> None:
        """The screen goes, the order does not: the next screen follows it."""
        if self._order is not None:
            self._order.gathered.disconnect(self._on_order_gathered)
            self._order.ended.disconnect(self._on_order_ended)
            self._order = None

    def _follow(self, order: _Order) -> None:
        self._order = order
        order.gathered.connect(self._on_order_gathered)
        order.ended.connect(self._on_order_ended)
        self._screen.stop_button.show()
        self._on_order_gathered(order.done)

    def _on_order_gathered(self, done: int) -> None:
        order, texts = self._order, self._context.texts
        if order is None:
            return
        if done:
            words = texts.gettext("Writing {file}… {done} of {number} facilities gathered")
            figures = {"done": texts.number(done), "number": texts.number(len(order.entries))}
            self._screen.say(words.format(file=order.out.name, **figures))
        else:
            self._screen.say(texts.gettext("Writing {file}…").format(file=order.out.name))

    def _on_order_ended(self, file: Path | None) -> None:
        self._order = None
        words = self._context.texts.gettext("The register is in {file}")
        self._show_end("" if file is None else words.format(file=file))

    def _show_end(self, words: str) -> None:
        self._screen.stop_button.hide()
        self._screen.say(words)

    def _paper(self) -> ListOnPaper:
        """What a printed list says beside its facilities, in the languages of the report."""
        settings, presenter = self._context.settings, self._screen.presenter
        return ListOnPaper(
            pack=presenter.pack,
            pack_fingerprint=presenter.fingerprint,
            total=presenter.count,
            made_at=self._context.desk.clock(),
            language=settings.report_language,
            second_language=settings.second_report_language,
            by=presenter.view.rank_by,
            filters=presenter.filter_words(Texts(settings.report_language)),
        )
