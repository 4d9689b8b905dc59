"""An assessment as tables, in one language or two, for the workbook and the Word report alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from typing import Any

from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.evidence import Document, Evidence
from tmfcheck.domain.measures import measure_title
from tmfcheck.domain.pack import Question
from tmfcheck.domain.report_model import RankedMeasure, ReportModel
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.point_words import closing_sentence, point_sentence
from tmfcheck.reports.chapters.headline import level_standing, msr_standing
from tmfcheck.reports.chapters.summary import standing_words
from tmfcheck.reports.voice import Voice
from tmfcheck.wording import (
    CRITICAL_KINDS,
    DECISIONS,
    LEVELS,
    LEVELS_SHORT,
    ROLES,
    SEEN_AS,
    TERMS,
    URGENCIES,
    cited_pages,
    msr_words,
)

Cell = str | int | float | date | datetime | None
"""Numbers are percentages or plain figures, moments are aware; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """The title of a column and its width in characters."""

    title: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; every row has a cell for each column."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def assessment_tables(model: ReportModel, voice: Voice) -> tuple[Table, ...]:
    """Summary, answers, measures, categories, documents and evidence; the last two only where there are any."""
    tables = (
        summary_table(model, voice),
        answers_table(model, voice),
        measures_table(model, voice),
        categories_table(model, voice),
        documents_table(model, voice),
        evidence_table(model, voice),
    )
    optional = ("documents", "evidence")
    return tuple(table for table in tables if table.rows or table.key not in optional)


def _titled(voice: Voice, message: str, width: int = 14) -> Column:
    words = voice.gettext(message)
    return Column(words.first if words.second is None else f"{words.first}\n{words.second}", width)


def _title(voice: Voice, message: str) -> str:
    return voice.gettext(message).in_one_line


def _both(words: Any) -> str:
    """Both languages in one cell, the second beneath."""
    return words.first if words.second is None else f"{words.first}\n{words.second}"


# ------------------------------------------------------------------ summary


def summary_table(model: ReportModel, voice: Voice) -> Table:
    """Facility, people, days and the overall figures, one a line, each unverified one marked."""
    columns = (Column("", 44), Column("", 60))
    lines = (*_identity(model, voice), *_figures(model, voice))
    return Table("summary", _title(voice, N_("Summary")), columns, tuple(lines))


def _identity(model: ReportModel, voice: Voice) -> Iterator[tuple[Cell, ...]]:
    state, texts = model.state, voice.texts
    assessment, pack = state.assessment, state.pack
    group = next(group for group in pack.groups if group.id == assessment.group)
    yield _both(voice.gettext("Facility")), state.facility.name
    for words in standing_words(model, voice):
        yield "", _both(words)
    yield _both(voice.gettext("Country")), _both(voice.both(lambda each: each.country(state.facility.country)))
    yield _both(voice.gettext("Operator")), _text(state.facility.fact("operator"))
    yield _both(voice.gettext("Kind of assessment")), _both(voice.gettext(ROLES[assessment.role]))
    yield _both(voice.gettext("Checklist")), f"{group.id} {DASH} {_both(voice.pick(group.title))}"
    yield _both(voice.gettext("Method pack")), f"{_both(voice.pick(pack.title))}, {pack.edition}"
    yield _both(voice.gettext("Assessed by")), assessment.started_by
    yield _both(voice.gettext("Started")), assessment.started_at
    yield _both(voice.gettext("Closed")), assessment.closed_at or _both(voice.gettext("Not closed"))
    yield from _version(model, voice)
    yield _both(voice.gettext("State as of")), texts.moment(model.made_at)
    yield _both(voice.gettext("Content fingerprint")), model.content_fingerprint


def _version(model: ReportModel, voice: Voice) -> Iterator[tuple[Cell, ...]]:
    """Which version it is, why it was made, and how it was closed with every error that was explained."""
    state = model.state
    yield _both(voice.gettext("Version")), state.assessment.revision
    if state.assessment.revision > 1:
        yield _both(voice.gettext("Reason of the correction")), state.assessment.revision_reason
        yield _both(voice.gettext("Fingerprint of the corrected version")), state.previous_fingerprint
    if state.assessment.is_closed and state.check_kept is not None:
        kept = state.check_kept
        yield _both(voice.gettext("Check")), _both(voice.both(lambda texts: closing_sentence(kept, texts)))
        for point in kept:
            explained = state.evidence.explanations.get(point.code)
            if explained is not None:
                yield _both(voice.both(partial(point_sentence, point))), explained.text


def _figures(model: ReportModel, voice: Voice) -> Iterator[tuple[Cell, ...]]:
    score, texts = model.state.evaluation.overall, voice.texts
    msr = voice.both(
        lambda each: each.gettext("Safety requirements met (MSR), {standing}").format(
            standing=msr_standing(model, each)
        )
    )
    level = voice.both(lambda each: each.gettext("Level, {standing}").format(standing=level_standing(model, each)))
    yield _both(msr), msr_words(score, texts)
    yield (
        _both(voice.gettext("MSR if everything unknown proved to be met, %, own rule")),
        _percent(score.msr_high_percent),
    )
    yield _both(level), DASH if score.level is None else _both(voice.gettext(LEVELS[score.level]))
    yield (
        _both(voice.both(lambda each: f"{each.gettext('Credibility')}, {msr_standing(model, each)}")),
        texts.percent(score.credibility_percent),
    )
    yield _both(voice.gettext("Evidence share, own rule")), texts.percent(score.evidence_percent)
    yield _both(voice.gettext("Applicable questions")), score.applicable
    yield _both(voice.gettext("Answered")), score.answered
    yield _both(voice.gettext("Answered “unknown”")), score.unknown
    yield _both(voice.gettext("Not applicable by hand")), score.by_hand
    yield _both(voice.gettext("Critical questions not met")), f"{score.critical_not_met} / {score.critical}"
    yield _both(voice.gettext("Immediate danger")), len(model.state.dangers)


def _percent(value: Fraction | None) -> Cell:
    return None if value is None else round(float(value), 2)


def _text(value: object) -> str:
    return DASH if value is None else str(value)


# ------------------------------------------------------------------ answers


def answers_table(model: ReportModel, voice: Voice) -> Table:
    """One row a question that is asked, in walking order."""
    columns = (
        _titled(voice, N_("No."), 8),
        _titled(voice, N_("Section"), 18),
        _titled(voice, N_("Category"), 18),
        _titled(voice, N_("Critical"), 12),
        _titled(voice, N_("Question"), 44),
        _titled(voice, N_("Answer"), 14),
        _titled(voice, N_("Basis"), 12),
        _titled(voice, N_("Reason"), 14),
        _titled(voice, N_("Comment"), 38),
        _titled(voice, N_("Document"), 24),
        _titled(voice, N_("Photos and files"), 9),
        _titled(voice, N_("Immediate danger"), 11),
        _titled(voice, N_("Answered by"), 15),
        _titled(voice, N_("Answered at"), 16),
    )
    rows = tuple(_answer(model, question, voice) for question in model.state.questions)
    return Table("answers", _title(voice, N_("All answers")), columns, rows)


def _answer(model: ReportModel, question: Question, voice: Voice) -> tuple[Cell, ...]:
    state, pack, answer = model.state, model.state.pack, model.answer(question)
    recorded = state.answers.get(question.id)
    section = next(each for each in pack.sections if each.id == question.section)
    categories = {each.id: each for each in pack.categories}
    said = voice.gettext("Not answered") if answer.value is None else voice.pick(pack.answer_by_id[answer.value].label)
    bases = {basis.id: basis.label for basis in pack.bases}
    reasons = {reason.id: reason.label for reason in pack.reasons}
    cited = (cited_words(document, page, voice.texts) for document, page in state.evidence.cited_by(question.id))
    return (
        question.id,
        _both(voice.pick(section.title)),
        ", ".join(voice.texts.pick(categories[each].title) for each in question.categories),
        "" if question.critical is None else _both(voice.gettext(CRITICAL_KINDS[question.critical])),
        _both(voice.pick(question.text)),
        _both(said),
        "" if answer.basis is None else _both(voice.pick(bases[answer.basis])),
        "" if answer.reason is None else _both(voice.pick(reasons[answer.reason])),
        answer.comment,
        "\n".join(part for part in (answer.document, *cited) if part),
        len(state.evidence.of_question(question.id)) or None,
        _both(voice.gettext("yes")) if answer.danger else "",
        "" if recorded is None else recorded.by,
        None if recorded is None else recorded.answered_at,
    )


def cited_words(document: Document, page: str, texts: Texts) -> str:
    """A cited document in one line: title, number, pages."""
    return ", ".join(part for part in (document.title, document.number, cited_pages(page, texts)) if part)


# ----------------------------------------------------------------- measures


def measures_table(model: ReportModel, voice: Voice) -> Table:
    """The programme, one row a measure in the order of the list."""
    columns = (
        _titled(voice, N_("Rank"), 6),
        _titled(voice, N_("Id"), 12),
        _titled(voice, N_("Time-frame"), 14),
        _titled(voice, N_("Measure"), 36),
        _titled(voice, N_("What to do"), 46),
        _titled(voice, N_("Urgency"), 14),
        _titled(voice, N_("Score"), 8),
        _titled(voice, N_("Share not met, %"), 10),
        _titled(voice, N_("Gain, points"), 9),
        _titled(voice, N_("Decision"), 13),
        _titled(voice, N_("Reason"), 18),
        _titled(voice, N_("Addressee"), 14),
        _titled(voice, N_("Owner"), 15),
        _titled(voice, N_("Due"), 11),
        _titled(voice, N_("Suggested due"), 11),
        _titled(voice, N_("Cost"), 15),
        _titled(voice, N_("Called for by"), 16),
    )
    chapters = model.measure_chapters.items()
    ranked = [
        each for term, chapter in chapters if f"measures-{term}" not in model.options.left_out for each in chapter
    ]
    rows = tuple(_measure(model, each, voice) for each in sorted(ranked, key=lambda each: each.rank))
    return Table("measures", _title(voice, N_("Measures")), columns, rows)


def _measure(model: ReportModel, ranked: RankedMeasure, voice: Voice) -> tuple[Cell, ...]:
    pack, item = model.state.pack, ranked.item
    measure, score, decision = pack.measure_by_id.get(item.measure), item.score, item.decision
    addressees = {choice.id: choice.label for choice in pack.addressees}
    costs = {choice.id: choice.label for choice in pack.cost_classes}
    addressee = addressees.get(measure.addressee) if measure else None
    cost = costs.get(measure.cost) if measure else None
    return (
        ranked.rank,
        item.measure,
        _both(voice.gettext(TERMS[item.term])),
        _both(voice.pick(measure_title(pack, item))),
        decision.own_text if measure is None else _both(voice.pick(measure.what)),
        "" if score is None else _both(voice.gettext(URGENCIES[score.urgency])),
        None if score is None else round(float(score.score), 3),
        None if score is None else _percent(score.share_not_met),
        None if score is None else _percent(score.gain),
        _both(voice.gettext(DECISIONS[decision.decision])),
        "\n".join(part for part in (decision.reason, decision.term_reason) if part),
        "" if addressee is None else _both(voice.pick(addressee)),
        decision.owner,
        decision.due_on,
        item.suggested_due_on,
        decision.cost or ("" if cost is None else _both(voice.pick(cost))),
        "" if score is None else ", ".join(score.questions),
    )


# --------------------------------------------------- categories and evidence


def categories_table(model: ReportModel, voice: Voice) -> Table:
    """The result by category; an empty category has no figures."""
    columns = (
        _titled(voice, N_("No."), 6),
        _titled(voice, N_("Category"), 44),
        _titled(voice, N_("MSR, %"), 10),
        _titled(voice, N_("MSR up to, %, own rule"), 14),
        _titled(voice, N_("Credibility, %"), 12),
        _titled(voice, N_("Evidence share, %, own rule"), 14),
        _titled(voice, N_("Level, own rule"), 26),
        _titled(voice, N_("Applicable questions"), 12),
        _titled(voice, N_("Answered"), 12),
    )
    scores = model.state.evaluation.categories
    rows = tuple(
        (each.number, _both(voice.pick(each.title)), *_score(scores[each.id], voice))
        for each in model.state.pack.categories
    )
    return Table("categories", _title(voice, N_("Result by category")), columns, rows)


def _score(score: Score, voice: Voice) -> tuple[Cell, ...]:
    return (
        _percent(score.msr_percent),
        _percent(score.msr_high_percent),
        _percent(score.credibility_percent),
        _percent(score.evidence_percent),
        "" if score.level is None else _both(voice.gettext(LEVELS_SHORT[score.level])),
        score.applicable,
        score.answered,
    )


def documents_table(model: ReportModel, voice: Voice) -> Table:
    """The register of documents with the questions that cite each."""
    columns = (
        _titled(voice, N_("No."), 6),
        _titled(voice, N_("Title"), 50),
        _titled(voice, N_("Number"), 18),
        _titled(voice, N_("Issued on"), 12),
        _titled(voice, N_("Valid to"), 12),
        _titled(voice, N_("Seen as"), 14),
        _titled(voice, N_("Cited by"), 30),
        _titled(voice, N_("Note"), 40),
    )
    evidence = model.state.evidence
    rows = tuple(
        (
            number,
            document.title,
            document.number,
            document.issued_on,
            document.valid_to,
            _both(voice.gettext(SEEN_AS[document.seen_as])),
            ", ".join(citing_words(model, document, voice.texts)),
            document.note,
        )
        for number, document in enumerate(evidence.documents, 1)
    )
    return Table("documents", _title(voice, N_("Register of documents")), columns, rows)


def citing_words(model: ReportModel, document: Document, texts: Texts) -> Iterator[str]:
    """The questions whose answers rest on a document, each with the pages."""
    for citation in model.state.evidence.citations:
        if citation.document_id == document.id:
            pages = cited_pages(citation.page, texts)
            yield f"{citation.question_id} ({pages})" if pages else citation.question_id


def evidence_table(model: ReportModel, voice: Voice) -> Table:
    """Every photo, file and plan with what is known of it."""
    columns = (
        _titled(voice, N_("No."), 6),
        _titled(voice, N_("Question"), 10),
        _titled(voice, N_("Caption"), 50),
        _titled(voice, N_("File"), 34),
        _titled(voice, N_("Taken at"), 17),
        _titled(voice, N_("Latitude"), 12),
        _titled(voice, N_("Longitude"), 12),
        _titled(voice, N_("Direction, °"), 10),
        Column("SHA-256", 66),
    )
    rows = tuple(_evidence(number, item, voice.texts) for number, item in enumerate(model.state.evidence_in_order, 1))
    return Table("evidence", _title(voice, N_("Photos and files")), columns, rows)


def _evidence(number: int, item: Evidence, texts: Texts) -> tuple[Cell, ...]:
    taken = item.taken_at
    return (
        number,
        item.question_id or "",
        item.caption,
        item.file_name,
        None if taken is None else texts.moment(taken),
        item.latitude,
        item.longitude,
        item.direction_deg,
        item.sha256,
    )
