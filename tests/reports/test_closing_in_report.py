"""How an assessment was closed and what a correction changed, as the report prints it."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.domain.test_content_document import PHOTO, PLAN
from tests.domain.test_revision_changes import FULL, MUTATED, OF_THE_VERSION, TOLD_ANYWAY
from tests.reports.sample import GIVEN, START, pages_of, printed, sample_model, with_questions
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evidence import Document, EvidenceFile, Explanation, Visit
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.open_points import OpenPoint, Place, PointKind, Severity, Subject
from tmfcheck.domain.pack import Term
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.domain.revision_changes import RevisionChanges
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.blocks import Text
from tmfcheck.reports.chapters.change_table import SHARES
from tmfcheck.reports.chapters.changes import changes
from tmfcheck.reports.flow import Row
from tmfcheck.reports.style import TEXT_WIDTH
from tmfcheck.reports.voice import Voice
from tmfcheck.services.opening import shipped_library

POINTS = (
    OpenPoint(
        PointKind.UNANSWERED, Severity.ERROR, (Subject(Place.QUESTION, "A1.03"), Subject(Place.QUESTION, "A2.02"))
    ),
    OpenPoint(PointKind.PHOTO_FAR, Severity.WARNING, (Subject(Place.EVIDENCE, "e1", "7.5"),)),
    OpenPoint(PointKind.VISIT_MISSING, Severity.WARNING, (Subject(Place.VISIT, "visit"),)),
    OpenPoint(PointKind.EVIDENCE_UNASSIGNED, Severity.HINT, (Subject(Place.EVIDENCE, "e1"),)),
)
EXPLAINED = {"UNANSWERED": Explanation("UNANSWERED", "Лодки <b>не</b> было", "Head", START)}


def closed_with(points: tuple[OpenPoint, ...], explanations: dict[str, Explanation] | None = None) -> ReportModel:
    model = sample_model()
    evidence = EvidenceFile(explanations=explanations or {})
    return replace(model, state=replace(model.state, check_kept=points, evidence=evidence))


def test_page_one_counts_warnings_and_explained_errors_and_lists_the_explanations():
    text = " ".join(pages_of(closed_with(POINTS, EXPLAINED))[0].split())
    assert "Closed with 2 warnings and 1 explained error." in text
    assert "2 questions are unanswered. A1.03, A2.02 Лодки <b>не</b> было Head, " in text
    assert "taken far" not in text, "a warning is counted, not listed"


def test_nothing_is_said_of_a_check_that_was_not_made():
    model = sample_model()
    assert "Closed with" not in printed(model)
    assert "Closed with" not in printed(sample_model(is_closed=False))
    assert "Closed with 0 warnings and 0 explained errors." in printed(closed_with(()))


def test_the_public_reads_the_counts_and_no_explanation():
    model = replace(closed_with(POINTS, EXPLAINED), options=ReportOptions(audience=Audience.PUBLIC))
    text = printed(model)
    assert "Closed with 2 warnings and 1 explained error." in text
    assert "Лодки" not in text


def corrected(**parts: object) -> ReportModel:
    """A second version of the sample: one answer, a measure and a fact differ, and what is given."""
    before = sample_model()
    heading = replace(
        before.state.assessment,
        id="a2",
        revision=2,
        revises=before.state.assessment.id,
        revision_reason="Gauge misread",
        started_at=START + timedelta(days=20),
        closed_at=START + timedelta(days=21),
    )
    after = sample_model({**GIVEN, "A1.02": Answer("yes", "measured", comment="Остойчиво, 1,4 м")})
    facility = replace(after.state.facility, facts={**after.state.facility.facts, "whc": FactValue(2)})
    decisions = {**after.state.decisions, "M-WAT-01": MeasureDecision("M-WAT-01", Decision.ACCEPTED, owner="ТОО")}
    state = replace(
        after.state, assessment=heading, facility=facility, decisions=decisions, previous_fingerprint="ab12" * 16
    )
    return replace(after, state=replace(state, **parts), previous=before.state)


def test_a_correction_lists_what_it_changed_before_everything_else():
    evidence = EvidenceFile(
        items=(PLAN, PHOTO),
        documents=(Document("d1", "a2", "Permit", "77", valid_to=date(2030, 1, 1)),),
        visit=Visit(weather="snow"),
    )
    pages = pages_of(corrected(evidence=evidence))
    first = " ".join(pages[0].split())
    assert "Version 2: corrects version 1. Gauge misread" in first
    text = " ".join(" ".join(pages).split())
    chapter = text[
        text.index("Corrects Version 1") : text.index("Result by category", text.index("Corrects Version 1"))
    ]
    for words in (
        "Its content fingerprint ab12 ab12 ab12",
        "Reason Gauge misread",
        "Changed answers",
        "A1.02",
        "Остойчиво, 1,4 м",
        "Changed measures",
        "M-WAT-01",
        "Owner: ТОО",
        "Changed facts of the facility",
        "Changed photos and files",
        "Гребень.jpg",
        "Place on the site: on the plan",
        "Drawings over it: 1",
        "Changed documents",
        "Permit",
        "Changed in the record of the visit",
        "Weather – snow",
    ):
        assert words in chapter, words


def test_findings_and_explanations_are_told_in_words_and_not_by_their_codes():
    covers = (Subject(Place.QUESTION, "A1.02"),)
    explained = {"UNANSWERED": replace(EXPLAINED["UNANSWERED"], covers=covers)}
    model = corrected(evidence=EvidenceFile(explanations=explained), check_kept=POINTS)
    rows = printed_chapter(replace(model, previous=replace(model.previous, check_kept=())), "ru")
    cells = [[block.text for block in cell if isinstance(block, Text)] for row in rows for cell in row.cells]
    words = [text for cell in cells for text in cell]
    assert not {point.code for point in POINTS} & set(words)
    assert [text for text in words if text in ("Ошибка", "Предупреждение", "Подсказка")] == [
        *("Ошибка", "Предупреждение", "Предупреждение", "Подсказка"),
        "Ошибка",
    ], "the gravest finding first; then the explanation"
    blocks = [block for row in rows for cell in row.cells for block in cell if isinstance(block, Text)]
    style = next(block.style for block in blocks if block.text == "Предупреждение")
    room = TEXT_WIDTH * SHARES[0] / sum(SHARES)
    assert stringWidth("Предупреждение", style.font, style.size) < room - 8, "a narrow column breaks no word"
    said = next(cell for cell in cells if cell and cell[0].startswith("Лодки"))
    assert said[1:3] == ["1 вопрос без ответа.", "A1.02 Выполнено ли требование A1 02 к дамбе?"]


def test_a_changed_answer_names_its_question():
    text = printed(corrected())
    chapter = text[text.index("Changed answers") : text.index("Changed measures")]
    assert " ".join(corrected().state.pack.question_by_id["A1.02"].text["en"].split()[:3]) in chapter


def test_a_small_change_can_be_seen_in_before_and_after():
    before = corrected()
    measure = MeasureDecision("M-DAM-01", term=Term.LONG, term_reason="Tender failed")
    document = Document("d1", "a1", "Permit", issued_on=date(2020, 1, 1))
    turned = EvidenceFile(
        items=(PLAN, replace(PHOTO, rotation=270)), documents=(replace(document, issued_on=START.date()),)
    )
    plain = EvidenceFile(items=(PLAN, PHOTO), documents=(document,))
    heading = replace(before.state.assessment, pack_edition="2027.1")
    state = replace(
        before.state,
        assessment=heading,
        evidence=turned,
        decisions={**before.state.decisions, "M-DAM-01": measure},
    )
    text = printed(replace(before, state=state, previous=replace(before.previous, evidence=plain)))
    for words in (
        "Turned by: 270°",
        "Time-frame: Long-term measures",
        "Moved to this time-frame: Tender failed",
        "Issued on: 1 Jan 2020",
        "Issued on: 12 Jun 2026",
        "1 → 2027.1",
    ):
        assert words in text, words


def test_a_correction_without_a_change_says_so():
    model = corrected()
    same = replace(model, state=replace(model.previous, assessment=model.state.assessment))
    text = printed(same)
    assert "Nothing was changed against the closed version." in text
    assert "the day of closing. Programme of measures Before After" in text, "suggested days count from the closing"


def test_a_first_version_has_no_such_chapter_and_the_public_none_at_all():
    assert "What this version changed" not in printed(sample_model())
    public = replace(corrected(), options=ReportOptions(audience=Audience.PUBLIC))
    text = printed(public)
    assert "What this version changed" not in text
    assert "Version 2: corrects version 1." in text
    assert "Gauge misread" not in text


def test_the_word_file_and_the_workbook_say_it_too():
    from tmfcheck.reports.assessment_tables import summary_table
    from tmfcheck.reports.voice import Voice

    model = corrected(evidence=EvidenceFile(explanations=EXPLAINED), check_kept=POINTS)
    rows = {str(row[0]): row[1] for row in summary_table(model, Voice(Texts("en"), None)).rows}
    assert rows["Check"] == "Closed with 2 warnings and 1 explained error."
    assert rows["2 questions are unanswered."] == "Лодки <b>не</b> было"
    assert (rows["Version"], rows["Reason of the correction"]) == (2, "Gauge misread")
    assert rows["Fingerprint of the corrected version"] == "ab12" * 16


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_both_are_printed_in_every_language(language: str):
    model = corrected(evidence=EvidenceFile(explanations=EXPLAINED), check_kept=POINTS)
    text = printed(model, language, "ru" if language != "ru" else "kk")
    assert "Лодки" in text
    assert "{" not in text


def printed_chapter(model: ReportModel, language: str = "en") -> list[Row]:
    return changes(model, Voice(Texts(language)))


NO_WORD = re.compile(r"substance_groups\.value\.\d+$|raise_method$")
"""Changed to a word the program does not know, which no archive holds."""


@pytest.mark.parametrize("path", [path for path in MUTATED if path not in TOLD_ANYWAY])
def test_before_and_after_never_read_the_same_in_a_line_of_the_chapter(path):
    """Whatever changed, a reader sees a difference or is told that it is too small to be shown."""
    state = MUTATED[path]
    if (
        OF_THE_VERSION.match(path)
        or NO_WORD.search(path)
        or (state.given != FULL.given and path.endswith(("value", "basis", "reason")))
    ):
        return
    model = ReportModel(state, START + timedelta(days=30), "1", previous=FULL)
    if model.changes == RevisionChanges():
        return
    rows = printed_chapter(model)
    listed = [row for row in rows if len(row.cells) == 3 and row.head is not None]
    for row in listed:
        name, before, after = ([block.text for block in cell if isinstance(block, Text)] for cell in row.cells)
        assert name in (["MSR"], ["Level"]) or before != after
    quiet = len(printed_chapter(ReportModel(FULL, START, "1", previous=FULL)))
    assert len(rows) >= quiet
    heads = {cells[0] for cells in map(words_of, rows)}
    assert {KINDS[name] for name in model.changes.results if name != "overall"} <= heads, "every result is named"


KINDS = {
    "categories": "Results by category",
    "sections": "Results by section",
    "measures": "Scores of the measures",
    "dangers": "Immediate dangers",
    "critical_shortfalls": "Critical shortfalls",
    "programme": "Programme of measures",
}


def words_of(row: Row) -> list[str]:
    """Each cell of a row as one text."""
    return [" / ".join(f"{block.label}{block.text}" for block in cell if isinstance(block, Text)) for cell in row.cells]


def lines_under(title: str, model: ReportModel, language: str = "en") -> list[list[str]]:
    """The lines of the table with this heading, or with this title over its first column."""
    rows = [words_of(row) for row in printed_chapter(model, language)]
    start = next(place for place, cells in enumerate(rows) if cells[0] == title)
    lines = rows[start + (1 if len(rows[start]) == 3 else 2) :]
    return list(itertools.takewhile(lambda cells: len(cells) == 3, lines))


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_what_was_computed_is_told_in_figures_and_words_before_and_after(language):
    model, texts = corrected(), Texts(language)
    pack = model.state.pack
    scores = lines_under(texts.gettext("Results by category"), model, language)
    assert texts.pick(pack.categories[0].title) in scores[0][0]
    assert scores[0][1] != scores[0][2]
    assert all(texts.gettext("MSR") in side for side in scores[0][1:])
    sections = lines_under(texts.gettext("Results by section"), model, language)
    assert [line[0] for line in sections] == [texts.pick(pack.sections[0].title)]
    result = lines_under(texts.gettext("Result"), model, language)
    assert [line[0] for line in result][:3] == [texts.gettext(word) for word in ("MSR", "Level", "Credibility")]
    for line in [*scores, *sections, *result[2:]]:
        assert line[1] != line[2]


def test_a_result_that_differs_in_nothing_printed_says_so():
    model = corrected()
    kept = {name: {} for name in KINDS} | {"indices": None}
    state = replace(model.previous, assessment=model.state.assessment)
    same = replace(
        model, state=replace(state, results_kept=kept), previous=replace(state, results_kept={**kept, "dangers": [1]})
    )
    unseen = [["", "", "Changed in a detail that is not printed here."]]
    assert same.changes.results == ("dangers",)
    assert lines_under("Immediate dangers", same) == unseen
    later = [replace(each, results_kept={**kept, "wind": number}) for number, each in enumerate((state, state))]
    of_a_later_program = replace(same, previous=later[0], state=later[1])
    assert lines_under("wind", of_a_later_program) == unseen


def test_questions_that_became_dangers_or_shortfalls_are_named_by_their_words():
    before = corrected()
    sides = []
    for value, danger in (("no", True), ("yes", False)):
        answer = replace(before.state.answers["A1.01"], answer=Answer(value, "measured", danger=danger))
        sides.append(replace(before.state, answers={**before.state.answers, "A1.01": answer}))
    model = replace(before, state=sides[1], previous=sides[0])
    for title in ("Immediate dangers", "Critical shortfalls"):
        assert ["A1.01 / Is requirement A1 01 of the dam met?", "yes", "no"] in lines_under(title, model)
    measures = lines_under("Scores of the measures", model)
    assert measures[0][0].startswith("M-")
    assert "Called for by" in measures[0][1]
    programme = [line for line in map(words_of, printed_chapter(model)) if "more, changed" in line[-1]]
    assert programme == [], "a measure with another score has the same time-frame and day"


def test_measures_whose_suggested_day_moved_alike_stand_in_one_line():
    pack = with_questions(2, measures_each=9)
    before = sample_model({"A1.001": Answer("no", "measured"), "A1.002": Answer("no", "measured")}, pack=pack).state
    later = replace(before.assessment, closed_at=before.assessment.closed_at + timedelta(days=30))
    model = ReportModel(replace(before, assessment=later), START + timedelta(days=60), "1", previous=before)
    lines = lines_under("Programme of measures", model)
    assert [line[1:] for line in lines] == [
        [f"{term} / Due: 13 Jun {year} (suggested)", f"{term} / Due: 13 Jul {year} (suggested)"]
        for term, year in (("Short-term measures", 2027), ("Medium-term measures", 2029))
    ]
    assert lines[1][0] == "6 measures / M-DAM-002, M-DAM-005, M-DAM-008, M-DAM-011, M-DAM-014, M-DAM-017"
    numbers = [number for line in lines for number in re.findall(r"[A-Z-]+-\d+", line[0])]
    changed = {item.measure for item in model.state.programme if item.suggested_due_on is not None}
    assert sorted(numbers) == sorted(changed), "every measure is named once"


def test_of_two_long_findings_only_what_differs_is_listed():
    subjects = [Subject(Place.QUESTION, f"A1.{number:02}") for number in range(1, 60)]
    sides = [
        replace(
            corrected().state,
            check_kept=(OpenPoint(PointKind.UNANSWERED, Severity.ERROR, tuple(each)),),
        )
        for each in (subjects, subjects[2:])
    ]
    model = replace(corrected(), previous=sides[0], state=sides[1])
    (line,) = lines_under("Changed findings of the check", model)
    assert line[1] == (
        "59 questions are unanswered. / A1.01 Is requirement A1 01 of the dam met? / "
        "A1.02 Is requirement A1 02 of the dam met? / 57 in both versions"
    )
    assert line[2] == "57 questions are unanswered. / 57 in both versions"
    gone = replace(model, state=replace(sides[1], check_kept=()))
    assert lines_under("Changed findings of the check", gone)[0][1].count("A1.") == 59, (
        "a finding that went is told in full"
    )


def test_a_country_and_a_file_are_told_in_words():
    model = corrected(evidence=EvidenceFile(items=(PLAN,)))
    moved = replace(model, state=replace(model.state, facility=replace(model.state.facility, country="TJ")))
    text = printed(moved, "ru")
    assert "Страна Киргизия Таджикистан" in text or "Страна Кыргызстан Таджикистан" in text
    assert "Контрольная сумма: " in text
    assert PLAN.sha256[:16] not in "".join(block for row in printed_chapter(moved) for block in words_of(row))


def test_a_comment_changed_beyond_what_is_printed_is_told():
    before = corrected()
    long = "Трещина. " * 200
    sides = [
        {
            **before.state.answers,
            "A1.01": replace(before.state.answers["A1.01"], answer=Answer("no", comment=long + end)),
        }
        for end in ("1,4 м", "1,6 м")
    ]
    model = replace(
        before, state=replace(before.state, answers=sides[1]), previous=replace(before.state, answers=sides[0])
    )
    assert "Changed in a detail that is not printed here." in printed(model)


def test_indices_are_told_by_their_names_where_a_fact_moved_them():
    pack = shipped_library().load("unece-tmf").pack
    before = sample_model({}, pack=pack, decisions={}).state
    facts = {**before.facility.facts, "volume_m3": FactValue(40_000_000), "whc": FactValue(2)}
    state = replace(before, facility=replace(before.facility, facts=facts))
    lines = lines_under("Hazard and risk indices", replace(sample_model(), state=state, previous=before))
    names = [line[0] for line in lines]
    assert names[:2] == ["Risk index, TRI", "Hazard index, THI"]
    assert "Toxicity" in names
    assert "not known, assumed at its worst" in lines[names.index("Toxicity")][1]
    assert all(line[1] != line[2] for line in lines)
