"""What a correction changed against the closed assessment it corrects: before and after, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.fingerprints import short_fingerprint
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.domain.open_points import Severity
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.revision_changes import Change, RevisionChanges
from tmfcheck.i18n import DASH, N_
from tmfcheck.point_words import SEVERITY_NAMES
from tmfcheck.reports.blocks import Text, spoken
from tmfcheck.reports.chapters.change_cells import (
    Cell,
    answer_cell,
    dam_cell,
    decision_cell,
    document_cell,
    evidence_cell,
    explanation_cell,
    fact_cell,
    gravity,
    move_cell,
    paper_cell,
    point_cell,
    point_name,
    visit_cell,
)
from tmfcheck.reports.chapters.summary import shortened
from tmfcheck.reports.elements import column_head, msr_text, pair_row, paragraph, section_title
from tmfcheck.reports.flow import LINED, Row, RowLook
from tmfcheck.reports.style import BODY, RULE, SMALL, SMALL_INK, STRONG
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import FACILITY_PARTS, FACTS, LEVELS, ROLES, VISIT_PARTS

SHARES = (30, 70, 70)
LOOK = RowLook(above=3.5, below=3.5, rule=RULE)
NOTES_LENGTH = 600
_LISTS: Mapping[str, str] = {
    "evidence": N_("Photos and files"),
    "documents": N_("Documents"),
    "dams": N_("Dams"),
    "papers": N_("Permits and documents"),
    "moves": N_("Moves to another edition"),
    "check": N_("Findings of the check"),
}
"""The lists whose order can change."""
_RESULTS: Mapping[str, str] = {
    "overall": N_("overall result"),
    "categories": N_("results by category"),
    "sections": N_("results by section"),
    "measures": N_("scores of the measures"),
    "dangers": N_("immediate dangers"),
    "critical_shortfalls": N_("critical shortfalls"),
    "indices": N_("hazard and risk indices"),
    "programme": N_("programme of measures"),
}
"""What is computed, by its key in the results."""
_HEADING: Mapping[str, str] = {
    "group": N_("Checklist"),
    "role": N_("Kind of assessment"),
    "pack_id": N_("Method pack"),
    "pack_edition": N_("Edition of the checklist"),
    "pack_fingerprint": N_("Fingerprint of the pack"),
}

T = TypeVar("T")


def changes(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter; only for a model that knows what it corrects."""
    found = model.changes
    if found is None or model.previous is None:
        return []
    rows = [*_origin(model, voice), *_results(model, voice)]
    if found.is_nothing:
        rows.append(paragraph(voice.gettext("Nothing was changed against the closed version.")))
    return [
        *rows,
        *_heading(found, voice),
        *_answers(model, found, voice),
        *_measures(model, found, voice),
        *_facility(found, voice),
        *_evidence(found, voice),
        *_closing(model, found, voice),
        *_named(voice.gettext("In another order"), found.reordered, _LISTS, voice),
        *_named(voice.gettext("Computed anew with another result"), found.results, _RESULTS, voice),
    ]


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
    """One kind of change as a table with its heading; nothing where nothing changed.

    Where both sides read the same, something changed that is too small or too long to be shown; that is said.
    """
    if not found:
        return []
    head = _head(voice, Words(""))

    def side(value: T | None) -> Cell:
        return (Text(DASH, BODY),) if value is None else cell(value)

    unseen = spoken(voice.gettext("Changed in a detail that is not printed here."), SMALL, before=2)

    def line(each: Change[T]) -> Row:
        before, after = side(each.before), side(each.after)
        return _row(name(each), before, after if _words(before) != _words(after) else (*after, *unseen), head)

    return [section_title(title), head, *map(line, found)]


def _words(cell: Cell) -> list[tuple[str, str]]:
    return [(block.label, block.text) for block in cell if isinstance(block, Text)]


def _heading(found: RevisionChanges, voice: Voice) -> list[Row]:
    def words(name: str, value: str) -> Words:
        return voice.gettext(ROLES[value]) if name == "role" else as_given(value)

    changed = (
        (each.name, Words(*(f"{words(each.name, side or '').first}" for side in (each.before, each.after))))
        for each in found.heading
    )
    return [
        pair_row(voice.gettext(_HEADING[name]), as_given(f"{sides.first} → {sides.second}"), look=LOOK)
        for name, sides in changed
    ]


def _answers(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    questions = model.state.pack.question_by_id

    def name(change: Change[Answer]) -> Cell:
        question = questions.get(change.name)
        return (Text(change.name, STRONG), *(spoken(voice.pick(question.text), SMALL) if question else ()))

    rows = _table(voice.gettext("Changed answers"), found.answers, voice, name, answer_cell(model.state.pack, voice))
    if found.answered_again:
        names = as_given(", ".join(found.answered_again))
        rows += [section_title(voice.gettext("Answered anew without a change")), paragraph(names)]
    moves = _table(
        voice.gettext("Moves to another edition"), found.moves, voice, _plain, lambda each: move_cell(each, voice)
    )
    return [*rows, *moves]


def _measures(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    pack = model.state.pack

    def name(change: Change[MeasureDecision]) -> Cell:
        measure = pack.measure_by_id.get(change.name)
        own = change.after or change.before
        title = voice.pick(measure.title) if measure else as_given(own.own_title if own else "")
        return (Text(change.name, STRONG), *spoken(title, SMALL))

    return _table(
        voice.gettext("Changed measures"), found.measures, voice, name, lambda each: decision_cell(each, voice)
    )


def _plain(change: Change[Any]) -> Cell:
    return (Text(change.name, BODY),)


def _facility(found: RevisionChanges, voice: Voice) -> list[Row]:
    """Facts, what has several, and what stands beside the facts."""

    def fact_name(change: Change[Cell]) -> Cell:
        return spoken(voice.gettext(FACTS[change.name]) if change.name in FACTS else as_given(change.name), BODY)

    def fact(name: str, value: FactValue | None) -> Cell | None:
        return None if value is None else fact_cell(name, value, voice)

    def part(value: Any) -> Cell:
        if isinstance(value, bool):
            return spoken(voice.gettext("yes") if value else voice.gettext("no"), BODY)
        return (Text(shortened(value, NOTES_LENGTH) or DASH, BODY),)

    facts = [Change(each.name, fact(each.name, each.before), fact(each.name, each.after)) for each in found.facts]
    return [
        *_table(voice.gettext("Changed facts of the facility"), facts, voice, fact_name, lambda cell: cell),
        *_table(voice.gettext("Changed dams"), found.dams, voice, _plain, lambda each: dam_cell(each, voice)),
        *_table(
            voice.gettext("Changed permits and documents"),
            found.papers,
            voice,
            _plain,
            lambda each: paper_cell(each, voice),
        ),
        *_table(
            voice.gettext("Also changed on the facility"), found.facility, voice, _titled(FACILITY_PARTS, voice), part
        ),
    ]


def _titled(titles: Mapping[str, str], voice: Voice) -> Callable[[Change[Any]], Cell]:
    return lambda change: spoken(voice.gettext(titles[change.name]), BODY)


def _evidence(found: RevisionChanges, voice: Voice) -> list[Row]:
    """Photos and files, documents, what rests on them, and the record of the visit."""
    return [
        *_table(
            voice.gettext("Changed photos and files"),
            found.evidence,
            voice,
            _plain,
            lambda each: evidence_cell(each, voice),
        ),
        *_table(
            voice.gettext("Changed documents"), found.documents, voice, _plain, lambda each: document_cell(each, voice)
        ),
        *_table(
            voice.gettext("Changed citations of documents"),
            found.citations,
            voice,
            _plain,
            lambda each: (Text(each, BODY),),
        ),
        *_table(
            voice.gettext("Changed in the record of the visit"),
            found.visit,
            voice,
            _titled(VISIT_PARTS, voice),
            lambda each: visit_cell(each, voice),
        ),
    ]


def _closing(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    """What the checks before closing found, and how it was explained."""
    state, error = model.state, spoken(voice.gettext(SEVERITY_NAMES[Severity.ERROR]), SMALL_INK)
    return [
        *_table(
            voice.gettext("Changed findings of the check"),
            sorted(found.check, key=gravity),
            voice,
            lambda change: point_name(change, voice),
            point_cell(state, voice),
        ),
        *_table(
            voice.gettext("Changed explanations"),
            found.explanations,
            voice,
            lambda _change: error,
            explanation_cell(state, voice),
        ),
    ]


def _named(title: Words, names: Iterable[str], words: Mapping[str, str], voice: Voice) -> list[Row]:
    listed = voice.both(lambda texts: ", ".join(texts.gettext(words.get(name, name)) for name in names))
    return [section_title(title), paragraph(listed)] if listed.first else []
