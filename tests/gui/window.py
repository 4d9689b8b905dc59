"""A real window on a real archive in a temporary folder, opened the way the program opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.sample import write_pack
from tmfcheck.domain.facility import Facility
from tmfcheck.gui.application import QtTranslator, Start, make_application
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.main_window import MainWindow
from tmfcheck.gui.settings import Settings
from tmfcheck.packs.library import PackLibrary
from tmfcheck.services import assessing, facilities
from tmfcheck.services.desk import Desk
from tmfcheck.services.opening import AccessMode, open_desk

PERSON = "Tester"


@dataclass
class Shop:
    """A window with everything behind it."""

    window: MainWindow
    context: GuiContext
    start: Start
    translator: QtTranslator

    @property
    def desk(self) -> Desk:
        return self.context.desk

    @property
    def screen(self) -> QWidget:
        found = self.window.current_screen()
        assert found is not None
        return found

    def add_facility(self, name: str = "Kadamjai", **facts: object) -> Facility:
        """A facility, stored as a service would."""
        return facilities.add_facility(self.desk, {"name": name, "country": "KG", **facts}, PERSON).facility

    def add_assessment(self, facility: Facility, pack: str = "sample", group: str = "A") -> str:
        """An open assessment; returns its id."""
        return assessing.start_assessment(self.desk, facility.id, pack, group, by=PERSON).id

    def close(self) -> None:
        """Close the window and give the archive back."""
        self.window.close()
        self.translator.remove()
        self.start.close_archive()
        QApplication.processEvents()


def type_words(field: QWidget, words: str) -> None:
    """Type in any script; the tool kit's own key clicks know Latin letters only."""
    for sign in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def type_over(qtbot: QtBot, field: QWidget, words: str) -> None:
    """Replace what stands in a field, key by key."""
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    type_words(field, words)


def sample_library(folder: Path) -> PackLibrary:
    """The small sample pack alone."""
    packs = folder / "packs" if (folder / "packs").exists() else write_pack(folder)
    return PackLibrary([packs], folder / "cache")


def desk_maker(library: PackLibrary) -> Callable[[Path, str], Desk]:
    """Opens archives with these packs."""
    return lambda archive, user: open_desk(archive, mode=AccessMode.CREATE, packs=library, user=user or PERSON)


def open_shop(
    qtbot: QtBot,
    folder: Path,
    *,
    archive: Path | None = None,
    settings: Path | None = None,
    library: PackLibrary | None = None,
    opens: bool = True,
) -> Shop:
    """Start the window as the program does and wait for its first screen, unless none is expected."""
    make_application()
    context = GuiContext(Settings(settings or folder / "settings.ini"))
    if not context.settings.path.exists():
        context.settings.user_name = PERSON
        context.use_languages(window="en", content="en", report="en")
    translator = QtTranslator(context)
    window = MainWindow(context)
    start = Start(window, archive or folder / "test.tmfcheck", desk_maker(library or sample_library(folder)))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        start.show_window()
    if opens:
        qtbot.waitUntil(lambda: window.current_screen() is not None)
    return Shop(window, context, start, translator)
