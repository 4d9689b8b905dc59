"""Signing in the window: pad, paper and certificate, from the report of a closed assessment."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.certificates_for_tests import PASSWORD, identity
from tests.closing_for_tests import close_as_it_is
from tests.gui.pointers import lift, move, pen_event, press, swipe
from tests.gui.window import PERSON, Shop, type_over, type_words
from tests.seals.pdfs_for_tests import plain_pdf
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evidence import SignatoryRole, SignatureKind, SignedPage
from tmfcheck.domain.history import HistoryKind
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.screens.report_screen import ReportScreen
from tmfcheck.gui.signing.pen_dialog import PAPER, REFUSES, PenDialog
from tmfcheck.gui.signing.seal_dialog import SealDialog
from tmfcheck.gui.signing.signature_pad import SignaturePad, Writer
from tmfcheck.gui.signing.signatures_dialog import SignaturesDialog
from tmfcheck.gui.theme import theme_named
from tmfcheck.seals.checking import check_seals
from tmfcheck.services import answering, assessing, signing

WITHIN_MS = 30_000


@pytest.fixture
def page(shop: Shop, qtbot: QtBot) -> ReportScreen:
    """The report of a closed assessment."""
    assessment = shop.add_assessment(shop.add_facility())
    state = assessing.load_state(shop.desk, assessment)
    answering.answer_many(shop.desk, state, {question.id: Answer("yes", "measured") for question in state.questions})
    close_as_it_is(shop.desk, assessment)
    shop.context.open_assessment(assessment)
    shop.window.show_screen("report")
    screen = shop.screen
    assert isinstance(screen, ReportScreen)
    wait_for_report(qtbot, screen)
    return screen


def wait_for_report(qtbot: QtBot, page: ReportScreen) -> str:
    """The words of the last page once the report is made."""
    qtbot.waitUntil(lambda: page.report is not None, timeout=WITHIN_MS)
    assert page.report is not None
    return pypdf.PdfReader(io.BytesIO(page.report.content)).pages[-1].extract_text()


def opened(page: ReportScreen, qtbot: QtBot) -> SignaturesDialog:
    qtbot.mouseClick(page.toolbar.sign_button, Qt.MouseButton.LeftButton)
    return page.findChildren(SignaturesDialog)[-1]


def pen(dialog: SignaturesDialog, qtbot: QtBot) -> PenDialog:
    qtbot.mouseClick(dialog.pen_button, Qt.MouseButton.LeftButton)
    form = dialog.findChildren(PenDialog)[-1]
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def draw(qtbot: QtBot, pad: SignaturePad, *points: tuple[int, int]) -> None:
    first, *others = (QPoint(*point) for point in points)
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
    for point in others:
        qtbot.mouseMove(pad, point)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points and QPoint(*points[-1]))


# --------------------------------------------------------------------- the pad


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad(theme_named("light"), "Pad")
    qtbot.addWidget(made)
    made.setFixedSize(600, 200)
    made.show()
    return made


def test_strokes_are_kept_in_the_pads_own_unit(pad: SignaturePad, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pad.changed):
        pad._begin(Writer.MOUSE, QPoint(0, 0).toPointF())
        pad._go_on(Writer.MOUSE, QPoint(300, 100).toPointF())
        pad._go_on(Writer.MOUSE, QPoint(900, -50).toPointF())
        pad._end(Writer.MOUSE)
    assert pad.strokes() == (((0, 0), (1.5, 0.5), (3, 0)),)


def test_a_mouse_draws_and_keys_take_back(pad: SignaturePad, qtbot: QtBot) -> None:
    draw(qtbot, pad, (50, 50), (100, 100))
    draw(qtbot, pad, (200, 50))
    assert len(pad.strokes()) == 2
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.strokes()) == 1
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes() == ()
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert pad.hasFocus()


LINE = [QPoint(40 + 12 * step, 90 + 3 * step) for step in range(10)]


def ends(pad: SignaturePad, stroke: int = 0) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a stroke begins and ends, in pixels."""
    first, *_others, last = pad.strokes()[stroke]
    scale = pad.width() / 3
    return (round(first[0] * scale), round(first[1] * scale)), (round(last[0] * scale), round(last[1] * scale))


LINE_ENDS = (LINE[0].toTuple(), LINE[-1].toTuple())


def test_a_finger_signs_with_one_stroke(pad: SignaturePad, qtbot: QtBot) -> None:
    qtbot.waitExposed(pad)
    with qtbot.waitSignal(pad.changed):
        swipe(pad, LINE)
    assert len(pad.strokes()) == 1, "no second stroke by a mouse made of the finger"
    assert len(pad.strokes()[0]) == len(LINE)
    assert ends(pad) == LINE_ENDS
    swipe(pad, [QPoint(60, 40), QPoint(90, 60)])
    assert len(pad.strokes()) == 2


def test_a_second_finger_and_a_palm_write_nothing(pad: SignaturePad, qtbot: QtBot) -> None:
    qtbot.waitExposed(pad)
    palm = QPoint(400, 150)
    press(pad, 0, LINE[0])
    press(pad, 1, palm, (0, LINE[0]))
    for place in LINE[1:5]:
        move(pad, 0, place, (1, palm))
    move(pad, 1, palm + QPoint(5, 5), (0, LINE[4]))
    lift(pad, 0, LINE[4], (1, palm))
    assert len(pad.strokes()) == 1
    move(pad, 1, palm + QPoint(30, 0))
    lift(pad, 1, palm + QPoint(30, 0))
    assert len(pad.strokes()) == 1, "the finger that stays does not go on with the stroke"
    assert ends(pad) == (LINE[0].toTuple(), LINE[4].toTuple())


def test_a_pen_signs_and_its_hand_does_not(pad: SignaturePad, qtbot: QtBot) -> None:
    qtbot.waitExposed(pad)
    palm = QPoint(420, 160)
    press(pad, 0, palm)
    move(pad, 0, palm + QPoint(9, 0))
    assert pen_event(pad, QEvent.Type.TabletPress, LINE[0])
    for number, place in enumerate(LINE[1:]):
        assert pen_event(pad, QEvent.Type.TabletMove, place, 0.1 + number / 10)
        move(pad, 0, palm + QPoint(10 + number, 0))
    assert pen_event(pad, QEvent.Type.TabletRelease, LINE[-1], 0)
    lift(pad, 0, palm)
    assert len(pad.strokes()) == 1, "the palm that came first is gone"
    assert ends(pad) == LINE_ENDS


def test_a_pen_above_the_pad_and_its_other_button_write_nothing(pad: SignaturePad) -> None:
    for place in LINE:
        pen_event(pad, QEvent.Type.TabletMove, place, 0)
    pen_event(pad, QEvent.Type.TabletPress, LINE[0], 0.5, Qt.MouseButton.RightButton)
    pen_event(pad, QEvent.Type.TabletMove, LINE[3], 0.5, Qt.MouseButton.RightButton)
    pen_event(pad, QEvent.Type.TabletRelease, LINE[3], 0, Qt.MouseButton.RightButton)
    assert pad.strokes() == ()


def echo(kind: QEvent.Type, place: QPoint) -> QMouseEvent:
    """A mouse that some system makes of a finger or pen, beside what they send themselves."""
    button = Qt.MouseButton.LeftButton
    source = Qt.MouseEventSource.MouseEventSynthesizedBySystem
    at, modifiers = QPointF(place), Qt.KeyboardModifier.NoModifier
    return QMouseEvent(kind, at, at, at, button, button, modifiers, source)


def test_a_mouse_made_of_the_pen_draws_no_second_stroke(pad: SignaturePad) -> None:
    press_kind, release_kind = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    pen_event(pad, QEvent.Type.TabletPress, LINE[0])
    QApplication.sendEvent(pad, echo(press_kind, LINE[0]))
    pen_event(pad, QEvent.Type.TabletMove, LINE[5])
    QApplication.sendEvent(pad, echo(QEvent.Type.MouseMove, LINE[4]))
    pen_event(pad, QEvent.Type.TabletRelease, LINE[5], 0)
    QApplication.sendEvent(pad, echo(press_kind, LINE[5]))
    QApplication.sendEvent(pad, echo(release_kind, LINE[5]))
    assert len(pad.strokes()) == 1
    assert ends(pad) == (LINE[0].toTuple(), LINE[5].toTuple())


def test_where_only_a_made_mouse_comes_it_writes(pad: SignaturePad) -> None:
    QApplication.sendEvent(pad, echo(QEvent.Type.MouseButtonPress, LINE[0]))
    QApplication.sendEvent(pad, echo(QEvent.Type.MouseMove, LINE[5]))
    QApplication.sendEvent(pad, echo(QEvent.Type.MouseButtonRelease, LINE[5]))
    assert ends(pad) == (LINE[0].toTuple(), LINE[5].toTuple())


def test_the_right_button_draws_nothing_and_showing_emits_nothing(pad: SignaturePad, qtbot: QtBot) -> None:
    qtbot.mouseClick(pad, Qt.MouseButton.RightButton)
    with qtbot.assertNotEmitted(pad.changed):
        pad.show_strokes([[(0.5, 0.5), (1.0, 0.5)]])
    assert pad.strokes() == (((0.5, 0.5), (1.0, 0.5)),)
    ink = pad.grab().toImage()
    assert ink.pixelColor(150, 100).lightness() < 60
    assert ink.pixelColor(400, 60).lightness() > 200


# ------------------------------------------------------------ on the screen


def test_a_person_signs_on_the_pad_and_the_last_page_shows_it(page: ReportScreen, shop: Shop, qtbot: QtBot) -> None:
    dialog = opened(page, qtbot)
    form = pen(dialog, qtbot)
    type_over(qtbot, form.name, "Айгүл Сағынова")
    type_words(form.function, "Бас инспектор")
    draw(qtbot, form.pad, (40, 60), (90, 30), (140, 70))
    qtbot.mouseClick(form.confirm_button, Qt.MouseButton.LeftButton)
    (kept,) = signing.signatures_of(shop.desk, page._made_from[0].assessment.id)  # type: ignore[index]
    assert (kept.name, kept.function, kept.role, kept.kind) == (
        "Айгүл Сағынова",
        "Бас инспектор",
        SignatoryRole.INSPECTOR,
        SignatureKind.DRAWN,
    )
    assert kept.strokes
    assert "Айгүл Сағынова" in wait_for_report(qtbot, page)
    assert page.view.page() == page.view.count() - 1


def test_by_keyboard_alone_somebody_signs_on_paper_and_the_operator_refuses(
    page: ReportScreen, shop: Shop, qtbot: QtBot
) -> None:
    dialog = opened(page, qtbot)
    for way, remarks in ((PAPER, ""), (REFUSES, "Was not asked")):
        form = pen(dialog, qtbot)
        form.role.setFocus()
        qtbot.keyClick(form.role, Qt.Key.Key_Down)
        type_over(qtbot, form.name, "T. Osmonov")
        form.way.setCurrentIndex(form.way.findData(way))
        form.way.activated.emit(form.way.currentIndex())
        assert not form.pad.isVisible()
        if way == REFUSES:
            qtbot.keyClick(form.remarks, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            assert "does not sign" in form.problem_text()
        type_words(form.remarks, remarks)
        qtbot.keyClick(form.remarks, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not form.isVisible()
    kept = signing.signatures_of(shop.desk, page._made_from[0].assessment.id)  # type: ignore[index]
    assert [each.is_on_paper for each in kept] == [True, False]
    assert {each.role for each in kept} == {SignatoryRole.OPERATOR}
    assert kept[1].remarks == "Was not asked"
    assert "Would not sign" in wait_for_report(qtbot, page)


def test_an_empty_pad_stores_nothing(page: ReportScreen, shop: Shop, qtbot: QtBot) -> None:
    form = pen(opened(page, qtbot), qtbot)
    qtbot.mouseClick(form.confirm_button, Qt.MouseButton.LeftButton)
    assert "Nothing is drawn" in form.problem_text()
    assert form.isVisible()
    assert signing.signatures_of(shop.desk, page._made_from[0].assessment.id) == ()  # type: ignore[index]


def test_an_open_assessment_cannot_be_signed(shop: Shop, qtbot: QtBot) -> None:
    shop.context.open_assessment(shop.add_assessment(shop.add_facility()))
    shop.window.show_screen("report")
    assert isinstance(shop.screen, ReportScreen)
    wait_for_report(qtbot, shop.screen)
    assert not shop.screen.toolbar.sign_button.isEnabled()
    assert "Close the assessment first" in shop.screen.toolbar.sign_button.toolTip()


# ---------------------------------------------------------------- on paper


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scan that the dialog for files finds."""
    made = tmp_path / "scan.png"
    Image.effect_noise((200, 300), 40).save(made)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(made)], ""))
    return made


def attached(dialog: SignaturesDialog, shop: Shop, qtbot: QtBot) -> SignedPage:
    count = len(dialog.remove_buttons)
    qtbot.mouseClick(dialog.scan_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.remove_buttons) == count + 1, timeout=WITHIN_MS)
    return signing.signed_pages(shop.desk, dialog._state.assessment.id)[-1]


def asked(dialog: SignaturesDialog, qtbot: QtBot, number: int = 0) -> HouseDialog:
    qtbot.mouseClick(dialog.remove_buttons[number], Qt.MouseButton.LeftButton)
    return dialog.findChildren(HouseDialog)[-1]


def removed(dialog: SignaturesDialog, qtbot: QtBot, number: int = 0) -> None:
    question = asked(dialog, qtbot, number)
    (remove,) = [each for each in question.findChildren(QPushButton) if each.text() == "Remove"]
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)


def test_a_signed_page_is_attached_saved_and_removed(
    page: ReportScreen, shop: Shop, qtbot: QtBot, tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tmfcheck.gui.signing.signatures_dialog.QDesktopServices.openUrl", lambda _url: True)
    dialog = opened(page, qtbot)
    kept = attached(dialog, shop, qtbot)
    dialog.save(kept, tmp_path / "back.png")
    assert (tmp_path / "back.png").read_bytes() == scan.read_bytes()
    qtbot.keyClick(asked(dialog, qtbot), Qt.Key.Key_Escape)
    assert signing.signed_pages(shop.desk, kept.assessment_id) == (kept,), "only asked"
    assert not dialog.removed_line.isVisible()
    removed(dialog, qtbot)
    assert signing.signed_pages(shop.desk, kept.assessment_id) == ()
    assert dialog.remove_buttons == []


def test_removed_pages_come_back_by_button_and_by_key_the_last_first(
    page: ReportScreen, shop: Shop, qtbot: QtBot, scan: Path
) -> None:
    dialog = opened(page, qtbot)
    first, second = attached(dialog, shop, qtbot), attached(dialog, shop, qtbot)
    before = assessing.load_state(shop.desk, first.assessment_id).assessment.fingerprint
    removed(dialog, qtbot)
    removed(dialog, qtbot)
    assert signing.signed_pages(shop.desk, first.assessment_id) == ()
    assert "scan.png" in dialog.removed_words.text()
    qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert signing.signed_pages(shop.desk, first.assessment_id) == (second,)
    assert dialog.removed_line.isVisible(), "the other one can come back too"
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    kept = signing.signed_pages(shop.desk, first.assessment_id)
    assert kept == (first, second)
    assert len(dialog.remove_buttons) == 2
    assert not dialog.removed_line.isVisible()
    assert [signing.signed_page_bytes(shop.desk, each) for each in kept] == [scan.read_bytes()] * 2
    assert assessing.load_state(shop.desk, first.assessment_id).assessment.fingerprint == before
    told = assessing.history(shop.desk, first.assessment_id)[-1]
    assert (told.kind, told.by) == (HistoryKind.SIGNED_PAGE_RESTORED, PERSON)


def test_once_the_signatures_are_closed_a_removed_page_is_gone(
    page: ReportScreen, shop: Shop, qtbot: QtBot, scan: Path
) -> None:
    dialog = opened(page, qtbot)
    kept = attached(dialog, shop, qtbot)
    question = asked(dialog, qtbot)
    assert any("can be brought back" in label.text() for label in question.findChildren(QLabel))
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    removed(dialog, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    again = opened(page, qtbot)
    assert not again.removed_line.isVisible()
    qtbot.keyClick(again, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert signing.signed_pages(shop.desk, kept.assessment_id) == ()


def test_several_pages_are_attached_at_once_and_a_wrong_one_is_named(
    page: ReportScreen, shop: Shop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("стр 1.png", "note.txt", "broken.jpg", "стр 2.pdf")]
    Image.effect_noise((200, 300), 40).save(files[0])
    files[1].write_text("signed")
    files[2].write_bytes(b"\xff\xd8\xff\xe0 nothing")
    files[3].write_bytes(plain_pdf())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (list(map(str, files)), ""))
    dialog = opened(page, qtbot)
    state = dialog._state
    qtbot.mouseClick(dialog.scan_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.scan_button.isEnabled, timeout=WITHIN_MS)
    kept = signing.signed_pages(shop.desk, state.assessment.id)
    assert [each.file_name for each in kept] == ["стр 1.png", "стр 2.pdf"]
    assert "note.txt" in dialog._problem.text()
    assert "broken.jpg" in dialog._problem.text()
    assert assessing.load_state(shop.desk, state.assessment.id).assessment.fingerprint == state.assessment.fingerprint


# ------------------------------------------------------------- certificates


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "key.p12"
    file.write_bytes(identity().p12)
    return file


def sealing(page: ReportScreen, qtbot: QtBot) -> SealDialog:
    qtbot.mouseClick(opened(page, qtbot).seal_button, Qt.MouseButton.LeftButton)
    return page.findChildren(SealDialog)[-1]


def test_the_report_shown_is_signed_digitally_after_a_wrong_password(
    page: ReportScreen, qtbot: QtBot, tmp_path: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "signed"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(key_file), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    form = sealing(page, qtbot)
    qtbot.mouseClick(form.key_button, Qt.MouseButton.LeftButton)
    type_words(form.password, "wrong")
    qtbot.mouseClick(form.confirm_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "password" in form.problem_text(), timeout=WITHIN_MS)
    assert not out.with_suffix(".pdf").exists()
    assert form.password.text() == ""
    type_words(form.password, PASSWORD)
    with qtbot.waitSignal(form.signed, timeout=WITHIN_MS):
        qtbot.mouseClick(form.confirm_button, Qt.MouseButton.LeftButton)
    (seal,) = check_seals(out.with_suffix(".pdf").read_bytes())
    assert seal.intact
    assert seal.box is not None
    assert "Айгүл Сағынова" in page.notice.text()
    assert page.report is not None
    assert out.with_suffix(".pdf").read_bytes().startswith(page.report.content)


def test_a_file_signed_before_is_signed_once_more(
    page: ReportScreen, qtbot: QtBot, tmp_path: Path, key_file: Path
) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    for source, out in ((None, first), (first, second)):
        form = sealing(page, qtbot)
        form.key.setText(str(key_file))
        form.password.setText(PASSWORD)
        form.visible.setChecked(False)
        form.source.setText("" if source is None else str(source))
        with qtbot.waitSignal(form.signed, timeout=WITHIN_MS):
            form.sign_to(out)
    assert [seal.intact for seal in check_seals(second.read_bytes())] == [True, True]
