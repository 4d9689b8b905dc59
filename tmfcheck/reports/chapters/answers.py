"""All answers, section by section: question, answer, basis, reason, comment, document, time and person."""

from __future__ import annotations

from functools import partial

from tmfcheck.domain.answer_marks import CRITICAL_MARK, DANGER_MARK, answer_mark
from tmfcheck.domain.answers import RecordedAnswer
from tmfcheck.domain.editions import LeftAnswer
from tmfcheck.domain.pack import Question
from tmfcheck.domain.report_model import AnswerSection, ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.reports.assessment_tables import cited_words
from tmfcheck.reports.blocks import Block, Text, marked, run_in, spoken
from tmfcheck.reports.elements import column_head, paragraph, section_title
from tmfcheck.reports.flow import LINED, Row, RowLook
from tmfcheck.reports.pictures import PictureRow
from tmfcheck.reports.style import BODY, INK, SMALL, SMALL_INK, STRONG, STRONG_LINE
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import msr_words

SHARES = (26, 103, 41)
PHOTOS_A_LINE = 3
SCORE_LOOK = RowLook(above=0, below=4, rule=INK, rule_width=STRONG_LINE / 2)


def answers(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter; questions that were not asked are named at its end."""
    head = column_head((voice.gettext("No."), voice.gettext("Question and findings"), voice.gettext("Answer")), SHARES)
    if not model.answer_sections:
        return [paragraph(voice.gettext("There is no question to answer.")), *_not_asked(model, voice)]
    rows = [head]
    for section in model.answer_sections:
        rows += _section(model, section, voice, head)
    return [*rows, *_gone(model, voice), *_not_asked(model, voice)]


def _section(model: ReportModel, section: AnswerSection, voice: Voice, head: Row) -> list[Row]:
    part, title = voice.pick(section.subgroup.title), voice.pick(section.section.title)
    both = Words(f"{section.subgroup.id}  {title.first}", title.second)
    where = Words(
        f"{part.first} · {_section_score(voice.texts, section)}",
        None
        if part.second is None or voice.second is None
        else f"{part.second} · {_section_score(voice.second, section)}",
    )
    return [
        section_title(both, f"section-{section.section.id}"),
        Row((spoken(where, SMALL),), look=SCORE_LOOK, keep_with_next=True),
        *(_line(model, question, voice, head) for question in section.questions),
    ]


def _section_score(texts: Texts, section: AnswerSection) -> str:
    score = section.score
    return texts.gettext("MSR {msr}, {answered} of {applicable} applicable questions answered").format(
        msr=msr_words(score, texts), answered=score.answered, applicable=score.applicable
    )


def _line(model: ReportModel, question: Question, voice: Voice, head: Row) -> Row:
    recorded = model.state.answers.get(question.id)
    return Row(
        (
            (*_number(question, voice),),
            (
                *spoken(voice.pick(question.text), BODY),
                *_findings(model, recorded, voice),
                *_evidence(model, question.id, voice),
                *_left_answer(model, question.id, voice),
            ),
            answer_words(model, question, voice),
        ),
        SHARES,
        look=LINED,
        head=head,
        repeats_label=True,
    )


def _number(question: Question, voice: Voice) -> tuple[Block, ...]:
    number: tuple[Block, ...] = (Text(question.id, STRONG),)
    if question.critical is None:
        return number
    return (*number, *marked(voice.gettext("critical"), CRITICAL_MARK, SMALL_INK))


def _left_answer(model: ReportModel, question_id: str, voice: Voice) -> tuple[Block, ...]:
    """What was answered under an earlier edition to a question that asks something else now."""
    if question_id not in model.state.left_answers:
        return ()
    edition, left = model.state.left_answers[question_id]
    label = voice.both(lambda texts: texts.gettext("Answer under edition {edition}").format(edition=edition))
    answer = left.recorded.answer
    words = voice.both(lambda texts: _left_words(model, texts, left))
    if not answer.comment:
        return run_in(label, words, before=3)
    return (*run_in(label, words, before=3), *spoken(as_given(answer.comment), SMALL))


def _left_words(model: ReportModel, texts: Texts, left: LeftAnswer) -> str:
    option = model.state.pack.answer_by_id.get(left.recorded.answer.value or "")
    given = texts.gettext("Not answered") if option is None else texts.pick(option.label)
    return f"{given}. {texts.pick(left.text)}"


def _findings(model: ReportModel, recorded: RecordedAnswer | None, voice: Voice) -> tuple[Block, ...]:
    if recorded is None or recorded.answer.is_blank:
        return ()
    answer = recorded.answer
    blocks: list[Block] = []
    if answer.comment:
        blocks += run_in(voice.gettext("Comment"), as_given(answer.comment), BODY, before=3)
    if answer.document:
        blocks += run_in(voice.gettext("Document"), as_given(answer.document), before=3)
    given = f"{voice.texts.moment(recorded.answered_at)} · {recorded.by}"
    if model.state.moves:
        edition = voice.texts.gettext("edition {edition}").format(edition=model.state.edition_of(recorded))
        given = f"{given} · {edition}"
    blocks.append(Text(given, SMALL, before=3))
    return tuple(blocks)


def _evidence(model: ReportModel, question_id: str, voice: Voice) -> tuple[Block, ...]:
    """The cited documents, the numbers of photos and files, and the photos small side by side."""
    evidence = model.state.evidence
    blocks: list[Block] = []
    for document, page in evidence.cited_by(question_id):
        words = voice.both(partial(cited_words, document, page))
        blocks += run_in(voice.gettext("Document"), words, before=3)
    items = evidence.of_question(question_id) if model.options.shows_evidence else ()
    if items:
        numbers = ", ".join(str(model.state.evidence_numbers[item.id]) for item in items)
        blocks += run_in(voice.gettext("Photos and files"), as_given(numbers), before=3)
    shown = [item for item in items if item.is_photo and item.sha256 in model.pictures]
    blocks += [
        PictureRow([(item, model.pictures[item.sha256]) for item in shown[at : at + PHOTOS_A_LINE]], before=4)
        for at in range(0, len(shown), PHOTOS_A_LINE)
    ]
    return tuple(blocks)


def answer_words(model: ReportModel, question: Question, voice: Voice) -> tuple[Block, ...]:
    """The answer as shape and word, with its danger mark, basis and reason."""
    answer = model.answer(question)
    pack = model.state.pack
    label = voice.gettext("Not answered") if answer.value is None else voice.pick(pack.answer_by_id[answer.value].label)
    blocks = [*marked(label, answer_mark(answer.value), STRONG)]
    if answer.danger:
        blocks += marked(voice.gettext("Immediate danger"), DANGER_MARK, STRONG, before=2)
    if answer.basis is not None:
        basis = next(basis for basis in pack.bases if basis.id == answer.basis)
        blocks += run_in(voice.gettext("Basis"), voice.pick(basis.label), before=2)
    if answer.reason is not None:
        reason = next(reason for reason in pack.reasons if reason.id == answer.reason)
        blocks += run_in(voice.gettext("Reason"), voice.pick(reason.label), before=2)
    return tuple(blocks)


def _gone(model: ReportModel, voice: Voice) -> list[Row]:
    """Answers to questions the present edition does not have any more; nothing that was answered is dropped."""
    gone = [name for name in model.state.left_answers if name not in model.state.pack.question_by_id]
    if not gone:
        return []
    heading = section_title(voice.gettext("Questions that are not in this edition"), "answers-gone")
    rows = [Row(((Text(name, STRONG),), _left_answer(model, name, voice), ()), SHARES, look=LINED) for name in gone]
    return [heading, *rows]


def _not_asked(model: ReportModel, voice: Voice) -> list[Row]:
    if not model.not_asked:
        return []
    names = ", ".join(question.id for question in model.not_asked)
    count = len(model.not_asked)
    words = voice.both(
        lambda texts: texts.ngettext(
            "{number} question was not asked: facts of the facility or earlier answers rule it out. {names}",
            "{number} questions were not asked: facts of the facility or earlier answers rule them out. {names}",
            count,
        ).format(number=count, names=names)
    )
    return [paragraph(words, SMALL)]
