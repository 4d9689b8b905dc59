"""Everything that was signed for a closed assessment, and every way to sign it: pad, paper, certificate."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Signature, SignatureKind, SignedPage
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.clerk import Clerk
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.signing.pen_dialog import PenDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.services import signing
from tmfcheck.services.evidence import PreparedFile, prepare_file
from tmfcheck.services.output_files import write_file
from tmfcheck.services.signing import RemovedPage
from tmfcheck.wording import SIGNATORIES

_LIST_PX = 300
_SCANS = "PDF, JPEG, PNG, TIFF, HEIC (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.heic *.webp)"


class SignaturesDialog(HouseDialog):
    """Shows; what it stores it stores at once, so there is nothing to confirm."""

    changed = Signal()
    """A signature was added: the report is another one now."""
    seal_asked = Signal()
    """The file of the report is to be signed digitally."""

    def __init__(self, context: GuiContext, state: AssessmentState, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("Signatures"), parent, width=760)
        self._state = state
        self.clerk = Clerk(self)
        self.clerk.failed.connect(self._on_refused)
        self.finished.connect(self._on_finished)
        self.remove_buttons: list[QPushButton] = []
        self._waiting: list[Path] = []
        self._removed: list[RemovedPage] = []
        self._problem = elements.text("", "problem")
        self._problem.hide()
        self.body.addLayout(self._build_ways())
        self.body.addWidget(self._problem)
        self.body.addWidget(self._build_removed())
        self._list = elements.column(spacing=SPACE * 2)
        room = QWidget()
        room.setLayout(self._list)
        self._area = elements.scrolled(room)
        self._area.setMinimumHeight(context.theme.wide(_LIST_PX))
        self.body.addWidget(self._area, 1)
        self.add_way_out(gettext("Close"))
        self.show_all()

    def _build_ways(self) -> QHBoxLayout:
        gettext = self.context.texts.gettext
        self.pen_button = elements.button(gettext("Sign on the screen"), "primary")
        self.seal_button = elements.button(gettext("Sign digitally"), tip=gettext("With a certificate from a file"))
        self.scan_button = elements.button(gettext("Attach signed page"), tip=gettext("A scan or photo of paper"))
        self.pen_button.clicked.connect(self._on_pen_clicked)
        self.seal_button.clicked.connect(self._on_seal_clicked)
        self.scan_button.clicked.connect(self._on_scan_clicked)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        for button in (self.pen_button, self.seal_button, self.scan_button):
            row.addWidget(button)
        row.addStretch(1)
        self.pen_button.setEnabled(not self.context.is_read_only)
        self.scan_button.setEnabled(not self.context.is_read_only)
        return row

    def _build_removed(self) -> QFrame:
        """What was removed last, with the way back."""
        gettext = self.context.texts.gettext
        self.removed_words = elements.text("")
        self.undo_button = elements.button(gettext("Undo"), "quiet", tip="Ctrl+Z")
        self.undo_button.clicked.connect(self._on_undo_clicked)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._on_undo_clicked)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        row.addWidget(self.removed_words, 1)
        row.addWidget(self.undo_button)
        self.removed_line = elements.card(row, kind="note")
        row.setContentsMargins(SPACE * 3, SPACE, SPACE * 2, SPACE)
        self.removed_line.hide()
        return self.removed_line

    # ------------------------------------------------------- what is shown

    def show_all(self) -> None:
        """Read anew what was signed and attached."""
        gettext, assessment_id = self.context.texts.gettext, self._state.assessment.id
        elements.empty(self._list)
        self.remove_buttons.clear()
        signatures = signing.signatures_of(self.context.desk, assessment_id)
        pages = signing.signed_pages(self.context.desk, assessment_id)
        self._list.addWidget(elements.text(gettext("On the screen"), "section"))
        if not signatures:
            self._list.addWidget(elements.text(gettext("Nobody has signed on the screen yet."), "muted"))
        for signature in signatures:
            self._list.addWidget(self._build_signature(signature))
        self._list.addWidget(elements.text(gettext("On paper"), "section"))
        if not pages:
            self._list.addWidget(elements.text(gettext("No signed page is attached yet."), "muted"))
        for page in pages:
            self._list.addWidget(self._build_page(page))
        words = gettext("Digital signatures lie in the file of the report. “Verify a report” shows them.")
        self._list.addWidget(elements.text(words, "hint"))
        self._list.addStretch(1)

    def _build_signature(self, signature: Signature) -> QWidget:
        gettext, texts = self.context.texts.gettext, self.context.texts
        if signature.kind is SignatureKind.REFUSED:
            how = gettext("Would not sign")
        else:
            how = gettext("Signs on paper") if signature.is_on_paper else gettext("Signed on the screen")
        said = (gettext(SIGNATORIES[signature.role]), signature.function, how, texts.moment(signature.signed_at))
        column = elements.column(spacing=2)
        column.addWidget(elements.text(signature.name, "strong"))
        column.addWidget(elements.text(" · ".join(part for part in said if part), "small"))
        if signature.remarks:
            column.addWidget(elements.text(signature.remarks, "small"))
        return elements.card(column)

    def _build_page(self, page: SignedPage) -> QWidget:
        gettext, texts = self.context.texts.gettext, self.context.texts
        words = elements.column(spacing=2)
        words.addWidget(elements.elided(page.file_name, "strong"))
        said = (texts.moment(page.added_at), page.added_by)
        words.addWidget(elements.text(" · ".join(said), "small"))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addLayout(words, 1)
        save = elements.button(gettext("Save as…"), tip=page.file_name)
        save.clicked.connect(lambda: self._on_save_clicked(page))
        remove = elements.button(gettext("Remove"), "quiet", tip=page.file_name)
        remove.clicked.connect(lambda: self._on_remove_clicked(page))
        remove.setEnabled(not self.context.is_read_only)
        self.remove_buttons.append(remove)
        row.addWidget(save)
        row.addWidget(remove)
        return elements.card(row)

    def _show_removed(self) -> None:
        """Offer the way back for what was removed last; what was removed before it comes after it."""
        if self._removed:
            words = self.context.texts.gettext("“{name}” is removed from the assessment.")
            self.removed_words.setText(words.format(name=self._removed[-1].page.file_name))
        self.removed_line.setVisible(bool(self._removed))

    def _show_problem(self, error: TmfCheckError | None) -> None:
        self._problem.setText("" if error is None else problem_words(error, self.context.texts))
        self._problem.setVisible(error is not None)

    # ------------------------------------------------------------ the user

    def _on_pen_clicked(self) -> None:
        dialog = PenDialog(self.context, self._state, self)
        dialog.signed.connect(self._on_signed)
        dialog.open()

    def _on_signed(self) -> None:
        self.show_all()
        self.changed.emit()

    def _on_seal_clicked(self) -> None:
        self.accept()
        self.seal_asked.emit()

    def _on_scan_clicked(self) -> None:
        title, folder = self.context.texts.gettext("Attach signed page"), str(self.context.settings.export_folder)
        chosen, _kind = QFileDialog.getOpenFileNames(self, title, folder, _SCANS)
        if chosen:
            self.attach(*map(Path, chosen))

    def attach(self, *files: Path) -> None:
        """Look at files away from the window one by one, and store them; one that is refused does not stop the rest."""
        self._waiting = list(files)
        self._show_problem(None)
        self._attach_next()

    def _attach_next(self) -> None:
        self.scan_button.setEnabled(not self._waiting and not self.context.is_read_only)
        if self._waiting:
            file = self._waiting.pop(0)
            self.clerk.send(lambda _heard: prepare_file(file), self._keep)

    def _keep(self, prepared: PreparedFile) -> None:
        author = self.context.author or self._state.assessment.started_by
        try:
            signing.keep_signed_page(self.context.desk, self._state.assessment.id, prepared, author)
        except TmfCheckError as error:
            self._on_refused(error)
            return
        self.context.note_saved(self.context.desk.clock())
        self.show_all()
        self._attach_next()

    def _on_refused(self, error: TmfCheckError) -> None:
        """Name what was left out, beside what was left out before."""
        before = self._problem.text()
        self._show_problem(error)
        self._problem.setText("\n".join(part for part in (before, self._problem.text()) if part))
        self._attach_next()

    def _on_save_clicked(self, page: SignedPage) -> None:
        proposed = str(self.context.settings.export_folder / page.file_name)
        chosen, _kind = QFileDialog.getSaveFileName(self, self.context.texts.gettext("Save as…"), proposed)
        if chosen:
            self.save(page, Path(chosen))

    def save(self, page: SignedPage, out: Path) -> None:
        """Write the file of a signed page and show it."""
        try:
            write_file(out, signing.signed_page_bytes(self.context.desk, page))
        except TmfCheckError as error:
            self._show_problem(error)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))

    def _on_remove_clicked(self, page: SignedPage) -> None:
        """Ask first: it may be the only copy of a signature, and only this dialog can bring it back."""
        gettext = self.context.texts.gettext
        dialog = HouseDialog(self.context, gettext("Remove the signed page?"), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.body.addWidget(elements.text(page.file_name, "strong"))
        words = gettext(
            "Until the window with the signatures is closed, it can be brought back. After that only the history keeps "
            "that it was there."
        )
        dialog.body.addWidget(elements.text(words))
        dialog.add_way_out(gettext("Cancel"))
        dialog.add_primary(gettext("Remove"), "danger")
        dialog.accepted.connect(lambda: self._remove(page))
        dialog.open()

    def _remove(self, page: SignedPage) -> None:
        author = self.context.author or self._state.assessment.started_by
        try:
            removed = signing.remove_signed_page(self.context.desk, page, author)
        except TmfCheckError as error:
            self._show_problem(error)
            return
        if removed is not None:
            self._removed.append(removed)
        self._show_change()
        (self.undo_button if removed is not None else self.scan_button).setFocus()

    def _on_undo_clicked(self) -> None:
        """Bring back what was removed last."""
        if not self._removed:
            return
        author = self.context.author or self._state.assessment.started_by
        try:
            signing.restore_signed_page(self.context.desk, self._removed[-1], author)
        except TmfCheckError as error:
            self._show_problem(error)
            return
        self._removed.pop()
        self._show_change()
        (self.undo_button if self._removed else self.scan_button).setFocus()

    def _show_change(self) -> None:
        self._show_problem(None)
        self.context.note_saved(self.context.desk.clock())
        self.show_all()
        self._show_removed()

    def _on_finished(self) -> None:
        """What was removed is gone for good now."""
        self._removed.clear()
        self._show_removed()
        self.clerk.stop()
