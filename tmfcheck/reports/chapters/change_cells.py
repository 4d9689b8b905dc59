"""One side of a line in the chapter of changes: how each kind of thing reads before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from tmfcheck.domain.answer_marks import answer_mark
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.editions import EditionMove
from tmfcheck.domain.evidence import Document, Evidence, EvidenceKind, Person, Pin
from tmfcheck.domain.facility import FACT_DEFINITIONS, FactValue
from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.domain.fingerprints import short_fingerprint
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.domain.pack import Pack
from tmfcheck.i18n import DASH, Texts
from tmfcheck.parts_wording import PAPER_KINDS, dam_words
from tmfcheck.reports.blocks import Block, Text, marked, run_in, spoken
from tmfcheck.reports.chapters.change_table import Cell
from tmfcheck.reports.chapters.photos import coordinate_words, taken_words
from tmfcheck.reports.chapters.summary import shortened
from tmfcheck.reports.style import BODY, SMALL, STRONG
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import DECISIONS, QUALITIES, SEEN_AS, TERMS, fact_text

COMMENT_LENGTH = 600


def answer_cell(pack: Pack, voice: Voice) -> Callable[[Answer], Cell]:
    """An answer with everything that was given to it."""
    labels = {option.id: option.label for option in pack.answers}
    bases = {basis.id: basis.label for basis in pack.bases}
    reasons = {reason.id: reason.label for reason in pack.reasons}

    def cell(answer: Answer) -> Cell:
        words = voice.pick(labels[answer.value]) if answer.value else voice.gettext("Not answered")
        blocks = [*marked(words, answer_mark(answer.value), STRONG)]
        if answer.danger:
            blocks += spoken(voice.gettext("Immediate danger"), STRONG, before=2)
        if answer.basis in bases:
            blocks += run_in(voice.gettext("Basis"), voice.pick(bases[answer.basis]), before=2)
        if answer.reason in reasons:
            blocks += run_in(voice.gettext("Reason"), voice.pick(reasons[answer.reason]), before=2)
        if answer.document:
            blocks += run_in(voice.gettext("Document"), as_given(answer.document), before=2)
        if answer.comment.strip():
            blocks.append(Text(shortened(answer.comment, COMMENT_LENGTH), BODY, before=2))
        return tuple(blocks)

    return cell


def decision_cell(decision: MeasureDecision, voice: Voice) -> Cell:
    """What was decided on a measure."""
    blocks = [*spoken(voice.gettext(DECISIONS[decision.decision]), STRONG)]
    if decision.term is not None:
        blocks += run_in(voice.gettext("Time-frame"), voice.gettext(TERMS[decision.term]), before=2)
    due = None if decision.due_on is None else voice.texts.date(decision.due_on)
    for label, value in (
        (voice.gettext("Measure"), decision.own_title),
        (voice.gettext("Owner"), decision.owner),
        (voice.gettext("Due"), due),
        (voice.gettext("Cost"), decision.cost),
        (voice.gettext("Reason"), decision.reason),
        (voice.gettext("Moved to this time-frame"), decision.term_reason),
        (voice.gettext("What to do"), decision.own_text),
    ):
        if value:
            blocks += run_in(label, as_given(value), before=2)
    return tuple(blocks)


def fact_cell(name: str, value: FactValue, voice: Voice) -> Cell:
    """A fact with what it rests on."""
    definition = FACT_DEFINITIONS[name]
    blocks = [*spoken(voice.both(lambda texts: fact_text(texts, definition, value.value)), BODY)]
    if value.quality is not None:
        blocks += run_in(voice.gettext("Rests on"), voice.gettext(QUALITIES[value.quality]), before=2)
    if value.as_of is not None:
        blocks += run_in(voice.gettext("As of"), as_given(voice.texts.date(value.as_of)), before=2)
    return tuple(blocks)


def dam_cell(dam: Dam, voice: Voice) -> Cell:
    """A dam with its figures and what they rest on."""
    figures = voice.both(lambda texts: ", ".join(dam_words(texts, dam)) or texts.gettext("without figures"))
    blocks = [*spoken(figures, BODY)]
    if dam.quality is not None:
        blocks += run_in(voice.gettext("Rests on"), voice.gettext(QUALITIES[dam.quality]), before=2)
    if dam.as_of is not None:
        blocks += run_in(voice.gettext("As of"), as_given(voice.texts.date(dam.as_of)), before=2)
    return tuple(blocks)


def paper_cell(paper: FacilityPaper, voice: Voice) -> Cell:
    """A paper of the facility with its days."""
    blocks = [*spoken(voice.gettext(PAPER_KINDS[paper.kind]), BODY)]
    issued, valid = (voice.texts.date(day) if day else "" for day in (paper.issued_on, paper.valid_to))
    for label, value in (
        (voice.gettext("No."), paper.number),
        (voice.gettext("Issued by"), paper.issuer),
        (voice.gettext("Issued on"), issued),
        (voice.gettext("Valid until"), valid),
    ):
        if value:
            blocks += run_in(label, as_given(value), before=2)
    return tuple(blocks)


def evidence_cell(item: Evidence, voice: Voice) -> Cell:
    """A photo, file or plan with what was set on it."""
    blocks: list[Block] = [Text(item.file_name, BODY)]
    drawn = [voice.texts.number(len(item.annotations)), *(each.words for each in item.annotations if each.words)]
    for label, value in (
        (voice.gettext("Question"), item.question_id or ""),
        (voice.gettext("Caption"), item.caption),
        (voice.gettext("Drawings over it"), ", ".join(drawn) if item.annotations else ""),
        (voice.gettext("Taken at"), taken_words(item, voice.texts)),
    ):
        if value:
            blocks += run_in(label, as_given(value), before=2)
    if item.pin is not None:
        blocks += run_in(voice.gettext("Place on the site"), _place(item.pin, voice), before=2)
    if item.kind is EvidenceKind.PLAN:
        blocks += spoken(voice.gettext("Site plan"), BODY, before=2)
    if item.rotation:
        blocks += run_in(voice.gettext("Turned by"), as_given(f"{item.rotation}°"), before=2)
    added = f"{voice.texts.moment(item.added_at)} · {item.added_by}"
    return (*blocks, Text(added, SMALL, before=2), *_fingerprint(item.sha256, voice))


def _fingerprint(digits: str, voice: Voice) -> Cell:
    """Of a file: as many digits as tell two files apart."""
    return run_in(voice.gettext("Fingerprint"), as_given(short_fingerprint(digits)), SMALL)


def _place(pin: Pin, voice: Voice) -> Words:
    if pin.plan_id is None:
        return as_given(coordinate_words(pin.latitude, pin.longitude, voice.texts))
    where = ", ".join(f"{voice.texts.number(100 * share, 1)}\u00a0%" for share in (pin.x, pin.y) if share is not None)
    return voice.both(lambda texts: " ".join(part for part in (texts.gettext("on the plan"), where) if part))


def document_cell(document: Document, voice: Voice) -> Cell:
    """A document of the register."""
    blocks: list[Block] = [Text(document.title, BODY)]
    issued, valid = (voice.texts.date(day) if day else "" for day in (document.issued_on, document.valid_to))
    for label, value in (
        (voice.gettext("No."), document.number),
        (voice.gettext("Issued on"), issued),
        (voice.gettext("Valid to"), valid),
        (voice.gettext("Note"), document.note),
    ):
        if value:
            blocks += run_in(label, as_given(value), before=2)
    blocks += run_in(voice.gettext("Seen as"), voice.gettext(SEEN_AS[document.seen_as]), before=2)
    if document.file_name:
        blocks.append(Text(document.file_name, SMALL, before=2))
    return (*blocks, *(() if document.sha256 is None else _fingerprint(document.sha256, voice)))


def visit_cell(value: Any, voice: Voice) -> Cell:
    """A field of the visit: people, a moment or words."""
    return tuple(Text(line, BODY) for line in _visit_lines(value, voice.texts))


def _visit_lines(value: Any, texts: Texts) -> Iterable[str]:
    if isinstance(value, datetime):
        return (texts.moment(value),)
    if isinstance(value, tuple):
        return map(_person, value) if value else (DASH,)
    return (shortened(value, COMMENT_LENGTH) if value else DASH,)


def _person(person: Person) -> str:
    return ", ".join(part for part in (person.name, person.function, person.organisation) if part)


def move_cell(move: EditionMove, voice: Voice) -> Cell:
    """When and by whom the checklist was changed, and whose answers stayed behind."""
    blocks: list[Block] = [Text(f"{move.from_edition} → {move.to_edition}", BODY)]
    if move.left:
        blocks += run_in(voice.gettext("Answers that did not follow"), as_given(", ".join(move.left)), before=2)
    return (*blocks, Text(f"{voice.texts.moment(move.at)} · {move.by}", SMALL, before=2))


def facility_cell(name: str, value: Any, voice: Voice) -> Cell:
    """What stands beside the facts of a facility."""
    if isinstance(value, bool):
        return spoken(voice.gettext("yes") if value else voice.gettext("no"), BODY)
    if name == "country":
        return spoken(voice.both(lambda texts: texts.country(value)), BODY)
    return (Text(shortened(value, COMMENT_LENGTH) or DASH, BODY),)
