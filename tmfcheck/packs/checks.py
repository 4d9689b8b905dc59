"""Whether a pack holds together: ids that point somewhere, words the rules know, questions that lead to measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from tmfcheck.domain.applicability import parts_of
from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.domain.pack import AnswerOption, Figure, Measure, Pack, Question, Table, Term, TimeFrame
from tmfcheck.packs.problems import Problem, Severity

ANSWERS = ("yes", "mostly_yes", "mostly_no", "no", "unknown", "not_applicable")
TRIGGERS = ("no", "mostly_no", "mostly_yes", "unknown")
FIGURES = (
    "level_meets_percent",
    "level_partly_percent",
    "open_weight_limit_percent",
    "evidence_limit_percent",
    "critical_condition_factor",
    "critical_management_factor",
    "milestone_months",
    "danger_confirm_hours",
    "danger_review_days",
    "danger_decision_days",
)
Files = Mapping[tuple[str, str], str]
"""The file an item stands in, by kind and id."""


def check_pack(pack: Pack, files: Files) -> Iterator[Problem]:
    """Every finding of a pack whose fields are readable; ``files`` tells where an item stands."""
    yield from _check_fixed_words(pack)
    yield from _check_answers(pack, files)
    yield from _check_structure(pack, files)
    yield from _check_standing(pack, files)
    for question in pack.questions:
        yield from _check_question(pack, question, files.get(("question", question.id), ""))
    triggered = {link.id for question in pack.questions for link in question.measures}
    for measure in pack.measures:
        yield from _check_measure(pack, measure, triggered, files.get(("measure", measure.id), ""))
    yield from _check_interim(pack, files)
    yield from _check_contradictions(pack, files)


def _check_fixed_words(pack: Pack) -> Iterator[Problem]:
    file = "pack.toml"
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", pack.id):
        yield Problem("PACK_ID_WRONG", file, "", "id")
    if not pack.languages:
        yield Problem("NO_LANGUAGE", file, "", "languages")
    for name in FIGURES:
        if name not in pack.figures:
            yield Problem("FIGURE_MISSING", file, f"figure {name}")
    for term in sorted(set(Term) - {frame.id for frame in pack.time_frames}):
        yield Problem("TIME_FRAME_MISSING", file, f"time_frame {term}")


def _has_right_values(option: AnswerOption, pack: Pack) -> bool:
    """Value and credibility lie between 0 and 1, and no better answer is worth less; not applicable has neither."""
    if option.id == "not_applicable":
        return option.value is None and option.credibility is None
    if option.value is None or option.credibility is None:
        return False
    better = ANSWERS[: ANSWERS.index(option.id)]
    values = [each.value for each in pack.answers if each.id in better and each.value is not None]
    return 0 <= option.value <= min([Fraction(1), *values]) and 0 <= option.credibility <= 1


def _check_answers(pack: Pack, files: Files) -> Iterator[Problem]:
    file = "pack.toml"
    given = {option.id for option in pack.answers}
    for word in ANSWERS:
        if word not in given:
            yield Problem("ANSWER_MISSING", file, f"answer {word}")
    for option in pack.answers:
        item = f"answer {option.id}"
        if option.id not in ANSWERS:
            yield Problem("ANSWER_NOT_KNOWN", file, item, data={"words": ", ".join(ANSWERS)})
        elif not _has_right_values(option, pack):
            yield Problem("ANSWER_VALUE_WRONG", files.get(("answer", option.id), file), item, "value")


def _check_structure(pack: Pack, files: Files) -> Iterator[Problem]:
    groups = {group.id for group in pack.groups}
    subgroups = {subgroup.id for subgroup in pack.subgroups}
    used = {question.section for question in pack.questions}
    for subgroup in pack.subgroups:
        if subgroup.group not in groups:
            yield _dangling("subgroup", subgroup.id, "group", subgroup.group, files)
    for section in pack.sections:
        if section.subgroup not in subgroups:
            yield _dangling("section", section.id, "subgroup", section.subgroup, files)
        if section.id not in used:
            file = files.get(("section", section.id), "")
            yield Problem("SECTION_EMPTY", file, f"section {section.id}", severity=Severity.WARNING)


def _dangling(kind: str, item_id: str, field: str, target: str, files: Files) -> Problem:
    return Problem("ID_UNKNOWN", files.get((kind, item_id), ""), f"{kind} {item_id}", field, data={"target": target})


def _check_standing(pack: Pack, files: Files) -> Iterator[Problem]:
    sources = {source.id for source in pack.sources}
    with_source: tuple[tuple[str, Figure | Table | AnswerOption | TimeFrame], ...] = (
        *(("figure", figure) for figure in pack.figures.values()),
        *(("table", table) for table in pack.tables.values()),
        *(("answer", option) for option in pack.answers),
        *(("time_frame", frame) for frame in pack.time_frames),
    )
    for kind, item in with_source:
        if item.source not in sources:
            yield _dangling(kind, item.id, "source", item.source, files)


def _check_question(pack: Pack, question: Question, file: str) -> Iterator[Problem]:
    item = f"question {question.id}"
    if question.section not in pack.section_by_id:
        yield Problem("ID_UNKNOWN", file, item, "section", data={"target": question.section})
    if not question.id.startswith(f"{question.subgroup}."):
        yield Problem("QUESTION_ID_WRONG", file, item, "id", data={"subgroup": question.subgroup})
    if question.weight <= 0:
        yield Problem("WEIGHT_NOT_POSITIVE", file, item, "weight")
    if not question.categories:
        yield Problem("FIELD_MISSING", file, item, "categories")
    for category in question.categories:
        if category not in pack.category_by_id:
            yield Problem("ID_UNKNOWN", file, item, "categories", data={"target": category})
    yield from _check_links(pack, question, file)
    yield from _check_references(pack, question.references, file, item)
    yield from _check_condition(pack, question, file)


def _check_links(pack: Pack, question: Question, file: str) -> Iterator[Problem]:
    item = f"question {question.id}"
    names = [link.id for link in question.measures]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem("LINK_TWICE", file, item, "measures", data={"target": name})
    for link in question.measures:
        if link.id not in pack.measure_by_id:
            yield Problem("ID_UNKNOWN", file, item, "measures", data={"target": link.id})
        if not link.when or not set(link.when) <= set(TRIGGERS):
            yield Problem("TRIGGER_WRONG", file, item, "measures", data={"words": ", ".join(TRIGGERS)})
    triggers = {word for link in question.measures for word in link.when}
    if "no" not in triggers:
        yield Problem("NO_MEASURE_FOR_NO", file, item, "measures", severity=Severity.WARNING)
    if "unknown" not in triggers:
        yield Problem("NO_MEASURE_FOR_UNKNOWN", file, item, "measures", severity=Severity.WARNING)


def _check_references(pack: Pack, references: Iterable[str], file: str, item: str) -> Iterator[Problem]:
    for reference in references:
        name, _, place = reference.partition(":")
        document = pack.reference_by_id.get(name)
        if document is None:
            yield Problem("ID_UNKNOWN", file, item, "references", data={"target": reference})
        elif place and place not in document.places:
            yield Problem("PLACE_UNKNOWN", file, item, "references", data={"target": reference})


def _check_condition(pack: Pack, question: Question, file: str) -> Iterator[Problem]:
    item = f"question {question.id}"
    for part in parts_of(question.applies_if):
        compares = part.one_of or part.none_of or part.at_least is not None or part.at_most is not None
        if (part.fact is None) == (part.answer is None) or not compares:
            yield Problem("CONDITION_WRONG", file, item, "applies_if")
        elif part.answer is not None and (not part.one_of or part.answer not in pack.question_by_id):
            yield Problem("ID_UNKNOWN", file, item, "applies_if", data={"target": part.answer})
        elif part.fact is not None and part.fact not in FACT_DEFINITIONS:
            yield Problem("ID_UNKNOWN", file, item, "applies_if", data={"target": part.fact})


def _check_measure(pack: Pack, measure: Measure, triggered: set[str], file: str) -> Iterator[Problem]:
    item = f"measure {measure.id}"
    known = (
        ("category", measure.category, pack.category_by_id.keys()),
        ("cost", measure.cost, {choice.id for choice in pack.cost_classes}),
        ("addressee", measure.addressee, {choice.id for choice in pack.addressees}),
    )
    for field, target, words in known:
        if target not in words:
            yield Problem("ID_UNKNOWN", file, item, field, data={"target": target})
    if measure.interim is not None:
        interim = pack.measure_by_id.get(measure.interim)
        if interim is None or interim.term is not Term.SHORT:
            yield Problem("INTERIM_WRONG", file, item, "interim", data={"target": measure.interim})
    if measure.id not in triggered:
        yield Problem("MEASURE_UNTRIGGERED", file, item, severity=Severity.WARNING)
    yield from _check_references(pack, measure.references, file, item)


def _check_interim(pack: Pack, files: Files) -> Iterator[Problem]:
    """A medium- or long-term measure with a critical trigger names a short-term interim measure (methodology 4)."""
    critical = {link.id for question in pack.questions if question.critical for link in question.measures}
    for measure in pack.measures:
        if measure.id in critical and measure.term is not Term.SHORT and measure.interim is None:
            yield Problem("INTERIM_MISSING", files.get(("measure", measure.id), ""), f"measure {measure.id}", "interim")


def _check_contradictions(pack: Pack, files: Files) -> Iterator[Problem]:
    """Every row names a question to meet, and either a question of the same group or a fact with its limit."""
    table = pack.tables.get("contradictions")
    file = files.get(("table", "contradictions"), "")
    for number, row in enumerate(table.rows if table else (), 1):
        item = f"table contradictions {number}"
        by_fact = {"met", "fact", "at_most"}
        if set(row) not in ({"met", "not_met"}, by_fact) or not isinstance(row.get("at_most", 0), int | float):
            yield Problem("CONTRADICTION_WRONG", file, item)
            continue
        for name in {"met", "not_met"} & set(row):
            if row[name] not in pack.question_by_id:
                yield Problem("ID_UNKNOWN", file, item, name, data={"target": row[name]})
        if row.get("fact", "volume_m3") not in FACT_DEFINITIONS:
            yield Problem("ID_UNKNOWN", file, item, "fact", data={"target": row["fact"]})
