"""Taking a foreign list in: choose the file, map its columns, look at every question, then store it, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout

from tmfcheck.domain.imported_list import ImportedList
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.list_import.done_page import DonePage
from tmfcheck.gui.list_import.file_page import FilePage
from tmfcheck.gui.list_import.mapping_page import MappingPage
from tmfcheck.gui.list_import.preview_page import PreviewPage
from tmfcheck.gui.presenters.import_presenter import ImportPresenter
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import N_
from tmfcheck.lists.list_map import map_text, read_map_text

FILE, MAPPING, PREVIEW, DONE = range(4)
_STEPS = (N_("1 File"), N_("2 Columns"), N_("3 Check"), N_("4 Stored"))


class ImportScreen(Screen):
    """Four steps; the argument is a path, or what ``place()`` gave. Nothing is stored before the last."""

    name = "import"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.presenter = ImportPresenter(context, self)
        self._wished_step = FILE
        self._is_first_plan = True
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 6, SPACE * 4, SPACE * 6, SPACE * 4)
        column.setSpacing(SPACE * 4)
        column.addLayout(self._build_steps())
        column.addWidget(self._build_pages(), 1)
        column.addWidget(self._build_progress())
        column.addLayout(self._build_ways())
        self._connect()
        self._show_step(FILE)

    # --------------------------------------------------------------- parts

    def _build_steps(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 6)
        self._steps = [elements.text(self.context.texts.gettext(words), "muted", wraps=False) for words in _STEPS]
        for label in self._steps:
            row.addWidget(label)
        row.addStretch(1)
        return row

    def _build_pages(self) -> QStackedWidget:
        self.file_page = FilePage(self.context, self.presenter)
        self.mapping_page = MappingPage(self.context, self.presenter)
        self.preview_page = PreviewPage(self.context, self.presenter)
        self.done_page = DonePage(self.context)
        self._pages = QStackedWidget()
        for page in (self.file_page, self.mapping_page, self.preview_page, self.done_page):
            self._pages.addWidget(page)
        return self._pages

    def _build_progress(self) -> QFrame:
        gettext = self.context.texts.gettext
        self._busy_words = elements.text("", "muted", wraps=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(gettext("Progress"))
        self.stop_button = elements.button(gettext("Cancel"), "quiet")
        self.stop_button.clicked.connect(self.presenter.cancel)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addWidget(self._busy_words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self._progress = elements.card(row, kind="note")
        self._progress.hide()
        return self._progress

    def _build_ways(self) -> QHBoxLayout:
        gettext = self.context.texts.gettext
        self.back_button = elements.button(gettext("Back"))
        elements.set_icon(self.back_button, "arrow-left", self.context.theme)
        self.hint = elements.text("", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.next_button = elements.button("", "primary")
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addWidget(self.back_button)
        row.addWidget(self.hint, 1)
        row.addWidget(self.next_button)
        return row

    def _connect(self) -> None:
        presenter = self.presenter
        self.back_button.clicked.connect(self._on_back_clicked)
        self.next_button.clicked.connect(self._on_next_clicked)
        self.file_page.file_asked.connect(self.open_file)
        self.done_page.undo_asked.connect(presenter.take_back)
        self.done_page.another_asked.connect(lambda: self._show_step(FILE))
        self.done_page.facilities_asked.connect(self._leave)
        presenter.list_opened.connect(self._on_list_opened)
        presenter.map_changed.connect(self._show_ways)
        presenter.plan_changed.connect(self._on_plan_changed)
        presenter.settling.connect(self._show_ways)
        presenter.stored.connect(self._on_stored)
        presenter.taken_back.connect(self._on_taken_back)
        presenter.busy_changed.connect(self._on_busy_changed)
        presenter.progressed.connect(self._on_progressed)
        presenter.problem_met.connect(self._on_problem_met)
        keys = (
            (QKeySequence.StandardKey.Open, self._on_open_key),
            ("Ctrl+Return", self.next_button.click),
            ("Ctrl+Enter", self.next_button.click),
            ("Alt+Left", self.back_button.click),
        )
        for key, action in keys:
            QShortcut(QKeySequence(key), self, action)

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        opened, gettext = self.presenter.opened, self.context.texts.gettext
        name = opened.path.name if opened is not None else gettext("Facilities from a spreadsheet or a CSV file")
        return Heading(gettext("Take a list in"), name)

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        hints = [KeyHint("Ctrl Enter", gettext("next step")), KeyHint("Alt ←", gettext("one step back"))]
        if self._step() == FILE:
            hints.insert(0, KeyHint("Ctrl O", gettext("choose a file")))
        else:
            hints.insert(0, KeyHint("↑ ↓", gettext("choose a row")))
        return (*hints, KeyHint("Tab", gettext("next field")), KeyHint("F6", gettext("to the pages")))

    def show_place(self, argument: object) -> None:
        """Come back to a list, or begin with the file named; without an argument go on where it was left."""
        if isinstance(argument, str | Path) and str(argument):
            self.open_file(Path(argument))
        elif isinstance(argument, Mapping) and self.presenter.opened is None and argument.get("path"):
            self._wished_step = min(int(argument.get("step", FILE)), MAPPING)
            try:
                made = read_map_text(str(argument.get("map", "")).encode(), Path(str(argument["path"])))
            except TmfCheckError:
                return
            self.presenter.open_file(Path(str(argument["path"])), made)
        self._show_ways()

    def place(self) -> object:
        opened = self.presenter.opened
        if opened is None or self._step() == DONE:
            return None
        return {"path": str(opened.path), "map": map_text(opened.made).decode(), "step": self._step()}

    def take_keyboard(self) -> None:
        step = self._step()
        wishes = (self.file_page.choose_button, self.mapping_page.table, self.next_button)
        first = self.done_page.facilities_button if step == DONE else wishes[step]
        if step == FILE and self.presenter.opened is not None:
            first = self.next_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def retire(self) -> None:
        self.presenter.retire()

    def _step(self) -> int:
        return self._pages.currentIndex()

    def _show_step(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        for number, label in enumerate(self._steps):
            elements.set_property(label, "role", "strong" if number == step else "muted")
        self._show_ways()
        self.heading_changed.emit()

    def _show_ways(self) -> None:
        """Name the way on, and say why it is closed where it is."""
        step, texts = self._step(), self.context.texts
        closed = self._hindrance()
        is_busy = not self._progress.isHidden()
        self.next_button.setVisible(step != DONE)
        self.back_button.setVisible(step != DONE)
        self.next_button.setText(self._next_words())
        self.next_button.setAccessibleName(self.next_button.text())
        self.next_button.setEnabled(not closed and not is_busy)
        self.back_button.setEnabled(not is_busy)
        self.hint.setText("" if is_busy else closed)
        if step == PREVIEW and not closed:
            self.hint.setText(texts.gettext("All of it or nothing; it can be taken back."))

    def _next_words(self) -> str:
        gettext, plan = self.context.texts.gettext, self.presenter.plan
        if self._step() != PREVIEW or plan is None:
            return gettext("Map the columns") if self._step() == FILE else gettext("Check the list")
        texts, count = self.context.texts, len(plan.imported.added) + len(plan.imported.changed)
        words = texts.ngettext("Store {number} facility", "Store {number} facilities", count)
        return words.format(number=texts.number(count))

    def _hindrance(self) -> str:
        step = self._step()
        if step == FILE:
            return "" if self.presenter.opened else self.context.texts.gettext("Choose a file first.")
        return self.mapping_page.gap_words() if step == MAPPING else self.preview_page.hindrance()

    # ------------------------------------------------- what was worked out

    def _on_list_opened(self) -> None:
        self.context.problem_over.emit()
        self.file_page.show_list()
        self.mapping_page.show_list()
        self._show_step(self._wished_step)
        self._wished_step = FILE

    def _on_plan_changed(self) -> None:
        plan = self.presenter.plan
        if plan is None:
            self._is_first_plan = True
        else:
            self.preview_page.show_plan(plan, is_first=self._is_first_plan)
            if self._is_first_plan:
                self._show_step(PREVIEW)
                self.preview_page.parts.start_choosing()
            self._is_first_plan = False
        self._show_ways()

    def _on_stored(self, imported: ImportedList) -> None:
        self.done_page.show_stored(imported)
        self._show_step(DONE)
        self.take_keyboard()

    def _on_taken_back(self, undone: ImportedList) -> None:
        self.done_page.show_taken_back(undone)
        self.take_keyboard()

    def _on_busy_changed(self, words: str) -> None:
        self._progress.setVisible(bool(words))
        self._busy_words.setText(words)
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(self.presenter.clerk.is_busy or bool(words))
        self._show_ways()

    def _on_progressed(self, done: int, steps: int) -> None:
        self.bar.setRange(0, steps)
        self.bar.setValue(done)

    def _on_problem_met(self, error: TmfCheckError) -> None:
        self.context.report_problem(error)
        self._show_ways()

    # ------------------------------------------------------------ the user

    def open_file(self, path: Path) -> None:
        """Read a file as the list to take in."""
        self._wished_step = FILE
        self.presenter.open_file(path)

    def _on_open_key(self) -> None:
        if self._step() == FILE and self._progress.isHidden():
            self.file_page.ask_for_file()

    def _on_next_clicked(self) -> None:
        step = self._step()
        if not self.next_button.isEnabled():
            return
        if step == FILE:
            self._show_step(MAPPING)
            self.take_keyboard()
        elif step == MAPPING:
            self._is_first_plan = True
            self.presenter.check()
        elif step == PREVIEW:
            self.presenter.store()

    def _on_back_clicked(self) -> None:
        if self._step() == FILE:
            self._leave()
            return
        self._show_step(self._step() - 1)
        self.take_keyboard()

    def _leave(self) -> None:
        from tmfcheck.gui.main_window import SCREENS

        self.context.go("register" if "register" in SCREENS else "home")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a single file from this machine."""
        if _dropped_file(event.mimeData()) is not None and self._progress.isHidden():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.open_file(file)


def _dropped_file(data: QMimeData) -> Path | None:
    urls = data.urls() if data.hasUrls() else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
