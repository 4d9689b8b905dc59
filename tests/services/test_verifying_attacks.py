"""Every attack on a report's file ends in the right verdict."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from tests.certificates_for_tests import PASSWORD, identity
from tests.seals.pdfs_for_tests import plain_pdf, rewritten
from tests.services.desks_for_tests import desk_on
from tests.services.offices_for_tests import (
    ALTERED,
    DAMAGED,
    INTACT,
    NOT_PROVEN,
    SIGNED,
    Office,
    attached,
    changed_assessment,
    codes,
    rebuilt,
    sign,
    with_files,
)
from tmfcheck.seals.checking import read_roots
from tmfcheck.seals.key_file import open_key_file
from tmfcheck.services import report_data, reporting
from tmfcheck.services.report_data import ASSESSMENT_FILE, MANIFEST_FILE, PACK_FILE
from tmfcheck.services.verifying import verify_bytes


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with desk_on(tmp_path_factory.mktemp("office") / "a.tmfcheck") as desk:
        yield Office(desk)


# ------------------------------------------------------------------- attacks


@pytest.mark.parametrize("kind", ["unsigned", "signed"])
def test_a_changed_byte_in_any_region_is_never_good(office: Office, kind: str) -> None:
    content = office.report if kind == "unsigned" else office.signed
    step = len(content) // 20
    tail = range(len(content) - 6_000, len(content), 601)
    for place in (*range(3, len(content), step), *tail):
        changed = content[:place] + bytes([content[place] ^ 0x01]) + content[place + 1 :]
        verdict = verify_bytes(changed, office.desk)
        assert verdict.status in (ALTERED, DAMAGED), (place, verdict)


def test_the_signatures_own_bytes_cannot_be_bent_either(office: Office) -> None:
    found = re.search(rb"/Contents <([0-9a-fA-F]+)>", office.signed)
    assert found is not None
    for place in (*range(found.start(1), found.end(1), 1201), found.end(1) - 2, found.end(1) - 1):
        for digit in (b"0", b"1"):
            changed = office.signed[:place] + digit + office.signed[place + 1 :]
            if changed != office.signed:
                assert verify_bytes(changed, office.desk).status in (ALTERED, DAMAGED), place


def test_swapped_and_edited_pages_are_found_even_unsigned(office: Office) -> None:
    def swap(document: pikepdf.Pdf) -> None:
        document.pages[1].Contents, document.pages[2].Contents = document.pages[2].Contents, document.pages[1].Contents

    def edit(document: pikepdf.Pdf) -> None:
        text = document.pages[0].Contents.read_bytes()
        document.pages[0].Contents.write(text + b"\n1 1 1 rg 0 0 600 900 re f")

    def drop(document: pikepdf.Pdf) -> None:
        del document.pages[1]

    verdict = verify_bytes(rebuilt(office.report, swap), office.desk)
    assert verdict.status is ALTERED
    assert [each.data["pages"] for each in verdict.problems if each.code == "PAGES_DIFFER"] == ["2, 3"]
    verdict = verify_bytes(rebuilt(office.report, edit), office.desk)
    assert (verdict.status, codes(verdict)) == (ALTERED, {"PAGES_DIFFER"})
    assert "PAGE_COUNT_DIFFERS" in codes(verify_bytes(rebuilt(office.report, drop), office.desk))


def test_another_font_another_title_and_another_picture_of_a_page_are_found(office: Office) -> None:
    def swap_fonts(document: pikepdf.Pdf) -> None:
        fonts = document.pages[0].Resources.Font
        first, second = list(fonts.keys())[:2]
        fonts[first], fonts[second] = fonts[second], fonts[first]

    def retitle(document: pikepdf.Pdf) -> None:
        document.docinfo.Title = "Everything is fine"

    def draw_over(document: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 500, 500])
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    def hide_a_form(document: pikepdf.Pdf) -> None:
        form = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
        document.pages[0].Resources.XObject = pikepdf.Dictionary(F=form)

    for change, code in (
        (swap_fonts, "PAGES_DIFFER"),
        (retitle, "MORE_THAN_PAGES_DIFFERS"),
        (draw_over, "MORE_THAN_PAGES_DIFFERS"),
        (hide_a_form, "PAGES_FOREIGN"),
    ):
        verdict = verify_bytes(rebuilt(office.report, change), office.desk)
        assert verdict.status is ALTERED
        assert code in codes(verdict)


def test_a_report_saved_by_another_program_is_no_longer_what_was_written(office: Office) -> None:
    verdict = verify_bytes(rewritten(office.report, linearize=True), office.desk)
    assert (verdict.status, codes(verdict)) == (ALTERED, {"FILE_CHANGED"})
    assert verdict.recomputed_equal is True


def test_an_answer_changed_in_the_data_alone_is_found(office: Office) -> None:
    question = next(iter(json.loads(attached(office.report)[ASSESSMENT_FILE])["answers"]))
    made = changed_assessment(office.report, **{f"answers__{question}__answer__value": "yes"})
    verdict = verify_bytes(with_files(office.report, assessment=made["assessment"]), office.desk)
    assert verdict.status is ALTERED
    assert verdict.recomputed_equal is False
    assert {"FINGERPRINT_DIFFERS", "RESULTS_DIFFER", "ARCHIVE_HOLDS_ANOTHER"} <= codes(verdict)


def test_a_result_changed_with_its_fingerprint_is_found(office: Office) -> None:
    made = changed_assessment(office.report, results__overall__msr_percent=99.5)
    verdict = verify_bytes(with_files(office.report, **made))
    assert (verdict.status, verdict.recomputed_equal) == (ALTERED, False)
    assert [each.data["places"] for each in verdict.problems if each.code == "RESULTS_DIFFER"] == [
        "overall.msr_percent"
    ]


def test_data_rebuilt_under_old_pages_do_not_fit_them(office: Office) -> None:
    verdict = verify_bytes(with_files(office.report, **changed_assessment(office.report, facility__name="Elsewhere")))
    assert verdict.status is ALTERED
    assert {"PAGES_DIFFER", "FINGERPRINT_NOT_PRINTED"} <= codes(verdict)


def test_who_rebuilds_everything_proves_nothing_and_is_found_by_the_archive(office: Office) -> None:
    """The whole report printed anew from changed data: consistent in itself, but not what the archive holds."""
    from tmfcheck.domain.results import complete_results
    from tmfcheck.services.report_reading import read_report

    with pikepdf.open(io.BytesIO(office.report)) as document:
        read = read_report(document)
    assert read.state is not None
    state = replace(read.state, facility=replace(read.state.facility, name="Elsewhere"))
    state = replace(state, results_kept=complete_results(state))
    model = replace(reporting.report_model(office.desk, state), pack_documents=read.pack_documents)
    forged = reporting.report_bytes(model, "ru")
    assert verify_bytes(forged).status is NOT_PROVEN
    verdict = verify_bytes(forged, office.desk)
    assert (verdict.status, codes(verdict)) == (ALTERED, {"ARCHIVE_HOLDS_ANOTHER"})
    # The same signed by the forger: intact, but trusted by nobody who did not ask for it.
    signed = verify_bytes(sign(forged), None, read_roots(identity("rsa").pem, "mine"))
    assert (signed.status, signed.signatures[0].trusted) == (SIGNED, False)


def test_two_reports_mixed_do_not_fit(office: Office) -> None:
    files = attached(office.others_report)
    mixed = with_files(
        office.report,
        assessment=files[ASSESSMENT_FILE],
        pack=files[PACK_FILE],
        manifest=files[MANIFEST_FILE],
    )
    assert verify_bytes(mixed, office.desk).status is ALTERED

    def take_a_page(document: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(office.others_report)) as other:
            document.pages[2] = other.pages[2]

    verdict = verify_bytes(rebuilt(office.report, take_a_page), office.desk)
    assert (verdict.status, "FINGERPRINT_NOT_PRINTED" in codes(verdict)) == (ALTERED, True)


def test_removed_and_replaced_attachments_are_found(office: Office) -> None:
    def remove(name: str) -> Any:
        def change(document: pikepdf.Pdf) -> None:
            del document.attachments[name]

        return change

    for name in (ASSESSMENT_FILE, PACK_FILE, MANIFEST_FILE):
        verdict = verify_bytes(rebuilt(office.report, remove(name)), office.desk)
        assert (verdict.status, "DATA_MISSING" in codes(verdict)) == (ALTERED, True), name
    for short in ("assessment", "manifest"):
        verdict = verify_bytes(with_files(office.report, **{short: b'{"format": "x"}'}), office.desk)
        assert (verdict.status, "DATA_UNUSABLE" in codes(verdict)) == (ALTERED, True), short
    assert codes(verify_bytes(with_files(office.report, pack=b"{}"))) >= {"PACK_NOT_THE_NAMED"}


def test_an_attached_bomb_is_not_unpacked(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_data, "LIMITS", dict.fromkeys(report_data.LIMITS, 1_000_000))
    verdict = verify_bytes(with_files(office.report, assessment=b" " * 3_000_000))
    assert (verdict.status, "DATA_UNUSABLE" in codes(verdict)) == (ALTERED, True)


def test_deeply_nested_data_do_not_crash(office: Office) -> None:
    for deep in (b"[" * 500_000, b'{"a":' * 100_000):
        assert verify_bytes(with_files(office.report, assessment=deep, manifest=deep)).status is ALTERED


def test_something_appended_is_found_before_and_after_signing(office: Office) -> None:
    assert codes(verify_bytes(office.report + b"\n% more", office.desk)) == {"APPENDED"}
    assert codes(verify_bytes(office.signed + b"\n% more", office.desk)) == {"CHANGED_AFTER_SIGNING"}
    assert verify_bytes(updated(office.report), office.desk).status is ALTERED
    assert "SEAL_BROKEN" in codes(verify_bytes(updated(office.signed), office.desk))


def test_a_page_changed_by_an_update_and_then_signed_is_found(office: Office) -> None:
    verdict = verify_bytes(sign(updated(office.report)), office.desk)
    assert (verdict.status, codes(verdict)) == (ALTERED, {"CHANGED_BEFORE_SIGNING"})


def updated(content: bytes) -> bytes:
    """Page one drawn over by an incremental update, as a PDF editor does it."""
    from pyhanko.pdf_utils.generic import ArrayObject, NameObject, StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    reference, _resources = writer.find_page_for_modification(0)
    page = reference.get_object()
    over = writer.add_object(StreamObject(stream_data=b"1 1 1 rg 0 0 600 900 re f"))
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), over])
    writer.mark_update(reference)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_removed_signature_leaves_an_unsigned_report(office: Office) -> None:
    assert verify_bytes(office.signed[: len(office.report)], office.desk).status is INTACT
    assert verify_bytes(office.signed_twice[: len(office.signed)]).status is SIGNED
    blanked = re.sub(
        rb"/Contents <[0-9a-fA-F]+>", lambda m: b"/Contents <" + b"0" * (len(m[0]) - 12) + b">", office.signed
    )
    assert verify_bytes(blanked, office.desk).status is ALTERED
    renamed = office.signed.replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachXX")
    assert verify_bytes(renamed, office.desk).status is ALTERED


def test_a_signature_moved_to_another_report_is_found(office: Office) -> None:
    behind = office.signed[len(office.report) :]
    assert verify_bytes(office.others_report + behind, office.desk).status in (ALTERED, DAMAGED)


@pytest.mark.parametrize("page", ["first", "last"])
def test_a_stamp_over_what_is_printed_is_pointed_out(office: Office, page: str) -> None:
    """On the last page, too: there stands what the operator had to say."""
    from tmfcheck.seals.sealing import SealWish, Stamp, seal

    signer = open_key_file(identity("ec", authority=True).p12, PASSWORD)
    with pikepdf.open(io.BytesIO(office.report)) as document:
        number = 0 if page == "first" else len(document.pages) - 1
    over = seal(office.report, signer, SealWish(stamp=Stamp(plain_pdf(1), number, (50, 500, 500, 800))))
    verdict = verify_bytes(over)
    assert (verdict.status, [each.code for each in verdict.notes]) == (SIGNED, ["STAMP_ELSEWHERE"])
