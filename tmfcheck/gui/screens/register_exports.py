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
    """One file that is asked for; the thread that makes it looks whether it still is before anything is written."""

    ended = Signal(object, object)
    """This order, and the error it ended with or None."""

    def __init__(self, parent: QObject, rows: Sequence[RegisterRow], out: Path) -> None:
        super().__init__(parent)
        self.entries = [row.entry for row in rows if row.entry is not None]
        self.out = out
        self.is_wanted = True

    def make(self, content: Callable[[], bytes]) -> None:
        """Make the file in the background and put it in its place, unless the order was given up by then."""
        in_background(lambda: self._deliver(content), self._on_done, self._on_failed)

    def _deliver(self, content: Callable[[], bytes]) -> None:
        made = content()
        if self.is_wanted:
            write_file(self.out, made)

    def _on_done(self) -> None:
        self.ended.emit(self, None)

    def _on_failed(self, error: Exception) -> None:
        self.ended.emit(self, error)


class RegisterExports(QObject):
    """Writes one file at a time, whole or not at all, and tells on the screen how far it is."""

    def __init__(self, screen: RegisterScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._context: GuiContext = screen.context
        self._order: _Order | None = None
        self._gathering = InSlices(self)
        self._gathering.finished.connect(self._on_gathered)
        self._gathering.failed.connect(self._on_not_gathered)
        menu = screen.bar.export_menu
        menu.aboutToShow.connect(lambda: self.fill_menu(menu))

    @property
    def is_writing(self) -> bool:
        return self._order is not None

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
        self._order = _Order(self, rows, out)
        self._order.ended.connect(self._on_ended)
        self._tell(self._context.texts.gettext("Writing {file}…"))
        self._screen.stop_button.show()
        if are_questions_ready():
            self._gather()
        else:
            # What is questioned is written too, and the base map it needs is a quarter of a second away.
            in_background(prepare_questions, self._gather, self._on_bug)

    def stop(self) -> None:
        """Give up what is under way; a file that stood there before stays as it is."""
        if self._order is not None:
            self._order.is_wanted = False
            self._gathering.stop()
            self._end("")

    def retire(self) -> None:
        """The screen goes: what is being made is still written, what is only gathered is not."""
        self._gathering.stop()

    def _gather(self) -> None:
        order = self._order
        if order is not None and not self._gathering.is_running:
            self._gathering.start(self._counted(export_steps(order.entries, order.out, self._paper()), order))

    def _counted(self, steps: Steps[Callable[[], bytes]], order: _Order) -> Steps[Callable[[], bytes]]:
        """The same steps, told in words now and then."""
        texts, done = self._context.texts, 0
        words = texts.gettext("Writing {file}… {done} of {number} facilities gathered")
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made: Callable[[], bytes] = end.value
                return made
            done += 1
            if done % _TELL_EVERY == 0:
                self._tell(words, done=texts.number(done), number=texts.number(len(order.entries)))
            yield

    def _on_gathered(self, content: Callable[[], bytes]) -> None:
        if self._order is not None:
            self._tell(self._context.texts.gettext("Writing {file}…"))
            self._order.make(content)

    def _on_not_gathered(self, error: TmfCheckError) -> None:
        if self._order is not None:
            self._on_ended(self._order, error)

    def _on_bug(self, bug: Exception) -> None:
        """Raise it here, where it is caught and written down."""
        self._end("")
        raise bug

    def _on_ended(self, order: _Order, error: Exception | None) -> None:
        """Tell how it ended; of an order that was given up only a bug is told."""
        is_present, texts = order is self._order, self._context.texts
        order.deleteLater()
        if is_present:
            self._end("" if error else texts.gettext("The register is in {file}").format(file=order.out))
        if error is None:
            self._context.settings.export_folder = order.out.parent
        elif not isinstance(error, TmfCheckError):
            raise error
        elif is_present:
            self._context.report_problem(error)

    def _tell(self, words: str, **figures: str) -> None:
        if self._order is not None:
            self._screen.say(words.format(file=self._order.out.name, **figures))

    def _end(self, words: str) -> None:
        self._order = None
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
