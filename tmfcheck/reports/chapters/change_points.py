"""Findings of the check and their explanations in the chapter of changes: of two long lists only what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Explanation
from tmfcheck.domain.open_points import OpenPoint, Place, Severity, Subject
from tmfcheck.domain.pack import Text as PackText
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.revision_changes import Change, RevisionChanges
from tmfcheck.i18n import Texts
from tmfcheck.point_words import SEVERITY_NAMES, explained_sentence, point_sentence, subject_words
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.chapters.change_table import MOST_LINES, Cell, change_table
from tmfcheck.reports.chapters.summary import shortened
from tmfcheck.reports.flow import Row
from tmfcheck.reports.style import BODY, SMALL, SMALL_INK
from tmfcheck.reports.voice import Voice, as_given

TEXT_LENGTH, TITLE_LENGTH = 600, 90


def finding_rows(model: ReportModel, found: RevisionChanges, voice: Voice) -> list[Row]:
    """What the checks before closing found, and how it was explained."""
    state, error = model.state, spoken(voice.gettext(SEVERITY_NAMES[Severity.ERROR]), SMALL_INK)
    points = {each.name: each for each in found.check}
    findings = [
        Change(
            each.name,
            _finding(each.before, each.after, state, voice),
            _finding(each.after, each.before, state, voice),
        )
        for each in sorted(found.check, key=_gravity)
    ]
    explanations = [
        Change(
            each.name,
            _explanation(each.before, each.after, state, voice),
            _explanation(each.after, each.before, state, voice),
        )
        for each in found.explanations
    ]
    return [
        *change_table(
            voice.gettext("Changed findings of the check"),
            findings,
            voice,
            lambda change: _severity(points[change.name], voice),
            lambda cell: cell,
        ),
        *change_table(
            voice.gettext("Changed explanations"), explanations, voice, lambda _change: error, lambda cell: cell
        ),
    ]


def _gravity(change: Change[OpenPoint]) -> int:
    """The gravest findings come first."""
    point = change.after or change.before
    return list(Severity).index(point.severity) if point else len(Severity)


def _severity(change: Change[OpenPoint], voice: Voice) -> Cell:
    """How grave a finding is; what it says stands in the columns beside."""
    point = change.after or change.before
    return spoken(voice.gettext(SEVERITY_NAMES[point.severity]) if point else as_given(change.name), SMALL_INK)


def _finding(own: OpenPoint | None, other: OpenPoint | None, state: AssessmentState, voice: Voice) -> Cell | None:
    """What a check found, and where the other one did not."""
    if own is None:
        return None
    is_another = other is not None and other.severity is not own.severity
    grave = spoken(voice.gettext(SEVERITY_NAMES[own.severity]), SMALL_INK) if is_another else ()
    sentence = spoken(voice.both(lambda texts: point_sentence(own, texts)), BODY)
    return (*grave, *sentence, *_places(own.subjects, other.subjects if other else (), state, voice))


def _explanation(
    own: Explanation | None, other: Explanation | None, state: AssessmentState, voice: Voice
) -> Cell | None:
    """Why an error was allowed to stand, where, and who said so."""
    if own is None:
        return None
    error = voice.both(lambda texts: explained_sentence(own, texts))
    return (
        Text(shortened(own.text, TEXT_LENGTH), BODY),
        *(spoken(error, SMALL) if error.first else ()),
        *_places(own.covers, other.covers if other else (), state, voice),
        Text(f"{own.by}, {voice.texts.moment(own.at)}", SMALL),
    )


def _places(own: Sequence[Subject], others: Sequence[Subject], state: AssessmentState, voice: Voice) -> Iterator[Block]:
    """The places that the other version does not name, and how many are named by both; all where they are the same."""
    alone = [each for each in own if each not in others] if set(own) != set(others) else list(own)
    if len(alone) > MOST_LINES:
        yield from spoken(
            voice.both(lambda texts: ", ".join(subject_words(each, state, texts) for each in alone)), SMALL
        )
    else:
        for each in alone:
            yield from _place(each, state, voice)
    if same := len(own) - len(alone):
        yield from spoken(voice.both(partial(_in_both, same)), SMALL)


def _in_both(number: int, texts: Texts) -> str:
    return texts.gettext("{number} in both versions").format(number=texts.number(number))


def _place(subject: Subject, state: AssessmentState, voice: Voice) -> Cell:
    """A line for one place; a question or a measure with its words, where nothing more exact is said of it."""
    title = _title(subject, state)

    def words(texts: Texts) -> str:
        said = subject_words(subject, state, texts)
        return said if not title or subject.detail else f"{said} {shortened(texts.pick(title), TITLE_LENGTH)}"

    return spoken(voice.both(words), SMALL)


def _title(subject: Subject, state: AssessmentState) -> PackText:
    """The words of the pack behind a number; empty where there are none, or the inspector's own stand there."""
    match subject.place:
        case Place.QUESTION:
            question = state.pack.question_by_id.get(subject.id)
            return {} if question is None else question.text
        case Place.MEASURE:
            measure = state.pack.measure_by_id.get(subject.id)
            own = state.decisions.get(subject.id)
            if measure is not None:
                return measure.title
            return {} if own is None else dict.fromkeys(state.pack.languages, own.own_title)
    return {}
