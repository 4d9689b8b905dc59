"""The rulebook and the desk: evaluation, a durable answer, loading the pack, searching."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.bench.clock import Line, compared, in_turn, median, milliseconds
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evaluation import evaluate
from tmfcheck.domain.measures import score_measures
from tmfcheck.domain.pack import Pack
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services import answering, assessing, facilities
from tmfcheck.services.opening import AccessMode, open_desk

QUESTIONS = 300
COMMITS = 300
VALUES = ("yes", "mostly_yes", "mostly_no", "no", "unknown", "not_applicable")


def lines(folder: Path) -> Iterator[Line]:
    """A durable answer, an evaluation, and the pack read warm."""
    library = PackLibrary([shipped_packs_folder()], folder / "cache")
    pack = library.load("unece-tmf").pack
    yield _answer_line(folder, library)
    yield _evaluation_line(_enlarged(pack))
    fresh = [milliseconds(lambda: PackLibrary(library.folders, library.cache).load("unece-tmf")) for _ in range(9)]
    name = f"loading the shipped pack from its compiled form ({len(pack.questions)} questions)"
    yield Line(name, f"{median(fresh):.1f} ms", aim="< 150 ms")


def _enlarged(pack: Pack) -> Pack:
    """The basic check's questions repeated until there are 300."""
    own = pack.questions_of("A")
    repeated = itertools.islice(itertools.cycle(own), QUESTIONS)
    questions = tuple(replace(question, id=f"A1.{number:03d}") for number, question in enumerate(repeated, start=1))
    return replace(pack, questions=questions)


def _evaluation_line(pack: Pack) -> Line:
    words = itertools.cycle(VALUES)
    answers = {question.id: Answer(next(words), "measured") for question in pack.questions}
    runs = [milliseconds(lambda: evaluate(pack, "A", answers, {})) for _ in range(101)]
    with_measures = [
        milliseconds(lambda: score_measures(pack, "A", answers, evaluate(pack, "A", answers, {}))) for _ in range(101)
    ]
    name = f"evaluation of {QUESTIONS} questions (with measures: {median(with_measures):.1f} ms)"
    return Line(name, f"{median(runs):.2f} ms", aim="< 5 ms")


def _answer_line(folder: Path, library: PackLibrary) -> Line:
    desk = open_desk(folder / "bench.tmfcheck", mode=AccessMode.CREATE, packs=library, user="bench")
    bare = sqlite3.connect(folder / "floor.db", isolation_level=None)
    try:
        facility = facilities.add_facility(desk, {"name": "Bench", "country": "KZ"}, by="bench").facility
        started = assessing.start_assessment(desk, facility.id, "unece-tmf", "A", by="bench")
        state = assessing.load_state(desk, started.id)
        bare.execute("PRAGMA journal_mode=DELETE")
        bare.execute("PRAGMA synchronous=EXTRA")
        bare.execute("CREATE TABLE answer (question TEXT PRIMARY KEY, value TEXT) STRICT")
        questions = itertools.cycle(question.id for question in state.questions)
        values = itertools.cycle(VALUES)

        def give() -> None:
            nonlocal state
            state = answering.answer_question(desk, state, next(questions), Answer(next(values))).state

        def commit() -> None:
            bare.execute("INSERT OR REPLACE INTO answer VALUES ('A1.01', ?)", (next(values),))

        thing, floor = in_turn(give, commit, COMMITS)
    finally:
        bare.close()
        desk.archive.close()
    return compared("one answer stored durably with its history, against a bare commit", thing, floor, "≤ 6")
