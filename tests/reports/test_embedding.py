"""Data attached to a report: found again by us and by other tools, the same bytes each time, and tamper-evident."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdf
import pytest

from tests.reports.sample import sample_model
from tests.seals.pdfs_for_tests import plain_pdf, rewritten
from tmfcheck.i18n import Texts
from tmfcheck.reports.embedding import AttachedFile, as_written, attach, file_of, is_report, read_files
from tmfcheck.reports.page_digests import PageError, digests, page_digests
from tmfcheck.reports.pdf import render_pdf

MADE_AT = datetime(2026, 6, 12, 4, 30, tzinfo=UTC)
FILES = {"b.json": AttachedFile(b'{"b": 2}', "second"), "a.json": AttachedFile(b'{"a": "\\u04b1"}' * 900, "first")}


def embed(pdf: bytes, files: Mapping[str, AttachedFile], made_at: datetime) -> bytes:
    with opened(pdf) as document:
        attach(document, files, made_at)
        return file_of(document)


@pytest.fixture(scope="module")
def made() -> bytes:
    return embed(plain_pdf(), FILES, MADE_AT)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def test_the_same_input_gives_the_same_bytes(made: bytes) -> None:
    assert embed(plain_pdf(), dict(reversed(FILES.items())), MADE_AT) == made
    assert embed(plain_pdf(), FILES, MADE_AT.replace(year=2027)) != made


def test_attached_files_are_associated_with_the_document(made: bytes) -> None:
    with opened(made) as document:
        assert is_report(document)
        assert [str(each.UF) for each in document.Root.AF] == ["a.json", "b.json"]
        assert {each.AFRelationship for each in document.Root.AF} == {"/Data"}
        assert document.Root.AF[0].EF.F.Subtype == "/application/json"
        assert document.Root.AF[0].objgen == document.attachments["a.json"].obj.objgen
        assert read_files(document, {"a.json": 100_000, "none": 10}) == {"a.json": FILES["a.json"].content}
    assert dict(pypdf.PdfReader(io.BytesIO(made)).attachments)["b.json"] == [b'{"b": 2}']


def test_a_file_longer_than_expected_is_not_unpacked(made: bytes) -> None:
    with opened(made) as document, pytest.raises(PageError):
        read_files(document, {"a.json": 1_000})


def test_a_changed_byte_anywhere_is_noticed(made: bytes) -> None:
    assert as_written(made) == made
    for place in range(0, len(made), 37):
        changed = made[:place] + bytes([made[place] ^ 0x10]) + made[place + 1 :]
        assert as_written(changed) is None, place


def test_what_stands_behind_the_written_bytes_is_told_apart(made: bytes) -> None:
    assert as_written(made + b"more\n%%EOF\n") == made
    assert as_written(made[:-1]) is None
    assert as_written(b"") is None
    assert as_written(plain_pdf()) is None


def test_pages_that_show_the_same_have_the_same_digests_however_they_are_stored() -> None:
    printed = render_pdf(sample_model(), Texts("ru"))
    other = rewritten(
        printed,
        compress_streams=True,
        recompress_flate=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        linearize=True,
    )
    assert other != printed
    with opened(printed) as one, opened(other) as two:
        assert page_digests(one) == page_digests(two)
        assert len(set(page_digests(one))) == len(one.pages)
        assert digests(one).whole == digests(two).whole


def test_a_changed_instruction_font_or_title_has_another_digest() -> None:
    printed = render_pdf(sample_model(), Texts("en"))
    with opened(printed) as document:
        pages, whole = page_digests(document), digests(document).whole
        document.docinfo.Title = "Another title"
        assert page_digests(document) == pages
        assert digests(document).whole != whole
        font = document.pages[0].Resources.Font
        first, second = list(font.keys())[:2]
        font[first], font[second] = font[second], font[first]
        assert page_digests(document)[0] != pages[0]
        document.pages[1].Contents.write(b"q Q")
        assert page_digests(document)[1] != pages[1]


def test_what_our_pages_never_hold_is_refused() -> None:
    with opened(plain_pdf()) as document:
        form = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
        document.pages[0].Resources.XObject = pikepdf.Dictionary(F=form)
        with pytest.raises(PageError):
            page_digests(document)
    with opened(rewritten(plain_pdf(), stream_decode_level=pikepdf.StreamDecodeLevel.none)) as document:
        document.pages[0].Contents = pikepdf.Stream(document, b"00>", Filter=pikepdf.Name.ASCIIHexDecode)
        with pytest.raises(PageError):
            page_digests(document)


def test_a_page_that_unfolds_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import zlib

    from tmfcheck.reports import page_digests as module

    monkeypatch.setattr(module, "MAX_DECODED_BYTES", 1_000_000)
    with opened(plain_pdf()) as document:
        bomb = pikepdf.Stream(document, zlib.compress(b" " * 2_000_000), Filter=pikepdf.Name.FlateDecode)
        document.pages[0].Contents = document.make_indirect(bomb)
        with pytest.raises(PageError):
            page_digests(document)


@pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="pdfdetach (poppler-utils) is not installed")
def test_pdfdetach_extracts_the_data(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(made)
    subprocess.run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(file)], check=True, capture_output=True)
    assert {name: (tmp_path / name).read_bytes() for name in FILES} == {n: f.content for n, f in FILES.items()}


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_no_fault(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(made)
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
