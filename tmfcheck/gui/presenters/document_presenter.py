"""The register of documents of the open assessment as screens know it, and every change of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tmfcheck.domain.evidence import Citation, Document
from tmfcheck.gui.presenters.removals import Removal, Removals, RemovedKind

if TYPE_CHECKING:
    from tmfcheck.gui.context import GuiContext
    from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
    from tmfcheck.services.evidence import PreparedFile


class DocumentPresenter:
    """What is taken out of the register, or from an answer, can be brought back until the assessment is closed."""

    def __init__(self, context: GuiContext, assessment: AssessmentPresenter, removals: Removals) -> None:
        self._context = context
        self._assessment = assessment
        self._removals = removals

    @property
    def _is_locked(self) -> bool:
        return self._assessment.lock is not None

    def find(self, document_id: str) -> Document | None:
        """A document by its id; None where it was removed."""
        return next((each for each in self._assessment.state.evidence.documents if each.id == document_id), None)

    def papers_waiting(self) -> int:
        """How many of the facility's papers the register does not have."""
        from tmfcheck.services import documents

        return len(documents.papers_to_take_over(self._assessment.state))

    # ------------------------------------------------------------ the register

    def store(self, document: Document) -> None:
        """Store a new document (without id) or a changed one; raises TmfCheckError, and nothing is changed."""
        from tmfcheck.services import documents

        desk, state, by = self._context.desk, self._assessment.state, self._assessment.by
        put = documents.change_document if document.id else documents.add_document
        self._assessment.take(put(desk, state, document, by=by))
        self._removals.forget()

    def remove(self, document_id: str) -> bool:
        """Take a document out of the register, with every citation of it."""
        from tmfcheck.services import documents

        document, desk, by = self.find(document_id), self._context.desk, self._assessment.by
        if document is None or self._is_locked:
            return False
        cited = tuple(each for each in self._assessment.state.evidence.citations if each.document_id == document_id)
        is_gone = self._assessment.change(
            lambda: documents.remove_document(desk, self._assessment.state, document_id, by)
        )
        if is_gone:
            bring_back = partial(self._restore, document, cited)
            self._removals.note(Removal(RemovedKind.DOCUMENT, (document.title,), bring_back))
        return is_gone

    def _restore(self, document: Document, cited: tuple[Citation, ...]) -> bool:
        from tmfcheck.services import documents

        desk, by = self._context.desk, self._assessment.by
        return self._assessment.change(
            lambda: documents.restore_document(desk, self._assessment.state, document, cited, by)
        )

    def take_over_papers(self) -> bool:
        """Put the facility's papers into the register."""
        from tmfcheck.services import documents

        desk, by = self._context.desk, self._assessment.by
        return not self._is_locked and self._assessment.change(
            lambda: documents.take_over_papers(desk, self._assessment.state, by)
        )

    # ------------------------------------------------------------ their files

    def put_file(self, document_id: str, prepared: PreparedFile) -> None:
        """Let a document have a file that is in the archive already, in place of any before; raises TmfCheckError."""
        from tmfcheck.services import documents

        desk, state, by = self._context.desk, self._assessment.state, self._assessment.by
        before = documents.find_document(state, document_id)
        self._assessment.take(documents.change_document(desk, state, before, prepared, by, is_put=True))
        if before.sha256 not in (None, prepared.sha256):
            self._note_file(before)

    def remove_file(self, document_id: str) -> bool:
        """Let a document have no file any more."""
        before = self.find(document_id)
        if before is None or before.sha256 is None or self._is_locked:
            return False
        is_gone = self._use_file(replace(before, sha256=None, file_name=""))
        if is_gone:
            self._note_file(before)
        return is_gone

    def _note_file(self, before: Document) -> None:
        bring_back = partial(self._bring_back_file, before)
        self._removals.note(Removal(RemovedKind.FILE, (before.file_name, before.title), bring_back))

    def _bring_back_file(self, before: Document) -> bool:
        return self.find(before.id) is None or self._use_file(before)

    def _use_file(self, wanted: Document) -> bool:
        from tmfcheck.services import documents

        desk, by = self._context.desk, self._assessment.by
        return self._assessment.change(lambda: documents.use_file(desk, self._assessment.state, wanted, by))

    # ------------------------------------------------------------ citations

    def cite(self, question_id: str, document_id: str, page: str) -> None:
        """Say that an answer rests on a document; raises TmfCheckError, and nothing is changed."""
        from tmfcheck.services import documents

        desk, state, by = self._context.desk, self._assessment.state, self._assessment.by
        self._assessment.take(documents.cite(desk, state, question_id, document_id, page, by=by))
        self._removals.forget()

    def uncite(self, question_id: str, document_id: str) -> bool:
        """Say that an answer no longer rests on a document."""
        from tmfcheck.services import documents

        cited = self._assessment.state.evidence.cited_by(question_id)
        found = next(((each, page) for each, page in cited if each.id == document_id), None)
        if found is None or self._is_locked:
            return False
        desk, by = self._context.desk, self._assessment.by
        is_gone = self._assessment.change(
            lambda: documents.uncite(desk, self._assessment.state, question_id, document_id, by)
        )
        if is_gone:
            document, page = found
            bring_back = partial(self._cite_again, Citation(question_id, document_id, page))
            self._removals.note(Removal(RemovedKind.CITATION, (document.title, question_id), bring_back))
        return is_gone

    def _cite_again(self, citation: Citation) -> bool:
        """Cited anew meanwhile, or without its document, there is nothing to bring back."""
        from tmfcheck.services import documents

        cited = {each.id for each, _page in self._assessment.state.evidence.cited_by(citation.question_id)}
        if citation.document_id in cited or self.find(citation.document_id) is None:
            return True
        desk, by = self._context.desk, self._assessment.by
        question_id, document_id, page = citation.question_id, citation.document_id, citation.page
        self._assessment.go_to(question_id)
        return self._assessment.change(
            lambda: documents.cite(desk, self._assessment.state, question_id, document_id, page, by=by)
        )
