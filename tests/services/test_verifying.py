"""Verifying a report's file: every honest file, and whatever is no report, gets its verdict."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.certificates_for_tests import authority_pem
from tests.closing_for_tests import close_as_it_is, make_closed_by_version_1, tampered_with
from tests.seals.pdfs_for_tests import encrypted_pdf, plain_pdf
from tests.services.desks_for_tests import desk_on, started
from tests.services.offices_for_tests import (
    ALTERED,
    DAMAGED,
    FOREIGN,
    INTACT,
    NOT_PROVEN,
    SIGNED,
    Office,
    attached,
    codes,
    rebuilt,
    sign,
    with_files,
)
from tmfcheck.domain import content_document
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.domain.verdict import PagesBy, VerdictStatus
from tmfcheck.reports import embedding
from tmfcheck.reports.chapters import headline
from tmfcheck.seals.checking import read_roots
from tmfcheck.services import answering, assessing, closing, page_checks, report_data, reporting, verifying
from tmfcheck.services.report_data import ASSESSMENT_FILE, MANIFEST_FILE
from tmfcheck.services.verifying import verify_bytes


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with desk_on(tmp_path_factory.mktemp("office") / "a.tmfcheck") as desk:
        yield Office(desk)


# ------------------------------------------------------------- honest files


def test_an_unsigned_report_is_what_the_archive_says(office: Office) -> None:
    verdict = verify_bytes(office.report, office.desk)
    assert (verdict.status, verdict.problems, verdict.recomputed_equal) == (INTACT, (), True)
    assert verdict.pages_by is PagesBy.REMADE
    assert verdict.report is not None
    assert verdict.report.assessment_id == office.closed
    assert verdict.report.msr_percent == 0
    assert [(link.revision, link.known) for link in verdict.chain] == [(1, True)]


def test_without_the_archive_nothing_is_proven(office: Office, tmp_path: Path) -> None:
    assert verify_bytes(office.report).status is NOT_PROVEN
    with desk_on(tmp_path / "empty.tmfcheck") as empty:
        verdict = verify_bytes(office.report, empty)
    assert (verdict.status, verdict.problems, verdict.recomputed_equal) == (NOT_PROVEN, (), True)
    assert [link.known for link in verdict.chain] == [False]


@pytest.mark.parametrize(("trusts", "trusted"), [(False, False), (True, True)])
def test_signatures_are_checked_and_trust_is_said_apart(office: Office, trusts: bool, trusted: bool) -> None:
    roots = read_roots(authority_pem(), "root") if trusts else ()
    verdict = verify_bytes(office.signed_twice, None, roots)
    assert (verdict.status, verdict.problems, verdict.notes) == (SIGNED, (), ())
    assert [each.trusted for each in verdict.signatures] == [trusted, trusted]
    assert [each.distrust for each in verdict.signatures] == ([None] * 2 if trusts else ["no_roots"] * 2)
    assert [each.covers_whole_file for each in verdict.signatures] == [False, True]
    assert all(each.intact for each in verdict.signatures)
    assert verdict.signatures[0].page is None
    assert verdict.signatures[1].page == len(pikepdf.open(io.BytesIO(office.report)).pages)


def test_a_report_of_an_open_assessment_is_provisional_and_proves_nothing(office: Office) -> None:
    state = started(office.desk)
    content = office.print(state.assessment.id, "kk")
    verdict = verify_bytes(content, office.desk)
    assert (verdict.status, verdict.problems, verdict.recomputed_equal) == (NOT_PROVEN, (), True)
    assert json.loads(attached(content)[MANIFEST_FILE])["is_provisional"] is True
    assert verdict.report is not None
    assert verdict.report.closed_at is None


def test_every_language_and_two_at_once_are_made_again(office: Office) -> None:
    state = assessing.load_state(office.desk, office.closed)
    model = reporting.report_model(office.desk, state)
    for languages in (("en", None), ("kk", "ru")):
        verdict = verify_bytes(reporting.report_bytes(model, *languages), office.desk)
        assert (verdict.status, verdict.pages_by) == (INTACT, PagesBy.REMADE)


def test_a_report_from_another_time_zone_is_made_again_in_that_zone(office: Office) -> None:
    from datetime import timedelta, timezone

    state = assessing.load_state(office.desk, office.closed)
    model = reporting.report_model(office.desk, state)
    there = replace(model, made_at=model.made_at.astimezone(timezone(timedelta(hours=5, minutes=30))))
    content = reporting.report_bytes(there, "en")
    assert content != reporting.report_bytes(model, "en")
    assert verify_bytes(content, office.desk).status is INTACT


@pytest.mark.parametrize("audience", [Audience.AUTHORITY, Audience.PUBLIC])
def test_a_summary_carries_no_data_and_is_made_again_from_the_archive(office: Office, audience: Audience) -> None:
    content = office.print(office.closed, "en", ReportOptions(audience))
    assert set(attached(content)) == {MANIFEST_FILE}
    if audience is Audience.PUBLIC:
        assert b"Inspector" not in attached(content)[MANIFEST_FILE]
    verdict = verify_bytes(content, office.desk)
    assert (verdict.status, verdict.problems, verdict.recomputed_equal) == (INTACT, (), None)
    alone = verify_bytes(content)
    assert (alone.status, [each.code for each in alone.notes]) == (NOT_PROVEN, ["CARRIES_NO_DATA"])
    signed = verify_bytes(sign(content))
    assert (signed.status, signed.recomputed_equal) == (SIGNED, None)


@pytest.mark.parametrize("size", [PhotoSize.SMALL, PhotoSize.MEDIUM, PhotoSize.FULL, None])
def test_a_report_with_photos_is_made_again_with_the_very_same_copies(office: Office, size: PhotoSize | None) -> None:
    content = office.print(office.with_photo, "en", ReportOptions(photos=size, left_out=frozenset(["score-sheet"])))
    verdict = verify_bytes(content, office.desk)
    assert (verdict.status, verdict.problems, verdict.pages_by) == (INTACT, (), PagesBy.REMADE)


def test_a_report_made_small_enough_is_made_again(office: Office) -> None:
    state = assessing.load_state(office.desk, office.with_photo)
    model = reporting.report_model(office.desk, state)
    whole = reporting.report_bytes(model, "en")
    content = reporting.report_bytes(model, "en", max_bytes=len(whole) - 10_000)
    assert len(content) <= len(whole) - 10_000
    assert verify_bytes(content, office.desk).status is INTACT


def test_a_swapped_photo_is_found(office: Office) -> None:
    other = io.BytesIO()
    Image.effect_noise((400, 300), 20).save(other, "JPEG")

    def swap(document: pikepdf.Pdf) -> None:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
                each.write(other.getvalue(), filter=pikepdf.Name.DCTDecode)

    content = office.print(office.with_photo, "en")
    assert codes(verify_bytes(rebuilt(content, swap), office.desk)) == {"PHOTO_CHANGED", "PAGES_DIFFER"}


def test_a_report_of_another_version_is_compared_with_its_own_list(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "PAPER_VERSION", "9.9")
    content = office.print(office.closed)
    monkeypatch.undo()
    verdict = verify_bytes(content, office.desk)
    assert (verdict.status, verdict.problems) == (NOT_PROVEN, ()), "the pages themselves are not proven"
    assert (verdict.pages_by, {each.code for each in verdict.notes}) == (PagesBy.MANIFEST, {"MADE_BY_ANOTHER_VERSION"})
    assert verify_bytes(sign(content)).status is SIGNED

    def swap(document: pikepdf.Pdf) -> None:
        document.pages[1].Contents, document.pages[2].Contents = document.pages[2].Contents, document.pages[1].Contents

    assert codes(verify_bytes(rebuilt(content, swap))) >= {"PAGES_DIFFER"}


# ----------------------------------------------------------- what the archive kept


@pytest.fixture
def old_office(tmp_path: Path) -> Any:
    """An archive whose assessments were closed by version 1, which kept no fingerprint."""
    path = tmp_path / "old.tmfcheck"
    with desk_on(path) as desk:
        first = Office(desk)
        closed, photographed = first.closed, first.with_photo
    make_closed_by_version_1(path)
    with desk_on(path) as desk:
        old = Office(desk)
        vars(old).update(closed=closed, with_photo=photographed)
        yield old


def test_where_version_1_kept_no_fingerprint_the_archive_proves_nothing(old_office: Office) -> None:
    assert assessing.load_state(old_office.desk, old_office.closed).assessment.fingerprint is None
    for content in (old_office.report, old_office.print(old_office.with_photo, "en")):
        verdict = verify_bytes(content, old_office.desk)
        assert (verdict.status, verdict.problems) == (NOT_PROVEN, ())
        assert [each.code for each in verdict.notes] == ["ARCHIVE_KEPT_NO_FINGERPRINT"]
        assert [link.known for link in verdict.chain] == [False]
    summary = old_office.print(old_office.closed, "en", ReportOptions(Audience.AUTHORITY))
    assert verify_bytes(summary, old_office.desk).status is NOT_PROVEN
    assert verify_bytes(sign(old_office.report), old_office.desk).status is SIGNED


def test_an_archive_without_a_fingerprint_still_refutes_another_content(old_office: Office) -> None:
    state = assessing.load_state(old_office.desk, old_office.closed)
    model = reporting.report_model(old_office.desk, state)
    forged = replace(model, state=replace(state, facility=replace(state.facility, name="Elsewhere")))
    verdict = verify_bytes(reporting.report_bytes(forged, "en"), old_office.desk)
    assert (verdict.status, codes(verdict)) == (ALTERED, {"ARCHIVE_HOLDS_ANOTHER"})


def test_a_report_of_version_1_is_not_refuted_because_more_results_are_derived_today(
    old_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = old_office.report
    monkeypatch.setattr(content_document, "complete_results", lambda state: {"more": "than before"})
    assert "ARCHIVE_HOLDS_ANOTHER" not in codes(verify_bytes(content, old_office.desk))


def test_an_archive_whose_content_no_longer_has_its_fingerprint_proves_no_summary(tmp_path: Path) -> None:
    path = tmp_path / "bent.tmfcheck"
    with desk_on(path) as desk:
        bent = Office(desk)
        summary = bent.print(bent.closed, "en", ReportOptions(Audience.AUTHORITY))
        assert verify_bytes(summary, desk).status is INTACT
    tampered_with(path, "UPDATE answer SET comment = 'bent'")
    with desk_on(path) as desk:
        assert verify_bytes(summary, desk).status is NOT_PROVEN


# ------------------------------------------------- no reports, and broken ones


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (plain_pdf(), FOREIGN, "NOT_A_REPORT"),
        (b"just words", FOREIGN, "NOT_A_PDF"),
        (b"", DAMAGED, "FILE_BROKEN"),
        (plain_pdf()[:600], DAMAGED, "FILE_BROKEN"),
        (encrypted_pdf("secret"), DAMAGED, "FILE_LOCKED"),
        (b"%PDF-1.7\n" + b"[" * 100_000, DAMAGED, "FILE_BROKEN"),
    ],
    ids=["another PDF", "no PDF", "empty", "cut", "locked", "nested"],
)
def test_what_is_no_report_is_named(content: bytes, status: VerdictStatus, code: str) -> None:
    verdict = verify_bytes(content)
    assert (verdict.status, codes(verdict)) == (status, {code})


def test_a_missing_file_and_a_folder_get_a_verdict_too(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path):
        assert verifying.verify(path).status is DAMAGED


def test_a_file_too_large_is_not_read(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(office.report)
    monkeypatch.setattr(verifying, "MAX_REPORT_BYTES", 1_000)
    assert codes(verifying.verify(file)) == {"FILE_UNREADABLE"}


def test_a_cut_report_is_damaged_or_altered(office: Office) -> None:
    for part in (0.1, 0.5, 0.9, 0.999):
        assert verify_bytes(office.report[: int(len(office.report) * part)], office.desk).status in (DAMAGED, ALTERED)


def test_a_correction_carries_what_it_corrects_and_is_made_again_with_its_changes(office: Office) -> None:
    first = office.closed
    state = closing.revise(office.desk, first, "A figure was misread")
    answering.answer_question(
        office.desk, state, state.questions[0].id, Answer("yes", "measured", comment="Исправлено")
    )
    second = close_as_it_is(office.desk, state.assessment.id).assessment.id
    content = office.print(second, "en")
    verdict = verify_bytes(content, office.desk)
    assert (verdict.status, verdict.problems, verdict.pages_by) == (INTACT, (), PagesBy.REMADE)
    assert [(link.revision, link.known) for link in verdict.chain] == [(1, True), (2, True)]
    assert [(link.revision, link.known) for link in verify_bytes(content).chain] == [(1, None), (2, None)]
    other = attached(office.print(office.other))[ASSESSMENT_FILE]
    assert "CHAIN_DIFFERS" in codes(verify_bytes(with_files(content, previous=other)))


def test_another_state_of_the_program_under_the_same_version_accuses_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = office.print(office.closed, "en")
    monkeypatch.setattr(report_data, "code_digest", lambda: "0" * 64)
    monkeypatch.setattr(page_checks, "code_digest", lambda: "0" * 64)
    assert verify_bytes(content, office.desk).pages_by is PagesBy.REMADE, "as long as the pages are the same"
    monkeypatch.setattr(headline, "UPPER_BAND", headline.LOWER_BAND)
    verdict = verify_bytes(content, office.desk)
    assert (verdict.status, verdict.problems, verdict.pages_by) == (NOT_PROVEN, (), PagesBy.MANIFEST)
    monkeypatch.undo()
    monkeypatch.setattr(headline, "UPPER_BAND", headline.LOWER_BAND)
    assert verify_bytes(content, office.desk).status is VerdictStatus.ALTERED


@pytest.mark.skipif(not all(map(shutil.which, ("pdfsig", "qpdf", "pdfdetach"))), reason="poppler or qpdf is missing")
def test_other_programs_accept_the_signed_report_and_extract_its_data(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(office.signed_twice)

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    told = run("pdfsig", str(file)).stdout
    assert (told.count("Signature is Valid."), told.count("Total document signed\n")) == (2, 1), told
    checked = run("qpdf", "--check", str(file))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert run("pdfdetach", "-saveall", "-o", str(tmp_path), str(file)).returncode == 0
    document = json.loads((tmp_path / ASSESSMENT_FILE).read_text(encoding="utf-8"))
    assert document["assessment"]["id"] == office.closed
    assert (tmp_path / MANIFEST_FILE).read_bytes() == attached(office.signed_twice)[MANIFEST_FILE]
