"""Finding words as one types: in every question of the shipped method, and in its glossary."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.clock import Line, median, milliseconds, percentile_95
from tmfcheck.domain.answers import BLANK
from tmfcheck.domain.glossary import TermFinder
from tmfcheck.domain.pack import Pack
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

WORDS = ("freeboard", "пьезометр", "жарықшақ", "калдык коймасы", "seepage toe")
AIM = "under 50 ms"


def lines(folder: Path) -> Iterator[Line]:
    """Searching alone, then from a letter typed to the repainted window, then the terms of a question."""
    pack = PackLibrary([shipped_packs_folder()], folder / "cache").load("unece-tmf").pack
    first, further = _questions(pack)
    name = f"searching {len(pack.questions)} questions with guidance in three languages"
    yield Line(f"{name}, first letter", f"{median(first):.1f} ms", aim=AIM)
    yield Line(f"{name}, further letters", _summary(further), aim=AIM)
    checklist, glossary = _windows(folder)
    questions = len(pack.questions_of("B"))
    yield Line(f"a letter typed to {questions} questions searched and repainted", _summary(checklist), aim=AIM)
    yield Line(f"a letter typed to {len(pack.glossary)} terms searched and repainted", _summary(glossary), aim=AIM)
    yield Line("finding the glossary's terms in one question and its guidance", _summary(_terms(pack)))


def _summary(times: Sequence[float]) -> str:
    return f"{median(list(times)):.1f} ms, 95 %: {percentile_95(list(times)):.1f} ms"


def _beginnings() -> Iterator[str]:
    """What stands in the field after each letter."""
    return itertools.chain.from_iterable((word[:end] for end in range(1, len(word) + 1)) for word in WORDS)


def _questions(pack: Pack) -> tuple[list[float], list[float]]:
    """Milliseconds of the first search, which prepares the texts, and of those that follow."""
    from tmfcheck.gui.presenters.question_search import QuestionSearch

    def look(search: QuestionSearch, typed: str) -> list[bool]:
        search.look_for(typed)
        return [search.fits(question, BLANK) for question in pack.questions]

    first = [milliseconds(lambda: look(QuestionSearch(), "f")) for _ in range(15)]
    prepared = QuestionSearch()
    look(prepared, "f")
    return first, [milliseconds(lambda typed=typed: look(prepared, typed)) for typed in _beginnings()]


def _terms(pack: Pack) -> list[float]:
    finder = TermFinder(pack.glossary, "kk")
    return [
        milliseconds(lambda q=q: [finder.find(text["kk"]) for text in (q.text, q.why, q.how_to_check)])
        for q in pack.questions
    ]


def _windows(folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds per letter in the search of the assessment and of the glossary, in the real window."""
    from PySide6.QtWidgets import QApplication

    from tests.gui.sample import make_sample
    from tmfcheck.gui.application import make_application
    from tmfcheck.gui.main_window import MainWindow
    from tmfcheck.gui.screens.assessment_screen import AssessmentScreen
    from tmfcheck.gui.screens.glossary_screen import GlossaryScreen
    from tmfcheck.services import assessing, listing

    make_application()
    sample = make_sample(folder / "search", packs=shipped_packs_folder(), pack="unece-tmf")
    facility = listing.list_assessments(sample.desk)[0].facility_id
    begun = assessing.start_assessment(sample.desk, facility, "unece-tmf", "B", by="bench")
    sample.context.open_assessment(begun.id)
    window = MainWindow(sample.context)
    window.resize(1366, 768)
    window.show()
    times = []
    for name in ("assessment", "glossary"):
        window.show_screen(name)
        QApplication.processEvents()
        screen = window.current_screen()
        if isinstance(screen, AssessmentScreen):
            times.append(_type(screen.side.search))
        elif isinstance(screen, GlossaryScreen):
            times.append(_type(screen.search_field))
    window.close()
    sample.desk.archive.close()
    return times[0], times[1]


def _type(field: QLineEdit) -> list[float]:
    """Each letter until everything it changed is painted."""
    from PySide6.QtWidgets import QApplication

    from tests.gui.window import type_words

    times = []
    for word in WORDS:
        for letter in word:
            started = time.perf_counter()
            type_words(field, letter)
            QApplication.sendPostedEvents()
            QApplication.processEvents()
            times.append(1000 * (time.perf_counter() - started))
        field.clear()
        field.textEdited.emit("")
        QApplication.processEvents()
    return times
