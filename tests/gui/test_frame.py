"""The frame: ways to every screen, languages, text size, themes, keyboard and names for screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop
from tmfcheck.errors import ReportError
from tmfcheck.gui.elements import ElidedText
from tmfcheck.gui.frame.sidebar import ENTRIES
from tmfcheck.gui.main_window import SCREENS
from tmfcheck.gui.theme import ThemeName
from tmfcheck.i18n import LANGUAGES, Texts

INTERACTIVE = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QAbstractSpinBox,
    QAbstractItemView,
)


@pytest.fixture
def busy_shop(shop: Shop) -> Shop:
    """A window with an open assessment, so that every screen can be shown."""
    facility = shop.add_facility(volume_m3=2_592_000, operator="Kadamjai Antimony Plant")
    shop.context.open_assessment(shop.add_assessment(facility))
    return shop


def go(shop: Shop, name: str) -> QWidget:
    facility = shop.context.presenter.state.facility.id if shop.context.presenter else None
    shop.window.show_screen(name, facility if name == "facility" else None)
    for _ in range(4):  # nested layouts come to rest one level a turn
        QApplication.processEvents()
    return shop.screen


def controls(screen: QWidget) -> Iterator[QWidget]:
    """The controls a user can reach, without the inner parts Qt builds some of them from."""
    for widget in screen.findChildren(QWidget):
        is_inner = any(isinstance(parent, INTERACTIVE) for parent in ancestors(widget))
        if isinstance(widget, INTERACTIVE) and widget.isVisible() and not is_inner:
            yield widget


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def test_screens_of_an_assessment_wait_with_an_explanation(shop: Shop, qtbot: QtBot) -> None:
    entry = shop.window.sidebar.button("results")
    assert not entry.isEnabled()
    assert "Open an assessment first" in entry.toolTip()
    assert entry.accessibleDescription() == entry.toolTip()
    number = next(place for place, (name, *_) in enumerate(ENTRIES, start=1) if name == "results")
    qtbot.keyClick(shop.window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    assert shop.screen.name == "home"

    shop.context.open_assessment(shop.add_assessment(shop.add_facility()))
    entry = shop.window.sidebar.button("results")
    assert entry.isEnabled()
    assert not entry.toolTip()
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert shop.screen.name == "results"


def test_every_page_has_a_key(busy_shop: Shop, qtbot: QtBot) -> None:
    seen = []
    for number in range(1, min(9, len(ENTRIES)) + 1):
        key = getattr(Qt.Key, f"Key_{number}")
        qtbot.keyClick(busy_shop.window, key, Qt.KeyboardModifier.ControlModifier)
        seen.append(busy_shop.screen.name)
    assert seen == [screen for screen, _words, _picture in ENTRIES[:9]]


def test_the_settings_have_a_key_of_their_own(shop: Shop, qtbot: QtBot) -> None:
    qtbot.keyClick(shop.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert shop.screen.name == "settings"


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_screen_opens_in_every_language(busy_shop: Shop, language: str) -> None:
    busy_shop.context.use_languages(window=language, content=language, report=language)
    for name in SCREENS:
        screen = go(busy_shop, name)
        heading = screen.heading()
        assert heading.place
        assert heading.place in busy_shop.window.windowTitle()
        assert screen.key_hints()


@pytest.mark.parametrize("name", list(SCREENS))
def test_every_control_has_a_name_for_screen_readers(busy_shop: Shop, name: str) -> None:
    screen = go(busy_shop, name)
    nameless = [
        type(control).__name__
        for control in controls(screen)
        if not (control.accessibleName() or (isinstance(control, QAbstractButton) and control.text()))
    ]
    assert nameless == []
    outside = [part for part in (busy_shop.window.sidebar, busy_shop.window.key_line) for part in controls(part)]
    assert all(control.accessibleName() for control in outside)


@pytest.mark.parametrize("name", list(SCREENS))
def test_the_keyboard_reaches_every_control(busy_shop: Shop, name: str) -> None:
    screen = go(busy_shop, name)
    start = screen.nextInFocusChain()
    chain, widget = {start}, start.nextInFocusChain()
    while widget is not start:
        chain.add(widget)
        widget = widget.nextInFocusChain()
    unreachable = [
        control.accessibleName() or type(control).__name__
        for control in controls(screen)
        if control.isEnabled() and (control not in chain or not control.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ]
    assert unreachable == []


@pytest.mark.parametrize("name", list(SCREENS))
def test_a_screen_begins_with_the_keyboard_in_it(busy_shop: Shop, name: str) -> None:
    screen = go(busy_shop, name)
    focused = busy_shop.window.focusWidget()
    assert focused is not None
    assert screen.isAncestorOf(focused)


def test_f6_goes_to_the_sidebar_and_back(busy_shop: Shop, qtbot: QtBot) -> None:
    screen = go(busy_shop, "settings")
    qtbot.keyClick(busy_shop.window, Qt.Key.Key_F6)
    focused = busy_shop.window.focusWidget()
    assert focused is busy_shop.window.sidebar.button("settings")
    qtbot.keyClick(busy_shop.window, Qt.Key.Key_F6)
    focused = busy_shop.window.focusWidget()
    assert focused is not None
    assert screen.isAncestorOf(focused)


def test_the_quick_switch_changes_window_and_content_and_leaves_the_report(busy_shop: Shop, qtbot: QtBot) -> None:
    go(busy_shop, "method")
    qtbot.mouseClick(busy_shop.window.key_line.language_button("kk"), Qt.MouseButton.LeftButton)
    assert (busy_shop.context.texts.language, busy_shop.context.content.language) == ("kk", "kk")
    assert busy_shop.context.settings.report_language == "en"
    assert busy_shop.screen.name == "method"
    assert busy_shop.window.key_line.language_button("kk").isChecked()


@pytest.mark.parametrize(("language", "words"), [("en", "Cancel"), ("ru", "Отмена"), ("kk", "Бас тарту")])
def test_standard_dialogs_speak_the_language_of_the_window(shop: Shop, language: str, words: str) -> None:
    shop.context.use_languages(window=language)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == words


def test_ctrl_plus_minus_and_zero_change_the_text_size_and_keep_the_place(busy_shop: Shop, qtbot: QtBot) -> None:
    go(busy_shop, "facility")
    facility = busy_shop.screen.place()
    height = header_height(busy_shop)
    for _ in range(3):
        qtbot.keyClick(busy_shop.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert busy_shop.context.theme.text_percent == 130
    assert header_height(busy_shop) > height
    assert (busy_shop.screen.name, busy_shop.screen.place()) == ("facility", facility)
    qtbot.keyClick(busy_shop.window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert busy_shop.context.theme.text_percent == 120
    qtbot.keyClick(busy_shop.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert busy_shop.context.theme.text_percent == 100


def header_height(shop: Shop) -> int:
    QApplication.processEvents()
    label = shop.window.header.findChild(QLabel)
    assert label is not None
    label.ensurePolished()
    return label.fontMetrics().height()


@pytest.mark.parametrize("name", list(SCREENS))
def test_the_field_theme_has_targets_of_48_pixels(busy_shop: Shop, name: str) -> None:
    busy_shop.context.use_look(theme=ThemeName.FIELD)
    screen = go(busy_shop, name)
    buttons = [*controls(screen), *controls(busy_shop.window.sidebar), *controls(busy_shop.window.key_line)]
    small = [
        (button.accessibleName() or button.text(), button.height())
        for button in buttons
        if isinstance(button, QAbstractButton | QComboBox | QLineEdit) and button.height() < 48
    ]
    assert small == []


def test_an_error_is_told_under_the_header_and_can_be_dismissed(shop: Shop, qtbot: QtBot) -> None:
    shop.context.report_problem(ReportError("REPORT_NOT_WRITTEN", path="E:/report.pdf", reason="the stick is full"))
    assert "E:/report.pdf" in shop.window.banners.problem_text()
    shop.context.use_languages(window="ru")
    assert "E:/report.pdf" in shop.window.banners.problem_text()
    shop.context.problem_over.emit()
    assert not shop.window.banners.problem_text()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_no_word_is_cut_off(busy_shop: Shop, language: str, width: int, height: int) -> None:
    busy_shop.context.use_languages(window=language, content=language)
    busy_shop.window.resize(width, height)
    assert cut_off_words(busy_shop) == []


def test_large_text_still_fits(busy_shop: Shop) -> None:
    busy_shop.window.resize(1366, 768)
    busy_shop.context.use_look(text_percent=130)
    assert cut_off_words(busy_shop) == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("name", list(SCREENS))
def test_nothing_lies_beyond_the_right_edge(busy_shop: Shop, name: str, width: int, height: int) -> None:
    busy_shop.window.resize(width, height)
    screen = go(busy_shop, name)
    assert screen.width() <= width
    for area in screen.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content is not None:
            assert content.width() <= area.viewport().width()


def test_words_half_as_long_again_still_fit(busy_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a translator may do to any label."""
    original = Texts.gettext
    monkeypatch.setattr(Texts, "gettext", lambda self, words: stretched(original(self, words)))
    busy_shop.window.resize(1366, 768)
    busy_shop.context.use_languages(window="en")
    assert cut_off_words(busy_shop, ("home", "facility", "report", "method", "settings")) == []


def stretched(words: str) -> str:
    """Every longer word made half as long again; placeholders stay."""
    return " ".join(w + w[: len(w) // 2] if len(w) > 4 and w.isalpha() else w for w in words.split(" "))


def cut_off_words(shop: Shop, screens: Iterable[str] = SCREENS) -> list[tuple[str, str]]:
    """Screen and words of every label and button that has less room than it needs."""
    cut = []
    for name in screens:
        go(shop, name)
        # A report that is finished in the background may just have changed its words: lay them out before looking.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        cut += [(name, label.text()) for label in shop.window.findChildren(QLabel) if is_cut_off(label)]
        cut += [(name, button.text()) for button in shop.window.findChildren(QAbstractButton) if is_narrow(button)]
    return cut


def is_cut_off(label: QLabel) -> bool:
    """Whether a visible label has less room than its words need."""
    if not label.isVisible() or not label.text() or isinstance(label, ElidedText):
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1


def is_narrow(button: QAbstractButton) -> bool:
    return button.isVisible() and bool(button.text()) and button.sizeHint().width() > button.width() + 1
