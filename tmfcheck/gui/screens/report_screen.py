"""The report page: the very pages of the file, in the languages chosen, to be exported or printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.errors import ReportError, TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.report.choices import ReportChoices, read_choices
from tmfcheck.gui.report.contents_list import ContentsList
from tmfcheck.gui.report.danger_line import DangerLine
from tmfcheck.gui.report.page_view import ZOOM_STEP, PageView
from tmfcheck.gui.report.press import Press
from tmfcheck.gui.report.toolbar import ReportToolbar
from tmfcheck.gui.report.worker import MadeReport
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import N_
from tmfcheck.paths import safe_file_name
from tmfcheck.services.reporting import report_model, save_report
from tmfcheck.services.sealing import SignedReport

_WIDE_ENOUGH_FOR_LIST_PX = 960
_KINDS = {".pdf": N_("PDF"), ".docx": N_("Word file"), ".xlsx": N_("Workbook")}


class ReportScreen(Screen):
    """Preview, export and printing of the open assessment's report; made anew when answers or languages changed."""

    name = "report"
    needs_assessment = True

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._made_from: tuple[AssessmentState, str, str | None, ReportChoices] | None = None
        self._model: ReportModel | None = None
        self._wanted_page: int | None = None
        self._exported: Path | None = None
        self.report: MadeReport | None = None
        self.press = Press(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._build_toolbar(layout)
        self.dangers = DangerLine(context)
        layout.addWidget(self.dangers)
        layout.addWidget(self._build_notice())
        layout.addLayout(self._build_pages(), 1)
        self._connect_press()
        QShortcut(QKeySequence.StandardKey.Print, self, self._on_print_asked)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_export_asked)

    # --------------------------------------------------------------- parts

    def _build_toolbar(self, layout: QVBoxLayout) -> None:
        self.toolbar = ReportToolbar(self.context)
        self.toolbar.languages_chosen.connect(self._on_languages_chosen)
        self.toolbar.choices_asked.connect(self._on_choices_asked)
        self.toolbar.zoom_asked.connect(self._on_zoom_asked)
        self.toolbar.export_asked.connect(self._on_export_asked)
        self.toolbar.print_asked.connect(self._on_print_asked)
        self.toolbar.signatures_asked.connect(self.show_signatures)
        layout.addWidget(self.toolbar)

    def _build_notice(self) -> QWidget:
        """The line that says where the exported file lies."""
        row = QHBoxLayout()
        self.notice = elements.text("")
        self.notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = elements.button(self.context.texts.gettext("Open the file"), "quiet")
        self.open_button.clicked.connect(self._on_open_clicked)
        row.addWidget(self.notice, 1)
        row.addWidget(self.open_button)
        self._notice_room = QWidget()
        around = QVBoxLayout(self._notice_room)
        around.setContentsMargins(SPACE * 6, SPACE * 3, SPACE * 6, 0)
        around.addWidget(elements.card(row, kind="note"))
        row.setContentsMargins(SPACE * 4, SPACE, SPACE * 2, SPACE)
        self._notice_room.hide()
        return self._notice_room

    def _build_pages(self) -> QHBoxLayout:
        self.view = PageView(self.context.theme)
        self.contents = ContentsList(self.context)
        self.contents.page_chosen.connect(self.view.go_to_page)
        self.view.page_wanted.connect(self.press.draw)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(lambda: self.toolbar.show_zoom(self.view.zoom()))
        self._room = QStackedWidget()
        self._room.addWidget(self.view)
        self._room.addWidget(self._build_progress())
        row = QHBoxLayout()
        row.setContentsMargins(SPACE * 6, SPACE * 4, 0, 0)
        row.setSpacing(SPACE * 4)
        row.addWidget(self.contents)
        row.addWidget(self._room, 1)
        return row

    def _build_progress(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(SPACE * 3)
        self.progress_words = QLabel()
        self.progress_bar = QProgressBar()
        self.progress_bar.setFixedWidth(320)
        self.progress_bar.setTextVisible(False)
        self.cancel_button = elements.button(self.context.texts.gettext("Cancel"))
        self.cancel_button.clicked.connect(self.press.cancel)
        self.again_button = elements.button(self.context.texts.gettext("Make the report"), "primary")
        self.again_button.clicked.connect(self._make)
        column.addStretch(2)
        for part in (self.progress_words, self.progress_bar, self.cancel_button, self.again_button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _connect_press(self) -> None:
        self.press.progressed.connect(self._on_progressed)
        self.press.made.connect(self._on_made)
        self.press.drawn.connect(self.view.show_picture)
        self.press.exported.connect(self._on_exported)
        self.press.printed.connect(self._on_printed)
        self.press.stopped.connect(self._on_stopped)
        self.press.failed.connect(self._on_failed)

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        presenter = self.context.presenter
        facility = presenter.state.facility.name if presenter is not None else ""
        return Heading(self.context.texts.gettext("Report"), facility)

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("PgUp PgDn", gettext("page")),
            KeyHint("+ −", gettext("zoom")),
            KeyHint("Ctrl S", gettext("export")),
            KeyHint("Ctrl P", gettext("print")),
        )

    def show_place(self, argument: object) -> None:
        """Show the report; the argument is a page number from 0."""
        presenter = self.context.presenter
        if presenter is None:
            return
        settings = self.context.settings
        languages = (settings.report_language, settings.second_report_language)
        wanted = (presenter.state, *languages, read_choices(settings.report_choices))
        self._wanted_page = argument if isinstance(argument, int) else None
        if self._made_from != wanted:
            self._made_from = wanted
            self._make()

    def place(self) -> object:
        return self.view.page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the page itself needs the room."""
        super().resizeEvent(event)
        self.contents.setVisible(self.width() >= self.context.theme.wide(_WIDE_ENOUGH_FOR_LIST_PX))

    def take_keyboard(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def retire(self) -> None:
        """End the worker's thread, and those of dialogs that are still open."""
        for dialog in self.findChildren(HouseDialog):
            dialog.reject()
        self.press.stop()

    def _make(self) -> None:
        if self._made_from is None:
            return
        state, language, second, choices = self._made_from
        self.report = None
        self._notice_room.hide()
        self.dangers.show_state(state)
        self.toolbar.show_signing(is_closed=state.assessment.is_closed)
        self.toolbar.allow_output(False)
        self._show_progress(self.context.texts.gettext("Making the report"), is_running=True)
        try:
            self._model = report_model(self.context.desk, state, choices.options)
        except TmfCheckError as error:
            self._on_failed(error)
            return
        self.press.make(self._model, language, second, choices.max_bytes)

    def _show_progress(self, words: str, *, is_running: bool) -> None:
        self.progress_words.setText(words)
        self.progress_bar.setRange(0, 0 if is_running else 1)
        self.progress_bar.setVisible(is_running)
        self.cancel_button.setVisible(is_running)
        self.again_button.setVisible(not is_running and self.report is None)
        self._room.setCurrentIndex(1)

    def _show_page(self, page: int) -> None:
        self.contents.mark(page)
        words = self.context.texts.gettext("Page {page} of {pages}")
        told = words.format(page=page + 1, pages=self.view.count())
        self.toolbar.show_page(page + 1, self.view.count(), told)
        self.view.setAccessibleName(told)

    # ---------------------------------------------------- the worker's answers

    def _on_progressed(self, done: int, steps: int) -> None:
        self.progress_bar.setRange(0, steps)
        self.progress_bar.setValue(done)

    def _on_made(self, report: MadeReport) -> None:
        self.report = report
        self._room.setCurrentIndex(0)
        self.contents.show_report(report)
        self.view.show_report(report)
        if self._wanted_page is not None:
            self.view.go_to_page(min(self._wanted_page, self.view.count() - 1))
        self._show_page(self.view.page())
        self.toolbar.show_zoom(self.view.zoom())
        self.toolbar.allow_output(True)

    def _on_exported(self, file: str) -> None:
        self._room.setCurrentIndex(0)
        self.toolbar.allow_output(True)
        self._say_where(Path(file))

    def _say_where(self, file: Path) -> None:
        self.context.problem_over.emit()
        self.context.settings.export_folder = file.parent
        self._tell(self.context.texts.gettext("The report is in {file}").format(file=file), file)

    def _on_printed(self) -> None:
        self._room.setCurrentIndex(0)
        self.toolbar.allow_output(True)
        self._tell(self.context.texts.gettext("All pages went to the printer."), None)

    def _on_stopped(self) -> None:
        gettext = self.context.texts.gettext
        if self.report is not None:
            self._room.setCurrentIndex(0)
            self.toolbar.allow_output(True)
            self._tell(
                gettext("Stopped. Pages already sent to a printer may still come out; nothing else was written."), None
            )
        else:
            self._show_progress(
                gettext("The report was not made. The assessment is not touched by it."), is_running=False
            )

    def _on_failed(self, error: TmfCheckError) -> None:
        self.context.report_problem(error)
        self._on_stopped()

    def _tell(self, words: str, file: Path | None) -> None:
        self._exported = file
        self.notice.setText(words)
        self.open_button.setVisible(file is not None)
        self._notice_room.show()

    # ------------------------------------------------------------ the user

    def _on_languages_chosen(self, language: str, second: str) -> None:
        self.context.settings.report_language = language
        self.context.settings.second_report_language = second or None
        self.show_place(self.view.page())

    def _on_choices_asked(self) -> None:
        from tmfcheck.gui.dialogs.report_dialog import ReportDialog

        dialog = ReportDialog(self.context, read_choices(self.context.settings.report_choices), self)
        dialog.accepted.connect(lambda: self._take_choices(dialog.choices()))
        dialog.open()

    def _take_choices(self, choices: ReportChoices) -> None:
        self.context.settings.report_choices = choices.document()
        self.show_place(self.view.page())

    def show_signatures(self) -> None:
        """Who has signed the closed assessment, and the ways to sign it."""
        from tmfcheck.gui.signing.signatures_dialog import SignaturesDialog

        if self._made_from is None or not self._made_from[0].assessment.is_closed:
            return
        dialog = SignaturesDialog(self.context, self._made_from[0], self)
        dialog.changed.connect(self._on_signed_on_screen)
        dialog.seal_asked.connect(self.show_sealing)
        dialog.open()

    def _on_signed_on_screen(self) -> None:
        """The signature stands on the last page: the report is made anew and shows it."""
        if self._made_from is not None:
            self._wanted_page = self.view.count() - 1
            self._make()

    def show_sealing(self) -> None:
        """Sign the file of the report that is shown."""
        from tmfcheck.gui.signing.seal_dialog import SealDialog

        if self.report is not None:
            dialog = SealDialog(self.context, self.report.content, self.file_name(), self)
            dialog.signed.connect(self._on_sealed)
            dialog.open()

    def _on_sealed(self, made: SignedReport) -> None:
        self.context.problem_over.emit()
        texts = self.context.texts
        words = texts.gettext("Signed by {name}; the certificate is valid until {day}. The signed report is in {file}")
        day = texts.date(made.not_after.astimezone().date())
        self._tell(words.format(name=made.name, day=day, file=made.path), made.path)

    def _on_zoom_asked(self, direction: int) -> None:
        zoom = self.view.zoom() + direction * ZOOM_STEP
        self.view.set_zoom(zoom if direction else None)

    def _on_export_asked(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        if self.report is None:
            return
        gettext = self.context.texts.gettext
        proposed = str(self.context.settings.export_folder / self.file_name())
        kinds = {kind: f"{gettext(words)} (*{kind})" for kind, words in _KINDS.items()}
        chosen, kind = QFileDialog.getSaveFileName(self, gettext("Export"), proposed, ";;".join(kinds.values()))
        if chosen:
            wished = next((ending for ending, words in kinds.items() if words == kind), ".pdf")
            self.export_to(Path(chosen if chosen.lower().endswith(tuple(kinds)) else f"{chosen}{wished}"))

    def file_name(self) -> str:
        """A name that says which facility, which checklist, when and in which languages."""
        if self._made_from is None:
            return "report.pdf"
        state, language, second, _choices = self._made_from
        day = state.assessment.closed_at or self.context.desk.clock()
        languages = "-".join(part for part in (language, second) if part)
        parts = (state.facility.name, state.assessment.group, f"{day.astimezone():%Y-%m-%d}", languages)
        return safe_file_name(" ".join(parts), 150) + ".pdf"

    def export_to(self, file: Path) -> None:
        """Write exactly what is shown, or the same report as another kind of file, whole or not at all."""
        if self.report is None or self._model is None or self._made_from is None:
            return
        if file.suffix.lower() != ".pdf":
            _state, language, second, choices = self._made_from
            self._show_progress(self.context.texts.gettext("Writing the file"), is_running=True)
            self.toolbar.allow_output(False)
            self.press.export(self._model, language, second, str(file), choices.max_bytes)
            return
        try:
            save_report(file, self.report.content)
        except ReportError as error:
            self.context.report_problem(error)
            return
        self._say_where(file)

    def _on_open_clicked(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if self._exported is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported)))

    def _on_print_asked(self) -> None:
        from tmfcheck.gui.report.printing import ask_printer

        if self.report is None:
            return
        printer = ask_printer(self, self.context.texts, self.file_name(), len(self.report.pages))
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: object) -> None:
        """Send the chosen pages of what is shown to a printer."""
        from PySide6.QtPrintSupport import QPrinter

        from tmfcheck.gui.report.printing import pages_in_order

        if self.report is None or not isinstance(printer, QPrinter):
            return
        pages = pages_in_order(printer, len(self.report.pages))
        if not pages:
            return
        self.toolbar.allow_output(False)
        self._show_progress(self.context.texts.gettext("Sending the pages to the printer"), is_running=True)
        self.press.print_pages(printer, pages)
