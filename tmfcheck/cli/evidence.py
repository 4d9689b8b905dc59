"""The commands on what an assessment rests on: photos and files, documents, the visit."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmfcheck.cli.assessments import state_named
from tmfcheck.cli.session import Session
from tmfcheck.domain.answers import check_question
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Document, Evidence, EvidenceKind, SeenAs
from tmfcheck.errors import EvidenceError, InputError
from tmfcheck.services import documents, evidence, visits
from tmfcheck.services.assessing import check_open
from tmfcheck.services.input_files import read_json
from tmfcheck.wording import EVIDENCE_KINDS, SEEN_AS

if TYPE_CHECKING:
    from tmfcheck.services.evidence import PreparedFile

NO_QUESTION = "-"


def attach(arguments: Namespace, session: Session) -> None:
    """Attach files to a question; one that is refused is named and left out, the others are attached."""
    refused: list[dict[str, str]] = []
    with session.writing() as desk:
        state = state_named(desk, arguments.assessment)
        check_open(state)
        question = None if arguments.question == NO_QUESTION else arguments.question
        if question is not None:
            check_question(state.pack, state.assessment.group, question)
        kind = EvidenceKind.PLAN if arguments.plan else None
        before = {item.id for item in state.evidence.items}
        for name in arguments.files:
            try:
                state = evidence.attach(
                    desk,
                    state,
                    _prepared(name, session),
                    question,
                    kind=kind,
                    caption=arguments.caption,
                    by=arguments.by,
                )
            except EvidenceError as error:
                session.refuse(error)
                refused.append({"file": name, "code": error.code})
    attached = [item for item in state.evidence.items if item.id not in before]
    if arguments.json:
        session.print_json({"attached": [item_document(item) for item in attached], "refused": refused})
    else:
        for item in attached:
            session.say(f"{item.id}  {item.file_name}")
    if refused:
        raise EvidenceError("FILES_REFUSED", count=len(refused), attached=len(attached))


def _prepared(name: str, session: Session) -> PreparedFile:
    path = Path(name)
    if path.is_dir():
        raise EvidenceError("FILE_IS_FOLDER", name=name)
    prepared = evidence.prepare_file(path)
    if prepared.is_misnamed:
        message = session.texts.gettext("{name} is in fact {kind}; it is taken as what it is.")
        session.warn(message.format(name=prepared.file_name, kind=prepared.media_type))
    return prepared


def show_evidence(arguments: Namespace, session: Session) -> None:
    """Everything an assessment rests on beside its answers."""
    with session.reading() as desk:
        state = state_named(desk, arguments.assessment)
    file = state.evidence
    if arguments.json:
        session.print_json(
            {
                "items": [item_document(item) for item in file.items],
                "removed": [item_document(item) for item in file.removed],
                "documents": [_document_document(document) for document in file.documents],
                "citations": [
                    {"question": each.question_id, "document": each.document_id, "page": each.page}
                    for each in file.citations
                ],
                "visit": None if file.visit.is_blank else visits.visit_document(file.visit),
            }
        )
        return
    _show_items(state, session)
    _show_documents(state, session)


def _show_items(state: AssessmentState, session: Session) -> None:
    _ = session.texts.gettext
    rows = [
        (
            item.id[:8],
            item.question_id or "–",
            _(EVIDENCE_KINDS[item.kind]),
            item.file_name,
            "–" if item.taken_at is None else f"{item.taken_at:%Y-%m-%d %H:%M}",
            item.caption,
        )
        for item in state.evidence.items
    ]
    session.print_table((_("Id"), _("Question"), _("Kind"), _("File"), _("Taken"), _("Caption")), rows)


def _show_documents(state: AssessmentState, session: Session) -> None:
    if not state.evidence.documents:
        return
    _, texts = session.texts.gettext, session.texts
    cited: dict[str, list[str]] = {}
    for each in state.evidence.citations:
        cited.setdefault(each.document_id, []).append(each.question_id)
    rows = [
        (
            document.id[:8],
            document.number or "–",
            texts.date(document.valid_to),
            _(SEEN_AS[document.seen_as]),
            ", ".join(cited.get(document.id, ())) or "–",
            document.title,
        )
        for document in state.evidence.documents
    ]
    session.say()
    session.print_table((_("Id"), _("Number"), _("Valid to"), _("Seen as"), _("Cited by"), _("Document")), rows)


def add_document(arguments: Namespace, session: Session) -> None:
    """Put a document into the register and print its id."""
    document = Document(
        id="",
        assessment_id="",
        title=arguments.title,
        number=arguments.number,
        issued_on=_day(arguments.issued),
        valid_to=_day(arguments.valid_to),
        seen_as=SeenAs(arguments.seen),
        note=arguments.note,
    )
    prepared = evidence.prepare_file(Path(arguments.file)) if arguments.file else None
    with session.writing() as desk:
        state = state_named(desk, arguments.assessment)
        state = documents.add_document(desk, state, document, prepared, by=arguments.by)
    added = state.evidence.documents[-1]
    if arguments.json:
        session.print_json(_document_document(added))
    else:
        session.say(added.id)


def cite_document(arguments: Namespace, session: Session) -> None:
    """Let an answer rest on a document of the register."""
    with session.writing() as desk:
        state = state_named(desk, arguments.assessment)
        document = documents.document_named(state, arguments.document)
        documents.cite(desk, state, arguments.question, document.id, arguments.page, by=arguments.by)


def take_over_papers(arguments: Namespace, session: Session) -> None:
    """Put the facility's papers into the register."""
    with session.writing() as desk:
        state = state_named(desk, arguments.assessment)
        before = len(state.evidence.documents)
        state = documents.take_over_papers(desk, state, by=arguments.by)
    message = session.texts.gettext("Documents taken over: {count}.")
    session.say(message.format(count=len(state.evidence.documents) - before))


def write_visit(arguments: Namespace, session: Session) -> None:
    """Store the record of the visit from a file."""
    visit = visits.read_visit(read_json(Path(arguments.source)))
    with session.writing() as desk:
        visits.write_visit(desk, state_named(desk, arguments.assessment), visit, by=arguments.by)


def item_document(item: Evidence) -> dict[str, Any]:
    """A piece of evidence as JSON data; ``taken_at`` is the camera's own time."""
    return {
        "id": item.id,
        "question": item.question_id,
        "kind": item.kind,
        "file": item.file_name,
        "media_type": item.media_type,
        "size": item.size,
        "sha256": item.sha256,
        "caption": item.caption,
        "taken_at": None if item.taken_at is None else item.taken_at.isoformat(),
        "latitude": item.latitude,
        "longitude": item.longitude,
        "direction_deg": item.direction_deg,
        "added_at": item.added_at.isoformat(),
        "by": item.added_by,
    }


def _document_document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "issued_on": document.issued_on and document.issued_on.isoformat(),
        "valid_to": document.valid_to and document.valid_to.isoformat(),
        "seen_as": document.seen_as,
        "note": document.note,
        "file": document.file_name,
        "sha256": document.sha256,
    }


def _day(word: str | None) -> date | None:
    if word is None:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise InputError("DATE_WRONG", value=word) from error
