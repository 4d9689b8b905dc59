"""The sample: an own archive with the Kadamjai facility, its signed assessment of invented answers, reports."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.closing_check import unexplained
from tmfcheck.domain.pack import Term
from tmfcheck.errors import InputError
from tmfcheck.i18n import LANGUAGES
from tmfcheck.paths import archive_file
from tmfcheck.services import answering, assessing, closing, facilities, listing, programme, reporting
from tmfcheck.services.demo_answers import (
    COMMODITY,
    EXPLANATIONS,
    NOTES,
    OWN_TEXT,
    OWN_TITLE,
    PERSON,
    SampleWords,
    answer_to,
    decisions,
)
from tmfcheck.services.demo_evidence import add_evidence
from tmfcheck.services.demo_signatures import SignedCopy, seal_copy, sign_on_the_pad
from tmfcheck.services.desk import Desk
from tmfcheck.services.opening import AccessMode, open_desk

ARCHIVE_NAME = "demo.tmfcheck"
START = datetime(2026, 6, 9, 4, 0, tzinfo=UTC)
STEP = timedelta(minutes=3)

# Published figures, and the town's place for the facility's; whatever else there is to know about it stays unknown.
FACILITY: dict[str, Any] = {
    "name": "Kadamjai",
    "country": "KG",
    "latitude": {"value": 40.13, "quality": "estimated"},
    "longitude": {"value": 71.73, "quality": "estimated"},
    "start_year": 1971,
    "altitude_m": {"value": 1100, "quality": "from_document"},
    "area_m2": {"value": 115_000, "quality": "from_document"},
    "volume_m3": {"value": 2_592_000, "quality": "from_document"},
    "capacity_m3": {"value": 2_600_000, "quality": "from_document"},
    "is_sample": True,
}


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where the sample lies: its archive, and by language asked for its reports and their signed copies."""

    archive: Path
    reports: tuple[Path, ...]
    signed: tuple[SignedCopy, ...]


def make_demo(out: Path, languages: Sequence[str]) -> DemoResult:
    """Make the sample in a folder and replace an earlier one there; the user's own archive is never touched.

    Without languages there are no reports, and its texts are in every language of the program. Everything in it, times
    included, is the same on every run; only the signed copies differ, whose certificate is made for this one hour.
    Raises InputError (LANGUAGE_UNKNOWN, DEMO_NOT_REPLACED, DEMO_IN_USE, FOLDER_UNUSABLE), PackError, ArchiveError,
    ReportError, SealError.
    """
    words = SampleWords(languages or tuple(LANGUAGES))
    target = out / ARCHIVE_NAME
    with _work_folder(out) as work:
        _refuse_to_replace_others(target)
        with _sample_desk(work / ARCHIVE_NAME, words) as desk:
            state = _closed_assessment(desk, words)
            reports = {language: out / f"report-{language}.pdf" for language in languages}
            signed: list[SignedCopy] = []
            for language, report in reports.items():
                reporting.write_report(desk, state, report, language)
                # Verifying prints the report anew: one in the sample shows it, and a start must not wait for three.
                signed.append(seal_copy(desk, report, language, is_verified=not signed))
        (work / ARCHIVE_NAME).replace(target)
    return DemoResult(target, tuple(reports.values()), tuple(signed))


@contextmanager
def _work_folder(out: Path) -> Iterator[Path]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=out, prefix=".demo-")
    except OSError as error:
        raise InputError("FOLDER_UNUSABLE", path=out, reason=error.strerror or str(error)) from error
    with folder as name:
        yield Path(name)


def _refuse_to_replace_others(target: Path) -> None:
    """An archive may be replaced only if nobody has it open and it holds samples alone."""
    if not target.exists():
        return
    if target.resolve() == archive_file().resolve():
        raise InputError("DEMO_NOT_REPLACED", path=target)
    with open_desk(target, mode=AccessMode.WRITE) as desk:
        if not all(facility.is_sample for facility in listing.list_facilities(desk)):
            raise InputError("DEMO_NOT_REPLACED", path=target)
        if desk.archive.is_read_only:
            raise InputError("DEMO_IN_USE", path=target)


def _sample_desk(path: Path, words: SampleWords) -> Desk:
    """A desk whose clock and ids are the same on every run."""
    numbers = count(1)
    desk = open_desk(path, mode=AccessMode.CREATE, user=words.first(PERSON), clock=_clock())
    return replace(desk, new_id=lambda: f"{next(numbers):032x}")


def _clock() -> Callable[[], datetime]:
    steps = count()
    return lambda: START + next(steps) * STEP


def _closed_assessment(desk: Desk, words: SampleWords) -> AssessmentState:
    facility = facilities.add_facility(
        desk, {**FACILITY, "commodity": words.line(COMMODITY), "notes": words.lines(NOTES)}
    ).facility
    started = assessing.start_assessment(desk, facility.id, "unece-tmf", "A", by=desk.user)
    state = assessing.load_state(desk, started.id)
    for question in state.pack.questions_of("A"):
        state = answering.answer_question(desk, state, question.id, answer_to(question.id, words)).state
    for decision in decisions(state.programme, words):
        state = programme.decide(desk, state, decision)
    title, text = words.line(OWN_TITLE), words.lines(OWN_TEXT)
    state = programme.add_own_measure(desk, state, title, text, Term.SHORT)
    state = add_evidence(desk, state, words)
    for point in unexplained(state, closing.check(desk, state)):
        state = closing.explain(desk, state, point.code, words.lines(EXPLANATIONS[point.kind]))
    state = closing.close(desk, started.id)
    sign_on_the_pad(desk, state, words)
    return state
