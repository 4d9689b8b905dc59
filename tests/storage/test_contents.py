"""Bytes in the archive: once each, whole or not at all, and gone when nothing refers to them any more."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.packs_for_tests import START
from tests.storage.archives_for_tests import ASSESSMENT, PACK_TEXT, SNAPSHOT, filled_archive, open_archive
from tmfcheck.domain.evidence import Document, Evidence, EvidenceKind, Pin
from tmfcheck.errors import ArchiveError, AssessmentError
from tmfcheck.storage.access import AccessMode
from tmfcheck.storage.contents import PART_BYTES, Content


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.tmfcheck"


@pytest.fixture
def archive(path):
    with filled_archive(path) as opened:
        yield opened


def content(data: bytes = b"picture", **copies: bytes) -> Content:
    return Content(hashlib.sha256(data).hexdigest(), "image/jpeg", data, copies)


def item(of: Content, name: str = "e1", assessment: str = "a1", **facts) -> Evidence:
    basics = (name, assessment, EvidenceKind.PHOTO, of.sha256, "a.jpg", of.media_type, len(of.data), START, "Inspector")
    return Evidence(*basics, **facts)


def put(archive, of: Content, name: str = "e1", assessment: str = "a1", **facts) -> Evidence:
    for _ in archive.contents.put_parts(of):
        pass
    return archive.evidence.add(item(of, name, assessment, **facts), of)


def counts(archive) -> tuple[int, int, int]:
    """Contents, parts and copies in the archive."""
    with archive.reading() as connection:
        return tuple(
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in ("content", "content_part", "rendition")
        )


@pytest.mark.parametrize("size", [1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES])
def test_a_content_comes_back_bit_for_bit_from_its_parts(archive, size):
    data = bytes(number % 251 for number in range(1000)) * (size // 1000 + 1)
    of = content(data[:size])
    parts = (size - 1) // PART_BYTES + 1
    assert sum(1 for _ in archive.contents.put_parts(of)) == (parts if parts > 1 else 0)
    assert counts(archive)[0] == 0
    archive.evidence.add(item(of), of)
    assert archive.contents.original(of.sha256) == of.data
    assert counts(archive)[:2] == (1, parts)


def test_the_same_content_is_stored_once_for_all(archive):
    of = content(b"x" * (2 * PART_BYTES + 1), thumb=b"t")
    put(archive, of, "e1")
    assert list(archive.contents.put_parts(of)) == []
    put(archive, of, "e2")
    assert counts(archive) == (1, 3, 1)


def test_a_full_disk_leaves_no_parts_that_fill_it(archive):
    of = content(bytes(number % 251 for number in range(1000)) * (4 * PART_BYTES // 1000))
    with archive.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2 * PART_BYTES // size}")
    with pytest.raises(ArchiveError) as caught:
        put(archive, of)
    assert caught.value.code == "ARCHIVE_FULL"
    assert counts(archive) == (0, 0, 0)
    small = content(b"small")
    put(archive, small)
    assert archive.contents.original(small.sha256) == small.data


def test_two_walks_with_the_same_content_do_not_meet(archive):
    of = content(b"x" * (2 * PART_BYTES + 1))
    first, second = archive.contents.put_parts(of), archive.contents.put_parts(of)
    for step in (first, second, first):
        next(step)
    first.close()  # takes the parts of both away
    archive.evidence.add(item(of), of)
    assert archive.contents.original(of.sha256) == of.data
    assert list(second) == []


def test_parts_a_killed_program_left_are_swept_before_the_next_ones(path, archive, tmp_path):
    steps = archive.contents.put_parts(content(b"x" * (2 * PART_BYTES + 1)))
    next(steps)
    left = tmp_path / "left.tmfcheck"
    shutil.copy(path, left)  # the file as it is where the program ends here
    steps.close()
    with open_archive(left) as later:
        assert counts(later) == (0, 1, 0)
        put(later, content(b"y" * (2 * PART_BYTES)))
        assert counts(later) == (1, 2, 0)


def test_a_content_with_a_missing_or_other_part_is_damage(path):
    of = content(b"x" * (2 * PART_BYTES + 1))
    with filled_archive(path) as archive:
        put(archive, of)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM content_part WHERE number = 1")
    with open_archive(path, AccessMode.READ) as archive, pytest.raises(ArchiveError, match="ARCHIVE_DAMAGED"):
        archive.contents.original(of.sha256)


def test_an_unknown_content_is_damage(archive):
    with pytest.raises(ArchiveError, match="ARCHIVE_DAMAGED"):
        archive.contents.original("0" * 64)
    with pytest.raises(ArchiveError, match="ARCHIVE_DAMAGED"):
        archive.contents.media_type("0" * 64)


def close(archive, assessment: str = "a1") -> None:
    with archive.writing(assessment) as connection:
        archive.evidence.purge(assessment, connection)
    archive.closing.close(assessment, SNAPSHOT, "f" * 64, codes=(), by="Head", at=START)


def test_what_was_removed_goes_for_good_at_closing_and_its_bytes_with_it(archive):
    kept, gone = content(b"kept", thumb=b"1"), content(b"gone", thumb=b"2")
    put(archive, kept, "e1")
    put(archive, gone, "e2")
    archive.evidence.remove("a1", ["e2"], by="Inspector", at=START)
    close(archive)
    file = archive.evidence.of("a1")
    assert ([each.id for each in file.items], file.removed) == (["e1"], ())
    assert counts(archive) == (1, 1, 1)
    assert archive.contents.copy(kept.sha256, "thumb") == b"1"
    assert "e2" in [line.subject for line in archive.history("a1")]


def test_a_removed_photo_that_something_else_rests_on_keeps_its_bytes(archive):
    archive.add_assessment(replace(ASSESSMENT, id="a2"), PACK_TEXT)
    shared, filed = content(b"shared"), content(b"filed")
    put(archive, shared, "e1")
    put(archive, shared, "e2", "a2")
    put(archive, filed, "e3")
    archive.documents.add(Document("d1", "a2", "Permit", sha256=filed.sha256), None, by="Inspector", at=START)
    for name in ("e1", "e3"):
        archive.evidence.remove("a1", [name], by="Inspector", at=START)
    close(archive)
    assert archive.contents.original(shared.sha256) == b"shared"
    assert archive.contents.original(filed.sha256) == b"filed"


def test_pins_on_a_removed_plan_go_with_it_at_closing(archive):
    put(archive, content(b"plan"), "p1")
    put(archive, content(b"photo"), "e1", pin=Pin("p1", 0.5, 0.5))
    archive.evidence.remove("a1", ["p1"], by="Inspector", at=START)
    assert archive.evidence.of("a1").items[0].pin == Pin("p1", 0.5, 0.5)
    close(archive)
    assert archive.evidence.of("a1").items[0].pin is None


def test_the_bytes_under_a_closed_assessment_cannot_be_changed_by_any_path(path, archive):
    of = content(b"proof", thumb=b"t")
    put(archive, of)
    close(archive)
    with pytest.raises(AssessmentError, match="ASSESSMENT_CLOSED"):
        put(archive, content(b"more"), "e9")
    with closing(sqlite3.connect(path)) as connection:
        for statement in (
            "UPDATE content_part SET bytes = x'00'",
            "DELETE FROM content_part",
            "DELETE FROM content",
            "UPDATE evidence SET caption = 'x'",
            "DELETE FROM evidence",
            "INSERT OR REPLACE INTO content_part SELECT sha256, number, x'00' FROM content_part",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)
    assert archive.contents.original(of.sha256) == b"proof"


def test_a_read_only_archive_takes_no_parts(path):
    filled_archive(path).close()
    with open_archive(path, AccessMode.READ) as reader, pytest.raises(ArchiveError, match="ARCHIVE_READ_ONLY"):
        put(reader, content())


def test_an_assessment_without_evidence_costs_one_question_to_the_database(archive):
    from sqlalchemy import event

    asked = []
    event.listen(archive._engine, "before_cursor_execute", lambda *each: asked.append(each[2]))
    archive.evidence.of("a1")
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 1
