"""What was signed for closed assessments: signatures given on the screen, and pages signed on paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from tmfcheck.domain.evidence import SignatoryRole, Signature, SignatureKind, SignedPage
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import EvidenceError
from tmfcheck.storage.contents import Content
from tmfcheck.storage.mapping import AnyRow, Values, from_json, time_text, to_json
from tmfcheck.storage.notes import Stamp, note
from tmfcheck.storage.schema import content_table, signature_table, signed_page_table

if TYPE_CHECKING:
    from tmfcheck.storage.archive import Archive

_SIGNATURES = (
    select(signature_table)
    .where(signature_table.c.assessment_id == bindparam("assessment_id"))
    .order_by(signature_table.c.signed_at, signature_table.c.id)
)
_PAGES = (
    select(signed_page_table, content_table.c.media_type, content_table.c.size)
    .join(content_table, content_table.c.sha256 == signed_page_table.c.sha256)
    .where(signed_page_table.c.assessment_id == bindparam("assessment_id"))
    .order_by(signed_page_table.c.added_at, signed_page_table.c.id)
)


class SignatureShelf:
    """Signatures stay for good; signed pages can be taken away again. Each change has its line of the history."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, assessment_id: str) -> tuple[Signature, ...]:
        """The signatures given on the screen, in the order in which they were given."""
        with self._archive.reading() as connection:
            rows = connection.execute(_SIGNATURES, {"assessment_id": assessment_id})
            return tuple(map(_signature, rows))

    def add(self, signature: Signature, *, by: str) -> None:
        """Store a signature for good; raises AssessmentError ASSESSMENT_OPEN."""
        with self._archive.writing(signature.assessment_id) as connection:
            values = _signature_values(signature)
            connection.execute(insert(signature_table), values)
            after = {name: value for name, value in values.items() if name not in ("id", "assessment_id", "strokes")}
            stamp = Stamp(signature.signed_at, by)
            note(
                connection,
                HistoryKind.SIGNED,
                signature.id,
                stamp,
                assessment_id=signature.assessment_id,
                after=after,
            )

    def pages(self, assessment_id: str) -> tuple[SignedPage, ...]:
        """The pages signed on paper, in the order in which they were attached."""
        with self._archive.reading() as connection:
            return tuple(map(_page, connection.execute(_PAGES, {"assessment_id": assessment_id})))

    def add_page(self, page: SignedPage, content: Content) -> None:
        """Store a signed page with its content; raises AssessmentError ASSESSMENT_OPEN."""
        self._put_page(page, content, HistoryKind.SIGNED_PAGE_ADDED, Stamp(page.added_at, page.added_by))

    def restore_page(self, page: SignedPage, content: Content, *, by: str, at: datetime) -> None:
        """Put back a signed page that was taken away, as it was; raises AssessmentError ASSESSMENT_OPEN."""
        self._put_page(page, content, HistoryKind.SIGNED_PAGE_RESTORED, Stamp(at, by))

    def _put_page(self, page: SignedPage, content: Content, kind: HistoryKind, stamp: Stamp) -> None:
        with self._archive.writing(page.assessment_id) as connection:
            self._archive.contents.seal(connection, content)
            connection.execute(insert(signed_page_table), _page_values(page))
            note(
                connection,
                kind,
                page.id,
                stamp,
                assessment_id=page.assessment_id,
                after={"sha256": page.sha256, "file_name": page.file_name},
            )

    def remove_page(self, assessment_id: str, page_id: str, *, by: str, at: datetime) -> None:
        """Take a signed page away; raises EvidenceError SIGNED_PAGE_UNKNOWN."""
        mine = (signed_page_table.c.id == page_id) & (signed_page_table.c.assessment_id == assessment_id)
        with self._archive.writing(assessment_id) as connection:
            row = connection.execute(select(signed_page_table).where(mine)).first()
            if row is None:
                raise EvidenceError("SIGNED_PAGE_UNKNOWN", page=page_id)
            connection.execute(delete(signed_page_table).where(mine))
            self._archive.contents.remove_unused(connection)
            note(
                connection,
                HistoryKind.SIGNED_PAGE_REMOVED,
                page_id,
                Stamp(at, by),
                assessment_id=assessment_id,
                before={"sha256": row.sha256, "file_name": row.file_name},
            )


def _signature_values(signature: Signature) -> Values:
    return {
        "id": signature.id,
        "assessment_id": signature.assessment_id,
        "fingerprint": signature.fingerprint,
        "role": signature.role.value,
        "name": signature.name,
        "function": signature.function,
        "kind": signature.kind.value,
        "signed_at": time_text(signature.signed_at),
        "strokes": to_json(signature.strokes),
        "remarks": signature.remarks,
    }


def _signature(row: AnyRow) -> Signature:
    return Signature(
        id=row.id,
        assessment_id=row.assessment_id,
        fingerprint=row.fingerprint,
        role=SignatoryRole(row.role),
        name=row.name,
        function=row.function,
        kind=SignatureKind(row.kind),
        signed_at=datetime.fromisoformat(row.signed_at),
        strokes=tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in from_json(row.strokes)),
        remarks=row.remarks,
    )


def _page_values(page: SignedPage) -> Values:
    return {
        "id": page.id,
        "assessment_id": page.assessment_id,
        "sha256": page.sha256,
        "file_name": page.file_name,
        "added_at": time_text(page.added_at),
        "added_by": page.added_by,
    }


def _page(row: AnyRow) -> SignedPage:
    return SignedPage(
        id=row.id,
        assessment_id=row.assessment_id,
        sha256=row.sha256,
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        added_at=datetime.fromisoformat(row.added_at),
        added_by=row.added_by,
    )
