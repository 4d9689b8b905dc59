"""What a correction changed against the closed assessment it corrects: before and after, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from tmfcheck.domain.answer_marks import answer_mark
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.evidence import Document, Evidence, EvidenceKind, Pin
from tmfcheck.domain.facility import FACT_DEFINITIONS, FactValue
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.revision_changes import Change, RevisionChanges
from tmfcheck.i18n import DASH
from tmfcheck.reports.blocks import Block, Text, marked, run_in, spoken
from tmfcheck.reports.chapters.summary import short_fingerprint, shortened
from tmfcheck.reports.elements import column_head, msr_text, pair_row, paragraph, section_title
from tmfcheck.reports.flow import LINED, Row, RowLook
from tmfcheck.reports.style import BODY, RULE, SMALL, STRONG
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import DECISIONS, FACILITY_PARTS, FACTS, LEVELS, QUALITIES, SEEN_AS, TERMS, VISIT_PARTS, fact_text

SHARES = (30, 70, 70)
LOOK = RowLook(above=3.5, below=3.5, rule=RULE)
COMMENT_LENGTH = 600

T = TypeVar("T")
Cell = tuple[Block, ...]


def changes(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter; only for a model that knows what it corrects."""
    found = model.changes
    if found is None or model.previous is None:
        return []
    rows = [*_origin(model, voice), *_results(model, voice)]
    if found.is_nothing:
        return [*rows, paragraph(voice.gettext("Nothing was changed against the closed version."))]
    return [*rows, *_answers(model, found, voice), *_measures(model, found, voice), *_rest(found, voice)]


def _origin(model: ReportModel, voice: Voice) -> list[Row]:
    """Which version is corrected, by whom, and why."""
    heading, previous = model.state.assessment, model.previous
    if previous is None:
        return []
    before, texts = previous.assessment, voice.texts
    corrected = voice.both(
        lambda each: each.gettext("Version {number}, closed on {date}").format(
            number=each.number(before.revision), date=each.moment(before.closed_at)
        )
    )
    fingerprint = model.state.previous_fingerprint
    made = ", ".join(part for part in (heading.started_by, texts.moment(heading.started_at)) if part)
    pairs = [
        (voice.gettext("Corrects"), corrected),
        (voice.gettext("Its content fingerprint"), as_given(short_fingerprint(fingerprint) if fingerprint else DASH)),
        (voice.gettext("Correction begun"), as_given(made)),
        (voice.gettext("Reason"), as_given(heading.revision_reason or DASH)),
    ]
    if before.pack_edition != heading.pack_edition:
        editions = as_given(f"{before.pack_edition} → {heading.pack_edition}")
        pairs.append((voice.gettext("Edition of the checklist"), editions))
    return [pair_row(label, value, look=LOOK) for label, value in pairs]


def _results(model: ReportModel, voice: Voice) -> list[Row]:
    """The overall result of both versions."""
    if model.previous is None:
        return []
    before, after = model.previous.evaluation.overall, model.state.evaluation.overall
    lines = [
        (voice.gettext("MSR"), as_given(msr_text(voice.texts, before)), as_given(msr_text(voice.texts, after))),
        (voice.gettext("Level"), _level(before, voice), _level(after, voice)),
    ]
    head = _head(voice, voice.gettext("Result"))
    return [head, *(_row(spoken(name, BODY), spoken(was, BODY), spoken(now, BODY), head) for name, was, now in lines)]


def _level(score: Score, voice: Voice) -> Words:
    return as_given(DASH) if score.level is None else voice.gettext(LEVELS[score.level])


def _head(voice: Voice, title: Words) -> Row:
    return column_head((title, voice.gettext("Before"), voice.gettext("After")), SHARES)


def _row(name: Cell, before: Cell, after: Cell, head: Row) -> Row:
    return Row((name, before, after), SHARES, look=LINED, head=head)


def _table(
    title: Words,
    found: Sequence[Change[T]],
    voice: Voice,
    name: Callable[[Change[T]], Cell],
    cell: Callable[[T], Cell],
) -> list[Row]:
    """One kind of change as a table with its heading; nothing where nothing changed."""
    if not found:
        return []
    head = _head(voice, Words(""))

    def side(value: T | None) -> Cell:
        return (Text(DASH, BODY),) if value is None else cell(value)

    rows = [_row(name(each), side(each.before), side(each.after), head) for each in found]
    return [section_title(title), head, *rows]


def _answers(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    pack = model.state.pack
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

    def name(change: Change[Answer]) -> Cell:
        return (Text(change.name, STRONG),)

    return _table(voice.gettext("Changed answers"), found.answers, voice, name, cell)


def _measures(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    pack = model.state.pack

    def name(change: Change[MeasureDecision]) -> Cell:
        measure = pack.measure_by_id.get(change.name)
        own = change.after or change.before
        title = voice.pick(measure.title) if measure else as_given(own.own_title if own else "")
        return (Text(change.name, STRONG), *spoken(title, SMALL))

    def cell(decision: MeasureDecision) -> Cell:
        blocks = [*spoken(voice.gettext(DECISIONS[decision.decision]), STRONG)]
        if decision.term is not None:
            blocks += run_in(voice.gettext("Time-frame"), voice.gettext(TERMS[decision.term]), before=2)
        due = None if decision.due_on is None else voice.texts.date(decision.due_on)
        for label, value in (
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

    return _table(voice.gettext("Changed measures"), found.measures, voice, name, cell)


def _rest(found: RevisionChanges, voice: Voice) -> list[Row]:
    """Facts, evidence, documents and what can only be named."""

    def fact_name(change: Change[FactValue]) -> Cell:
        return spoken(voice.gettext(FACTS[change.name]) if change.name in FACTS else as_given(change.name), BODY)

    def plain(change: Change[T]) -> Cell:
        return (Text(change.name, BODY),)

    facts = [
        Change(each.name, _fact(each.name, each.before, voice), _fact(each.name, each.after, voice))
        for each in found.facts
    ]
    return [
        *_table(voice.gettext("Changed facts of the facility"), facts, voice, fact_name, lambda cell: cell),  # type: ignore[arg-type]
        *_named(voice.gettext("Also changed on the facility"), found.facility, FACILITY_PARTS, voice),
        *_table(
            voice.gettext("Changed photos and files"), found.evidence, voice, plain, lambda each: _evidence(each, voice)
        ),
        *_table(voice.gettext("Changed documents"), found.documents, voice, plain, lambda each: _document(each, voice)),
        *_table(
            voice.gettext("Changed citations of documents"),
            found.citations,
            voice,
            plain,
            lambda each: (Text(each, BODY),),
        ),
        *_named(voice.gettext("Changed in the record of the visit"), found.visit, VISIT_PARTS, voice),
    ]


def _fact(name: str, value: FactValue | None, voice: Voice) -> Cell | None:
    if value is None:
        return None
    definition = FACT_DEFINITIONS[name]
    blocks = [*spoken(voice.both(lambda texts: fact_text(texts, definition, value.value)), BODY)]
    if value.quality is not None:
        blocks += run_in(voice.gettext("Rests on"), voice.gettext(QUALITIES[value.quality]), before=2)
    if value.as_of is not None:
        blocks += run_in(voice.gettext("As of"), as_given(voice.texts.date(value.as_of)), before=2)
    return tuple(blocks)


def _evidence(item: Evidence, voice: Voice) -> Cell:
    blocks: list[Block] = [Text(item.file_name, BODY)]
    if item.question_id is not None:
        blocks += run_in(voice.gettext("Question"), as_given(item.question_id), before=2)
    if item.caption:
        blocks += run_in(voice.gettext("Caption"), as_given(item.caption), before=2)
    if item.pin is not None:
        blocks += run_in(voice.gettext("Place on the site"), _place(item.pin, voice), before=2)
    if item.annotations:
        drawn = as_given(voice.texts.number(len(item.annotations)))
        blocks += run_in(voice.gettext("Drawings over it"), drawn, before=2)
    if item.kind is EvidenceKind.PLAN:
        blocks += spoken(voice.gettext("Site plan"), BODY, before=2)
    if item.rotation:
        blocks += run_in(voice.gettext("Turned by"), as_given(f"{item.rotation}°"), before=2)
    return (*blocks, Text(item.sha256[:16], SMALL, before=2))


def _place(pin: Pin, voice: Voice) -> Words:
    if pin.plan_id is not None:
        return voice.gettext("on the plan")
    return as_given(", ".join(f"{value:.5f}" for value in (pin.latitude, pin.longitude) if value is not None))


def _document(document: Document, voice: Voice) -> Cell:
    blocks: list[Block] = [Text(document.title, BODY)]
    if document.number:
        blocks += run_in(voice.gettext("No."), as_given(document.number), before=2)
    if document.issued_on is not None:
        blocks += run_in(voice.gettext("Issued on"), as_given(voice.texts.date(document.issued_on)), before=2)
    if document.valid_to is not None:
        blocks += run_in(voice.gettext("Valid to"), as_given(voice.texts.date(document.valid_to)), before=2)
    if document.note:
        blocks += run_in(voice.gettext("Note"), as_given(document.note), before=2)
    blocks += run_in(voice.gettext("Seen as"), voice.gettext(SEEN_AS[document.seen_as]), before=2)
    if document.sha256 is not None:
        blocks.append(Text(f"{document.file_name} {document.sha256[:16]}".strip(), SMALL, before=2))
    return tuple(blocks)


def _named(title: Words, names: Sequence[str], words: Mapping[str, str], voice: Voice) -> list[Row]:
    if not names:
        return []
    listed = voice.both(lambda texts: ", ".join(texts.gettext(words[name]) for name in names))
    return [section_title(title), paragraph(listed)]
