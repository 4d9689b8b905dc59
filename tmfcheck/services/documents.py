"""The register of the operator's documents, each once, and the answers that cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tmfcheck.domain.answers import check_question
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Citation, Document, SeenAs
from tmfcheck.domain.evidence_checks import check_document
from tmfcheck.domain.facility_parts import FacilityPaper
from tmfcheck.errors import EvidenceError
from tmfcheck.services.assessing import check_open
from tmfcheck.services.desk import Desk
from tmfcheck.services.evidence import content_of
from tmfcheck.services.names import check_texts, checked_person, the_only_match

if TYPE_CHECKING:
    from tmfcheck.photos.intake import PreparedFile
    from tmfcheck.storage.contents import Content


def add_document(
    desk: Desk,
    state: AssessmentState,
    document: Document,
    prepared: PreparedFile | None = None,
    by: str | None = None,
) -> AssessmentState:
    """Put a document at the end of the register, with its file where one is kept.

    Its id, assessment, place and file are given here, whatever ``document`` says. Raises EvidenceError
    (DOCUMENT_TITLE_MISSING, DOCUMENT_DATES_WRONG), AssessmentError ASSESSMENT_CLOSED, InputError, ArchiveError.
    """
    person = _checked(state, document, by)
    new = replace(document, id=desk.new_id(), assessment_id=state.assessment.id)
    filed = _with_file(new, replace(new, sha256=None, file_name=""), prepared)
    content = _store_parts(desk, prepared)
    stored = desk.archive.documents.add(filed, content, by=person, at=desk.clock())
    return _with_documents(state, (*state.evidence.documents, stored))


def change_document(
    desk: Desk,
    state: AssessmentState,
    document: Document,
    prepared: PreparedFile | None = None,
    by: str | None = None,
    *,
    is_put: bool = False,
) -> AssessmentState:
    """Store what people may change of a document, and its file where a new one is given.

    ``is_put``: the steps of ``put_file_in_steps`` were taken before. Raises EvidenceError DOCUMENT_UNKNOWN, otherwise
    as ``add_document``.
    """
    person = _checked(state, document, by)
    before = find_document(state, document.id)
    kept = replace(document, assessment_id=before.assessment_id, position=before.position)
    filed = _with_file(kept, before, prepared)
    if filed == before:
        return state
    content = content_of(prepared) if is_put and prepared is not None else _store_parts(desk, prepared)
    desk.archive.documents.change(filed, content, by=person, at=desk.clock())
    documents = tuple(filed if each.id == filed.id else each for each in state.evidence.documents)
    return _with_documents(state, documents)


def put_file_in_steps(desk: Desk, prepared: PreparedFile) -> Iterator[None]:
    """Store a document's file in short transactions with a rest between them; ``change_document`` makes it whole.

    Raises ArchiveError. Closing the generator takes back what was begun.
    """
    yield from desk.archive.contents.put_parts(content_of(prepared))


def remove_document(desk: Desk, state: AssessmentState, document_id: str, by: str | None = None) -> AssessmentState:
    """Take a document out of the register, and with it every citation of it; the history keeps both.

    Raises EvidenceError DOCUMENT_UNKNOWN, AssessmentError ASSESSMENT_CLOSED, InputError, ArchiveError.
    """
    person = _person(state, by)
    find_document(state, document_id)
    desk.archive.documents.remove(state.assessment.id, document_id, by=person, at=desk.clock())
    left = _with_documents(state, tuple(each for each in state.evidence.documents if each.id != document_id))
    return _with_citations(left, tuple(each for each in left.evidence.citations if each.document_id != document_id))


def restore_document(
    desk: Desk, state: AssessmentState, document: Document, citations: Iterable[Citation], by: str | None = None
) -> AssessmentState:
    """Bring back a document that ``remove_document`` took, to its place, with the citations that went with it.

    One that is there already stays as it is. Raises AssessmentError ASSESSMENT_CLOSED, InputError, ArchiveError.
    """
    person = _person(state, by)
    if any(each.id == document.id for each in state.evidence.documents):
        return state
    back = tuple(citations)
    desk.archive.documents.restore(document, back, by=person, at=desk.clock())
    documents = sorted((*state.evidence.documents, document), key=lambda each: (each.position, each.id))
    return _with_citations(_with_documents(state, tuple(documents)), (*state.evidence.citations, *back))


def use_file(desk: Desk, state: AssessmentState, wanted: Document, by: str | None = None) -> AssessmentState:
    """Let a document have the file ``wanted`` has: one it had before, or none. Raises as ``change_document``."""
    person = _person(state, by)
    before = find_document(state, wanted.id)
    changed = replace(before, sha256=wanted.sha256, file_name=wanted.file_name)
    if changed == before:
        return state
    desk.archive.documents.change(changed, None, by=person, at=desk.clock())
    return _with_documents(state, tuple(changed if each is before else each for each in state.evidence.documents))


def cite(
    desk: Desk, state: AssessmentState, question_id: str, document_id: str, page: str = "", *, by: str | None = None
) -> AssessmentState:
    """An answer rests on a document; ``page`` names the pages, in place of those named before.

    Raises EvidenceError DOCUMENT_UNKNOWN, AnswerError QUESTION_UNKNOWN, AssessmentError ASSESSMENT_CLOSED, InputError,
    ArchiveError.
    """
    person = _person(state, by)
    check_question(state.pack, state.assessment.group, question_id)
    find_document(state, document_id)
    check_texts(page=page)
    citation = Citation(question_id, document_id, page.strip())
    desk.archive.documents.cite(state.assessment.id, citation, by=person, at=desk.clock())
    return _with_citations(state, (*_others(state, question_id, document_id), citation))


def uncite(
    desk: Desk, state: AssessmentState, question_id: str, document_id: str, by: str | None = None
) -> AssessmentState:
    """An answer no longer rests on a document; where it never did, nothing changes. Raises as ``cite``."""
    person = _person(state, by)
    desk.archive.documents.uncite(state.assessment.id, question_id, document_id, by=person, at=desk.clock())
    return _with_citations(state, _others(state, question_id, document_id))


def take_over_papers(desk: Desk, state: AssessmentState, by: str | None = None) -> AssessmentState:
    """Put the facility's papers that are not in the register yet into it, as not shown until somebody saw them.

    Raises AssessmentError ASSESSMENT_CLOSED, InputError, ArchiveError.
    """
    check_open(state)
    for paper in papers_to_take_over(state):
        title, number = paper.title.strip() or paper.number.strip(), paper.number.strip()
        document = Document(
            "", state.assessment.id, title, number, paper.issued_on, paper.valid_to, SeenAs.NOT_SHOWN, paper.issuer
        )
        state = add_document(desk, state, document, by=by)
    return state


def papers_to_take_over(state: AssessmentState) -> tuple[FacilityPaper, ...]:
    """The facility's papers that the register does not have, by title and number."""
    known = {(each.title, each.number) for each in state.evidence.documents}
    return tuple(
        paper
        for paper in state.facility.papers
        if (title := paper.title.strip() or paper.number.strip()) and (title, paper.number.strip()) not in known
    )


def find_document(state: AssessmentState, document_id: str) -> Document:
    """A document of the register; raises EvidenceError DOCUMENT_UNKNOWN."""
    for document in state.evidence.documents:
        if document.id == document_id:
            return document
    raise EvidenceError("DOCUMENT_UNKNOWN", document=document_id)


def document_named(state: AssessmentState, id_or_prefix: str) -> Document:
    """The document with this id or the only one whose id begins so; raises EvidenceError DOCUMENT_UNKNOWN."""
    unknown = EvidenceError("DOCUMENT_UNKNOWN", document=id_or_prefix)
    ids = [each.id for each in state.evidence.documents]
    return find_document(state, the_only_match(id_or_prefix, ids, unknown, unknown))


def _person(state: AssessmentState, by: str | None) -> str:
    check_open(state)
    return checked_person(by if by is not None else state.assessment.started_by)


def _checked(state: AssessmentState, document: Document, by: str | None) -> str:
    person = _person(state, by)
    check_texts(title=document.title, number=document.number, note=document.note)
    check_document(document)
    return person


def _with_file(document: Document, before: Document, prepared: PreparedFile | None) -> Document:
    """A document with the file it is given, else with the one it had."""
    sha256 = before.sha256 if prepared is None else prepared.sha256
    file_name = before.file_name if prepared is None else prepared.file_name
    return replace(document, title=document.title.strip(), sha256=sha256, file_name=file_name)


def _store_parts(desk: Desk, prepared: PreparedFile | None) -> Content | None:
    if prepared is None:
        return None
    content = content_of(prepared)
    for _ in desk.archive.contents.put_parts(content):
        pass
    return content


def _others(state: AssessmentState, question_id: str, document_id: str) -> tuple[Citation, ...]:
    this = (question_id, document_id)
    return tuple(each for each in state.evidence.citations if (each.question_id, each.document_id) != this)


def _with_documents(state: AssessmentState, documents: tuple[Document, ...]) -> AssessmentState:
    return replace(state, evidence=replace(state.evidence, documents=documents))


def _with_citations(state: AssessmentState, citations: tuple[Citation, ...]) -> AssessmentState:
    ordered = tuple(sorted(citations, key=lambda each: (each.question_id, each.document_id)))
    return replace(state, evidence=replace(state.evidence, citations=ordered))
