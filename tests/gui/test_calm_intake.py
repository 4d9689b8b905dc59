"""Photos come in while the rest of the program goes on: a fact is stored, an assessment left, and nobody waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_question import stored_photos, wait_for_intake, write_photos
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.services import evidence

PATIENCE_SECONDS = 5
"""A window that waits for the thread waits so long, and is found out."""


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


class Gate:
    """Holds every preparation back until it is opened; what it prepares is real."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[str] = []
        self.waited_in_vain: list[str] = []
        self._open = threading.Event()
        self._prepare = evidence.prepare_file
        monkeypatch.setattr(evidence, "prepare_file", self._gated)

    def _gated(self, path: Path) -> evidence.PreparedFile:
        self.begun.append(path.name)
        if not self._open.wait(PATIENCE_SECONDS):
            self.waited_in_vain.append(path.name)
        return self._prepare(path)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(monkeypatch)
    yield made
    made.open()


def renew(visit: Visit) -> None:
    """What every stored fact of the facility does."""
    visit.shop.context.renew_assessment_of(visit.presenter.state.facility.id)


def test_a_stored_fact_waits_for_no_photo_and_none_is_prepared_twice(visit: Visit, gate: Gate, tmp_path: Path) -> None:
    before = visit.presenter
    before.evidence.add_files(write_photos(tmp_path, 2), "A1.01")
    visit.bot.waitUntil(lambda: gate.begun == ["IMG_0.jpg"])
    renew(visit)
    renew(visit)
    assert visit.presenter is not before
    assert visit.presenter.evidence.intake.is_busy
    gate.open()
    wait_for_intake(visit)
    assert gate.waited_in_vain == []
    assert gate.begun == ["IMG_0.jpg", "IMG_1.jpg"]
    assert [item.file_name for item in stored_photos(visit)] == ["IMG_0.jpg", "IMG_1.jpg"]
    assert len(visit.presenter.evidence.file.of_question("A1.01")) == 2


def test_facts_stored_while_many_photos_come_in_neither_lose_nor_double_one(visit: Visit, tmp_path: Path) -> None:
    paths = write_photos(tmp_path, 8)
    visit.answering("A1.01")
    visit.presenter.evidence.add_files(paths, "A1.01")
    for count in range(1, 7):
        visit.bot.waitUntil(lambda count=count: visit.presenter.evidence.intake.added >= count)
        renew(visit)
    wait_for_intake(visit)
    intake = visit.presenter.evidence.intake
    assert (intake.total, intake.added, intake.known, intake.refusals) == (8, 8, 0, ())
    assert [item.file_name for item in stored_photos(visit)] == [path.name for path in paths]
    assert len(visit.presenter.evidence.file.of_question("A1.01")) == 8


def test_an_assessment_is_left_without_waiting_for_the_photo_that_was_given_up(
    visit: Visit, gate: Gate, tmp_path: Path
) -> None:
    visit.presenter.evidence.add_files(write_photos(tmp_path, 2), "A1.01")
    visit.bot.waitUntil(lambda: gate.begun == ["IMG_0.jpg"])
    visit.presenter.evidence.intake.cancel()
    visit.shop.context.open_assessment(None)
    assert visit.shop.context.presenter is None
    assert gate.waited_in_vain == []
    gate.open()
    visit.shop.context.open_assessment(visit.assessment_id)
    visit.presenter.evidence.add_files(write_photos(tmp_path, 1), "A1.02")
    wait_for_intake(visit)
    assert stored_photos(visit) == ()
    assert [item.file_name for item in stored_photos(visit, "A1.02")] == ["IMG_0.jpg"]
