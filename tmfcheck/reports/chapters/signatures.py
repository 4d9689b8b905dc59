"""The last page: who took part, their signatures, the operator's remarks, and the fingerprint they stand for."""

from __future__ import annotations

from tmfcheck.domain.assessment import Role
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.reports.blocks import Block, Canvas, Drawing, Text, spoken
from tmfcheck.reports.chapters.method import grouped
from tmfcheck.reports.elements import column_head, pair_row, paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.paper import Foot
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.stamp import PLACES_HEIGHT, STAMP_HEIGHT, STAMP_WIDTH, places
from tmfcheck.reports.style import HAIRLINE, MARGIN, QUIET, RULE, SMALL, STRONG
from tmfcheck.reports.voice import Voice, Words, as_given

SHARES = (30, 44, 34, 42, 20)
DIGITAL_TITLE = 22
ROOM_TO_WRITE = 34
REMARK_LINES = 5
REMARK_STEP = 24


def signatures(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the page."""
    return [
        paragraph(
            voice.gettext(
                "The undersigned confirm that the assessment took place and that they have received this report."
                " A signature is not consent to every finding; remarks stand below."
            )
        ),
        *_table(model, voice),
        section_title(voice.gettext("Remarks of the operator")),
        Row(((Drawing(REMARK_LINES * REMARK_STEP, _ruled),),)),
        *_fingerprint(model, voice),
    ]


def digital_foot(voice: Voice) -> Foot:
    """The room for the stamps of digital signatures, at the foot of the last page."""

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setFillColor(QUIET)
        canvas.setFont(SMALL.font, SMALL.size)
        canvas.drawString(MARGIN, top - 14, one_line(voice.gettext("Digital signatures").in_one_line))
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(HAIRLINE)
        canvas.setDash(1.5, 2)
        for x, y in places():
            canvas.rect(x, y, STAMP_WIDTH, STAMP_HEIGHT)

    return Foot(PLACES_HEIGHT + DIGITAL_TITLE, draw)


def _table(model: ReportModel, voice: Voice) -> list[Row]:
    assessment = model.state.assessment
    head = column_head(
        (
            None,
            voice.gettext("Full name"),
            voice.gettext("Function"),
            voice.gettext("Signature"),
            voice.gettext("Date"),
        ),
        SHARES,
    )
    names = {
        Role.INSPECTOR: assessment.started_by if assessment.role is Role.INSPECTOR else "",
        Role.OPERATOR: assessment.started_by if assessment.role is Role.OPERATOR else "",
    }
    further = voice.gettext("Further person")
    lines = [
        (voice.gettext("Inspector"), names[Role.INSPECTOR]),
        (voice.gettext("For the operator"), names[Role.OPERATOR]),
        (further, ""),
        (further, ""),
    ]
    return [head, *(_line(who, name) for who, name in lines)]


def _line(who: Words, name: str) -> Row:
    blank: tuple[Block, ...] = (Drawing(ROOM_TO_WRITE, _nothing),)
    known = (Text(name, STRONG),) if name else ()
    return Row((spoken(who, SMALL), known, blank, (), ()), SHARES, look=RowLook(above=6, below=4, rule=RULE))


def _nothing(canvas: Canvas, x: float, top: float, width: float) -> None:
    """An empty place to write in."""


def _ruled(canvas: Canvas, x: float, top: float, width: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(HAIRLINE)
    for line in range(1, REMARK_LINES + 1):
        canvas.line(x, top - line * REMARK_STEP, x + width, top - line * REMARK_STEP)


def _fingerprint(model: ReportModel, voice: Voice) -> list[Row]:
    look = RowLook(above=6, below=3)
    made = as_given(voice.texts.moment(model.made_at))
    return [
        pair_row(voice.gettext("Content fingerprint"), as_given(grouped(model.content_fingerprint)), look=look),
        pair_row(voice.gettext("State as of"), made),
        paragraph(
            voice.gettext(
                "The fingerprint is computed from the facility, the answers, the evidence, the decisions and the"
                " results. A report with the same fingerprint says the same."
            ),
            SMALL,
        ),
    ]
