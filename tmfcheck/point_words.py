"""The words of the check before closing, for every room that shows it: a sentence a point, a few words a subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Explanation
from tmfcheck.domain.open_points import OpenPoint, Place, PointKind, Severity, Subject
from tmfcheck.i18n import N_, Texts
from tmfcheck.wording import FACTS

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: N_("Errors"),
    Severity.WARNING: N_("Warnings"),
    Severity.HINT: N_("Hints"),
}
"""Headings over the points of one severity."""
SEVERITY_NAMES: Mapping[Severity, str] = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.HINT: N_("Hint"),
}
"""One point by its severity."""


def point_sentence(point: OpenPoint, texts: Texts) -> str:
    """What a point says, with its number."""
    number = len(point.subjects)
    return _SENTENCES[point.kind](texts, number).format(number=texts.number(number))


def explained_sentence(explanation: Explanation, texts: Texts) -> str:
    """What the explained error says of the places it was explained for; "" where its code or places are not known."""
    kind = next((kind for kind in PointKind if kind.value.upper() == explanation.code), None)
    if kind is None or not explanation.covers:
        return ""
    return point_sentence(OpenPoint(kind, Severity.ERROR, explanation.covers), texts)


def nothing_open_words(state: AssessmentState, texts: Texts) -> str:
    """What is said where the check list is empty."""
    if state.assessment.is_closed and state.check_kept is None:
        return texts.gettext("Closed by version 1, which did not check assessments.")
    return texts.gettext("Everything is answered, and every answer is complete.")


def counted(points: Iterable[OpenPoint], severity: Severity) -> int:
    """How many points there are of a severity."""
    return sum(point.severity is severity for point in points)


def errors_words(number: int, texts: Texts) -> str:
    """``2 errors``."""
    return texts.ngettext("{number} error", "{number} errors", number).format(number=texts.number(number))


def warnings_words(number: int, texts: Texts) -> str:
    """``5 warnings``."""
    return texts.ngettext("{number} warning", "{number} warnings", number).format(number=texts.number(number))


def closing_sentence(points: Sequence[OpenPoint], texts: Texts) -> str:
    """How many warnings stayed at the closing and how many errors were explained; none stayed without explanation."""
    errors = counted(points, Severity.ERROR)
    explained = texts.ngettext("{number} explained error", "{number} explained errors", errors)
    return texts.gettext("Closed with {warnings} and {explained}.").format(
        warnings=warnings_words(counted(points, Severity.WARNING), texts),
        explained=explained.format(number=texts.number(errors)),
    )


def subject_words(subject: Subject, state: AssessmentState, texts: Texts) -> str:
    """A few words for one subject of a point: an id, a name, and what it stands against."""
    name, detail = subject.id, subject.detail
    match subject.place:
        case Place.QUESTION if detail:
            words = f"{name} – {texts.gettext(FACTS[detail]) if detail in FACTS else detail}"
        case Place.FACT if name in FACTS:
            words = texts.gettext(FACTS[name])
        case Place.EVIDENCE:
            words = _with_detail(_evidence_name(name, state), detail, texts)
        case Place.DOCUMENT if detail:
            words = detail
        case Place.VISIT:
            words = texts.gettext("Record of the visit")
        case Place.HISTORY:
            words = f"{_moment(name, texts)} → {_moment(detail, texts)}"
        case _:
            words = name
    return words


def _evidence_name(evidence_id: str, state: AssessmentState) -> str:
    found = next((each for each in state.evidence.items if each.id == evidence_id), None)
    return evidence_id if found is None else found.caption or found.file_name


def _with_detail(name: str, detail: str, texts: Texts) -> str:
    """A photo with the day it was taken on, or the kilometres it is away."""
    if not detail:
        return name
    try:
        words = texts.date(date.fromisoformat(detail))
    except ValueError:
        words = _distance_words(detail, texts)
    return f"{name} ({words})"


def _moment(text: str, texts: Texts) -> str:
    """A stored moment; what is none, in a file from outside, stays as it is."""
    try:
        return texts.moment(datetime.fromisoformat(text))
    except ValueError:
        return text


_SENTENCES: Mapping[PointKind, Callable[[Texts, int], str]] = {
    PointKind.DANGER_WITHOUT_MEASURE: lambda texts, n: texts.ngettext(
        "{number} immediate danger has no accepted measure.", "{number} immediate dangers have no accepted measure.", n
    ),
    PointKind.UNANSWERED: lambda texts, n: texts.ngettext(
        "{number} question is unanswered.", "{number} questions are unanswered.", n
    ),
    PointKind.DOCUMENT_WITHHELD: lambda texts, n: texts.ngettext(
        "{number} “unknown” because something was not shown or refused: at the end of the visit that is a “no”.",
        "{number} “unknown” because something was not shown or refused: at the end of the visit these are “no”.",
        n,
    ),
    PointKind.WITHOUT_REASON: lambda texts, n: texts.ngettext(
        "{number} answer is “unknown” or “not applicable” without a reason.",
        "{number} answers are “unknown” or “not applicable” without a reason.",
        n,
    ),
    PointKind.CONTRADICTION: lambda texts, n: texts.ngettext(
        "{number} answer contradicts another answer or the facility's data.",
        "{number} answers contradict other answers or the facility's data.",
        n,
    ),
    PointKind.CRITICAL_ON_NOTHING: lambda texts, n: texts.ngettext(
        "{number} critical requirement is said to be met, and nothing shows it: no basis, document or photo.",
        "{number} critical requirements are said to be met, and nothing shows it: no basis, document or photo.",
        n,
    ),
    PointKind.CRITICAL_WITHOUT_MEASURE: lambda texts, n: texts.ngettext(
        "{number} critical shortfall has no accepted measure.",
        "{number} critical shortfalls have no accepted measure.",
        n,
    ),
    PointKind.DANGER_OPEN: lambda texts, n: texts.ngettext(
        "{number} immediate danger is open: the notice has to be handed over before you leave.",
        "{number} immediate dangers are open: the notices have to be handed over before you leave.",
        n,
    ),
    PointKind.NEGATIVE_WITHOUT_COMMENT: lambda texts, n: texts.ngettext(
        "{number} negative answer has neither comment nor photo.",
        "{number} negative answers have neither comment nor photo.",
        n,
    ),
    PointKind.YES_ON_NOTHING: lambda texts, n: texts.ngettext(
        "{number} requirement is said to be met, and nothing shows it.",
        "{number} requirements are said to be met, and nothing shows it.",
        n,
    ),
    PointKind.NOT_APPLICABLE_DOUBTED: lambda texts, n: texts.ngettext(
        "{number} answer is “not applicable” although the facility's data say that the question applies.",
        "{number} answers are “not applicable” although the facility's data say that the questions apply.",
        n,
    ),
    PointKind.CITES_NOT_SHOWN: lambda texts, n: texts.ngettext(
        "{number} requirement is said to be met by a document that was not shown.",
        "{number} requirements are said to be met by documents that were not shown.",
        n,
    ),
    PointKind.DOCUMENT_EXPIRED: lambda texts, n: texts.ngettext(
        "{number} document has expired.", "{number} documents have expired.", n
    ),
    PointKind.MEASURE_INCOMPLETE: lambda texts, n: texts.ngettext(
        "{number} accepted measure has no owner or no date.", "{number} accepted measures have no owner or no date.", n
    ),
    PointKind.NO_INDEX: lambda texts, _n: texts.gettext(
        "The stored volume is not known: the facility has no hazard index and no rank."
    ),
    PointKind.PHOTO_OTHER_DAY: lambda texts, n: texts.ngettext(
        "{number} photo was taken on another day than the visit.",
        "{number} photos were taken on other days than the visit.",
        n,
    ),
    PointKind.PHOTO_FAR: lambda texts, n: texts.ngettext(
        "{number} photo was taken far from the facility.", "{number} photos were taken far from the facility.", n
    ),
    PointKind.CLOCK_CHANGED: lambda texts, n: texts.ngettext(
        "The computer's clock ran backwards {number} time while this assessment was written.",
        "The computer's clock ran backwards {number} times while this assessment was written.",
        n,
    ),
    PointKind.VISIT_MISSING: lambda texts, _n: texts.gettext(
        "There is no record of the visit: who was there, when, and in which weather."
    ),
    PointKind.WITHOUT_BASIS: lambda texts, n: texts.ngettext(
        "{number} negative answer does not say what it rests on.",
        "{number} negative answers do not say what they rest on.",
        n,
    ),
    PointKind.MEASURE_UNDECIDED: lambda texts, n: texts.ngettext(
        "{number} proposed measure is neither accepted nor rejected.",
        "{number} proposed measures are neither accepted nor rejected.",
        n,
    ),
    PointKind.FACTS_ASSUMED: lambda texts, n: texts.ngettext(
        "{number} fact of the facility is not known; the hazard index assumes the worst.",
        "{number} facts of the facility are not known; the hazard index assumes the worst.",
        n,
    ),
    PointKind.FACTS_DOUBTFUL: lambda texts, n: texts.ngettext(
        "{number} fact of the facility contradicts another or is unlikely.",
        "{number} facts of the facility contradict others or are unlikely.",
        n,
    ),
    PointKind.EVIDENCE_UNASSIGNED: lambda texts, n: texts.ngettext(
        "{number} photo or file belongs to no question.", "{number} photos and files belong to no question.", n
    ),
}


def _distance_words(detail: str, texts: Texts) -> str:
    """The kilometres of a detail; what is no number, in a file from outside, stays as it is."""
    try:
        return texts.gettext("{distance} km away").format(distance=texts.number(float(detail)))
    except ValueError:
        return detail
