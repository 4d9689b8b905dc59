"""What is in view goes onto paper as it is: bounds, classes, chosen facilities and the user's own layers."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_map_layers import REGION
from tests.gui.test_map_screen import at_rest
from tests.gui.window import Shop
from tmfcheck.gui.screens.map_screen import MapScreen

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(shop: Shop, qtbot: QtBot, tmp_path: Path) -> MapScreen:
    shop.add_facility("Within", longitude=70.0, latitude=45.0, volume_m3=1e6)
    shop.add_facility("Far away", longitude=20.0, latitude=45.0)
    region = tmp_path / "regions.geojson"
    region.write_text(json.dumps(REGION), encoding="utf-8")
    shop.window.show_screen("map")
    page = shop.screen
    assert isinstance(page, MapScreen)
    at_rest(qtbot, page)
    page.layers.add(region)
    page.view.fit([(62.0, 43.0), (77.0, 51.0)])
    page._choose(frozenset(each.id for each in page.shown.content.facilities if each.name == "Within"))
    at_rest(qtbot, page)
    return page


def save(page: MapScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, chosen: Path, kind: str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(chosen), kind))
    qtbot.mouseClick(page.toolbar.save_button, LEFT)
    qtbot.waitUntil(lambda: not page.counter.is_busy, timeout=60_000)


def test_the_pdf_shows_frame_choice_and_layers(
    page: MapScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(page, qtbot, monkeypatch, tmp_path / "out", "PDF (*.pdf)")
    text = pypdf.PdfReader(io.BytesIO((tmp_path / "out.pdf").read_bytes())).pages[0].extract_text()
    for words in ("Within", "Test region", "regions", "1 chosen", "1 facility shown", "1 lies outside this map"):
        assert words in text
    assert page.told.text().startswith("The map is in out.pdf")
    assert page.toolbar.save_button.isEnabled()


def test_the_ending_or_the_kind_chooses_the_format(
    page: MapScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(page, qtbot, monkeypatch, tmp_path / "a", "SVG (*.svg)")
    assert ElementTree.fromstring((tmp_path / "a.svg").read_bytes()).tag.endswith("svg")
    save(page, qtbot, monkeypatch, tmp_path / "b.png", "PDF (*.pdf)")
    assert Image.open(io.BytesIO((tmp_path / "b.png").read_bytes())).size == (2339, 1654)


def test_a_place_that_cannot_be_written_is_told(
    shop: Shop, page: MapScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(page, qtbot, monkeypatch, tmp_path / "no such folder" / "a.pdf", "PDF (*.pdf)")
    assert "no such folder" in shop.window.banners.problem_text()
    assert list(tmp_path.glob("**/*.pdf")) == []


def test_printing_goes_through_the_same_page(page: MapScreen, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    page.counter.print_on(printer)
    qtbot.waitUntil(lambda: not page.counter.is_busy, timeout=60_000)
    (sheet,) = pypdf.PdfReader(tmp_path / "printed.pdf").pages
    assert sheet.mediabox.width > sheet.mediabox.height
    assert sheet.images
    assert page.told.text() == "The map went to the printer."


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_pages_is_told_and_the_next_order_is_taken(
    page: MapScreen, qtbot: QtBot, tmp_path: Path, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "out.pdf"))
    with qtbot.waitSignal(shop.context.problem_met, timeout=60_000) as told:
        page.counter.print_on(printer)
    assert told.args[0].code == "PRINTER_REFUSES"
    save(page, qtbot, monkeypatch, tmp_path / "out", "SVG (*.svg)")
    assert (tmp_path / "out.svg").exists()
