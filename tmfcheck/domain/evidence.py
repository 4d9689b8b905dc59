"""What an assessment rests on: photos, files, plans with pins, cited documents, the visit, and who signed for it.

Contents (the bytes of photos and files) are named by their SHA-256 in hexadecimal and are stored once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from tmfcheck.domain.open_points import Subject


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    PHOTO = "photo"
    FILE = "file"
    PLAN = "plan"
    """A sketch or a picture of the whole site, on which pins stand."""


class PhotoSize(StrEnum):
    """How large a copy of a picture is: for lists, for paper in three sizes, for the screen."""

    THUMB = "thumb"
    SMALL = "small"
    MEDIUM = "medium"
    SCREEN = "screen"
    FULL = "full"


class AnnotationKind(StrEnum):
    """What is drawn over a photo."""

    ARROW = "arrow"
    ELLIPSE = "ellipse"
    TEXT = "text"
    FREEHAND = "freehand"
    MEASURE = "measure"
    """A line with its length written beside it."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One drawing over an untouched photo.

    ``points`` are positions in the upright picture, x to the right and y downwards, both from 0 to 1: the tail and the
    head of an arrow, two opposite corners around an ellipse, the place of a text, the path of a freehand line, both
    ends of a measured line. ``words`` is the text, or the length written at a measured line.
    """

    kind: AnnotationKind
    points: tuple[tuple[float, float], ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """The place on the site: a point of a plan (x, y from 0 to 1, downwards), or a coordinate in WGS 84 degrees."""

    plan_id: str | None = None
    x: float | None = None
    y: float | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One photo, file or plan of an assessment; ``question_id`` is None where it belongs to no question (yet).

    ``taken_at`` is the camera's own time, without zone unless the camera wrote one; ``latitude`` to ``direction_deg``
    come from the picture. ``rotation`` turns the upright picture clockwise by 0, 90, 180 or 270 degrees when it is
    shown. ``position`` orders the evidence of a question. ``removed_at`` is set while a removal can still be undone.
    """

    id: str
    assessment_id: str
    kind: EvidenceKind
    sha256: str
    file_name: str
    media_type: str
    size: int
    added_at: datetime
    added_by: str
    question_id: str | None = None
    caption: str = ""
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    direction_deg: float | None = None
    rotation: int = 0
    position: int = 0
    annotations: tuple[Annotation, ...] = ()
    pin: Pin | None = None
    removed_at: datetime | None = None

    @property
    def is_photo(self) -> bool:
        """Whether it is a picture that can be shown."""
        return self.kind in (EvidenceKind.PHOTO, EvidenceKind.PLAN)

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None


class SeenAs(StrEnum):
    """In which form a document was seen."""

    PAPER = "paper"
    FILE = "file"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the operator in the register of an assessment; ``sha256`` names its file where it is kept."""

    id: str
    assessment_id: str
    title: str
    number: str = ""
    issued_on: date | None = None
    valid_to: date | None = None
    seen_as: SeenAs = SeenAs.PAPER
    note: str = ""
    sha256: str | None = None
    file_name: str = ""
    position: int = 0

    def is_expired(self, day: date) -> bool:
        """Whether it is no longer valid on a day."""
        return self.valid_to is not None and self.valid_to < day


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer rests on a document; ``page`` names the pages, empty where none is named."""

    question_id: str
    document_id: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was present at a visit."""

    name: str
    function: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """The first page of the act: who was there, when, in which weather, on which route, with which instruments.

    ``started_at`` and ``ended_at`` are aware; ``refusals`` tells what could not be entered or was not shown, and why.
    """

    people: tuple[Person, ...] = ()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    weather: str = ""
    route: str = ""
    instruments: str = ""
    refusals: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written down."""
        return self == NO_VISIT


NO_VISIT = Visit()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an assessment is closed although an error of the check stands; ``code`` is the error's code.

    It holds for the places at which the error stood when it was written (``covers``), and for no later one.
    """

    code: str
    text: str
    by: str
    at: datetime
    covers: tuple[Subject, ...] = ()


class SignatoryRole(StrEnum):
    """For whom somebody signs."""

    INSPECTOR = "inspector"
    OPERATOR = "operator"
    WITNESS = "witness"


class SignatureKind(StrEnum):
    """How somebody signed."""

    DRAWN = "drawn"
    REFUSED = "refused"
    """The signatory would not sign; that is written down with the reason in ``remarks``."""


PAD_WIDTH, PAD_HEIGHT = 3, 1
"""The size of the pad people sign on, in its own unit."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature on a closed assessment, bound to the fingerprint it was given for; never changed afterwards.

    ``strokes`` are lines of points on a pad of 3 to 1, x from 0 to 3 and y downwards from 0 to 1. A signature without
    strokes says that the person signs on paper.
    """

    id: str
    assessment_id: str
    fingerprint: str
    role: SignatoryRole
    name: str
    function: str
    kind: SignatureKind
    signed_at: datetime
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()
    remarks: str = ""

    @property
    def is_on_paper(self) -> bool:
        """Whether the person signs on paper instead of on the screen."""
        return self.kind is SignatureKind.DRAWN and not self.strokes


@dataclass(frozen=True, slots=True)
class SignedPage:
    """A scan or photo of a page signed on paper, attached to a closed assessment beside its fingerprint."""

    id: str
    assessment_id: str
    sha256: str
    file_name: str
    media_type: str
    size: int
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """Everything an assessment rests on beside its answers; ``items`` without the removed ones, in their order."""

    items: tuple[Evidence, ...] = ()
    removed: tuple[Evidence, ...] = ()
    documents: tuple[Document, ...] = ()
    citations: tuple[Citation, ...] = ()
    visit: Visit = NO_VISIT
    explanations: Mapping[str, Explanation] = field(default_factory=dict)

    def of_question(self, question_id: str) -> tuple[Evidence, ...]:
        """The evidence of a question in its order."""
        return tuple(item for item in self.items if item.question_id == question_id)

    @property
    def unassigned(self) -> tuple[Evidence, ...]:
        """Photos and files that belong to no question."""
        return tuple(item for item in self.items if item.question_id is None and item.kind is not EvidenceKind.PLAN)

    @property
    def plans(self) -> tuple[Evidence, ...]:
        return tuple(item for item in self.items if item.kind is EvidenceKind.PLAN)

    def with_content(self, sha256: str) -> tuple[Evidence, ...]:
        """The evidence that holds this very content already."""
        return tuple(item for item in self.items if item.sha256 == sha256)

    def expired_on(self, day: date) -> tuple[Document, ...]:
        """The documents that are no longer valid on a day, in the order of the register."""
        return tuple(document for document in self.documents if document.is_expired(day))

    def cited_by(self, question_id: str) -> tuple[tuple[Document, str], ...]:
        """The documents an answer rests on, each with its page, in the order of the register."""
        pages = {each.document_id: each.page for each in self.citations if each.question_id == question_id}
        return tuple((document, pages[document.id]) for document in self.documents if document.id in pages)


NO_EVIDENCE = EvidenceFile()


def purged(evidence: EvidenceFile) -> EvidenceFile:
    """The evidence as closing leaves it: what was removed is gone, and so are pins on plans that are gone."""
    ids = {item.id for item in evidence.items}
    gone = {item.id for item in evidence.items if item.pin and item.pin.plan_id and item.pin.plan_id not in ids}
    items = tuple(replace(item, pin=None) if item.id in gone else item for item in evidence.items)
    return replace(evidence, items=items, removed=())
