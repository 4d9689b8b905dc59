"""The programme of measures, one chapter for each time-frame: what to do, why, who, by when, and what it would gain."""

from __future__ import annotations

from collections.abc import Iterable

from tmfcheck.domain.answer_marks import CRITICAL_MARK, DANGER_MARK, answer_mark
from tmfcheck.domain.measures import Decision, MeasureScore, ProgrammeItem, Urgency, measure_title
from tmfcheck.domain.pack import Choice, Measure, Pack, Term
from tmfcheck.domain.report_model import RankedMeasure, ReportModel
from tmfcheck.i18n import DASH
from tmfcheck.reports.blocks import Block, Text, marked, run_in, spoken
from tmfcheck.reports.elements import paragraph
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import BODY, HEADING, RULE, SMALL, SMALL_INK, SMALL_STRONG, STRONG
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import DECISIONS, URGENCIES

TITLE_SHARES = (12, 110, 48)
SHARES = (12, 110, 48)
CONTINUED_SHARES = (12, 158)
TITLE_LOOK = RowLook(above=6, below=1)
MEASURE_LOOK = RowLook(above=1, below=6, rule=RULE)


def programme_of(term: Term, model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of one time-frame's chapter; a sentence where it has no measure."""
    frame = next(frame for frame in model.state.pack.time_frames if frame.id is term)
    intro = [paragraph(voice.pick(frame.meaning), SMALL, keep_with_next=True)]
    measures = model.measure_chapters[term]
    if not measures:
        return [*intro, paragraph(voice.gettext("The answers call for no measure in this time-frame."))]
    note = voice.gettext(
        "Gain: how much the overall MSR would rise if every question that calls for the measure were answered yes."
        " Gains do not add up, because one question can call for several measures. Score, urgency and gain: own rule."
    )
    return [
        *intro,
        paragraph(note, SMALL, keep_with_next=True),
        *(row for ranked in measures for row in _measure(model, ranked, voice)),
    ]


def _measure(model: ReportModel, ranked: RankedMeasure, voice: Voice) -> list[Row]:
    item = ranked.item
    measure = model.state.pack.measure_by_id.get(item.measure)
    title = voice.pick(measure_title(model.state.pack, item))
    name = (*spoken(title, STRONG), Text(item.measure, SMALL))
    heading = Row(
        ((Text(str(ranked.rank), HEADING),), name, _urgency(item, voice)),
        TITLE_SHARES,
        look=TITLE_LOOK,
        keep_with_next=True,
    )
    content = _own_content(item, voice) if measure is None else _content(measure, item, voice)
    cells = ((), content, _facts(model, measure, item, voice))
    return [heading, Row(cells, SHARES, look=MEASURE_LOOK, head=_continued(ranked, title, voice))]


def _continued(ranked: RankedMeasure, title: Words, voice: Voice) -> Row:
    """What stands above a measure that began on the page before."""
    words = voice.both(
        lambda texts: texts.gettext("{title} (continued)").format(
            title=title.first if texts is voice.texts else title.second or title.first
        )
    )
    rank = (Text(str(ranked.rank), SMALL_INK),)
    return Row((rank, spoken(words, SMALL_INK)), CONTINUED_SHARES, look=TITLE_LOOK, keep_with_next=True)


def _urgency(item: ProgrammeItem, voice: Voice) -> tuple[Block, ...]:
    if item.score is None:
        return ()
    words = voice.gettext(URGENCIES[item.score.urgency])
    marks = {Urgency.DANGER: DANGER_MARK, Urgency.CONDITION: CRITICAL_MARK, Urgency.MANAGEMENT: CRITICAL_MARK}
    mark = marks.get(item.score.urgency)
    return spoken(words, SMALL_INK) if mark is None else marked(words, mark, SMALL_STRONG)


def _content(measure: Measure, item: ProgrammeItem, voice: Voice) -> tuple[Block, ...]:
    blocks = [
        *_steps(voice.pick(measure.what)),
        *run_in(voice.gettext("Why"), voice.pick(measure.why), BODY, before=3),
    ]
    if item.decision.own_text:
        blocks.append(Text(item.decision.own_text, BODY, before=3))
    return tuple(blocks)


def _steps(what: Words) -> tuple[Block, ...]:
    """One numbered line a step; the second language as one quiet piece beneath."""
    steps = [line.strip() for line in what.first.splitlines() if line.strip()]
    numbered = [Text(step, BODY, lead=f"{number}.", indent=14) for number, step in enumerate(steps, 1)]
    if len(steps) == 1:
        return spoken(what, BODY)
    if what.second is None:
        return tuple(numbered)
    return (*numbered, Text(what.second.strip(), SMALL, before=1, indent=14))


def _own_content(item: ProgrammeItem, voice: Voice) -> tuple[Block, ...]:
    own = voice.gettext("Measure of the inspector, not from the catalogue.")
    return (*spoken(as_given(item.decision.own_text or DASH), BODY), *spoken(own, SMALL, before=3))


def _facts(model: ReportModel, measure: Measure | None, item: ProgrammeItem, voice: Voice) -> tuple[Block, ...]:
    """The right-hand column: decision, addressee, owner, date, cost, figures and the questions behind the measure."""
    pack, decision = model.state.pack, item.decision
    blocks = [*_decision(item, voice)]
    if measure is not None:
        blocks += run_in(voice.gettext("Addressee"), _choice(pack.addressees, measure.addressee, voice), before=2)
    blocks += run_in(voice.gettext("Owner"), as_given(decision.owner or DASH), before=2)
    blocks += run_in(voice.gettext("Due"), due_words(item, voice), before=2)
    blocks += run_in(voice.gettext("Cost"), _cost(pack, measure, item, voice), before=2)
    if item.score is None:
        if decision.is_own:
            return tuple(blocks)
        return (*blocks, *spoken(voice.gettext("The answers no longer call for this measure."), SMALL_INK, before=2))
    return (*blocks, *_figures(item.score, voice), *_questions(model, item.score, voice))


def _decision(item: ProgrammeItem, voice: Voice) -> tuple[Block, ...]:
    decision = item.decision
    blocks = [*run_in(voice.gettext("Decision"), voice.gettext(DECISIONS[decision.decision]), SMALL_STRONG)]
    if decision.reason:
        blocks += run_in(voice.gettext("Reason"), as_given(decision.reason), before=2)
    if decision.term_reason:
        blocks += run_in(voice.gettext("Moved to this time-frame"), as_given(decision.term_reason), before=2)
    return tuple(blocks)


def _choice(choices: Iterable[Choice], word: str, voice: Voice) -> Words:
    return next((voice.pick(choice.label) for choice in choices if choice.id == word), as_given(word))


def due_words(item: ProgrammeItem, voice: Voice) -> Words:
    """The agreed date, else the suggested one, said so."""
    if item.decision.due_on is not None:
        return as_given(voice.texts.date(item.decision.due_on))
    if item.decision.decision is Decision.REJECTED:
        return as_given(DASH)
    if item.suggested_due_on is None:
        return voice.gettext("from the project, with milestones")
    return voice.both(lambda texts: texts.gettext("{date} (suggested)").format(date=texts.date(item.suggested_due_on)))


def _cost(pack: Pack, measure: Measure | None, item: ProgrammeItem, voice: Voice) -> Words:
    """The inspector's estimate, else the catalogue's class."""
    if item.decision.cost or measure is None:
        return as_given(item.decision.cost or DASH)
    choices = [choice.label for choice in pack.cost_classes if choice.id == measure.cost]
    return voice.both(
        lambda texts: texts.gettext("{cost} (class of the catalogue)").format(
            cost=texts.pick(choices[0]) if choices else measure.cost
        )
    )


def _figures(score: MeasureScore, voice: Voice) -> tuple[Block, ...]:
    texts = voice.texts
    gain = voice.both(lambda each: each.gettext("{number} points").format(number=each.number(score.gain, 1)))
    return (
        *run_in(voice.gettext("Score"), as_given(texts.exact(score.score)), before=2),
        *run_in(voice.gettext("Share not met"), as_given(texts.percent(score.share_not_met)), before=2),
        *run_in(voice.gettext("Gain"), gain, before=2),
    )


def _questions(model: ReportModel, score: MeasureScore, voice: Voice) -> tuple[Block, ...]:
    """The questions that call for the measure, each with the mark of its answer."""
    pack = model.state.pack
    label = spoken(voice.gettext("Called for by"), SMALL, before=2)
    lines = (
        Text(question, SMALL_INK, lead=answer_mark(model.answer(pack.question_by_id[question]).value), indent=11)
        for question in score.questions
    )
    return (*label, *lines)
