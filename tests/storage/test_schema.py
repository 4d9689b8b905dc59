"""The file itself: made by today's tables or by every migration it is the same, strict, durable and guarded."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.packs_for_tests import START
from tests.storage.archives_for_tests import (
    ASSESSMENT,
    FACILITY,
    SNAPSHOT,
    filled_archive,
    make_filled,
    open_archive,
    recorded,
)
from tmfcheck.domain.evidence import Citation, Document, Evidence, EvidenceKind, Explanation, Visit
from tmfcheck.errors import AssessmentError
from tmfcheck.storage.access import AccessMode
from tmfcheck.storage.contents import Content
from tmfcheck.storage.engine import connect
from tmfcheck.storage.schema import APPLICATION_ID, SCHEMA_VERSION
from tmfcheck.storage.upgrade import CURRENT, run_steps

SHA = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
"""Of the bytes ``abc``."""
KEPT_ARCHIVES = Path(__file__).parent / "archives"


def description(path: Path) -> dict[str, object]:
    with closing(sqlite3.connect(path)) as connection:
        made = {
            f"{kind} {name}": sql for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema")
        }
        for pragma in ("application_id", "user_version"):
            made[pragma] = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        return made


def test_a_new_archive_equals_one_made_by_every_migration(tmp_path):
    open_archive(tmp_path / "new.tmfcheck").close()
    migrated = tmp_path / "migrated.tmfcheck"
    migrated.touch()
    run_steps(migrated, 0, CURRENT)
    assert description(migrated) == description(tmp_path / "new.tmfcheck")


def test_the_schema_version_is_the_number_of_the_newest_migration():
    assert CURRENT.steps().get_current_head() == f"{SCHEMA_VERSION:04d}"


def test_every_table_is_strict_and_refuses_another_type(tmp_path):
    path = make_filled(tmp_path / "x.tmfcheck")
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%'"
        ).fetchall()
        assert {strict for _, strict in tables} == {1}
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
            connection.execute("UPDATE facility SET is_sample = 'maybe'")


def test_a_writer_is_as_durable_as_promised_and_leaves_one_file(tmp_path):
    path = make_filled(tmp_path / "x.tmfcheck")
    with closing(connect(path, writable=True)) as connection:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
    assert pragmas == {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "trusted_schema": 0}
    with filled_archive(tmp_path / "y.tmfcheck"):
        names = {file.name for file in tmp_path.glob("y.tmfcheck*")}
    assert names == {"y.tmfcheck", "y.tmfcheck.lock", "y.tmfcheck.holder.json"}


def test_the_file_is_marked_as_an_archive_of_its_version(tmp_path):
    marks = description(make_filled(tmp_path / "x.tmfcheck"))
    assert (marks["application_id"], marks["user_version"]) == (APPLICATION_ID, SCHEMA_VERSION)
    assert (tmp_path / "x.tmfcheck").read_bytes()[68:72] == b"TMFC"


def test_a_reader_cannot_write_even_by_mistake(tmp_path):
    path = make_filled(tmp_path / "x.tmfcheck")
    with closing(connect(path, writable=False)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM answer")


def test_opening_needs_no_migration_library(tmp_path):
    path = make_filled(tmp_path / "x.tmfcheck")
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from tmfcheck.storage.archive import Archive; from tmfcheck.storage.access import AccessMode\n"
        "clock = lambda: datetime.now(UTC)\n"
        f"Archive.open(Path({str(path)!r}), mode=AccessMode.WRITE, holder='x', clock=clock).close()\n"
        "print([name for name in ('alembic', 'sqlalchemy.orm') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ------------------------------------------------------------ what the file refuses


@pytest.fixture
def closed(tmp_path):
    path = tmp_path / "x.tmfcheck"
    with filled_archive(path) as archive:
        add_evidence(archive)
        archive.closing.close("a1", SNAPSHOT, "f" * 64, codes=("UNANSWERED",), by="Head", at=START)
    return path


def add_evidence(archive) -> None:
    """A photo with its content, a document that is cited, a visit and an explanation."""
    photo = Evidence("e1", "a1", EvidenceKind.PHOTO, SHA, "a.jpg", "image/jpeg", 3, START, "Inspector", "A1.01")
    content = Content(SHA, "image/jpeg", b"abc", {"thumb": b"a"})
    for _ in archive.contents.put_parts(content):
        pass
    archive.evidence.add(photo, content)
    archive.documents.add(Document("d1", "a1", "Permit"), None, by="Inspector", at=START)
    archive.documents.cite("a1", Citation("A1.01", "d1", "3"), by="Inspector", at=START)
    archive.documents.write_visit("a1", Visit(weather="snow"), by="Inspector", at=START)
    archive.closing.explain("a1", Explanation("UNANSWERED", "No boat", "Inspector", START))


FORBIDDEN_ALWAYS = [
    "UPDATE history SET by = 'someone else'",
    "DELETE FROM history",
    "INSERT OR REPLACE INTO history SELECT * FROM history LIMIT 1",
    "UPDATE pack SET document = x'00'",
    "DELETE FROM pack",
    "INSERT OR REPLACE INTO pack SELECT fingerprint, x'00' FROM pack",
]
_ANSWER_REST = "basis, reason, comment, document, danger, answered_at, answered_by FROM answer"
_ASSESSMENT = "id, facility_id, pack_fingerprint, pack_id, pack_edition, question_group, role, started_by, started_at"
_EVIDENCE_REST = (
    "assessment_id, question_id, kind, sha256, file_name, 'another', taken_at, latitude, longitude, direction_deg, "
    "rotation, position, annotations, pin, added_at, added_by, removed_at FROM evidence"
)
FORBIDDEN_ONCE_CLOSED = [
    "UPDATE answer SET value = 'yes'",
    "DELETE FROM answer",
    f"INSERT INTO answer SELECT assessment_id, 'A9', value, {_ANSWER_REST}",
    f"INSERT OR REPLACE INTO answer SELECT assessment_id, question_id, 'yes', {_ANSWER_REST}",
    "UPDATE decision SET owner = 'someone else'",
    "DELETE FROM decision",
    "UPDATE assessment SET closed_at = NULL, closed_by = NULL",
    "UPDATE assessment SET started_by = 'someone else'",
    "DELETE FROM assessment",
    f"INSERT OR REPLACE INTO assessment SELECT {_ASSESSMENT}, NULL, NULL, question, 1, NULL, '', NULL FROM assessment",
    "UPDATE assessment SET fingerprint = 'e'",
    "UPDATE evidence SET caption = 'another'",
    "UPDATE evidence SET removed_at = added_at",
    "UPDATE evidence SET assessment_id = 'a9'",
    "DELETE FROM evidence",
    "INSERT INTO evidence SELECT 'e9', " + _EVIDENCE_REST,
    "INSERT OR REPLACE INTO evidence SELECT id, " + _EVIDENCE_REST,
    "UPDATE content SET size = 0",
    "DELETE FROM content",
    "INSERT OR REPLACE INTO content SELECT * FROM content",
    "UPDATE content_part SET bytes = x'00'",
    "DELETE FROM content_part",
    "INSERT OR REPLACE INTO content_part SELECT sha256, number, x'00' FROM content_part",
    "INSERT INTO content_part SELECT sha256, 1, x'00' FROM content_part",
    "UPDATE rendition SET bytes = x'00'",
    "DELETE FROM rendition",
    "INSERT OR REPLACE INTO rendition SELECT sha256, kind, x'00' FROM rendition",
    "UPDATE document SET valid_to = '2030-01-01'",
    "DELETE FROM document",
    "UPDATE citation SET page = '4'",
    "DELETE FROM citation",
    "INSERT INTO citation SELECT assessment_id, 'A9', document_id, page FROM citation",
    "UPDATE visit SET document = '{}'",
    "DELETE FROM visit",
    "INSERT OR REPLACE INTO visit SELECT assessment_id, '{}' FROM visit",
    "UPDATE explanation SET text = 'another'",
    "DELETE FROM explanation",
    "INSERT INTO explanation SELECT assessment_id, 'OTHER', text, by, at, covers FROM explanation",
    "UPDATE snapshot SET document = '{}'",
    "DELETE FROM snapshot",
    "INSERT OR REPLACE INTO snapshot SELECT * FROM snapshot",
]


@pytest.mark.parametrize("statement", FORBIDDEN_ALWAYS)
def test_history_and_packs_are_append_only_for_whoever_writes(tmp_path, statement):
    path = make_filled(tmp_path / "x.tmfcheck")
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="APPEND_ONLY"):
        connection.execute(statement)


@pytest.mark.parametrize("statement", FORBIDDEN_ONCE_CLOSED)
def test_a_closed_assessment_stays_as_it_is_for_whoever_writes(closed, statement):
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        with pytest.raises(sqlite3.IntegrityError, match=r"ASSESSMENT_CLOSED|APPEND_ONLY"):
            connection.execute(statement)


_HEADING = "facility_id, pack_fingerprint, pack_id, pack_edition, question_group, role, started_by, started_at"
_REPLACED_BY_AN_OPEN_ONE = [
    "UPDATE OR REPLACE evidence SET id = 'e1' WHERE id = 'e2'",
    "UPDATE OR REPLACE evidence SET rowid = (SELECT rowid FROM evidence WHERE id = 'e1') WHERE id = 'e2'",
    f"INSERT OR REPLACE INTO evidence SELECT 'e1', {_EVIDENCE_REST} WHERE id = 'e2'",
    (
        "INSERT OR REPLACE INTO document (rowid, id, assessment_id, title, number, seen_as, note, file_name, position)"
        " SELECT rowid, 'd9', 'a2', '', '', 'paper', '', '', 0 FROM document WHERE id = 'd1'"
    ),
    "UPDATE OR REPLACE document SET id = 'd1' WHERE id = 'd2'",
    "INSERT OR REPLACE INTO visit (rowid, assessment_id, document) SELECT rowid, 'a2', '{}' FROM visit",
    "UPDATE OR REPLACE assessment SET id = 'a1' WHERE id = 'a2'",
    "UPDATE OR REPLACE assessment SET rowid = (SELECT rowid FROM assessment WHERE id = 'a1') WHERE id = 'a2'",
    (
        f"INSERT OR REPLACE INTO assessment (rowid, id, {_HEADING}, revision, revision_reason)"
        f" SELECT rowid, 'a9', {_HEADING}, revision, '' FROM assessment WHERE id = 'a1'"
    ),
    (
        f"INSERT OR REPLACE INTO assessment (id, {_HEADING}, revision, revises, revision_reason)"
        f" SELECT 'a9', {_HEADING}, 2, 'a0', '' FROM assessment WHERE id = 'a3'"
    ),
    "INSERT OR REPLACE INTO snapshot (rowid, assessment_id, document) SELECT rowid, 'a2', '{}' FROM snapshot",
    "INSERT OR REPLACE INTO pack (rowid, fingerprint, document) SELECT rowid, 'other', x'00' FROM pack",
    "INSERT OR REPLACE INTO content (rowid, sha256, size, media_type) SELECT rowid, 'o', 0, '' FROM content",
    "INSERT OR REPLACE INTO content_part (rowid, sha256, number, bytes) SELECT rowid, 'o', 0, x'00' FROM content_part",
    "INSERT OR REPLACE INTO rendition (rowid, sha256, kind, bytes) SELECT rowid, sha256, 'o', x'00' FROM rendition",
]


@pytest.mark.parametrize("statement", _REPLACED_BY_AN_OPEN_ONE)
def test_nothing_closed_is_thrown_out_by_what_takes_its_key_or_its_row_number(closed, statement):
    """SQLite deletes what a replacing statement displaces, and fires no trigger for it."""
    with open_archive(closed) as archive:
        archive.add_assessment(replace(ASSESSMENT, id="a2"), b"")
        photo = Evidence("e2", "a2", EvidenceKind.PHOTO, SHA, "a.jpg", "image/jpeg", 3, START, "Inspector")
        archive.evidence.add(photo, Content(SHA, "image/jpeg", b"abc", {}))
        archive.documents.add(Document("d2", "a2", "Permit"), None, by="Inspector", at=START)
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        # A closed correction of a first assessment that is not here.
        connection.execute(
            f"INSERT INTO assessment (id, {_HEADING}, closed_by, closed_at, revision, revises, revision_reason)"
            f" SELECT 'a3', {_HEADING}, closed_by, closed_at, 2, 'a0', '' FROM assessment WHERE id = 'a1'"
        )
        with pytest.raises(sqlite3.IntegrityError, match=r"ASSESSMENT_CLOSED|APPEND_ONLY"):
            connection.execute(statement)


def test_an_answer_cannot_be_moved_into_a_closed_assessment(closed):
    with open_archive(closed) as archive:
        archive.add_assessment(replace(ASSESSMENT, id="a2"), b"")
        archive.put_answer("a2", "A1.05", recorded("yes"))
    with closing(sqlite3.connect(closed)) as connection, pytest.raises(sqlite3.IntegrityError, match="CLOSED"):
        connection.execute("UPDATE answer SET assessment_id = 'a1' WHERE assessment_id = 'a2'")


def test_the_archive_tells_which_assessment_is_closed(closed):
    with open_archive(closed) as archive:
        for change in (
            lambda: archive.put_answer("a1", "A1.02", recorded("yes")),
            lambda: archive.remember_question("a1", "A1.02"),
            lambda: archive.closing.close("a1", SNAPSHOT, "f" * 64, codes=(), by="x", at=START),
        ):
            with pytest.raises(AssessmentError) as caught:
                change()
            assert (caught.value.code, caught.value.data["assessment"]) == ("ASSESSMENT_CLOSED", "a1")
        assert len(archive.history("a1")) == 9


# --------------------------------------------------- archives of released versions


@pytest.mark.parametrize("script", sorted(KEPT_ARCHIVES.glob("*.sql")), ids=lambda path: path.stem)
def test_an_archive_of_every_version_opens_with_all_it_holds(tmp_path, script):
    path = tmp_path / "kept.tmfcheck"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))
    with open_archive(path, AccessMode.WRITE) as archive:
        assert archive.facilities() == (FACILITY,)
        assert archive.answers("a1")["A1.01"] == recorded("no", basis="measured", comment="0,4 м")
        assert archive.assessment("a1").is_closed
        assert archive.closing.snapshot("a1") == SNAPSHOT


def test_an_archive_of_today_is_kept_for_tomorrow():
    assert (KEPT_ARCHIVES / f"version-{SCHEMA_VERSION}.sql").is_file()
