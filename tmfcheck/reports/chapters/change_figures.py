"""What is computed for two versions of an assessment, line by line: scores, measures, dangers, indices, programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.facility_risk import ScoredFacility, score_facility
from tmfcheck.domain.hazard_index import TERM_TABLES
from tmfcheck.domain.hazard_index import Term as IndexTerm
from tmfcheck.domain.measures import MeasureScore
from tmfcheck.domain.pack import Pack, Question, Term
from tmfcheck.i18n import N_, Texts
from tmfcheck.reports.blocks import run_in, spoken
from tmfcheck.reports.chapters.change_table import NOTHING, Cell, measure_cell, question_cell, reads
from tmfcheck.reports.index_rows import INDICES
from tmfcheck.reports.index_words import border_text, class_text, index_text, interval_text
from tmfcheck.reports.style import BODY, SMALL
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import INDEX_TERMS, LEVELS_SHORT, TERMS, URGENCIES, msr_words


@dataclass(frozen=True, slots=True)
class ComputedLine:
    """Something computed by its name: how it reads in both versions, and whether it differs at all.

    ``key`` names it in short where many read alike.
    """

    name: Cell
    before: Cell
    after: Cell
    differs: bool = True
    key: str = ""

    @property
    def is_seen(self) -> bool:
        return reads(self.before) != reads(self.after)


def _paired(
    before: Mapping[str, Any], after: Mapping[str, Any], name: Callable[[str], Cell], cell: Callable[[Any], Cell]
) -> Iterator[ComputedLine]:
    """What both versions hold under the same keys, in the order of the later one."""
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        seen_before, seen_after = (NOTHING if side is None else cell(side) for side in (was, now))
        yield ComputedLine(name(key), seen_before, seen_after, was != now, key)


def _categories(before: AssessmentState, after: AssessmentState, voice: Voice) -> Iterator[ComputedLine]:
    titles = {
        each.id: Words(f"{each.number}  {title.first}", title.second)
        for state in (before, after)
        for each in state.pack.categories
        for title in (voice.pick(each.title),)
    }
    return _scores(before.evaluation.categories, after.evaluation.categories, titles, voice)


def _sections(before: AssessmentState, after: AssessmentState, voice: Voice) -> Iterator[ComputedLine]:
    titles = {each.id: voice.pick(each.title) for state in (before, after) for each in state.pack.sections}
    return _scores(before.evaluation.sections, after.evaluation.sections, titles, voice)


def _scores(
    before: Mapping[str, Score], after: Mapping[str, Score], titles: Mapping[str, Words], voice: Voice
) -> Iterator[ComputedLine]:
    return _paired(
        before, after, lambda key: spoken(titles.get(key, as_given(key)), SMALL), lambda score: _score(score, voice)
    )


def _score(score: Score, voice: Voice) -> Cell:
    def figures(texts: Texts) -> str:
        parts = [
            f"{texts.gettext('MSR')} {msr_words(score, texts)}",
            f"{texts.gettext('Credibility')} {texts.percent(score.credibility_percent)}",
            f"{texts.gettext('Evidence')} {texts.percent(score.evidence_percent)}",
        ]
        return " · ".join(parts if score.level is None else [*parts, texts.gettext(LEVELS_SHORT[score.level])])

    return spoken(voice.both(figures), BODY)


def _measures(before: AssessmentState, after: AssessmentState, voice: Voice) -> Iterator[ComputedLine]:
    was, now = ({each.measure: each for each in state.measures} for state in (before, after))
    return _paired(was, now, lambda key: measure_cell(key, after.pack, voice), lambda score: _measure(score, voice))


def _measure(score: MeasureScore, voice: Voice) -> Cell:
    words = voice.both(lambda texts: f"{texts.gettext(URGENCIES[score.urgency])} · {texts.gettext(TERMS[score.term])}")
    return (
        *run_in(voice.gettext("Score"), as_given(voice.texts.exact(score.score))),
        *spoken(words, SMALL, before=2),
        *run_in(voice.gettext("Called for by"), as_given(", ".join(score.questions)), before=2),
    )


def _programme(before: AssessmentState, after: AssessmentState, voice: Voice) -> Iterator[ComputedLine]:
    """Time-frame and suggested day of each measure; what was decided on it is told with the decisions."""
    was, now = (
        {each.measure: (each.term, each.suggested_due_on) for each in state.programme} for state in (before, after)
    )
    titles = {each.measure: each.decision.own_title for state in (before, after) for each in state.programme}

    def name(key: str) -> Cell:
        return measure_cell(key, after.pack, voice, titles[key])

    return _paired(was, now, name, lambda planned: _planned(planned[0], planned[1], voice))


def _planned(term: Term, day: date | None, voice: Voice) -> Cell:
    def suggested(texts: Texts) -> str:
        if day is None:
            return texts.gettext("from the project, with milestones")
        return texts.gettext("{date} (suggested)").format(date=texts.date(day))

    due = run_in(voice.gettext("Due"), voice.both(suggested), before=2)
    return (*spoken(voice.gettext(TERMS[term]), BODY), *due)


def _dangers(before: AssessmentState, after: AssessmentState, voice: Voice) -> Iterator[ComputedLine]:
    return _named(before.dangers, after.dangers, after.pack, voice)


def _shortfalls(before: AssessmentState, after: AssessmentState, voice: Voice) -> Iterator[ComputedLine]:
    return _named(before.critical_shortfalls, after.critical_shortfalls, after.pack, voice)


def _named(before: Iterable[Question], after: Iterable[Question], pack: Pack, voice: Voice) -> Iterator[ComputedLine]:
    """The questions that one version names and the other does not."""
    was, now = ({question.id for question in side} for side in (before, after))
    yes, no = (spoken(voice.gettext(word), BODY) for word in (N_("yes"), N_("no")))
    for key in sorted(was ^ now):
        yield ComputedLine(question_cell(key, pack, voice), yes if key in was else no, yes if key in now else no)


def _indices(before: AssessmentState, after: AssessmentState, voice: Voice) -> Iterator[ComputedLine]:
    scored = [each for each in map(_scored, (before, after)) if each is not None]
    was, now = (dict(_figures(each, voice)) for each in scored) if len(scored) == 2 else ({}, {})
    for name in now:
        yield ComputedLine(
            spoken(name, BODY), spoken(was[name], BODY), spoken(now[name], BODY), differs=was[name] != now[name]
        )


def _scored(state: AssessmentState) -> ScoredFacility | None:
    """The indices to the year they were kept for; None where the pack has no tables for them."""
    if not all(table in state.pack.tables for table in TERM_TABLES.values()):
        return None
    return score_facility(state.pack, state.facility, (state.assessment.closed_at or state.assessment.started_at).year)


def _figures(scored: ScoredFacility, voice: Voice) -> Iterator[tuple[Words, Words]]:
    indices, texts = scored.indices, voice.texts
    for name, title in INDICES:
        between = interval_text(texts, getattr(indices, f"{name}_low", None), getattr(indices, f"{name}_high", None))
        value = index_text(texts, getattr(indices, name))
        yield voice.gettext(title), as_given(f"{value} ({between})" if between else value)
    for term in (*indices.terms, *indices.exposure):
        has_none = term.id == "cap" and not indices.has_volume
        yield voice.gettext(INDEX_TERMS[term.id]), _term(term, voice, has_none=has_none)
    yield voice.gettext("Consequence class (GISTM)"), voice.both(lambda each: class_text(each, indices.gistm_class))
    yield voice.gettext("Across a border"), voice.both(lambda each: border_text(scored, each))


def _term(term: IndexTerm, voice: Voice, *, has_none: bool) -> Words:
    value = index_text(voice.texts, None if has_none else term.value)
    if not term.assumed:
        return as_given(value)
    return voice.both(lambda texts: f"{value}, {texts.gettext('not known, assumed at its worst')}")


COMPUTED: Mapping[str, Callable[[AssessmentState, AssessmentState, Voice], Iterable[ComputedLine]]] = {
    "categories": _categories,
    "sections": _sections,
    "measures": _measures,
    "dangers": _dangers,
    "critical_shortfalls": _shortfalls,
    "indices": _indices,
    "programme": _programme,
}
"""By the key of a result, the lines of both versions."""
