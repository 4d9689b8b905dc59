"""Files from outside: pictures are known by their content, read, and refused with a word where they are not sound."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PIL import Image

import tmfcheck
from tests.pictures_for_tests import NEAR_ALMATY, encoded, exif, photo, picture, png_of_size
from tests.seals.pdfs_for_tests import encrypted_pdf, plain_pdf
from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.errors import EvidenceError
from tmfcheck.photos import intake, strangers
from tmfcheck.photos.intake import clean_name, picture_copy, prepare_bytes, prepare_file

SAMPLE_HEIC = Path(__file__).with_name("sample.heic")
"""A picture of ``pictures_for_tests`` with EXIF, 128 by 96; made with heif-enc, since the program has no encoder."""


def corners(copy: bytes) -> list[bool]:
    """Whether top left, top right, bottom left and bottom right are light."""
    with Image.open(io.BytesIO(copy)) as image:
        grey = image.convert("L")
        right, bottom = grey.width - 3, grey.height - 3
        return [grey.getpixel(at) > 128 for at in ((2, 2), (right, 2), (2, bottom), (right, bottom))]


UPRIGHT = [False, True, False, False]


# --------------------------------------------------------------------- formats


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (encoded("JPEG"), "a.jpg", "image/jpeg"),
        (encoded("JPEG", progressive=True), "a.jpg", "image/jpeg"),
        (encoded("JPEG", picture(mode="CMYK")), "a.jpeg", "image/jpeg"),
        (encoded("JPEG", picture(mode="L")), "a.jpg", "image/jpeg"),
        (encoded("MPO", save_all=True, append_images=[picture(32, 24)]), "a.jpg", "image/jpeg"),
        (encoded("PNG"), "a.png", "image/png"),
        (encoded("PNG", picture(mode="P")), "a.png", "image/png"),
        (encoded("PNG", picture(mode="RGBA")), "a.png", "image/png"),
        (encoded("PNG", picture(mode="LA")), "a.png", "image/png"),
        (encoded("PNG", picture(mode="1")), "a.png", "image/png"),
        (encoded("PNG", picture(mode="I;16")), "a.png", "image/png"),
        (encoded("WEBP"), "a.webp", "image/webp"),
        (encoded("WEBP", lossless=True), "a.webp", "image/webp"),
        (encoded("TIFF"), "a.tif", "image/tiff"),
        (encoded("TIFF", compression="tiff_lzw"), "a.tiff", "image/tiff"),
        (encoded("TIFF", picture(mode="1"), compression="group4"), "a.tif", "image/tiff"),
        (encoded("TIFF", picture(mode="F")), "a.tif", "image/tiff"),
        (SAMPLE_HEIC.read_bytes(), "a.heic", "image/heic"),
    ],
)
def test_every_format_becomes_an_upright_jpeg(content, name, media_type):
    file = prepare_bytes(content, name)
    assert (file.media_type, file.content, file.is_misnamed) == (media_type, content, False)
    assert set(file.copies) == set(intake.COPIES)
    for copy in file.copies.values():
        with Image.open(io.BytesIO(copy)) as shown:
            assert (shown.format, shown.mode in ("RGB", "L"), shown.getexif()) == ("JPEG", True, {})
    assert corners(file.copies[PhotoSize.SCREEN]) == UPRIGHT


@pytest.mark.parametrize("orientation", range(1, 9))
def test_copies_stand_upright_however_the_camera_was_held(orientation):
    turned = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what undoes each way of holding
    image = picture() if orientation == 1 else picture().transpose(Image.Transpose(turned[orientation]))
    content = encoded(image=image, quality=95, exif=exif(orientation=orientation))
    file = prepare_bytes(content, "a.jpg")
    assert corners(file.copies[PhotoSize.SMALL]) == UPRIGHT
    assert file.content == content


def test_a_transparent_picture_stands_on_white():
    file = prepare_bytes(encoded("PNG", Image.new("RGBA", (20, 20), (0, 0, 0, 0))), "a.png")
    assert corners(file.copies[PhotoSize.THUMB]) == [True] * 4


def test_copies_have_their_edge_and_small_pictures_are_not_enlarged():
    large = prepare_bytes(encoded(image=picture(2000, 3000)), "a.jpg")
    sizes = {size: Image.open(io.BytesIO(copy)).size for size, copy in large.copies.items()}
    assert sizes == {
        PhotoSize.SCREEN: (1067, 1600),
        PhotoSize.MEDIUM: (667, 1000),
        PhotoSize.SMALL: (427, 640),
        PhotoSize.THUMB: (171, 256),
    }
    small = prepare_bytes(encoded(image=picture(30, 20)), "a.jpg")
    assert {Image.open(io.BytesIO(copy)).size for copy in small.copies.values()} == {(30, 20)}
    assert Image.open(io.BytesIO(picture_copy(large.content, "image/jpeg", "a", PhotoSize.FULL))).size == (1600, 2400)


def test_many_pictures_are_prepared_in_threads_with_the_same_result():
    contents = [photo(number) for number in range(8)]
    made = {}
    threads = [
        threading.Thread(target=lambda at=at, data=data: made.update({at: prepare_bytes(data, "a.jpg")}))
        for at, data in enumerate(contents)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[at] for at in range(8)] == [prepare_bytes(data, "a.jpg") for data in contents]


# ------------------------------------------------------------------------ EXIF


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_time_place_and_direction_are_read_from_every_format(kind):
    content = encoded(kind, exif=exif(offset="-03:30", place={**NEAR_ALMATY, 1: "S", 3: "W"}))
    camera = prepare_bytes(content, "a.jpg").camera
    assert camera.taken_at == datetime(2026, 6, 9, 9, 30, tzinfo=timezone(-timedelta(hours=3, minutes=30)))
    assert (camera.latitude, camera.longitude) == (pytest.approx(-43.2583333), pytest.approx(-76.95))
    assert camera.direction_deg == pytest.approx(271.5)


def test_heic_is_read_with_what_the_camera_wrote():
    file = prepare_file(SAMPLE_HEIC)
    assert file.camera.taken_at == datetime(2026, 6, 9, 9, 30, tzinfo=timezone(timedelta(hours=5)))
    assert (file.camera.latitude, file.camera.longitude) == (pytest.approx(43.2583333), pytest.approx(76.95))
    assert corners(file.copies[PhotoSize.SCREEN]) == UPRIGHT


@pytest.mark.parametrize(
    "time",
    ["0000:00:00 00:00:00", "2026:13:40 25:61:61", "yesterday", "", "    :  :     :  :  ", "2026-06-09T09:30:00"],
)
def test_a_time_that_is_none_is_left_out(time):
    assert prepare_bytes(photo(time=time), "a.jpg").camera.taken_at is None


@pytest.mark.parametrize(
    ("time", "offset"),
    [
        ("0001:01:01 00:00:00", "+14:00"),
        ("9999:12:31 23:59:59", "-12:00"),
        ("0001:01:01 00:00:00", None),
        ("1970:01:01 00:00:00", "+05:00"),
    ],
)
def test_a_clock_at_the_edge_of_the_calendar_says_nothing(time, offset):
    """Told in another zone, such a time is beyond the calendar: the check, the closing and the report would break."""
    assert prepare_bytes(photo(time=time, offset=offset), "a.jpg").camera.taken_at is None


@pytest.mark.parametrize("offset", ["", "Z", "+99:00", "+5", "five"])
def test_an_offset_that_is_none_leaves_the_cameras_own_time(offset):
    taken_at = prepare_bytes(photo(offset=offset), "a.jpg").camera.taken_at
    assert taken_at == datetime(2026, 6, 9, 9, 30)  # noqa: DTZ001 - a camera's own time


@pytest.mark.parametrize(
    "place",
    [
        {1: "N", 2: (43.0, 15.0, 30.0)},
        {1: "N", 2: (93.0, 0.0, 0.0), 3: "E", 4: (76.0, 57.0, 0.0)},
        {1: "N", 2: (43.0, 0.0, 0.0), 3: "E", 4: (181.0, 0.0, 0.0)},
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (43.0, 15.0), 3: "E", 4: (76.0, 57.0)},
        {2: (43.0, 15.0, 30.0), 4: (76.0, 57.0, 0.0)},
        {1: "N", 2: (43.0, 15.0, 30.0), 3: "N", 4: (76.0, 57.0, 0.0)},
    ],
)
def test_half_an_impossible_or_an_empty_position_is_none(place):
    camera = prepare_bytes(photo(place=place), "a.jpg").camera
    assert (camera.latitude, camera.longitude) == (None, None)


def test_a_direction_outside_the_circle_is_none_and_north_is_zero():
    assert prepare_bytes(photo(place={17: 400.0}), "a.jpg").camera.direction_deg is None
    assert prepare_bytes(photo(place={17: 360.0}), "a.jpg").camera.direction_deg == 0


def test_a_fraction_over_zero_is_no_number():
    content = photo(place=NEAR_ALMATY)
    # 271.5 degrees stand in the file as 543 over 2.
    broken = content.replace(bytes.fromhex("0000021f00000002"), bytes.fromhex("0000021f00000000"))
    broken = broken.replace(bytes.fromhex("1f02000002000000"), bytes.fromhex("1f02000000000000"))
    assert broken != content
    assert prepare_bytes(broken, "a.jpg").camera.direction_deg is None


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_spoilt_exif_does_not_spoil_the_picture():
    content = photo(place=NEAR_ALMATY)
    at = content.index(b"Exif\x00\x00") + 10
    spoilt = content[:at] + b"\xff" * 40 + content[at + 40 :]
    file = prepare_bytes(spoilt, "a.jpg")
    assert file.is_picture
    assert file.camera.latitude is None


# --------------------------------------------------------------------- refused


def refused(content: bytes, name: str = "a.jpg") -> str:
    with pytest.raises(EvidenceError) as error:
        prepare_bytes(content, name)
    assert error.value.data["name"]
    return error.value.code


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (encoded("JPEG", picture(640, 480)), "a.jpg"),
        (encoded("JPEG", picture(640, 480), progressive=True), "a.jpg"),
        (encoded("PNG", picture(640, 480)), "a.png"),
        (encoded("WEBP", picture(640, 480)), "a.webp"),
        (encoded("TIFF", picture(640, 480)), "a.tif"),
        (encoded("TIFF", picture(640, 480), compression="tiff_lzw"), "a.tif"),
        (SAMPLE_HEIC.read_bytes(), "a.heic"),
    ],
)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_picture_cut_short_is_refused(content, name, share):
    cut = content[: max(13, int(len(content) * share))]
    assert refused(cut, name) == "PICTURE_BROKEN"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_noise_behind_a_true_beginning_is_refused(kind):
    content = encoded(kind)
    noise = bytes((number * 167 + 13) % 256 for number in range(5_000))
    assert refused(content[:16] + noise, "a.jpg") == "PICTURE_BROKEN"


@pytest.mark.filterwarnings("ignore:(Corrupt|Possibly corrupt|Truncated)")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_damaged_byte_is_borne_or_refused(kind):
    content = encoded(kind, exif=exif(place=NEAR_ALMATY))
    for at in range(0, len(content), max(1, len(content) // 60)):
        spoilt = bytearray(content)
        spoilt[at] ^= 0xFF
        try:
            prepare_bytes(bytes(spoilt), "a.jpg")
        except EvidenceError as error:
            assert error.code in {"PICTURE_BROKEN", "PICTURE_TOO_LARGE", "NOT_A_PICTURE"}


def test_a_folder_that_only_looks_like_the_program_is_not_run_for_a_heic(tmp_path, monkeypatch):
    """People open photos where others left them; Python would run what lies there under the program's name."""
    (tmp_path / "tmfcheck").mkdir()
    (tmp_path / "tmfcheck" / "__init__.py").write_text("")
    (tmp_path / "tmfcheck" / "__main__.py").write_text("open('was-run', 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(tmfcheck.__file__).parents[1]))
    assert prepare_file(SAMPLE_HEIC).is_picture
    assert not (tmp_path / "was-run").exists()


def test_a_heic_on_which_the_decoder_falls_over_takes_nothing_with_it():
    content = bytearray(SAMPLE_HEIC.read_bytes())
    at = content.index(b"Exif")  # one byte here makes pi-heif 1.4.0 crash
    content[at] ^= 0xFF
    assert refused(bytes(content), "a.heic") == "PICTURE_BROKEN"


@pytest.mark.parametrize(("width", "height"), [(20_000, 10_000), (60_000, 60_000), (2**31 - 1, 1)])
def test_200_megapixels_and_more_are_refused_by_the_header(width, height):
    assert refused(png_of_size(width, height), "bomb.png") == "PICTURE_TOO_LARGE"


def test_a_heic_of_impossible_size_is_refused():
    content = SAMPLE_HEIC.read_bytes()
    at = content.index(b"ispe") + 8
    bomb = content[:at] + (30_000).to_bytes(4, "big") * 2 + content[at + 8 :]
    assert refused(bomb, "a.heic") in {"PICTURE_TOO_LARGE", "PICTURE_BROKEN"}


def test_a_jpeg_of_a_thousand_scans_is_refused_before_it_is_decoded():
    content = encoded("JPEG", picture(640, 480), progressive=True)
    scan = content[content.rindex(b"\xff\xda") : -2]
    assert refused(content[:-2] + scan * 1000 + content[-2:]) == "PICTURE_BROKEN"
    assert not strangers.has_too_many_scans(content)


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [(encoded("PNG"), "photo.jpg", "image/png"), (SAMPLE_HEIC.read_bytes(), "photo.JPG", "image/heic")],
)
def test_a_renamed_picture_is_taken_for_what_it_is_and_that_is_said(content, name, media_type):
    file = prepare_bytes(content, name)
    assert (file.media_type, file.is_misnamed, file.file_name) == (media_type, True, name)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"just words", b"<html>", b"\x00" * 100, b"GIF89a\x01\x00\x01\x00", b"PK\x03\x04"]
)
def test_what_only_bears_the_name_of_a_picture_is_refused(content):
    assert refused(content, "photo.jpg") == "NOT_A_PICTURE"


def zipped() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("run.me", "x")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (plain_pdf()[:600], "permit.pdf"),
        (b"%PDF-1.7\n", "permit.pdf"),
        (b"%PDF-1.7\n" + b"1 0 obj " * 1_300_000, "large.pdf"),
        (zipped()[:-30], "table.xlsx"),
        (b"PK\x03\x04 broken", "drawings.zip"),
    ],
    ids=["cut PDF", "empty PDF", "large PDF without its end", "cut workbook", "broken archive"],
)
def test_a_document_that_is_broken_or_cut_short_is_refused(content, name):
    assert refused(content, name) == "DOCUMENT_BROKEN"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "tail",
    [zipped(), b"%PDF-1.4 ...", b"  <html><script>x</script>", b"MZ\x90\x00\x03", b"\x7fELF\x02", b"#!/bin/sh\n"],
    ids=["zip", "pdf", "page", "program", "elf", "script"],
)
def test_a_picture_with_something_else_behind_it_is_refused(kind, tail):
    content = encoded(kind)
    content += b"\x00" * (len(content) % 2)
    assert refused(content + tail) == "PICTURE_DISGUISED"


def test_a_document_inside_a_comment_is_refused():
    assert refused(encoded("JPEG", comment=b"%PDF-1.4 1 0 obj")) == "PICTURE_DISGUISED"
    assert refused(encoded("JPEG", comment=b"<script>alert(1)</script>")) == "PICTURE_DISGUISED"


def test_what_phones_write_behind_a_picture_is_borne():
    film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 100
    for tail in (film, encoded("JPEG", picture(8, 8)), b"SEFHe\x00\x00\x00", b"\x00" * 64):
        assert prepare_bytes(encoded("JPEG") + tail, "a.jpg").is_picture


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + b"\x00" * 64, "report.pdf"),
        (b"\x7fELF\x02\x01\x01", "notes"),
        (b"#!/bin/sh\nrm -rf /\n", "readme.txt"),
        (b"plain words", "invoice.pdf.exe"),
        (b"plain words", "start.BAT"),
        (zipped(), "macro.xlsm"),
    ],
)
def test_what_a_computer_would_run_is_refused(content, name):
    assert refused(content, name) == "FILE_WOULD_RUN"


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (plain_pdf(), "permit.pdf", "application/pdf"),
        (plain_pdf(), "permit.docx", "application/pdf"),
        (encrypted_pdf("secret"), "locked.pdf", "application/pdf"),
        (plain_pdf() + b"\0" * 5_000, "with a tail.pdf", "application/pdf"),
        (b"%PDF-1.7\n" + b"1 0 obj " * 1_300_000 + b"\n%%EOF\n", "large and odd.pdf", "application/pdf"),
        (zipped(), "drawings.zip", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20, "old.xls", "application/x-ole-storage"),
        (b"ID3\x04", "note.mp3", "audio/mpeg"),
        (b"#!AMR\n", "note.amr", "audio/amr"),
        (b"RIFF\x00\x00\x00\x00WAVE", "note.wav", "audio/wav"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00", "note.m4a", "audio/mp4"),
        ("уровень;1\n".encode(), "levels.csv", "text/csv"),
        ("уровень".encode("cp1251"), "levels.txt", "application/octet-stream"),
        (b"\x00\x01\x02", "data.bin", "application/octet-stream"),
    ],
)
def test_other_files_are_taken_as_they_are(content, name, media_type):
    file = prepare_bytes(content, name)
    assert (file.media_type, file.is_picture, file.content) == (media_type, False, content)


def test_office_files_are_told_by_what_is_inside(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "levels.xlsx") as workbook:
        workbook.add_worksheet()
    assert prepare_file(tmp_path / "levels.xlsx").media_type.endswith("spreadsheetml.sheet")


def test_empty_missing_and_endless_files_are_refused(tmp_path, monkeypatch):
    assert refused(b"", "a.jpg") == "FILE_EMPTY"
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(EvidenceError, match="FOLDER_WITHOUT_PICTURES"):
        prepare_file(tmp_path)
    for path in (tmp_path / "missing.jpg", tmp_path / "pipe.jpg"):
        with pytest.raises(EvidenceError, match="FILE_UNREADABLE"):
            prepare_file(path)
    monkeypatch.setattr(intake, "MAX_BYTES", 1_000)
    (tmp_path / "long.txt").write_bytes(b"x" * 1_001)
    with pytest.raises(EvidenceError, match="FILE_TOO_LARGE"):
        prepare_file(tmp_path / "long.txt")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\photo.jpg", "photo.jpg"),
        ("a\x00b\nc\x1b[31m.jpg", "a b c [31m.jpg"),
        ("gpj.\u202eexe.jpg", "gpj. exe.jpg"),
        ("Дамба №1 ұзын.jpg", "Дамба №1 ұзын.jpg"),
        ("a:b*c?.jpg", "a_b_c_.jpg"),
        ("...", "file"),
        ("AUX.pdf", "_AUX.pdf"),
        ("com1", "_com1"),
        ("console.jpg", "console.jpg"),
        ("x" * 300 + ".jpg", "x" * 196 + ".jpg"),
        ("half\udcffletter.jpg", "half letter.jpg"),
    ],
)
def test_names_are_cleaned_of_paths_and_of_what_steers_a_screen(given, kept):
    assert clean_name(given) == kept
    assert clean_name(given).encode()
