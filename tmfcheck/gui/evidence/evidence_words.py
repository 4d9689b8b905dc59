"""What is said of a photo or file in words: when and where it was taken, how it was held, how large it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tmfcheck.domain.evidence import Document, Evidence, EvidenceFile, EvidenceKind, Pin, Visit
from tmfcheck.i18n import N_, Texts
from tmfcheck.wording import cited_pages

_DIRECTIONS = (
    N_("north"),
    N_("north-east"),
    N_("east"),
    N_("south-east"),
    N_("south"),
    N_("south-west"),
    N_("west"),
    N_("north-west"),
)
KINDS = {EvidenceKind.PHOTO: N_("Photo"), EvidenceKind.FILE: N_("File"), EvidenceKind.PLAN: N_("Site plan")}


def taken_words(texts: Texts, item: Evidence) -> str:
    """Day and time by the camera's clock, in the reader's zone where it named its own; a dash where it wrote none."""
    return texts.moment(item.taken_at)


def day_of(texts: Texts, visit: Visit) -> date | None:
    """The one day of a visit; None where it took several, or none was written down."""
    days = {texts.local(moment).date() for moment in (visit.started_at, visit.ended_at) if moment is not None}
    return days.pop() if len(days) == 1 else None


def are_all_of(texts: Texts, day: date | None, items: Iterable[Evidence]) -> bool:
    """Whether everything that says when it was taken was taken on this day, so that its time alone says it all."""
    return day is not None and all(item.taken_at is None or texts.local(item.taken_at).date() == day for item in items)


def place_words(texts: Texts, latitude: float | None, longitude: float | None) -> str:
    """A coordinate in degrees, with five decimals (about a metre)."""
    if latitude is None or longitude is None:
        return texts.number(None)
    return f"{texts.number(latitude, 5)}°; {texts.number(longitude, 5)}°"


def direction_words(texts: Texts, degrees: float | None) -> str:
    """Where the camera looked: degrees from north, and the word for it."""
    if degrees is None:
        return texts.number(None)
    word = texts.gettext(_DIRECTIONS[round(degrees / 45) % len(_DIRECTIONS)])
    return f"{texts.number(degrees)}°, {word}"


def size_words(texts: Texts, size: int) -> str:
    """The size of a file in kilobytes or megabytes."""
    if size < 1_000_000:
        return texts.gettext("{number} kB").format(number=texts.number(max(1, size / 1000)))
    return texts.gettext("{number} MB").format(number=texts.number(size / 1_000_000, 1))


def pin_words(texts: Texts, pin: Pin | None, file: EvidenceFile) -> str:
    """Where on the site something is: the plan it stands on, or its coordinate."""
    if pin is None:
        return texts.date(None)
    if pin.plan_id is None:
        return place_words(texts, pin.latitude, pin.longitude)
    plan = next((plan for plan in file.plans if plan.id == pin.plan_id), None)
    return texts.date(None) if plan is None else plan.caption or plan.file_name


def spoken(texts: Texts, item: Evidence, number: int, count: int) -> str:
    """A photo or file for a screen reader: which of how many, its caption or name, its question and time."""
    words = texts.gettext("{kind} {number} of {count}: {name}")
    name = item.caption or item.file_name
    said = words.format(kind=texts.gettext(KINDS[item.kind]), number=number, count=count, name=name)
    return ", ".join([said, *([item.question_id] if item.question_id else []), taken_words(texts, item)])


def document_words(document: Document, page: str, texts: Texts) -> str:
    """A cited document in one line: title, number, pages."""
    parts = [document.title]
    if document.number:
        parts.append(texts.gettext("No. {number}").format(number=document.number))
    if page:
        parts.append(cited_pages(page, texts))
    return ", ".join(parts)
