"""The plates: each photo with number, question, caption, time and place; annotated ones large, others six a page."""

from __future__ import annotations

from itertools import groupby

from tmfcheck.domain.evidence import Evidence, Pin
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.reports.blocks import Block, Text, run_in
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.pictures import Picture
from tmfcheck.reports.style import BODY, SMALL, SMALL_INK, SMALL_STRONG, STRONG
from tmfcheck.reports.voice import Voice, as_given

LARGE_HEIGHT, SMALL_HEIGHT = 262.0, 178.0
"""Points: two large plates or three rows of small ones fill a page with their captions."""
LOOK = RowLook(above=6, below=4)


def photos(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter, in the order of the numbers."""
    rows: list[Row] = []
    for is_large, group in groupby(model.photos, key=lambda item: bool(item.annotations)):
        items = list(group)
        if is_large:
            plates = [_plate(model, item, voice, LARGE_HEIGHT) for item in items]
            rows += [Row((plate,), look=LOOK, stays_whole=True) for plate in plates]
        else:
            rows += [_pair(model, items[at : at + 2], voice) for at in range(0, len(items), 2)]
    return rows


def _pair(model: ReportModel, items: list[Evidence], voice: Voice) -> Row:
    cells = tuple(_plate(model, item, voice, SMALL_HEIGHT) for item in items)
    return Row((*cells, *((),) * (2 - len(cells))), (1, 1), look=LOOK, stays_whole=True)


def _plate(model: ReportModel, item: Evidence, voice: Voice, height: float) -> tuple[Block, ...]:
    large = height == LARGE_HEIGHT
    number = model.state.evidence_numbers[item.id]
    title = " · ".join(part for part in (str(number), item.question_id) if part)
    blocks: list[Block] = [
        Picture(item, model.pictures[item.sha256], height),
        Text(title, STRONG if large else SMALL_STRONG, before=3),
    ]
    if item.caption:
        blocks.append(Text(item.caption, BODY if large else SMALL_INK))
    if details := taken_words(item, voice.texts):
        blocks.append(Text(details, SMALL))
    if item.pin is not None:
        blocks += run_in(voice.gettext("Place"), as_given(_pin_words(model, item.pin, voice.texts)), SMALL_INK)
    return tuple(blocks)


def taken_words(item: Evidence, texts: Texts) -> str:
    """When, where and in which direction a photo was taken, as far as the camera knew."""
    taken = item.taken_at
    time = "" if taken is None else texts.moment(taken)
    place = coordinate_words(item.latitude, item.longitude, texts)
    direction = "" if item.direction_deg is None else f"{texts.number(item.direction_deg)}°"
    return " · ".join(part for part in (time, place, direction) if part)


def coordinate_words(latitude: float | None, longitude: float | None, texts: Texts) -> str:
    """A point in decimal degrees, empty where it is not known."""
    if latitude is None or longitude is None:
        return ""
    return f"{texts.number(latitude, 5)}°, {texts.number(longitude, 5)}°"


def _pin_words(model: ReportModel, pin: Pin, texts: Texts) -> str:
    point = coordinate_words(pin.latitude, pin.longitude, texts)
    if pin.plan_id is None:
        return point
    plan = model.state.evidence_numbers.get(pin.plan_id)
    words = texts.gettext("on plan {number}").format(number=plan) if plan else ""
    return ", ".join(part for part in (words, point) if part)
