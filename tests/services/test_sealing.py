"""Signing a report's file: what is written, in which language the stamp speaks, and what is left when it is refused."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from tests.certificates_for_tests import PASSWORD, identity
from tests.reports.sample import sample_model
from tmfcheck.errors import InputError, ReportError, SealError, TmfCheckError
from tmfcheck.i18n import Texts
from tmfcheck.reports.pdf import render_pdf
from tmfcheck.seals.checking import check_seals
from tmfcheck.services.sealing import SigningWish, read_password, sign_report


@pytest.fixture(scope="module")
def printed() -> bytes:
    return render_pdf(sample_model(), Texts("kk"))


@pytest.fixture
def report(tmp_path: Path, printed: bytes) -> Path:
    file = tmp_path / "report.pdf"
    file.write_bytes(printed)
    return file


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "key.p12"
    file.write_bytes(identity().p12)
    return file


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\r"])
def test_one_line_end_after_the_password_is_ignored(tmp_path: Path, ending: str) -> None:
    file = tmp_path / "password"
    file.write_bytes((PASSWORD + ending).encode())
    assert read_password(file) == PASSWORD


def test_spaces_and_further_line_ends_belong_to_the_password(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_bytes(b" a b \n\n")
    assert read_password(file) == " a b \n"


def test_a_password_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_bytes(b"\xff\xfe\x00secret")
    with pytest.raises(InputError, match="INPUT_NOT_UTF8") as caught:
        read_password(file)
    assert "secret" not in str(caught.value)
    with pytest.raises(InputError, match="INPUT_UNREADABLE"):
        read_password(tmp_path / "none")


def test_visible_signatures_take_the_places_of_the_last_page_one_after_another(report: Path, key_file: Path) -> None:
    pages = len(pypdf.PdfReader(report).pages)
    for number in range(3):
        wish = SigningWish(is_visible=True, reason=f"қол {number}", name="А. Ә. Сағынова")
        sign_report(report, report, key_file, password=PASSWORD, wish=wish)
    seals = check_seals(report.read_bytes())
    boxes = [each.box for each in seals]
    assert all(box is not None and box[0] == pages - 1 for box in boxes)
    assert len(set(boxes)) == 3
    assert all(each.intact for each in seals)
    stamp = pypdf.PdfReader(report).pages[-1].annotations[0].get_object()["/AP"]["/N"].get_object()
    (drawing,) = stamp["/Resources"]["/XObject"].values()
    assert b"CIDInit" in b"".join(
        font.get_object()["/ToUnicode"].get_object().get_data()
        for font in drawing.get_object()["/Resources"]["/Font"].values()
    )


def test_a_seventh_visible_signature_finds_no_room_but_an_invisible_one_does(report: Path, key_file: Path) -> None:
    for _ in range(6):
        sign_report(report, report, key_file, password=PASSWORD, wish=SigningWish(is_visible=True))
    before = report.read_bytes()
    with pytest.raises(ReportError, match="STAMP_NO_ROOM"):
        sign_report(report, report, key_file, password=PASSWORD, wish=SigningWish(is_visible=True))
    assert report.read_bytes() == before
    sign_report(report, report, key_file, password=PASSWORD, wish=SigningWish())
    assert len(check_seals(report.read_bytes())) == 7


@pytest.mark.parametrize(
    ("made", "password", "code"),
    [
        (identity(), "wrong", "KEY_PASSWORD_WRONG"),
        (identity(days=(-9, -1)), PASSWORD, "CERTIFICATE_EXPIRED"),
        (identity(days=(1, 9)), PASSWORD, "CERTIFICATE_NOT_YET_VALID"),
        (identity(usage="key_agreement"), PASSWORD, "CERTIFICATE_NOT_FOR_SIGNING"),
    ],
)
def test_what_cannot_sign_leaves_the_report_and_nothing_beside_it(
    report: Path, tmp_path: Path, made, password: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    key_file, before = tmp_path / "key.p12", report.read_bytes()
    key_file.write_bytes(made.p12)
    with caplog.at_level(logging.DEBUG), pytest.raises(SealError, match=code):
        sign_report(report, tmp_path / "out.pdf", key_file, password=password, wish=SigningWish())
    assert report.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key.p12", "report.pdf"]
    assert PASSWORD not in caplog.text


def test_the_password_is_in_no_log_when_signing_succeeds(
    report: Path, key_file: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        sign_report(report, report, key_file, password=PASSWORD, wish=SigningWish())
    assert PASSWORD not in caplog.text
    assert capfd.readouterr() == ("", "")


def test_the_clock_of_the_caller_decides_whether_a_certificate_is_valid(report: Path, key_file: Path) -> None:
    with pytest.raises(SealError, match="CERTIFICATE_EXPIRED"):
        sign_report(
            report,
            report,
            key_file,
            password=PASSWORD,
            wish=SigningWish(),
            clock=lambda: datetime(2090, 1, 1, tzinfo=UTC),
        )


def test_a_place_that_cannot_be_written_is_told(report: Path, key_file: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="REPORT_NOT_WRITTEN"):
        sign_report(report, tmp_path / "none" / "out.pdf", key_file, password=PASSWORD, wish=SigningWish())


@pytest.mark.parametrize("wish", [SigningWish(reason="x" * 201), SigningWish(name="\ud800")])
def test_words_nobody_can_sign_under_are_refused(report: Path, key_file: Path, wish: SigningWish) -> None:
    with pytest.raises(TmfCheckError, match="TEXT_"):
        sign_report(report, report, key_file, password=PASSWORD, wish=wish)
