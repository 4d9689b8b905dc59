"""Photographs every screen of the window for people to look at: three languages, three themes, two window sizes.

Run as ``python -m tests.screenshots --out FOLDER``; needs no display. The pictures show a sample archive made for the
occasion in a temporary folder: the demonstration facility, a closed and a half-finished assessment.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog

from tests.evidence_pictures import give_evidence, photograph_evidence
from tests.map_sample import sample_facilities
from tests.screenshots_signing import photograph_signing
from tmfcheck.gui.application import QtTranslator, Start, make_application
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.closing_dialog import ClosingDialog
from tmfcheck.gui.main_window import SCREENS, MainWindow
from tmfcheck.gui.screens.assessment_screen import AssessmentScreen
from tmfcheck.gui.screens.check_screen import CheckScreen
from tmfcheck.gui.screens.facility_screen import FacilityScreen
from tmfcheck.gui.screens.home_screen import HomeScreen
from tmfcheck.gui.screens.import_screen import ImportScreen
from tmfcheck.gui.screens.map_screen import MapScreen
from tmfcheck.gui.screens.method_screen import MethodScreen
from tmfcheck.gui.screens.register_screen import RegisterScreen
from tmfcheck.gui.screens.report_screen import ReportScreen
from tmfcheck.gui.screens.settings_screen import SettingsScreen
from tmfcheck.gui.screens.water_hazard_screen import WaterHazardScreen
from tmfcheck.gui.settings import Settings
from tmfcheck.gui.theme import ThemeName
from tmfcheck.i18n import LANGUAGES
from tmfcheck.services import answering, assessing, demo, facilities, listing
from tmfcheck.services.desk import Desk
from tmfcheck.services.opening import AccessMode, open_desk
from tmfcheck.services.register import RankBy
from tmfcheck.services.register_view import GroupBy

SOUGHT = {"en": "freeboard", "ru": "превышение гребня", "kk": "жотанын асуы"}
DESIGN, SMALL = (1366, 768), (1024, 700)
PATIENCE_SECONDS = 30
NEIGHBOURS = (
    {"name": "Khaidarkan", "country": "KG", "status": "operated", "commodity": "mercury, antimony"},
    {"name": "Teghout", "country": "AM", "status": "inactive", "commodity": "copper, molybdenum"},
)


class Studio:
    """A window on the sample, and the folder the pictures go to."""

    def __init__(self, folder: Path, out: Path) -> None:
        self._out, self.folder = out, folder
        self.pictures: list[Path] = []
        archive = demo.make_demo(folder / "demo", ()).archive
        self.context = GuiContext(Settings(folder / "settings.ini"))
        self.context.settings.user_name = "Sample inspector"
        self._translator = QtTranslator(self.context)
        self.window = MainWindow(self.context)
        self._start = Start(self.window, archive, open_for_work)
        self._start.show_window()
        wait_until(lambda: self.window.current_screen() is not None)
        self.unfinished = prepare(self.context.desk)

    def close(self) -> None:
        """Close the window and give the archive back."""
        self.window.close()
        self._translator.remove()
        self._start.close_archive()

    def dress(self, language: str, theme: ThemeName, size: tuple[int, int]) -> None:
        """Choose language, look and size of what is photographed next."""
        self.window.resize(*size)
        self.context.use_look(theme=theme, text_percent=100)
        self.context.use_languages(window=language, content=language, report=language)

    def show(self, name: str) -> None:
        """Bring a screen to the front and wait until it shows everything."""
        facility = listing.list_facilities(self.context.desk)[0].id
        self.context.open_assessment(self.unfinished)
        self.window.show_screen(name, facility if name in ("home", "facility", "whc") else None)
        screen = self.window.current_screen()
        if isinstance(screen, WaterHazardScreen):
            fill_mixture(screen)
        if isinstance(screen, RegisterScreen):
            wait_until(lambda: screen.is_at_rest)
        if isinstance(screen, MapScreen):
            wait_until(lambda: screen.shown is not None and not screen.is_busy)
        if isinstance(screen, ReportScreen):
            wait_until(lambda: screen.report is not None)
            settle()
            wait_until(lambda: screen.view.has_picture(0))

    def photograph(self, *name: str) -> None:
        """Save what the window shows."""
        settle()
        self._save("-".join(name), self.window)

    def wait_for_thumbnails(self) -> None:
        """Until every small picture is painted."""
        presenter = self.context.presenter
        settle()
        if presenter is not None:
            wait_until(lambda: not presenter.evidence.thumbnails.is_busy)
        settle()

    @contextmanager
    def dialog(self, *name: str) -> Iterator[None]:
        """Photograph the dialog that the block opens, then close it."""
        yield
        settle()
        dialogs = [widget for widget in self.window.findChildren(QDialog) if widget.isVisible()]
        for dialog in dialogs:
            self._save("-".join(name), dialog)
            dialog.close()
        settle()

    def _save(self, name: str, widget: MainWindow | QDialog) -> None:
        picture = self._out / f"{name}.png"
        if not widget.grab().save(str(picture)):
            raise OSError(f"could not write {picture}")
        self.pictures.append(picture)


def open_for_work(archive: Path, user: str) -> Desk:
    """The desk as the program opens it."""
    return open_desk(archive, mode=AccessMode.CREATE, user=user)


def prepare(desk: Desk) -> str:
    """Add what a living archive holds beside the demonstration; returns the id of a half-finished assessment."""
    for document in (*NEIGHBOURS, *sample_facilities()):
        facilities.add_facility(desk, {**document, "is_sample": True}, "Sample inspector")
    sample = next(facility for facility in listing.list_facilities(desk) if facility.name == "Kadamjai")
    (closed,) = listing.list_assessments(desk, sample.id)
    answers = assessing.load_state(desk, closed.id).given
    begun = assessing.start_assessment(desk, sample.id, "unece-tmf", "A", by="Sample inspector")
    state = assessing.load_state(desk, begun.id)
    asked = [question.id for question in state.questions]
    given = {name: answers[name] for name in asked[: len(asked) // 2] if name in answers}
    state = answering.answer_many(desk, state, given)
    state = answering.remember_question(desk, state, asked[len(asked) // 2])
    give_evidence(desk, state, asked)
    return begun.id


def settle() -> None:
    """Let everything that waits be laid out and painted, and everything old go."""
    for _ in range(5):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(is_ready: Callable[[], bool]) -> None:
    """Work through events until something is there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_ready():
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not come to rest")
        QApplication.processEvents()
        time.sleep(0.005)


def photograph_all(studio: Studio) -> None:
    """Every screen in every language in the light theme; samples of the other themes and of the small window."""
    for language in LANGUAGES:
        studio.dress(language, ThemeName.LIGHT, DESIGN)
        for name in SCREENS:
            studio.show(name)
            studio.photograph(name, language)
        photograph_dialogs(studio, language)
        photograph_map(studio, language)
        photograph_register(studio, language)
        photograph_evidence(studio, language)
        photograph_signing(studio, wait_until, language)
    for theme, language in ((ThemeName.DARK, "en"), (ThemeName.FIELD, "ru")):
        studio.dress(language, theme, DESIGN)
        for name in SCREENS:
            studio.show(name)
            studio.photograph(name, language, theme)
        photograph_evidence(studio, language, theme)
        photograph_signing(studio, wait_until, language, theme)
    studio.dress("kk", ThemeName.LIGHT, SMALL)
    for name in SCREENS:
        studio.show(name)
        studio.photograph(name, "kk", "small")
    photograph_evidence(studio, "kk", "small")
    photograph_signing(studio, wait_until, "kk", "small")


def fill_mixture(screen: WaterHazardScreen) -> None:
    """Something to see: arsenic, zinc and lime in harmless rock."""
    if screen.sheet.is_blank:
        for substance_id, fraction in (("arsenic-trioxide", 0.05), ("zinc-oxide", 1.5), ("calcium-hydroxide", 0.1)):
            substance = next(each for each in screen.library.substances if each.id == substance_id)
            screen.components.add_from_library(substance)
            screen.sheet.dry_solids.components[-1].fraction = fraction
        screen.components.show_mixture(screen.sheet.dry_solids)
        screen.components.rest_harmless.click()


def photograph_facts(studio: Studio, language: str) -> None:
    """The dialogs for a dam and a paper, and the library of substances."""
    studio.show("facility")
    form = studio.window.current_screen()
    if isinstance(form, FacilityScreen):
        with studio.dialog("dam", language):
            form.parts.dams.add_button.click()
        with studio.dialog("paper", language):
            form.parts.papers.add_button.click()
    studio.show("whc")
    page = studio.window.current_screen()
    if isinstance(page, WaterHazardScreen):
        with studio.dialog("substances", language):
            page.components.library_button.click()


def photograph_dialogs(studio: Studio, language: str) -> None:
    """The dialogs of the home screen, of the method page and of the settings; a term explained and a search."""
    studio.show("home")
    home = studio.window.current_screen()
    if not isinstance(home, HomeScreen) or home.pane is None:
        raise TypeError("home shows no facility")
    with studio.dialog("new-facility", language):
        home.finder.new_button.click()
    with studio.dialog("new-assessment", language):
        home.pane.new_button.click()
    studio.show("method")
    method = studio.window.current_screen()
    if isinstance(method, MethodScreen):
        with studio.dialog("blank-checklist", language):
            method.paper_button.click()
    studio.show("settings")
    settings = studio.window.current_screen()
    if isinstance(settings, SettingsScreen):
        settings.backups.back_up_button.click()
        settings.backups.backups.setCurrentRow(0)
        with studio.dialog("restore-backup", language):
            settings.backups.restore_button.click()
    photograph_report_dialog(studio, language)
    photograph_closing(studio, language)
    photograph_facts(studio, language)
    photograph_import(studio, language, studio.folder)
    photograph_help(studio, language)


def photograph_register(studio: Studio, language: str) -> None:
    """The register ranked by what to inspect next and grouped, a figure opened to its terms, and its dialogs."""
    studio.show("register")
    page = studio.window.current_screen()
    if not isinstance(page, RegisterScreen) or page.pane is None:
        raise TypeError("no register is shown")
    usual = page.presenter.view
    page.presenter.use_view(replace(usual, rank_by=RankBy.NEXT, group_by=GroupBy.COUNTRY))
    wait_until(lambda: page.is_at_rest)
    studio.photograph("register-next", language)
    page.presenter.use_view(usual)
    with studio.dialog("register-columns", language):
        page.menus.choose_columns()
    with studio.dialog("register-keep-view", language):
        page.menus.keep_view()


def photograph_map(studio: Studio, language: str) -> None:
    """A facility's card beside chosen ones, and a measured way."""
    studio.show("map")
    page = studio.window.current_screen()
    if not isinstance(page, MapScreen) or page.shown is None:
        raise TypeError("no map is shown")
    studio.window.show_screen("map", {"facility": page.shown.content.facilities[0].id})
    wait_until(lambda: not page.is_busy)
    page.view.zoom_by(1)
    page.side.choice_toggled.emit(page.shown.content.facilities[0].id)
    studio.photograph("map-card", language)
    page.area.home_button.click()
    page.toolbar.measure_button.click()
    for place in ((58.0, 45.0), (71.0, 51.0), (82.0, 46.0)):
        page.view.measuring.add(place)
    page.view.measured.emit()
    studio.photograph("map-measuring", language)
    page.view.end_measuring()


def photograph_report_dialog(studio: Studio, language: str) -> None:
    """What a report holds."""
    studio.show("report")
    report = studio.window.current_screen()
    if isinstance(report, ReportScreen):
        with studio.dialog("report-contents", language):
            report.toolbar.choices_button.click()


def photograph_closing(studio: Studio, language: str) -> None:
    """A closed assessment under its fingerprint, and the question why it is corrected."""
    context = studio.context
    closed = next(each for each in listing.list_assessments(context.desk) if each.is_closed)
    context.open_assessment(closed.id)
    context.go("check")
    studio.photograph("check-closed", language)
    page = studio.window.current_screen()
    if not isinstance(page, CheckScreen):
        raise TypeError("no check list is shown")
    with studio.dialog("revision", language):
        page.head.revise_button.click()
    state, points = page.presenter.state, page.presenter.points()
    with studio.dialog("closing", language):
        ClosingDialog(context, state, points, page).open()


IMPORTED = """Наименование;Страна;Объём (тыс. м3);Состояние;Координаты
Хвостохранилище «Пример»;Казахстан;1 250;действующее;43,7387 51,3203
Пример, хвостохранилище;Казахстан;;законсервировано;
Кадамжай;Киргизия;2 592;действующее;40,1486 71,7089
;Казахстан;7;;
"""


def photograph_import(studio: Studio, language: str, folder: Path) -> None:
    """The steps of taking a list in, up to the last before anything is stored."""
    source = folder / "list.csv"
    source.write_text(IMPORTED, encoding="utf-8")
    studio.show("import")
    screen = studio.window.current_screen()
    if not isinstance(screen, ImportScreen):
        raise TypeError("no import is shown")
    screen.open_file(source)
    wait_until(lambda: screen.presenter.opened is not None and not screen.presenter.clerk.is_busy)
    studio.photograph("import-file", language)
    screen.next_button.click()
    screen.mapping_page.table.selectRow(3)
    studio.photograph("import-columns", language)
    screen.next_button.click()
    wait_until(lambda: screen.presenter.plan is not None and not screen.presenter.is_settling)
    studio.photograph("import-questions", language)
    screen.preview_page.show_part("duplicates")
    studio.photograph("import-duplicates", language)


def photograph_help(studio: Studio, language: str) -> None:
    """What helps to find and to understand a question."""
    studio.show("assessment")
    screen = studio.window.current_screen()
    if not isinstance(screen, AssessmentScreen):
        raise TypeError("no assessment is shown")
    screen.terms.show_next()
    studio.photograph("assessment-term", language)
    screen.terms.put_away()
    screen.side.search.setText(SOUGHT[language])
    screen.presenter.search(SOUGHT[language])
    studio.photograph("assessment-search", language)
    screen.presenter.search("")


def photograph_welcome(out: Path, folder: Path) -> list[Path]:
    """The first page of an empty archive in every language."""
    pictures = []
    context = GuiContext(Settings(folder / "empty.ini"))
    translator = QtTranslator(context)
    window = MainWindow(context)
    start = Start(window, folder / "empty.tmfcheck", open_for_work)
    start.show_window()
    wait_until(lambda: window.current_screen() is not None)
    window.resize(*DESIGN)
    for language in LANGUAGES:
        context.use_languages(window=language, content=language)
        settle()
        pictures.append(out / f"welcome-{language}.png")
        window.grab().save(str(pictures[-1]))
    window.close()
    translator.remove()
    start.close_archive()
    return pictures


def main() -> int:
    """Write the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    make_application()
    with tempfile.TemporaryDirectory() as name:
        pictures = photograph_welcome(out, Path(name))
        studio = Studio(Path(name), out)
        try:
            photograph_all(studio)
        finally:
            studio.close()
        print(f"{len(pictures) + len(studio.pictures)} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
