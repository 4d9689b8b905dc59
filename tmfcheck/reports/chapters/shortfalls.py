"""The critical shortfalls: each critical question that is not met, with what was found."""

from __future__ import annotations

from tmfcheck.domain.answer_marks import CRITICAL_MARK
from tmfcheck.domain.pack import Question
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.reports.blocks import Block, marked, run_in, spoken
from tmfcheck.reports.chapters.answers import answer_words
from tmfcheck.reports.elements import column_head, paragraph
from tmfcheck.reports.flow import LINED, Row
from tmfcheck.reports.style import BODY, SMALL, SMALL_INK, STRONG
from tmfcheck.reports.voice import Voice, as_given
from tmfcheck.wording import CRITICAL_KINDS

SHARES = (34, 94, 42)


def shortfalls(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter; a sentence where every critical question is met."""
    questions = model.state.critical_shortfalls
    if not questions:
        return [paragraph(voice.gettext("Every applicable critical question is met."))]
    labels = (voice.gettext("Question"), None, voice.gettext("Answer"))
    head = column_head(labels, SHARES)
    note = voice.gettext(
        "Unknown and unanswered critical questions count as not met. Which questions are critical is our own rule."
    )
    return [head, *(_line(model, question, voice, head) for question in questions), paragraph(note, SMALL)]


def _line(model: ReportModel, question: Question, voice: Voice, head: Row) -> Row:
    comment = model.answer(question).comment
    remark: tuple[Block, ...] = ()
    if comment:
        remark = run_in(voice.gettext("Comment"), as_given(comment), BODY, before=3)
    kind = () if question.critical is None else spoken(voice.gettext(CRITICAL_KINDS[question.critical]), SMALL_INK)
    return Row(
        (
            (*marked(as_given(question.id), CRITICAL_MARK, STRONG), *kind),
            (*spoken(voice.pick(question.text), BODY), *remark),
            answer_words(model, question, voice),
        ),
        SHARES,
        look=LINED,
        head=head,
    )
