"""What an inspector does with the evidence of the present question: photos, files and cited documents."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Document
from tmfcheck.gui.annotation.photo_dialog import PhotoDialog
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.cite_dialog import CiteDialog
from tmfcheck.gui.dialogs.document_dialog import DocumentDialog
from tmfcheck.gui.evidence.incoming_data import brings_evidence, choose_files, files_of, picture_of
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.widgets.assessment_page import AssessmentPage


class QuestionEvidence(QObject):
    """Ties the card's strip and citations to the presenter; decides nothing itself."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter, page: AssessmentPage) -> None:
        super().__init__(page)
        self._context = context
        self._presenter = presenter
        self._evidence = presenter.evidence
        self._page = page
        card, strip = page.card, page.card.strip
        card.photos_button.clicked.connect(self.choose)
        card.cite_button.clicked.connect(self.cite)
        card.evidence_dropped.connect(self.take)
        card.comment.picture_pasted.connect(self.take)
        card.citations.removal_asked.connect(self._on_citation_removed)
        strip.opened.connect(self.open)
        strip.removal_asked.connect(self._evidence.remove)
        strip.order_changed.connect(self._on_order_changed)
        strip.captioned.connect(self._on_captioned)
        strip.left.connect(page.column.setFocus)

    # ------------------------------------------------------------ showing

    def show_state(self, state: AssessmentState) -> None:
        """Show the evidence of the present question; emits nothing."""
        question_id = self._presenter.question_id
        file = state.evidence
        day = state.assessment.day_of_papers(self._context.desk.clock().astimezone())
        self._page.card.show_evidence(
            file.of_question(question_id), file.cited_by(question_id), day, is_locked=self._evidence.is_locked
        )

    # ------------------------------------------------------------ photos and files

    def choose(self) -> None:
        """Ask for files and attach them to the present question."""
        question_id = self._presenter.question_id
        if self._evidence.is_locked or not question_id:
            return
        title = self._context.texts.gettext("Photos and files for {question}").format(question=question_id)
        self.add(choose_files(self._context, self._page, title))
        self._page.column.setFocus()

    def add(self, paths: list[Path]) -> None:
        """Attach files to the present question."""
        self._evidence.add_files(paths, self._presenter.question_id)

    def take(self, data: QMimeData) -> None:
        """Attach what was dropped or pasted: files, else a picture."""
        if self._evidence.is_locked or not self._presenter.question_id:
            return
        paths = files_of(data)
        if paths:
            self.add(paths)
        else:
            self._evidence.add_picture(picture_of(data), self._presenter.question_id)

    def paste(self) -> bool:
        """Attach what the clipboard holds; False where that is neither a file nor a picture."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not brings_evidence(data):
            return False
        self.take(data)
        return True

    def start_photos(self) -> None:
        """Take the keyboard to the photos of the question, where there are any."""
        if self._page.card.strip.items:
            self._page.card.strip.setFocus()

    def open(self, evidence_id: str) -> None:
        """Show a photo large, with the others of its question."""
        ids = [item.id for item in self._page.card.strip.items]
        dialog = PhotoDialog(self._context, self._presenter, ids, evidence_id, self._page)
        dialog.finished.connect(self._page.card.strip.setFocus)
        dialog.open()

    def finish_typing(self) -> None:
        """Store the caption that is being written."""
        self._page.card.strip.finish_typing()

    def _on_order_changed(self, ids: list[str]) -> None:
        self._evidence.reorder(self._presenter.question_id, ids)

    def _on_captioned(self, evidence_id: str, caption: str) -> None:
        self._evidence.change(evidence_id, caption=caption)

    # ------------------------------------------------------------ cited documents

    def cite(self) -> None:
        """Ask which document the answer rests on; the first one of a register is described at once."""
        if self._evidence.is_locked or not self._presenter.question_id:
            return
        if self._evidence.file.documents:
            self._ask_citation()
        else:
            self._ask_new_document()

    def _ask_citation(self, chosen: str | None = None) -> None:
        question_id, file = self._presenter.question_id, self._evidence.file
        pages = {document.id: page for document, page in file.cited_by(question_id)}
        store = partial(self._evidence.register.cite, question_id)
        dialog = CiteDialog(self._context, file.documents, pages, store=store, parent=self._page)
        if chosen is not None:
            dialog.choose(chosen)
            dialog.page.setFocus()
        dialog.new_button.clicked.connect(dialog.reject)
        dialog.new_button.clicked.connect(self._ask_new_document)
        self._open(dialog)

    def _ask_new_document(self) -> None:
        known = {document.id for document in self._evidence.file.documents}
        new = Document("", self._presenter.state.assessment.id, "")
        dialog = DocumentDialog(self._context, new, self._evidence.register.store, self._page)
        dialog.accepted.connect(lambda: self._cite_new(known))
        self._open(dialog)

    def _cite_new(self, known: set[str]) -> None:
        new = (document.id for document in self._evidence.file.documents if document.id not in known)
        self._ask_citation(next(new, None))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self._page.column.setFocus())
        dialog.open()

    def _on_citation_removed(self, document_id: str) -> None:
        self._evidence.register.uncite(self._presenter.question_id, document_id)
        self._page.column.setFocus()
