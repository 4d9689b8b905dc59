"""The site plans: each sketch or picture of the whole facility with the numbered pins of what was photographed."""

from __future__ import annotations

from collections.abc import Sequence

from tmfcheck.domain.annotation_shapes import turned
from tmfcheck.domain.evidence import Evidence
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.reports.blocks import Block, Canvas, Text
from tmfcheck.reports.elements import column_head
from tmfcheck.reports.flow import LINED, Row, RowLook
from tmfcheck.reports.pictures import Picture, Place
from tmfcheck.reports.style import BODY, INK, PAPER, SMALL_STRONG, STRONG
from tmfcheck.reports.typefaces import BOLD
from tmfcheck.reports.voice import Voice

HEIGHT = 330.0
PIN_RADIUS, PIN_LETTERS = 7.0, 7.5
SHARES = (16, 28, 126)


def plans(model: ReportModel) -> tuple[Evidence, ...]:
    """The plans whose picture is there."""
    return tuple(plan for plan in model.state.evidence.plans if plan.sha256 in model.pictures)


def site_plan(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter: each plan, then what its pins stand for."""
    rows: list[Row] = []
    for plan in plans(model):
        pinned = [item for item in model.state.evidence_in_order if item.pin and item.pin.plan_id == plan.id]
        number = model.state.evidence_numbers[plan.id]
        title = Text(f"{number} · {plan.caption or plan.file_name}", STRONG)
        picture = PinnedPicture(model, plan, pinned)
        rows.append(Row(((picture, title),), look=RowLook(above=4, below=4)))
        rows += _legend(model, pinned, voice)
    return rows


def _legend(model: ReportModel, pinned: Sequence[Evidence], voice: Voice) -> list[Row]:
    if not pinned:
        return []
    head = column_head((voice.gettext("No."), voice.gettext("Question"), voice.gettext("Caption")), SHARES)
    lines = [
        Row(
            (
                (Text(str(model.state.evidence_numbers[item.id]), SMALL_STRONG),),
                (Text(item.question_id or "", BODY),),
                (Text(item.caption or item.file_name, BODY),),
            ),
            SHARES,
            look=LINED,
            head=head,
        )
        for item in pinned
    ]
    return [head, *lines]


class PinnedPicture:
    """A plan with its pins: white numbers in dark discs, in black and white as clear as in colour."""

    before = 0.0

    def __init__(self, model: ReportModel, plan: Evidence, pinned: Sequence[Evidence]) -> None:
        self._picture = Picture(plan, model.pictures[plan.sha256], HEIGHT)
        self.says = "; ".join(
            (
                self._picture.says,
                *(f"{model.state.evidence_numbers[item.id]} {item.caption or item.file_name}" for item in pinned),
            )
        )
        self._pins = [
            (model.state.evidence_numbers[item.id], *turned((item.pin.x, item.pin.y), plan.rotation))
            for item in pinned
            if item.pin is not None and item.pin.x is not None and item.pin.y is not None
        ]

    def size(self, width: float) -> tuple[float, float]:
        """Width and height in points in a box of this width."""
        return self._picture.size(width)

    def height(self, width: float) -> float:
        return self._picture.height(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        self._picture.draw(canvas, x, top, width)
        wide, tall = self._picture.size(width)
        place = Place(x, top - tall, wide, tall)
        canvas.saveState()
        canvas.setFont(BOLD, PIN_LETTERS)
        for number, share_x, share_y in self._pins:
            at_x, at_y = place.x + share_x * place.width, place.y + (1 - share_y) * place.height
            canvas.setFillColor(INK)
            canvas.setStrokeColor(PAPER)
            canvas.setLineWidth(1.2)
            canvas.circle(at_x, at_y, PIN_RADIUS, stroke=1, fill=1)
            canvas.setFillColor(PAPER)
            canvas.drawCentredString(at_x, at_y - 0.36 * PIN_LETTERS, str(number))
        canvas.restoreState()
