"""How an assessment was closed: the version it is, the warnings that stayed, and every error with its explanation."""

from __future__ import annotations

from tmfcheck.domain.evidence import Explanation
from tmfcheck.domain.open_points import OpenPoint, Severity
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.point_words import closing_sentence, point_sentence, subject_words
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.elements import paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import BODY, RULE, SMALL, SMALL_INK, STRONG
from tmfcheck.reports.voice import Voice

LOOK = RowLook(above=3.5, below=3.5, rule=RULE)


def closing_lines(model: ReportModel, voice: Voice) -> list[Row]:
    """The counts on page one; none for an assessment that is open, or was closed by version 1 without a check."""
    state = model.state
    rows = (
        [paragraph(voice.both(lambda texts: _version(model, texts)), STRONG)] if state.assessment.revision > 1 else []
    )
    if not state.assessment.is_closed or state.check_kept is None:
        return rows
    rows.append(paragraph(voice.both(lambda texts: closing_sentence(state.check_kept or (), texts))))
    return rows


def explained_errors(model: ReportModel, voice: Voice) -> list[Row]:
    """Every error that stood at the closing, with why it was allowed to; nothing where there is none."""
    state, explanations = model.state, model.state.evidence.explanations
    if not state.assessment.is_closed:
        return []
    rows = [
        _explained(model, point, explanations[point.code], voice)
        for point in state.check_kept or ()
        if point.severity is Severity.ERROR and point.code in explanations
    ]
    return [section_title(voice.gettext("Explained at the closing")), *rows] if rows else []


def _version(model: ReportModel, texts: Texts) -> str:
    heading = model.state.assessment
    words = texts.gettext("Version {number}: corrects version {before}.").format(
        number=texts.number(heading.revision), before=texts.number(heading.revision - 1)
    )
    return f"{words} {heading.revision_reason}".rstrip()


def _explained(model: ReportModel, point: OpenPoint, explanation: Explanation, voice: Voice) -> Row:
    sentence = voice.both(lambda texts: point_sentence(point, texts))
    about = voice.both(lambda texts: ", ".join(subject_words(each, model.state, texts) for each in point.subjects))
    signed = f"{explanation.by}, {voice.texts.moment(explanation.at)}"
    cell: list[Block] = [*spoken(sentence, BODY), *spoken(about, SMALL_INK, before=1)]
    cell += [Text(explanation.text, BODY, before=2), Text(signed, SMALL, before=1)]
    return Row((tuple(cell),), look=LOOK)
