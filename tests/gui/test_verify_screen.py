"""Verifying a report in the window: the verdict in colour, shape and words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.certificates_for_tests import PASSWORD, identity
from tests.closing_for_tests import close_as_it_is
from tests.gui.window import Shop, open_shop
from tests.seals.pdfs_for_tests import plain_pdf
from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.verdict import VerdictStatus
from tmfcheck.gui.frame.opening_page import FailurePage
from tmfcheck.gui.screens import verify_screen
from tmfcheck.gui.screens.home_screen import HomeScreen
from tmfcheck.gui.screens.settings_screen import SettingsScreen
from tmfcheck.gui.screens.verify_screen import VerifyScreen
from tmfcheck.gui.theme import ThemeName
from tmfcheck.seals.key_file import open_key_file
from tmfcheck.services import assessing, listing, reporting
from tmfcheck.services.sealing import SigningWish, signed_bytes

WITHIN_MS = 30_000


@pytest.fixture
def page(shop: Shop, qtbot: QtBot) -> VerifyScreen:
    shop.window.show_screen("settings")
    settings = shop.screen
    assert isinstance(settings, SettingsScreen)
    settings.verify_button.click()
    screen = shop.screen
    assert isinstance(screen, VerifyScreen)
    return screen


@pytest.fixture
def report(shop: Shop, tmp_path: Path) -> Path:
    closed = close_as_it_is(shop.desk, shop.add_assessment(shop.add_facility("Кадамжай")))
    state = assessing.load_state(shop.desk, closed.assessment.id)
    file = tmp_path / "report.pdf"
    file.write_bytes(reporting.report_bytes(reporting.report_model(shop.desk, state), "en"))
    return file


def dropped_on(widget: QWidget, file: Path) -> bool:
    """Drop a file somewhere; whether it was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    where, action, button = QPoint(20, 20), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(where, action, mime, button, Qt.KeyboardModifier.NoModifier)
    entering.ignore()
    QApplication.sendEvent(widget, entering)
    if entering.isAccepted():
        event = QDropEvent(where.toPointF(), action, mime, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)
    return entering.isAccepted()


def verdict_of(page: VerifyScreen, qtbot: QtBot) -> VerdictStatus:
    qtbot.waitUntil(lambda: page.verdict is not None and not page.clerk.is_busy, timeout=WITHIN_MS)
    assert page.verdict is not None
    return page.verdict.status


def test_a_chosen_report_is_verified_against_the_archive(
    page: VerifyScreen, report: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(report), ""))
    page.choose_button.setFocus()
    qtbot.mouseClick(page.choose_button, Qt.MouseButton.LeftButton)
    assert page.busy_words.isVisible()
    assert verdict_of(page, qtbot) is VerdictStatus.INTACT
    assert not page.busy_words.isVisible()
    assert page.choose_button.hasFocus(), "the keyboard comes back to where it was"
    assert page.card.isVisible()
    assert "Unchanged" in page.card.title.text()
    assert "report.pdf" in page.heading().subject
    (kept,) = (each.fingerprint for each in listing.list_assessments(page.context.desk))
    assert grouped(str(kept)) in [label.text() for label in page.card.findChildren(QLabel)], (
        "as on paper and at closing"
    )


def test_a_dropped_signed_report_is_trusted_once_its_certificate_is(
    page: VerifyScreen, report: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    made = identity()
    signer = open_key_file(made.p12, PASSWORD)
    report.write_bytes(signed_bytes(report.read_bytes(), signer, SigningWish(), datetime.now(UTC)))
    assert dropped_on(page, report)
    assert verdict_of(page, qtbot) is VerdictStatus.SIGNED_INTACT
    assert page.verdict is not None
    assert not page.verdict.signatures[0].trusted
    root = tmp_path / "root.pem"
    root.write_bytes(made.pem)
    page.trust([root])
    qtbot.waitUntil(lambda: page.verdict is not None and page.verdict.signatures[0].trusted, timeout=WITHIN_MS)
    assert "root.pem" in page.trusted_words.text()


@pytest.mark.parametrize("kind", ["changed", "foreign", "missing"])
def test_what_is_wrong_is_said_plainly(page: VerifyScreen, report: Path, qtbot: QtBot, kind: str) -> None:
    wanted = {"changed": VerdictStatus.ALTERED, "foreign": VerdictStatus.FOREIGN, "missing": VerdictStatus.DAMAGED}
    if kind == "changed":
        report.write_bytes(report.read_bytes() + b"% more")
    elif kind == "foreign":
        report.write_bytes(plain_pdf())
    else:
        report.unlink()
    page.verify(report)
    assert verdict_of(page, qtbot) is wanted[kind]
    assert page.card.title.text() in ("Changed", "Not a report of TMFCheck", "Cannot be read")


def test_a_certificate_that_is_none_is_told(page: VerifyScreen, shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "none.pem"
    file.write_text("nothing", encoding="utf-8")
    page.trust([file])
    assert "no certificate" in shop.window.banners.problem_text()
    assert not page.trusted_words.isVisible()


def test_while_one_report_is_verified_no_other_job_begins(page: VerifyScreen, report: Path, qtbot: QtBot) -> None:
    other = report.with_name("other.pdf")
    other.write_bytes(plain_pdf())
    page.verify(report)
    assert page.bar.accessibleName() == "Progress"
    assert not page.trust_button.isEnabled()
    dropped_on(page, other)
    assert "report.pdf" in page.heading().subject
    page.context.go("verify", str(other))
    assert verdict_of(page, qtbot) is VerdictStatus.INTACT
    assert "report.pdf" in page.heading().subject
    assert page.trust_button.isEnabled()
    assert dropped_on(page, other)
    qtbot.waitUntil(lambda: page.verdict is not None and page.verdict.status is VerdictStatus.FOREIGN)


def test_the_last_report_is_verified_again_after_a_change_of_look_but_only_named_at_the_next_start(
    qtbot: QtBot, tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    first = open_shop(qtbot, tmp_path / "own")
    first.window.show_screen("verify", str(report))
    assert isinstance(first.screen, VerifyScreen)
    verdict_of(first.screen, qtbot)
    first.context.use_look(theme=ThemeName.DARK)
    assert isinstance(first.screen, VerifyScreen)
    assert verdict_of(first.screen, qtbot) is VerdictStatus.NOT_PROVEN
    first.close()
    monkeypatch.setattr(verify_screen, "_THIS_RUN", "the next one")
    later = open_shop(qtbot, tmp_path / "own")
    page = later.screen
    assert isinstance(page, VerifyScreen)
    assert not page.clerk.is_busy
    assert page.verdict is None
    assert "report.pdf" in page.heading().subject
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    assert verdict_of(page, qtbot) is VerdictStatus.NOT_PROVEN
    later.close()


def test_home_leads_there_by_click_and_by_key(shop: Shop, report: Path, qtbot: QtBot) -> None:
    shop.window.show_screen("home")
    home = shop.screen
    assert isinstance(home, HomeScreen)
    assert not home.welcome.isVisible()
    qtbot.mouseClick(home.finder.verify_button, Qt.MouseButton.LeftButton)
    assert shop.screen.name == "verify"
    shop.window.show_screen("home")
    qtbot.keyClick(shop.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert shop.screen.name == "verify"


def test_an_empty_archive_offers_it_on_the_first_page(shop: Shop, qtbot: QtBot) -> None:
    shop.window.show_screen("home")
    home = shop.screen
    assert isinstance(home, HomeScreen)
    assert home.welcome.verify_button.isVisible()
    qtbot.mouseClick(home.welcome.verify_button, Qt.MouseButton.LeftButton)
    assert shop.screen.name == "verify"


def test_a_report_dropped_on_the_window_is_verified(shop: Shop, report: Path, qtbot: QtBot, tmp_path: Path) -> None:
    shop.window.show_screen("home")
    (tmp_path / "list.xlsx").touch()
    assert not dropped_on(shop.window, tmp_path / "list.xlsx")
    assert dropped_on(shop.window, report)
    page = shop.screen
    assert isinstance(page, VerifyScreen)
    assert verdict_of(page, qtbot) is VerdictStatus.INTACT


def test_where_files_are_evidence_a_pdf_is_no_report(shop: Shop, report: Path) -> None:
    shop.context.open_assessment(listing.list_assessments(shop.desk)[0].id)
    shop.window.show_screen("assessment")
    assert not dropped_on(shop.window, report)
    assert shop.screen.name == "assessment"


def test_without_an_archive_a_report_is_verified_and_the_way_back_tries_again(
    qtbot: QtBot, tmp_path: Path, report: Path
) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear colleague", encoding="utf-8")
    (tmp_path / "other").mkdir()
    closed = open_shop(qtbot, tmp_path / "other", archive=wrong, opens=False)
    qtbot.waitUntil(lambda: closed.window.findChild(FailurePage) is not None)
    failure = closed.window.findChild(FailurePage)
    assert failure is not None
    qtbot.mouseClick(failure.verify_button, Qt.MouseButton.LeftButton)
    page = closed.screen
    assert isinstance(page, VerifyScreen)
    page.verify(report)
    assert verdict_of(page, qtbot) is VerdictStatus.NOT_PROVEN
    assert ("Alt ←", "back to the archive") in page.key_hints()
    qtbot.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    shown = [each for each in closed.window.findChildren(FailurePage) if each.isVisible()]
    qtbot.mouseClick(shown[0].verify_button, Qt.MouseButton.LeftButton)
    assert closed.screen.name == "verify"
    qtbot.keyClick(closed.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert any(each.isVisible() for each in closed.window.findChildren(FailurePage))
    closed.close()


def test_with_an_archive_open_there_is_no_way_back_to_name(page: VerifyScreen, shop: Shop, qtbot: QtBot) -> None:
    assert not page.back_button.isVisible()
    with qtbot.assertNotEmitted(shop.context.opening_asked):
        qtbot.keyClick(shop.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shop.screen is page
    assert [hint.keys for hint in page.key_hints()] == ["Ctrl O"]
