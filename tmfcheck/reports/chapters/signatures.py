"""The last page: who took part, their signatures, the operator's remarks, and the fingerprint they stand for."""

from __future__ import annotations

import re
from functools import partial

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from tmfcheck.domain.evidence import PAD_HEIGHT, PAD_WIDTH, SignatoryRole, Signature, SignatureKind
from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import N_
from tmfcheck.reports.blocks import Block, Canvas, Drawing, Text, run_in, spoken
from tmfcheck.reports.elements import column_head, paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.paper import Foot
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.stamp import PLACES_HEIGHT, STAMP_HEIGHT, STAMP_WIDTH, places
from tmfcheck.reports.style import BODY, HAIRLINE, INK, LABEL, MARGIN, QUIET, RULE, SMALL, SMALL_INK, STRONG
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import SIGNATORIES

SHARES = (30, 44, 34, 42, 20)
DIGITAL_TITLE = 22
ROOM_TO_WRITE = 34
REMARK_LINES = 5
REMARK_STEP = 24
FURTHER_PERSONS = 2
PEN_WIDTH = 1.1
QR_WORD = "tmfcheck-report/1"
"""The code holds this word, the fingerprint and the assessment's id, parted by spaces."""

QR_SIZE = 78


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
        *_room_for_remarks(model, voice),
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
    given = [row for signature in model.signatures for row in _signed(signature, voice)]
    return [head, *given, *(_line(who, name) for who, name in _places_left(model, voice))]


def _places_left(model: ReportModel, voice: Voice) -> list[tuple[Words, str]]:
    """Lines to sign on: for whom nobody has signed yet, and for a further person or two."""
    assessment = model.state.assessment
    signed = {signature.role for signature in model.signatures}
    places = [
        (voice.gettext(SIGNATORIES[role]), assessment.started_by if assessment.role.value == role.value else "")
        for role in (SignatoryRole.INSPECTOR, SignatoryRole.OPERATOR)
        if role not in signed
    ]
    further = FURTHER_PERSONS if not model.signatures else 1
    return [*places, *[(voice.gettext("Further person"), "")] * further]


def _line(who: Words, name: str) -> Row:
    blank: tuple[Block, ...] = (Drawing(ROOM_TO_WRITE, _nothing),)
    known = (Text(name, STRONG),) if name else ()
    return Row((spoken(who, SMALL), known, blank, (), ()), SHARES, look=RowLook(above=6, below=4, rule=RULE))


def _signed(signature: Signature, voice: Voice) -> list[Row]:
    """One signature given on the screen with its remarks, or why there is none."""
    mark: tuple[Block, ...] = (Drawing(ROOM_TO_WRITE, partial(_strokes, signature), says=signature.name),)
    if signature.kind is SignatureKind.REFUSED:
        mark = spoken(voice.gettext("Would not sign"), STRONG)
    elif signature.is_on_paper:
        mark = (*spoken(voice.gettext("Signs on paper:"), SMALL), Drawing(ROOM_TO_WRITE - 10, _nothing))
    cells = (
        spoken(voice.gettext(SIGNATORIES[signature.role]), SMALL),
        (Text(signature.name, STRONG),),
        (Text(signature.function, BODY),) if signature.function else (),
        mark,
        (Text(voice.texts.moment(signature.signed_at), SMALL_INK),),
    )
    label = N_("Reason") if signature.kind is SignatureKind.REFUSED else N_("Remarks")
    look = RowLook(above=6, below=4, rule=None if signature.remarks else RULE)
    rows = [Row(cells, SHARES, look=look, keep_with_next=bool(signature.remarks))]
    if signature.remarks:
        words = run_in(voice.gettext(label), as_given(signature.remarks), BODY)
        rows.append(Row(((), words), (SHARES[0], sum(SHARES[1:])), look=RowLook(above=0, below=5, rule=RULE)))
    return rows


def _strokes(signature: Signature, canvas: Canvas, x: float, top: float, width: float) -> None:
    """The lines of the pad, as large as the place allows."""
    scale = min(width / PAD_WIDTH, ROOM_TO_WRITE / PAD_HEIGHT)
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(PEN_WIDTH)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for stroke in signature.strokes:
        points = [(x + scale * px, top - scale * py) for px, py in stroke]
        if len(points) == 1:
            canvas.circle(*points[0], PEN_WIDTH / 2, stroke=0, fill=1)
            continue
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        canvas.drawPath(path, stroke=1, fill=0)


def _room_for_remarks(model: ReportModel, voice: Voice) -> list[Row]:
    """Lines to write on, unless the operator was heard on the screen: then what was remarked stands above."""
    heard = any(each.role is SignatoryRole.OPERATOR and not each.is_on_paper for each in model.signatures)
    if heard:
        return []
    return [
        section_title(voice.gettext("Remarks of the operator")),
        Row(((Drawing(REMARK_LINES * REMARK_STEP, _ruled),),)),
    ]


def _nothing(canvas: Canvas, x: float, top: float, width: float) -> None:
    """An empty place to write in."""


def _ruled(canvas: Canvas, x: float, top: float, width: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(HAIRLINE)
    for line in range(1, REMARK_LINES + 1):
        canvas.line(x, top - line * REMARK_STEP, x + width, top - line * REMARK_STEP)


def _fingerprint(model: ReportModel, voice: Voice) -> list[Row]:
    """The fingerprint in groups that can be read aloud, and as a code a telephone reads."""
    said = (
        *spoken(voice.gettext("Content fingerprint"), LABEL),
        Text(grouped(model.content_fingerprint), BODY),
        *spoken(voice.gettext("State as of"), LABEL, before=3),
        Text(voice.texts.moment_with_zone(model.made_at), BODY),
        *spoken(
            voice.gettext(
                "The fingerprint is computed from the facility, the answers, the evidence, the decisions and the"
                " results. A report with the same fingerprint says the same."
            ),
            SMALL,
            before=3,
        ),
    )
    content = f"{QR_WORD} {model.content_fingerprint} {model.state.assessment.id}"
    return [
        Row(
            (said, (Drawing(QR_SIZE, partial(_qr_code, content), says=content),)),
            (136, 34),
            look=RowLook(above=6, below=3),
        )
    ]


def _qr_code(content: str, canvas: Canvas, x: float, top: float, width: float) -> None:
    """The code in its place at the right; dark squares side by side are drawn as one, so that no gaps show."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(content)
    code.make()
    count = code.getModuleCount()
    side, left = QR_SIZE / count, x + width - QR_SIZE
    canvas.setFillColor(INK)
    for row in range(count):
        dark = "".join("#" if code.isDark(row, column) else " " for column in range(count))
        for run in re.finditer("#+", dark):
            wide = side * (run.end() - run.start())
            canvas.rect(left + side * run.start(), top - side * (row + 1), wide, side, stroke=0, fill=1)
