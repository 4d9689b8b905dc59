"""The self-test passes on a sound installation and tells what is wrong with another."""

from __future__ import annotations

import pytest

from tmfcheck.services import selftest


def test_a_sound_installation_passes_every_check():
    assert [(check.name, check.detail) for check in selftest.run() if not check.ok] == []


def test_the_checks_leave_the_users_archive_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("TMFCHECK_ARCHIVE", str(tmp_path / "mine.tmfcheck"))
    selftest.run()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("resources_folder", {"fonts"}),
        ("shipped_library", {"method pack", "archive", "reports", "office files", "digital signature"}),
    ],
)
def test_a_broken_part_fails_its_own_checks_and_no_other(tmp_path, monkeypatch, target, names):
    def broken():
        return tmp_path if target == "resources_folder" else {}["missing"]

    sound = {check.name for check in selftest.run() if check.ok}
    monkeypatch.setattr(selftest, target, broken)
    if target == "shipped_library":
        monkeypatch.setattr("tmfcheck.services.opening.shipped_library", broken)
    failed = [check for check in selftest.run() if not check.ok and check.name in sound]
    assert {check.name for check in failed} == names & sound
    assert all(check.detail for check in failed)
