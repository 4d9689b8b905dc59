"""Signatures on the screen and pages signed on paper: bound to what is closed, kept, and never touching it."""

from __future__ import annotations

import io
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.closing_for_tests import close_as_it_is, tampered_with
from tests.seals.pdfs_for_tests import plain_pdf
from tests.services.desks_for_tests import desk_on, started
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import SignatoryRole, SignatureKind
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import ArchiveError, AssessmentError, EvidenceError, InputError
from tmfcheck.services import assessing, closing, reporting, signing
from tmfcheck.services.desk import Desk
from tmfcheck.services.verifying import verify_bytes

STROKES = (((0.1, 0.5), (1.23456, 0.25), (2.9, 1)), ((1.5, 0.5),))


@pytest.fixture
def closed(desk: Desk) -> AssessmentState:
    return close_as_it_is(desk, started(desk).assessment.id)


def sign(desk: Desk, state: AssessmentState, name: str = "T. Osmonov", **more: object):
    given = {"role": SignatoryRole.OPERATOR, "strokes": STROKES} | more
    return signing.add_signature(desk, state.assessment.id, name=name, **given)  # type: ignore[arg-type]


def test_a_signature_is_kept_with_its_strokes_and_bound_to_the_fingerprint(path, desk, closed) -> None:
    made = sign(desk, closed, function=" Director ", remarks=" Not with A1.01 ")
    assert (made.function, made.remarks, made.fingerprint) == (
        "Director",
        "Not with A1.01",
        closed.assessment.fingerprint,
    )
    assert made.strokes == (((0.1, 0.5), (1.2346, 0.25), (2.9, 1.0)), ((1.5, 0.5),))
    line = assessing.history(desk, closed.assessment.id)[-1]
    assert (line.kind, line.by, line.after["name"]) == (HistoryKind.SIGNED, "T. Osmonov", "T. Osmonov")
    desk.close()
    with desk_on(path) as later:
        assert signing.signatures_of(later, closed.assessment.id) == (made,)


def test_several_sign_in_their_order_and_one_refuses(desk, closed) -> None:
    sign(desk, closed, "A. Inspector", role=SignatoryRole.INSPECTOR)
    sign(desk, closed, "B. Inspector", role=SignatoryRole.INSPECTOR, strokes=())
    sign(desk, closed, kind=SignatureKind.REFUSED, remarks="No time")
    kept = signing.signatures_of(desk, closed.assessment.id)
    assert [each.name for each in kept] == ["A. Inspector", "B. Inspector", "T. Osmonov"]
    assert [each.is_on_paper for each in kept] == [False, True, False]
    assert kept[-1].strokes == ()


def test_only_what_is_closed_is_signed(desk) -> None:
    open_one = started(desk)
    with pytest.raises(AssessmentError, match="ASSESSMENT_OPEN"):
        sign(desk, open_one)
    with pytest.raises(AssessmentError, match="ASSESSMENT_OPEN"):
        signing.attach_signed_page(desk, open_one.assessment.id, Path("none"))
    assert signing.signatures_of(desk, open_one.assessment.id) == ()


@pytest.mark.parametrize(
    "strokes",
    [(((3.1, 0.5),),), (((-0.1, 0.5),),), (((1, 1.01),),), (((float("nan"), 0.5),),), (((0.0, 0.0),) * 20_001,)],
)
def test_strokes_off_the_pad_or_without_end_are_refused(desk, closed, strokes) -> None:
    with pytest.raises(EvidenceError, match="SIGNATURE_WRONG"):
        sign(desk, closed, strokes=strokes)
    assert signing.signatures_of(desk, closed.assessment.id) == ()


def test_a_refusal_needs_its_reason_and_everybody_a_name(desk, closed) -> None:
    with pytest.raises(EvidenceError, match="REFUSAL_WITHOUT_REASON"):
        sign(desk, closed, kind=SignatureKind.REFUSED, remarks="  ")
    with pytest.raises(InputError, match="PERSON_MISSING"):
        sign(desk, closed, "  ")


def test_a_signature_cannot_be_changed_or_removed_by_any_path(path, desk, closed) -> None:
    sign(desk, closed)
    desk.close()
    with sqlite3.connect(path) as file:
        for statement in ("UPDATE signature SET name = 'x'", "DELETE FROM signature"):
            with pytest.raises(sqlite3.IntegrityError, match="APPEND_ONLY"):
                file.execute(statement)


def test_signing_changes_no_fingerprint_and_the_report_shows_the_signatures(desk, closed) -> None:
    before = reporting.report_bytes(reporting.report_model(desk, closed), "en")
    sign(desk, closed, remarks="Seen and read")
    again = assessing.load_state(desk, closed.assessment.id)
    model = reporting.report_model(desk, again)
    after = reporting.report_bytes(model, "en")
    assert model.content_fingerprint == closed.assessment.fingerprint
    assert closing.verify_closed(desk, closed.assessment.id).is_sound
    assert after != before
    assert verify_bytes(after, desk).status == verify_bytes(before, desk).status == "intact"


def test_a_correction_begins_without_signatures(desk, closed) -> None:
    sign(desk, closed)
    corrected = closing.revise(desk, closed.assessment.id, "A figure was misread")
    assert signing.signatures_of(desk, corrected.assessment.id) == ()


# ------------------------------------------------------------- signed on paper


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "page.jpg"
    picture = io.BytesIO()
    Image.effect_noise((300, 400), 50).save(picture, "JPEG")
    file.write_bytes(picture.getvalue())
    return file


def test_a_signed_page_is_attached_bit_for_bit_without_changing_the_fingerprint(path, desk, closed, scan) -> None:
    pdf = scan.with_name("scan.pdf")
    pdf.write_bytes(plain_pdf())
    for file, media_type in ((scan, "image/jpeg"), (pdf, "application/pdf")):
        page = signing.attach_signed_page(desk, closed.assessment.id, file, by="Clerk")
        assert (page.file_name, page.media_type, page.size) == (file.name, media_type, file.stat().st_size)
        assert signing.signed_page_bytes(desk, page) == file.read_bytes()
    again = assessing.load_state(desk, closed.assessment.id)
    assert reporting.report_model(desk, again).content_fingerprint == closed.assessment.fingerprint
    assert closing.verify_closed(desk, closed.assessment.id).is_sound
    desk.close()
    with desk_on(path) as later:
        kept = signing.signed_pages(later, closed.assessment.id)
        assert [page.file_name for page in kept] == ["page.jpg", "scan.pdf"]
        signing.remove_signed_page(later, kept[0], by="Clerk")
        assert [page.file_name for page in signing.signed_pages(later, closed.assessment.id)] == ["scan.pdf"]
        kinds = [line.kind for line in assessing.history(later, closed.assessment.id)]
        assert kinds[-1] is HistoryKind.SIGNED_PAGE_REMOVED
        with pytest.raises(EvidenceError, match="SIGNED_PAGE_UNKNOWN"):
            signing.remove_signed_page(later, kept[0], by="Clerk")


def test_a_removed_page_comes_back_as_it_was(path, desk, closed, scan) -> None:
    page = signing.attach_signed_page(desk, closed.assessment.id, scan, by="Clerk")
    copies = desk.archive.contents.whole(page.sha256).copies
    assert copies, "a picture has smaller copies"
    removed = signing.remove_signed_page(desk, page, by="Clerk")
    assert removed is not None
    with pytest.raises(ArchiveError):
        signing.signed_page_bytes(desk, page)
    signing.restore_signed_page(desk, removed, by="Chief")
    signing.restore_signed_page(desk, removed, by="Chief")
    desk.close()
    with desk_on(path) as later:
        assert signing.signed_pages(later, closed.assessment.id) == (page,)
        assert signing.signed_page_bytes(later, page) == scan.read_bytes()
        assert later.archive.contents.whole(page.sha256).copies == copies
        lines = assessing.history(later, closed.assessment.id)[-3:]
        assert [(line.kind, line.by) for line in lines] == [
            (HistoryKind.SIGNED_PAGE_ADDED, "Clerk"),
            (HistoryKind.SIGNED_PAGE_REMOVED, "Clerk"),
            (HistoryKind.SIGNED_PAGE_RESTORED, "Chief"),
        ]
        again = assessing.load_state(later, closed.assessment.id)
        assert reporting.report_model(later, again).content_fingerprint == closed.assessment.fingerprint
        assert closing.verify_closed(later, closed.assessment.id).is_sound


def test_a_page_of_an_open_assessment_is_not_brought_back(desk, closed, scan) -> None:
    open_one = closing.revise(desk, closed.assessment.id, "A figure was misread")
    page = signing.attach_signed_page(desk, closed.assessment.id, scan, by="Clerk")
    removed = signing.remove_signed_page(desk, page, by="Clerk")
    assert removed is not None
    elsewhere = replace(removed, page=replace(page, assessment_id=open_one.assessment.id))
    with pytest.raises(AssessmentError, match="ASSESSMENT_OPEN"):
        signing.restore_signed_page(desk, elsewhere, by="Clerk")
    assert signing.signed_pages(desk, open_one.assessment.id) == ()


def test_a_damaged_page_can_be_removed_though_nothing_brings_it_back(path, desk, closed, scan) -> None:
    page = signing.attach_signed_page(desk, closed.assessment.id, scan, by="Clerk")
    desk.close()
    tampered_with(path, "UPDATE content_part SET bytes = zeroblob(5)")
    with desk_on(path) as later:
        assert signing.remove_signed_page(later, page, by="Clerk") is None
        assert signing.signed_pages(later, closed.assessment.id) == ()


def test_what_is_no_page_is_refused(desk, closed, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("signed", encoding="utf-8")
    with pytest.raises(EvidenceError, match="SIGNED_PAGE_KIND"):
        signing.attach_signed_page(desk, closed.assessment.id, words)
    assert signing.signed_pages(desk, closed.assessment.id) == ()
