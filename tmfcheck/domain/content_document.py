"""The complete content of an assessment as one document of plain JSON values, and its fingerprint.

The canonical form, for whoever checks a fingerprint without this program: JSON in ASCII (other characters as
``\\uXXXX``, UTF-16 units, lower case), the keys of every object sorted by code point, no spaces, no line end. Texts
stand as they were typed. A number without fraction is written whole; any other as the shortest decimal that reads back
as the same IEEE 754 double, with an exponent (``5e-05``) below 0.0001. Moments are UTC with six decimals
(``2026-06-12T04:30:00.000000+00:00``); a camera's time without a zone has none here either. Days are ``2026-06-12``.
Exact fractions are text (``13/2``). What was left empty is left out. The fingerprint is the SHA-256 of these bytes, in
lower-case hexadecimal.

The parts: ``format``; ``assessment``, the heading with who closed it and when; ``previous_fingerprint``, that of the
closed assessment this one corrects, which chains the revisions; ``pack`` by id, edition and the SHA-256 of its text;
``facility`` as it was; ``answers`` by question with time and person; ``moves`` to other editions with the answers they
left behind; ``decisions`` by measure; ``evidence`` and ``documents`` by id, contents by SHA-256; ``citations`` by
question and document, with pages; ``visit``; ``explanations`` by code, each with the places it covers; ``results``,
everything that was computed; ``check``, what stood open when it was closed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tmfcheck.domain.answers import RecordedAnswer, check_answer
from tmfcheck.domain.assessment import Assessment, AssessmentState, Role
from tmfcheck.domain.editions import EditionMove
from tmfcheck.domain.evidence import Citation, Document, Evidence, EvidenceFile, Explanation, Visit
from tmfcheck.domain.facility import Facility, check_name_and_country, read_fact
from tmfcheck.domain.measures import MeasureDecision, check_decision
from tmfcheck.domain.open_points import OpenPoint
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.plain_values import check_plain, from_plain, read_object, to_plain, wrong
from tmfcheck.domain.results import complete_results
from tmfcheck.errors import AssessmentError, InputError

FORMAT = "tmfcheck-assessment/1"

MAX_BYTES = 64_000_000
"""More than the longest answers to the longest checklist come to."""

Content = dict[str, Any]

_PARTS = (
    "format",
    "assessment",
    "previous_fingerprint",
    "pack",
    "facility",
    "answers",
    "moves",
    "decisions",
    "evidence",
    "documents",
    "citations",
    "visit",
    "explanations",
    "results",
    "check",
)


@dataclass(frozen=True, slots=True)
class PackName:
    """The pack an assessment was made with; ``fingerprint`` is the SHA-256 of its text."""

    id: str
    edition: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading of an assessment as the document writes it: without bookmark, pack and fingerprint."""

    id: str
    group: str
    role: Role
    started_by: str
    started_at: datetime
    closed_by: str | None = None
    closed_at: datetime | None = None
    revision: int = 1
    revises: str | None = None
    revision_reason: str = ""


# ------------------------------------------------------------------- writing


def content_document(state: AssessmentState) -> Content:
    """The content of an assessment; the same content gives the same document, in whatever order it was stored.

    A closed assessment's results are those kept at its closing, every other's are computed.
    """
    heading, evidence = state.assessment, state.evidence
    results = complete_results(state) if state.results_kept is None else state.results_kept
    return {
        "format": FORMAT,
        "assessment": to_plain(_heading(heading)),
        "previous_fingerprint": state.previous_fingerprint,
        "pack": to_plain(PackName(heading.pack_id, heading.pack_edition, heading.pack_fingerprint)),
        "facility": to_plain(state.facility),
        "answers": to_plain(state.answers),
        "moves": to_plain(state.moves),
        "decisions": {name: _without(decision, "measure") for name, decision in state.decisions.items()},
        "evidence": {each.id: _without(each, "id", "assessment_id") for each in evidence.items},
        "documents": {each.id: _without(each, "id", "assessment_id") for each in evidence.documents},
        "citations": _citations(evidence),
        "visit": to_plain(evidence.visit),
        "explanations": {code: _without(each, "code") for code, each in evidence.explanations.items()},
        "results": to_plain(results),
        "check": to_plain(state.check_kept),
    }


def canonical_bytes(document: Mapping[str, Any]) -> bytes:
    """The document in its canonical form."""
    text = json.dumps(document, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode("ascii")


def fingerprint_of(document: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def content_fingerprint(state: AssessmentState) -> str:
    """The fingerprint of an assessment's content: the same in any language, at any time, on any machine."""
    return fingerprint_of(content_document(state))


def _heading(assessment: Assessment) -> _Heading:
    return _Heading(
        id=assessment.id,
        group=assessment.group,
        role=assessment.role,
        started_by=assessment.started_by,
        started_at=assessment.started_at,
        closed_by=assessment.closed_by,
        closed_at=assessment.closed_at,
        revision=assessment.revision,
        revises=assessment.revises,
        revision_reason=assessment.revision_reason,
    )


def _without(value: Any, *names: str) -> Content:
    """A dataclass as plain values without what its key or its place already says."""
    return {name: each for name, each in to_plain(value).items() if name not in names}


def _citations(evidence: EvidenceFile) -> Content:
    by_question: dict[str, dict[str, str]] = {}
    for each in evidence.citations:
        by_question.setdefault(each.question_id, {})[each.document_id] = each.page
    return by_question


# ------------------------------------------------------------------- reading


def read_document(content: bytes) -> Content:
    """The document in some bytes from outside; they must be its canonical form, so that they have its fingerprint.

    Raises InputError CONTENT_FOREIGN where it is none of this program's, CONTENT_WRONG where it is not canonical.
    """
    if len(content) > MAX_BYTES:
        raise InputError("CONTENT_FOREIGN")
    try:
        document = json.loads(content.decode("ascii"))
        is_canonical = canonical_bytes(document) == content
    except (ValueError, RecursionError) as error:
        raise InputError("CONTENT_FOREIGN") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError("CONTENT_FOREIGN")
    if not is_canonical:
        raise wrong("format")
    return document


def pack_named_in(document: Mapping[str, Any]) -> PackName:
    """The pack a document's assessment was made with; raises InputError CONTENT_FOREIGN or CONTENT_WRONG."""
    if document.get("format") != FORMAT:
        raise InputError("CONTENT_FOREIGN")
    name: PackName = from_plain(PackName, document.get("pack"), "pack")
    if not re.fullmatch(r"[0-9a-f]{64}", name.fingerprint):
        raise wrong("pack.fingerprint")
    return name


def state_from_document(document: Mapping[str, Any], pack: Pack) -> AssessmentState:
    """The assessment a document describes, to compute its results anew; ``pack`` is the one it names.

    The document may come from anywhere: whatever this version would not have written is refused. ``results_kept`` are
    the document's own results, so that ``complete_results`` of the state can be compared with them.
    Raises InputError CONTENT_FOREIGN or CONTENT_WRONG, AssessmentError, AnswerError, FacilityError, MeasureError.
    """
    name = pack_named_in(document)
    if set(document) != set(_PARTS):
        raise wrong(min(set(document) ^ set(_PARTS)))
    if (name.id, name.edition) != (pack.id, pack.edition):
        raise wrong("pack")
    facility = _read_facility(document["facility"])
    assessment = _read_heading(document["assessment"], name, facility)
    if not pack.questions_of(assessment.group):
        raise AssessmentError("GROUP_UNKNOWN", group=assessment.group, pack=pack.id, groups="")
    check_plain(document["results"], "results")
    state = AssessmentState(
        assessment=assessment,
        facility=facility,
        pack=pack,
        answers=_read_answers(document["answers"], pack, assessment.group),
        decisions=_read_decisions(document["decisions"], pack),
        moves=from_plain(tuple[EditionMove, ...], document["moves"], "moves"),
        evidence=_read_evidence(document, assessment.id),
        previous_fingerprint=_read_fingerprint(document["previous_fingerprint"]),
        results_kept=read_object(document["results"], "results"),
        check_kept=from_plain(tuple[OpenPoint, ...] | None, document["check"], "check"),
    )
    _refuse_another_spelling(document, state)
    return state


def _read_heading(value: Any, pack: PackName, facility: Facility) -> Assessment:
    heading: _Heading = from_plain(_Heading, value, "assessment")
    is_chain = heading.revision >= 1 and (heading.revises is None) == (heading.revision == 1)
    is_closing = (heading.closed_by is None) == (heading.closed_at is None)
    moments = (heading.started_at, heading.closed_at)
    if not is_chain or not is_closing or any(each is not None and each.tzinfo is None for each in moments):
        raise wrong("assessment")
    return Assessment(
        id=heading.id,
        facility_id=facility.id,
        pack_id=pack.id,
        pack_edition=pack.edition,
        pack_fingerprint=pack.fingerprint,
        group=heading.group,
        role=heading.role,
        started_by=heading.started_by,
        started_at=heading.started_at,
        closed_by=heading.closed_by,
        closed_at=heading.closed_at,
        revision=heading.revision,
        revises=heading.revises,
        revision_reason=heading.revision_reason,
    )


def _read_facility(value: Any) -> Facility:
    facility: Facility = from_plain(Facility, value, "facility")
    check_name_and_country(facility.name, facility.country)
    for fact_id, fact in facility.facts.items():
        if read_fact(fact_id, fact.value) != fact.value:
            raise wrong(f"facility.facts.{fact_id}")
    return facility


def _read_answers(value: Any, pack: Pack, group: str) -> Mapping[str, RecordedAnswer]:
    answers: Mapping[str, RecordedAnswer] = from_plain(Mapping[str, RecordedAnswer], value, "answers")
    for question_id, recorded in answers.items():
        check_answer(pack, group, question_id, recorded.answer)
        if recorded.answered_at.tzinfo is None:
            raise wrong(f"answers.{question_id}")
    return answers


def _read_decisions(value: Any, pack: Pack) -> Mapping[str, MeasureDecision]:
    decisions = _read_named(MeasureDecision, value, "decisions", "measure")
    for decision in decisions.values():
        check_decision(pack, decision)
    return decisions


def _read_evidence(document: Mapping[str, Any], assessment_id: str) -> EvidenceFile:
    of_this = {"assessment_id": assessment_id}
    items = _read_named(Evidence, document["evidence"], "evidence", "id", of_this)
    documents = _read_named(Document, document["documents"], "documents", "id", of_this)
    pages = from_plain(Mapping[str, Mapping[str, str]], document["citations"], "citations")
    cited = [Citation(question, name, page) for question, each in pages.items() for name, page in each.items()]
    if any(each.document_id not in documents for each in cited):
        raise wrong("citations")
    return EvidenceFile(
        items=tuple(sorted(items.values(), key=lambda each: (each.position, each.added_at, each.id))),
        documents=tuple(sorted(documents.values(), key=lambda each: (each.position, each.id))),
        citations=tuple(cited),
        visit=from_plain(Visit, document["visit"], "visit"),
        explanations=_read_named(Explanation, document["explanations"], "explanations", "code"),
    )


def _read_named(kind: Any, value: Any, place: str, key: str, more: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Dataclasses by a key that is also a field of theirs."""
    return {
        name: from_plain(kind, {**read_object(each, f"{place}.{name}"), key: name, **(more or {})}, f"{place}.{name}")
        for name, each in read_object(value, place).items()
    }


def _read_fingerprint(value: Any) -> str | None:
    if value is not None and not (isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value)):
        raise wrong("previous_fingerprint")
    return value


def _refuse_another_spelling(document: Mapping[str, Any], state: AssessmentState) -> None:
    """What says the same in other words would have another fingerprint, and is none of this program's."""
    rebuilt = content_document(state)
    for part in _PARTS:
        if canonical_bytes({part: rebuilt[part]}) != canonical_bytes({part: document[part]}):
            raise wrong(part)
