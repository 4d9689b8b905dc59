"""A small method pack and an invented assessment of a real facility, made in code for the tests of the report."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pypdf
import pypdfium2

from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.assessment import Assessment, AssessmentState, Role
from tmfcheck.domain.facility import Facility, FactQuality, FactValue
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.pack import (
    AnswerOption,
    Category,
    Choice,
    Critical,
    EvidenceBasis,
    Figure,
    Group,
    Measure,
    MeasureLink,
    Pack,
    Question,
    Reason,
    Review,
    Section,
    Source,
    Subgroup,
    Table,
    Term,
    Text,
    TimeFrame,
)
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.reports.pdf import render_pdf
from tmfcheck.reports.style import MARGIN, PAGE_HEIGHT, PAGE_WIDTH

KAZAKH_LETTERS = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі"
START = datetime(2026, 6, 12, 4, 30, tzinfo=UTC)


def said(en: str, ru: str, kk: str) -> Text:
    return {"en": en, "ru": ru, "kk": kk}


ANSWER_WORDS = (
    ("yes", said("Yes", "Да", "Иә"), Fraction(1), Fraction(1)),
    ("mostly_yes", said("Mostly yes", "Скорее да", "Көбіне иә"), Fraction(2, 3), Fraction(1, 2)),
    ("mostly_no", said("Mostly no", "Скорее нет", "Көбіне жоқ"), Fraction(1, 3), Fraction(1, 2)),
    ("no", said("No", "Нет", "Жоқ"), Fraction(0), Fraction(1)),
    ("unknown", said("Unknown", "Неизвестно", "Белгісіз"), Fraction(0), Fraction(0)),
    ("not_applicable", said("Not applicable", "Неприменимо", "Қолданылмайды"), None, None),
)
FIGURES = {
    "level_meets_percent": 90,
    "level_partly_percent": 60,
    "open_weight_limit_percent": 25,
    "evidence_limit_percent": 60,
    "critical_condition_factor": 3,
    "critical_management_factor": 2,
    "milestone_months": 12,
    "danger_confirm_hours": 24,
    "danger_review_days": 7,
    "danger_decision_days": 30,
}
QUESTIONS = (
    ("A1.01", "A1.dam", "dam", Critical.CONDITION, ("M-DAM-01", "M-DAM-02")),
    ("A1.02", "A1.dam", "dam", None, ("M-DAM-02",)),
    ("A1.03", "A1.water", "water", Critical.CONDITION, ("M-WAT-01",)),
    ("A1.04", "A1.water", "water", None, ("M-WAT-01",)),
    ("A2.01", "A2.papers", "emergency", Critical.MANAGEMENT, ("M-EME-01",)),
    ("A2.02", "A2.papers", "emergency", None, ("M-EME-01",)),
)
MEASURES = (
    ("M-DAM-01", Term.SHORT, said("Raise the low crest", "Поднять низкий гребень", "Төмен жотаны биіктету"), None),
    ("M-DAM-02", Term.MEDIUM, said("Flatten the slope", "Уположить откос", "Еңісті жайпақтау"), "M-WAT-01"),
    ("M-WAT-01", Term.SHORT, said("Lower the pond", "Понизить уровень пруда", "Тоған деңгейін төмендету"), None),
    ("M-EME-01", Term.SHORT, said("Write the plan", "Составить план", "Жоспар жасау"), None),
)


def small_pack() -> Pack:
    """Six questions in three categories, four measures, one verified figure and one table; no long-term measure."""
    return Pack(
        id="small",
        edition="1",
        format=1,
        title=said("Small method", "Малая методика", "Шағын әдістеме"),
        description=said("Made for tests.", "Сделано для проверок.", "Тексеруге арналған."),
        licence="CC-BY-4.0",
        languages=("en", "ru", "kk"),
        review={
            "en": Review("author", said("By the authors.", "Авторами.", "Авторлар жазған.")),
            "ru": Review("machine", said("Not read yet.", "Ещё не прочитано.", "Әлі оқылған жоқ.")),
            "kk": Review("native", said("Read in full.", "Прочитано полностью.", "Толық оқылды.")),
        },
        sources=(
            Source("own", said("Chosen by the authors", "Выбрано авторами", "Авторлар таңдаған"), own=True),
            Source("paper", said("A published paper", "Опубликованная статья", "Жарияланған мақала")),
        ),
        figures=_figures(),
        tables={"season": Table("season", said("Seasons", "Сезоны", "Маусымдар"), ({"a": 1},), False, "paper")},
        answers=tuple(AnswerOption(*words, False, "paper") for words in ANSWER_WORDS),
        bases=(
            EvidenceBasis("measured", said("Measured", "Измерено", "Өлшенді"), True),
            EvidenceBasis("told", said("Told", "Со слов", "Ауызша айтылды"), False),
        ),
        reasons=(Reason("weather", said("Weather", "Погодные условия", "Ауа райы")),),
        categories=(
            Category("dam", 1, said("Dam", "Дамба", "Бөгет"), said("Dam", "Дамба", "Бөгет")),
            Category("water", 2, said("Water", "Вода", "Су"), said("Water", "Вода", "Су")),
            Category("emergency", 3, said("Emergency", "Аварии", "Авариялар"), said("Plans", "Планы", "Жоспарлар")),
        ),
        groups=(
            Group("A", said("Basic check", "Базовая проверка", "Негізгі тексеру"), said("Soon", "Скоро", "Жақында")),
        ),
        subgroups=(
            Subgroup("A1", "A", said("Visual inspection", "Визуальный осмотр", "Көзбен қарап тексеру")),
            Subgroup("A2", "A", said("Documents", "Документы", "Құжаттар")),
        ),
        sections=(
            Section("A1.dam", "A1", said("Crest", "Гребень", "Жота")),
            Section("A1.water", "A1", said("Pond", "Пруд", "Тоған")),
            Section("A2.papers", "A2", said("Plans", "Планы", "Жоспарлар")),
        ),
        questions=tuple(_question(*row) for row in QUESTIONS),
        measures=tuple(_measure(*row) for row in MEASURES),
        time_frames=tuple(_time_frame(term, months) for term, months in zip(Term, (12, 36, None), strict=True)),
        cost_classes=(Choice("low", said("Low", "Низкая", "Төмен")),),
        addressees=(Choice("operator", said("Operator", "Оператор", "Оператор")),),
        references=(),
    )


def _figures() -> dict[str, Figure]:
    return {
        name: Figure(
            name,
            Fraction(value),
            "%" if name.endswith("percent") else "",
            said(f"Figure {place}", f"Показатель {place}", f"Көрсеткіш {place}"),
            verified=name == "milestone_months",
            source="paper" if name in ("milestone_months", "danger_confirm_hours") else "own",
        )
        for place, (name, value) in enumerate(FIGURES.items(), 1)
    }


def _question(name: str, section: str, category: str, critical: Critical | None, measures: tuple[str, ...]) -> Question:
    number = name.replace(".", " ")
    return Question(
        id=name,
        group="A",
        subgroup=name[:2],
        section=section,
        categories=(category,),
        weight=Fraction(1),
        critical=critical,
        measures=tuple(MeasureLink(measure, ("no", "mostly_no", "unknown")) for measure in measures),
        text=said(
            f"Is requirement {number} of the dam met?",
            f"Выполнено ли требование {number} к дамбе?",
            f"Бөгетке қойылатын {number} талабы орындалған ба?",
        ),
        why=said("Because.", "Потому что.", "Өйткені."),
        how_to_check=said("Look.", "Посмотреть.", "Қарау."),
    )


def _measure(name: str, term: Term, title: Text, interim: str | None) -> Measure:
    return Measure(
        id=name,
        category="dam",
        title=title,
        what=said(
            "Survey the dam.\nDo the work.",
            "Обследовать дамбу.\nВыполнить работы.",
            "Бөгетті түсіру.\nЖұмысты орындау.",
        ),
        why=said("Water finds the lowest place.", "Вода находит низкое место.", "Су төмен жерді табады."),
        needs=said("A crew", "Бригада", "Бригада"),
        verification=said("By survey", "Съёмкой", "Түсіріммен"),
        term=term,
        cost="low",
        duration=said("2 weeks", "2 недели", "2 апта"),
        addressee="operator",
        interim=interim,
    )


def _time_frame(term: Term, months: int | None) -> TimeFrame:
    words = said(f"Frame {months or 99}", f"Срок {months or 99}", f"Мерзім {months or 99}")
    return TimeFrame(term, words, words, months, False, "own")


KADAMJAI = Facility(
    id="kadamjai",
    name="Kadamjai",
    country="KG",
    facts={
        "commodity": FactValue("Sb"),
        "start_year": FactValue(1971),
        "volume_m3": FactValue(2_592_000, FactQuality.FROM_DOCUMENT, date(2018, 6, 1)),
        "capacity_m3": FactValue(2_600_000),
        "status": FactValue("operated"),
        "has_pond": FactValue(True),
        "substance_groups": FactValue(("antimony", "arsenic")),
    },
    is_sample=True,
)
GIVEN: Mapping[str, Answer] = {
    "A1.01": Answer("no", "measured", comment="Crest 0.4 m too low near picket 3.", danger=True),
    "A1.02": Answer("mostly_yes", "measured"),
    "A1.03": Answer("yes", "measured", comment=KAZAKH_LETTERS),
    "A1.04": Answer("not_applicable", reason="weather"),
    "A2.01": Answer("yes", "measured", document="Plan of 2024, page 7"),
    "A2.02": Answer("mostly_no", "told"),
}
DECISIONS: Mapping[str, MeasureDecision] = {
    "M-DAM-01": MeasureDecision(
        "M-DAM-01", Decision.ACCEPTED, owner="Chief engineer", due_on=date(2026, 8, 1), cost="two lorry loads"
    ),
    "M-EME-01": MeasureDecision("M-EME-01", Decision.REJECTED, reason="Under way since May"),
    "OWN-01": MeasureDecision("OWN-01", term=Term.SHORT, own_title="Mend the lamps", own_text="Four lamps are broken."),
}


def sample_model(
    given: Mapping[str, Answer] = GIVEN,
    *,
    pack: Pack | None = None,
    facility: Facility = KADAMJAI,
    decisions: Mapping[str, MeasureDecision] = DECISIONS,
    is_closed: bool = True,
    by: str = "A. Inspector",
) -> ReportModel:
    """A report model; ``given`` are the answers by question id."""
    chosen = pack or small_pack()
    assessment = Assessment(
        id="a1",
        facility_id=facility.id,
        pack_id=chosen.id,
        pack_edition=chosen.edition,
        pack_fingerprint="0123456789abcdef" * 4,
        group="A",
        role=Role.INSPECTOR,
        started_by=by,
        started_at=START,
        closed_by=by if is_closed else None,
        closed_at=START + timedelta(days=1) if is_closed else None,
    )
    recorded = {
        question: RecordedAnswer(answer, START + timedelta(minutes=place), by)
        for place, (question, answer) in enumerate(given.items(), 1)
    }
    state = AssessmentState(assessment, facility, chosen, recorded, decisions)
    return ReportModel(state, START + timedelta(days=2), "1.2.3")


def with_questions(count: int, *, measures_each: int = 0) -> Pack:
    """The small pack with ``count`` questions, each calling for ``measures_each`` measures of its own."""
    pack = small_pack()
    base, measure = pack.questions[0], pack.measures[0]
    names = [f"M-DAM-{place:03}" for place in range(1, count * measures_each + 1)]
    questions = tuple(
        replace(
            base,
            id=f"A1.{place:03}",
            measures=tuple(
                MeasureLink(name, ("no",)) for name in names[(place - 1) * measures_each : place * measures_each]
            ),
        )
        for place in range(1, count + 1)
    )
    measures = tuple(replace(measure, id=name, term=list(Term)[at % 3]) for at, name in enumerate(names))
    return replace(pack, questions=questions, measures=measures)


def pages_of(model: ReportModel, language: str = "en", second: str | None = None) -> list[str]:
    """The text of each printed page, read back."""
    content = render_pdf(model, Texts(language), Texts(second) if second else None)
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def printed(model: ReportModel, language: str = "en", second: str | None = None) -> str:
    """All printed text on one line, so that line ends of the layout do not matter."""
    return " ".join(" ".join(pages_of(model, language, second)).split())


def assert_within_margins(content: bytes) -> None:
    """No character lies outside the side margins or off the page; the letters of the sample mark are left out."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if text.get_text_range(index, 1).isspace() or right - left > MARGIN:
                continue
            assert left >= MARGIN - 1
            assert right <= PAGE_WIDTH - MARGIN + 1
            assert 0 < bottom < top < PAGE_HEIGHT
        text.close()
        page.close()
    document.close()
