"""The start: paint first, load afterwards, come back to where one was, say plainly why an archive does not open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, open_shop
from tmfcheck.app import make_desk
from tmfcheck.gui import application
from tmfcheck.gui.frame.opening_page import FailurePage
from tmfcheck.gui.messages import BugReporter
from tmfcheck.gui.theme import ThemeName
from tmfcheck.services.listing import list_facilities

AFTER_PAINT = ("sqlalchemy", "filelock")
"""Opening the archive needs these libraries, and only that."""
LATER = ("alembic", "sqlalchemy.orm", "reportlab", "babel", "pypdfium2", "PIL", "msgspec", "xlsxwriter", "pyhanko")
LATER += ("pikepdf", "cryptography", "asn1crypto")
"""Nothing on the first screen of an empty archive needs these."""
ROOMS_LATER = ("domain.pack", "domain.assessment", "domain.evidence", "packs.resolved", "reports", "lists", "layers")
ROOMS_LATER += ("messages", "services.register", "services.assessing", "gui.presenters.assessment_presenter")
ROOMS_LATER += ("gui.widgets.facility_pane", "gui.widgets.facility_list", "domain.answers")

MODULES_AT = """
import json, sys
from tmfcheck import app

def look(stage):
    if stage == sys.argv[2]:
        print(json.dumps([*sys.modules]), flush=True)
        import os
        os._exit(0)

app._probe = look
app.run(sys.argv[1])
"""

ONE_START = """
import builtins, gc, sys
from tmfcheck import app

def look(stage):
    if stage == "home":
        print(builtins.__import__.__name__, gc.isenabled())
        wait()

def wait():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from tmfcheck.gui.warming import FIRST_STEPS
    is_warm = sys.modules.keys() >= set(FIRST_STEPS)
    QTimer.singleShot(20, QApplication.instance().closeAllWindows if is_warm else wait)

app._probe = look
code = app.run(sys.argv[1])
print(gc.isenabled(), code)
"""


def loaded_at(stage: str, archive: Path) -> set[str]:
    """The modules that are there when a program on this archive reaches a stage of its start."""
    arguments = [sys.executable, "-c", MODULES_AT, str(archive), stage]
    result = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return set(json.loads(result.stdout))


def test_the_first_paint_waits_for_no_heavy_library(tmp_path: Path) -> None:
    loaded = loaded_at("first_paint", tmp_path / "a.tmfcheck")
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & {*AFTER_PAINT, *LATER}
    rooms = (*ROOMS_LATER, "services", "storage")
    assert not loaded & {f"tmfcheck.{room}" for room in rooms}
    assert not (tmp_path / "a.tmfcheck").exists(), "the archive is opened after the first paint"


def test_the_first_screen_waits_for_nothing_it_does_not_show(tmp_path: Path) -> None:
    loaded = loaded_at("home", tmp_path / "a.tmfcheck")
    assert {*AFTER_PAINT, "tmfcheck.storage.archive", "tmfcheck.gui.screens.home_screen"} <= loaded
    assert not loaded & {*LATER, *(f"tmfcheck.{room}" for room in ROOMS_LATER)}


def test_the_start_spares_hook_and_garbage_search_goes_on_loading_and_the_program_ends_in_order(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", ONE_START, str(tmp_path / "a.tmfcheck")]
    result = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=60)
    hook, during, afterwards, code = result.stdout.split()
    assert hook != "__feature_import__"
    assert (during, afterwards, code) == ("False", "True", "0")


@pytest.mark.parametrize("stage", ["first_paint", "home"])
def test_the_probe_ends_the_program_at_its_stage(tmp_path: Path, stage: str) -> None:
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from tmfcheck.app import run; run(sys.argv[1])",
            str(tmp_path / "a.tmfcheck"),
        ],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TMFCHECK_STARTUP_PROBE": stage},
    )
    assert result.stdout.split() == [stage]


def test_a_missing_archive_is_made_and_the_first_page_says_how_to_begin(shop: Shop, tmp_path: Path) -> None:
    assert (tmp_path / "test.tmfcheck").exists()
    assert shop.screen.name == "home"
    assert shop.screen.welcome.isVisible()


def test_a_file_that_is_no_archive_is_left_alone_and_explained(qtbot: QtBot, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear colleague", encoding="utf-8")
    shop = open_shop(qtbot, tmp_path, archive=wrong, opens=False)
    qtbot.waitUntil(lambda: shop.window.findChild(FailurePage) is not None)
    page = shop.window.findChild(FailurePage)
    assert page is not None
    told = " ".join(label.text() for label in page.findChildren(QLabel))
    assert told.count(str(wrong)) == 1
    assert page.isAncestorOf(shop.window.focusWidget()), "the keyboard is on a way on"
    assert wrong.read_text(encoding="utf-8") == "Dear colleague"

    page.archive_chosen.emit(tmp_path / "other.tmfcheck")
    assert shop.screen.name == "home"
    shop.close()


def test_a_restart_returns_to_screen_assessment_and_look(qtbot: QtBot, tmp_path: Path) -> None:
    first = open_shop(qtbot, tmp_path)
    assessment = first.add_assessment(first.add_facility())
    first.context.open_assessment(assessment)
    first.window.show_screen("method", "figures")
    first.context.use_look(theme=ThemeName.DARK, text_percent=120)
    first.context.use_languages(window="kk", content="ru")
    first.close()

    second = open_shop(qtbot, tmp_path)
    assert second.screen.name == "method"
    assert second.screen.place() == "figures"
    assert second.context.presenter is not None
    assert second.context.presenter.state.assessment.id == assessment
    assert (second.context.texts.language, second.context.content.language) == ("kk", "ru")
    assert (second.context.theme.name, second.context.theme.text_percent) == (ThemeName.DARK, 120)
    second.close()


def test_a_killed_program_comes_back_to_the_screen_it_showed(qtbot: QtBot, tmp_path: Path) -> None:
    first = open_shop(qtbot, tmp_path)
    facility = first.add_facility()
    first.window.show_screen("facility", facility.id)
    first.context.settings.flush()
    first.translator.remove()
    first.start.close_archive()  # the window is never closed in order

    second = open_shop(qtbot, tmp_path)
    assert (second.screen.name, second.screen.place()) == ("facility", facility.id)
    second.close()


def test_an_archive_that_may_not_be_written_opens_for_reading(shop: Shop, tmp_path: Path) -> None:
    shop.add_facility()
    copy = tmp_path / "copy.tmfcheck"
    copy.write_bytes((tmp_path / "test.tmfcheck").read_bytes())
    copy.chmod(0o444)
    with make_desk(copy, "Reader") as desk:
        assert desk.archive.is_read_only
        assert [facility.name for facility in list_facilities(desk)] == ["Kadamjai"]


def test_a_place_that_is_gone_leads_home(qtbot: QtBot, tmp_path: Path) -> None:
    first = open_shop(qtbot, tmp_path)
    first.context.settings.assessment_id = "0" * 32
    first.context.settings.place = ("results", None)
    first.context.settings.flush()
    first.translator.remove()
    first.start.close_archive()

    second = open_shop(qtbot, tmp_path)
    assert second.screen.name == "home"
    assert second.context.settings.assessment_id is None
    second.close()


def test_a_damaged_settings_file_stops_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    settings = tmp_path / "settings.ini"
    settings.write_bytes(b"[look]\ntheme=\xff\xfeplaid\ntext_percent=many\n[place]\nargument={\nscreen=nowhere\n")
    shop = open_shop(qtbot, tmp_path, settings=settings)
    assert shop.screen.name == "home"
    assert shop.context.theme.name is ThemeName.LIGHT
    assert shop.context.theme.text_percent == 100
    shop.close()


def test_a_second_window_reads_and_says_who_holds_the_archive(qtbot: QtBot, tmp_path: Path) -> None:
    first = open_shop(qtbot, tmp_path)
    facility = first.add_facility()
    second = open_shop(qtbot, tmp_path, settings=tmp_path / "other.ini")
    assert "Tester" in second.window.banners.standing_text()
    assert not second.screen.finder.new_button.isEnabled()

    second.window.show_screen("facility", facility.id)
    assert not second.screen.heading_fields.name_field.isEnabled()
    assert not second.screen.fields["operator"].editor.isEnabled()

    second.context.use_languages(window="ru")
    assert "Tester" in second.window.banners.standing_text()
    second.close()
    first.close()


def test_the_sample_archive_is_another_file_and_leads_back(
    shop: Shop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(application, "sample_archive", lambda: tmp_path / "data.tmfcheck")
    qtbot.mouseClick(shop.screen.welcome.sample_button, Qt.MouseButton.LeftButton)
    assert shop.desk.archive.path == tmp_path / "data.tmfcheck"
    assert shop.window.banners.standing_text()

    qtbot.mouseClick(shop.window.banners.way_back, Qt.MouseButton.LeftButton)
    assert shop.desk.archive.path == tmp_path / "test.tmfcheck"
    assert not shop.window.banners.standing_text()


def test_the_sample_is_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "data_folder", lambda: tmp_path)
    made = application.sample_archive()
    before = made.stat().st_mtime_ns
    assert application.sample_archive() == made
    assert made.stat().st_mtime_ns == before
    assert made.parent == tmp_path / "sample"


def test_a_bug_is_written_down_and_told_calmly(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    log = tmp_path / "logs" / "window.log"

    def answer_at_once(dialog: QMessageBox) -> int:
        told.append(f"{dialog.text()} {dialog.informativeText()}")
        assert {button.text() for button in dialog.findChildren(QPushButton)} >= {"Go on", "Close the program"}
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer_at_once)
    reporter = BugReporter(shop.window, shop.context, log)
    try:
        raise ZeroDivisionError("a rule forgot the empty set")
    except ZeroDivisionError as fault:
        reporter.report(type(fault), fault, fault.__traceback__)
    assert "a rule forgot the empty set" in log.read_text(encoding="utf-8")
    assert "test_a_bug_is_written_down" in log.read_text(encoding="utf-8")
    assert len(told) == 1
    assert str(log) in told[0]
    assert "a rule forgot" not in told[0]
