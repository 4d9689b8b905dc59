"""What a correction changed against the closed assessment it corrects: before and after, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.fingerprints import grouped, short_fingerprint
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.revision_changes import Change, RevisionChanges
from tmfcheck.i18n import DASH, N_
from tmfcheck.reports.blocks import Text
from tmfcheck.reports.chapters.change_cells import (
    answer_cell,
    dam_cell,
    decision_cell,
    document_cell,
    evidence_cell,
    facility_cell,
    fact_cell,
    move_cell,
    paper_cell,
    visit_cell,
)
from tmfcheck.reports.chapters.change_points import finding_rows
from tmfcheck.reports.chapters.change_results import overall_rows, result_rows
from tmfcheck.reports.chapters.change_table import (
    MOST_LINES,
    Cell,
    change_table,
    measure_cell,
    plain,
    question_cell,
    titled,
)
from tmfcheck.reports.elements import pair_row, paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import BODY, RULE
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import FACILITY_PARTS, FACTS, ROLES, VISIT_PARTS

LOOK = RowLook(above=3.5, below=3.5, rule=RULE)
_LISTS: Mapping[str, str] = {
    "evidence": N_("Photos and files"),
    "documents": N_("Documents"),
    "dams": N_("Dams"),
    "papers": N_("Permits and documents"),
    "moves": N_("Moves to another edition"),
    "check": N_("Findings of the check"),
}
"""The lists whose order can change."""
_HEADING: Mapping[str, str] = {
    "group": N_("Checklist"),
    "role": N_("Kind of assessment"),
    "pack_id": N_("Method pack"),
    "pack_edition": N_("Edition of the checklist"),
    "pack_fingerprint": N_("Fingerprint of the pack"),
}


def changes(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter; only for a model that knows what it corrects."""
    found = model.changes
    if found is None or model.previous is None:
        return []
    rows = [*_origin(model, voice), *overall_rows(model, voice)]
    if found.is_nothing:
        rows.append(paragraph(voice.gettext("Nothing was changed against the closed version.")))
    return [
        *rows,
        *_heading(model, found, voice),
        *_answers(model, found, voice),
        *_measures(model, found, voice),
        *_facility(found, voice),
        *_evidence(model, found, voice),
        *finding_rows(model, found, voice),
        *_reordered(found.reordered, voice),
        *result_rows(model, voice),
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


def _heading(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    rows = []
    for each in found.heading:
        sides = ((model.previous, each.before), (model.state, each.after))
        was, now = (_heading_words(each.name, value or DASH, state, voice) for state, value in sides)
        second = (
            None
            if was.second is None and now.second is None
            else f"{was.second or was.first} → {now.second or now.first}"
        )
        words = Words(f"{was.first} → {now.first}", second)
        rows.append(pair_row(voice.gettext(_HEADING[each.name]), words, look=LOOK))
    return rows


def _heading_words(name: str, value: str, state: AssessmentState | None, voice: Voice) -> Words:
    """A part of the heading as page one words it."""
    if name == "role":
        return voice.gettext(ROLES[value])
    if name == "pack_fingerprint":
        return as_given(grouped(value))
    if name == "group" and state is not None:
        title = next((each.title for each in state.pack.groups if each.id == value), {})
        return voice.both(lambda texts: f"{value} {DASH} {texts.pick(title)}" if title else value)
    return as_given(value)


def _answers(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    pack = model.state.pack

    def name(change: Change[Answer]) -> Cell:
        return question_cell(change.name, pack, voice)

    rows = change_table(voice.gettext("Changed answers"), found.answers, voice, name, answer_cell(pack, voice))
    moves = change_table(
        voice.gettext("Moves to another edition"), found.moves, voice, plain, lambda each: move_cell(each, voice)
    )
    return [*rows, *_answered_again(found.answered_again, pack, voice), *moves]


def _answered_again(names: Sequence[str], pack: Pack, voice: Voice) -> list[Row]:
    if not names:
        return []
    title = section_title(voice.gettext("Answered anew without a change"))
    if len(names) > MOST_LINES:
        return [title, paragraph(as_given(", ".join(names)))]
    return [title, *(Row((question_cell(each, pack, voice),), look=LOOK) for each in names)]


def _measures(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    def name(change: Change[MeasureDecision]) -> Cell:
        own = change.after or change.before
        return measure_cell(change.name, model.state.pack, voice, own.own_title if own else "")

    return change_table(
        voice.gettext("Changed measures"), found.measures, voice, name, lambda each: decision_cell(each, voice)
    )


def _facility(found: RevisionChanges, voice: Voice) -> list[Row]:
    """Facts, what has several, and what stands beside the facts."""

    def fact(name: str, value: FactValue | None) -> Cell | None:
        return None if value is None else fact_cell(name, value, voice)

    facts = [Change(each.name, fact(each.name, each.before), fact(each.name, each.after)) for each in found.facts]
    parts = [
        Change(each.name, *(facility_cell(each.name, side, voice) for side in (each.before, each.after)))
        for each in found.facility
    ]
    title = voice.gettext
    return [
        *change_table(title("Changed facts of the facility"), facts, voice, titled(FACTS, voice), lambda cell: cell),
        *change_table(title("Changed dams"), found.dams, voice, plain, lambda each: dam_cell(each, voice)),
        *change_table(
            title("Changed permits and documents"), found.papers, voice, plain, lambda each: paper_cell(each, voice)
        ),
        *change_table(
            title("Also changed on the facility"), parts, voice, titled(FACILITY_PARTS, voice), lambda cell: cell
        ),
    ]


def _evidence(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    """Photos and files, documents, what rests on them, and the record of the visit."""

    def question(change: Change[str]) -> Cell:
        return question_cell(change.name, model.state.pack, voice)

    title = voice.gettext
    return [
        *change_table(
            title("Changed photos and files"), found.evidence, voice, plain, lambda each: evidence_cell(each, voice)
        ),
        *change_table(
            title("Changed documents"), found.documents, voice, plain, lambda each: document_cell(each, voice)
        ),
        *change_table(
            title("Changed citations of documents"),
            found.citations,
            voice,
            question,
            lambda each: (Text(each, BODY),),
        ),
        *change_table(
            title("Changed in the record of the visit"),
            found.visit,
            voice,
            titled(VISIT_PARTS, voice),
            lambda each: visit_cell(each, voice),
        ),
    ]


def _reordered(names: Iterable[str], voice: Voice) -> list[Row]:
    listed = voice.both(lambda texts: ", ".join(texts.gettext(_LISTS[name]) for name in names))
    return [section_title(voice.gettext("In another order")), paragraph(listed)] if listed.first else []
