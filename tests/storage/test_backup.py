"""Copies of the archive: when they are made, which are kept, and how one is put back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from tests.packs_for_tests import START
from tests.storage.archives_for_tests import FACILITY, filled_archive, make_filled, open_archive, recorded
from tmfcheck.errors import ArchiveError
from tmfcheck.storage import backup
from tmfcheck.storage.access import AccessMode, Holder
from tmfcheck.storage.backup import backups_folder, list_backups, make_backup, restore_backup

DAY = timedelta(days=1)
ME = Holder("Tester", "host", 1, START)


class DayClock:
    """A clock one moves by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def path(tmp_path):
    return make_filled(tmp_path / "archive.tmfcheck")


def times(path) -> list[datetime]:
    return [backup.made_at for backup in list_backups(path)]


def test_the_first_change_of_a_day_makes_a_copy_from_before_it(path):
    clock = DayClock(START + DAY)
    with open_archive(path, clock=clock) as archive:
        assert times(path) == []
        archive.put_answer("a1", "A1.02", recorded("yes"))
        archive.put_answer("a1", "A1.03", recorded("yes"))
        assert times(path) == [START + DAY]
        clock.now += DAY
        archive.put_answer("a1", "A1.04", recorded("yes"))
    assert times(path) == [START + 2 * DAY, START + DAY]
    with open_archive(list_backups(path)[-1].path, AccessMode.READ) as copy:
        assert set(copy.answers("a1")) == {"A1.01"}


def test_a_second_opening_on_the_same_day_makes_no_further_copy(path):
    clock = DayClock(START + DAY)
    for hour in range(2):
        clock.now = START + DAY + timedelta(hours=hour)
        with open_archive(path, clock=clock) as archive:
            archive.put_answer("a1", "A1.02", recorded("yes"))
    assert times(path) == [START + DAY]


def test_a_new_archive_and_a_reader_make_no_copy(tmp_path, path):
    filled_archive(tmp_path / "new.tmfcheck").close()
    with open_archive(path, AccessMode.READ, clock=DayClock(START + DAY)) as archive:
        archive.answers("a1")
    assert not backups_folder(path).exists()


def test_a_copy_that_cannot_be_made_does_not_stop_the_inspection(path):
    backups_folder(path).write_text("in the way", encoding="utf-8")
    with open_archive(path, clock=DayClock(START + DAY)) as archive:
        archive.put_answer("a1", "A1.02", recorded("yes"))
        assert "A1.02" in archive.answers("a1")
        assert archive.backup_failure.code == "ARCHIVE_FAILED"


def test_copies_are_thinned_to_the_last_ten_a_day_each_and_a_week_each(path):
    now = START
    for hours in range(0, 24 * 40, 5):
        now = START + timedelta(hours=hours)
        make_backup(path, now)
    kept = times(path)
    assert kept[:10] == [now - timedelta(hours=5 * number) for number in range(10)]
    days = {moment.date() for moment in kept if (now.date() - moment.date()).days < 14}
    assert len(days) == 14
    for moment in kept[10:]:
        newest_of_day = max(each for each in kept if each.date() == moment.date())
        assert moment == newest_of_day
    older = [moment for moment in kept if (now.date() - moment.date()).days >= 14]
    weeks = [moment.isocalendar()[:2] for moment in older]
    assert len(weeks) == len(set(weeks))
    assert min(kept).isocalendar()[:2] == START.isocalendar()[:2]


def test_a_damaged_archive_makes_no_copy_and_touches_no_good_one(path):
    good = make_backup(path, START)
    before = good.path.read_bytes()
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="ARCHIVE_DAMAGED"):
        make_backup(path, START + DAY)
    assert [backup.path for backup in list_backups(path)] == [good.path]
    assert good.path.read_bytes() == before
    assert list(backups_folder(path).iterdir()) == [good.path]


def test_other_files_in_the_folder_are_neither_listed_nor_thinned(path):
    folder = backups_folder(path)
    folder.mkdir()
    strangers = [folder / "archive-old.tmfcheck", folder / "other-20260101T000000Z.tmfcheck", folder / "notes.txt"]
    for stranger in strangers:
        stranger.write_text("mine", encoding="utf-8")
    for number in range(12):
        make_backup(path, START + timedelta(minutes=number))
    assert all(stranger.exists() for stranger in strangers)
    assert len(list_backups(path)) == 10


# -------------------------------------------------------------------- restoring


def test_restoring_puts_the_copy_in_place_and_sets_the_present_file_aside(path):
    backup = make_backup(path, START)
    with open_archive(path) as archive:
        archive.put_answer("a1", "A1.02", recorded("yes"))
    aside = restore_backup(path, backup.path, START + DAY, ME)
    assert aside.name == "archive-set-aside-20260610T040000Z.tmfcheck"
    with open_archive(path, AccessMode.READ) as restored, open_archive(aside, AccessMode.READ) as former:
        assert set(restored.answers("a1")) == {"A1.01"}
        assert set(former.answers("a1")) == {"A1.01", "A1.02"}
    assert backup.path.exists()


def test_restoring_over_a_damaged_archive_keeps_its_remains_and_its_journal(path):
    backup = make_backup(path, START)
    path.write_bytes(b"ruined")
    path.with_name(path.name + "-journal").write_bytes(b"journal of the ruined file")
    aside = restore_backup(path, backup.path, START + DAY, ME)
    assert aside.read_bytes() == b"ruined"
    assert aside.with_name(aside.name + "-journal").read_bytes() == b"journal of the ruined file"
    with open_archive(path) as restored:
        assert restored.facilities() == (FACILITY,)


def test_restoring_a_lost_archive_needs_nothing_to_set_aside(path):
    backup = make_backup(path, START)
    path.unlink()
    assert restore_backup(path, backup.path, START + DAY, ME) is None
    with open_archive(path, AccessMode.READ) as restored:
        assert restored.facilities() == (FACILITY,)


def test_a_damaged_copy_is_never_restored(path, tmp_path):
    before = path.read_bytes()
    bad = tmp_path / "bad.tmfcheck"
    bad.write_bytes(before[:5000])
    with pytest.raises(ArchiveError, match="ARCHIVE_DAMAGED"):
        restore_backup(path, bad, START, ME)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*set-aside*"))


def test_nothing_is_restored_beneath_an_open_program(tmp_path):
    path = tmp_path / "archive.tmfcheck"
    with filled_archive(path):
        backup = make_backup(path, START)
        with pytest.raises(ArchiveError, match="ARCHIVE_IN_USE"):
            restore_backup(path, backup.path, START, ME)


def test_a_copy_is_a_complete_archive_of_its_own(path):
    backup = make_backup(path, START)
    with closing(sqlite3.connect(backup.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_archive(backup.path, AccessMode.READ) as copy:
        assert copy.facilities() == (FACILITY,)


def test_a_copy_a_full_disk_cuts_off_leaves_nothing_behind(path, monkeypatch):
    def cut_off(part, *_):
        # What the database leaves beside a file it could not finish; it belongs to nothing then.
        part.with_name(part.name + "-journal").write_bytes(b"rest")
        raise ArchiveError("DISK_FULL", path=part)

    monkeypatch.setattr(backup, "archive_version", cut_off)
    with pytest.raises(ArchiveError, match="DISK_FULL"):
        make_backup(path, START + DAY)
    assert list(backups_folder(path).iterdir()) == []


def test_what_a_killed_program_left_of_a_copy_goes_with_the_next_one(path):
    made = make_backup(path, START).path
    old, fresh, others = (
        made.with_name(name) for name in (made.name + ".part", "archive-x.tmfcheck.part-journal", "other.part")
    )
    for file, age in ((old, 2 * DAY), (fresh, DAY / 48), (others, 2 * DAY)):
        file.touch()
        os.utime(file, times=((START - age).timestamp(),) * 2)
    make_backup(path, START + timedelta(minutes=1))
    assert [each.exists() for each in (old, fresh, others)] == [False, True, True]
