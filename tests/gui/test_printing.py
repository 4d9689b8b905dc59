"""Printing from the preview: exactly the file's pages, those that were asked for, as large as they are."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.gui.test_report_screen import page, wait_for_report
from tests.gui.window import Shop
from tmfcheck.errors import ReportError
from tmfcheck.gui.report.printing import pages_in_order
from tmfcheck.gui.report.worker import PrintJob, ReportWorker
from tmfcheck.gui.screens.report_screen import ReportScreen

__all__ = ["page"]

DOTS = 100
FRAME = 12.0
"""Points from the edge of the page to the frame on it."""


def pdf_printer(out: Path, *, size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4, dots: int = DOTS) -> QPrinter:
    """A printer that prints into a file, set up as the program sets one up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setResolution(dots)
    printer.setPageSize(QPageSize(size))
    printer.setFullPage(True)
    return printer


def sheets() -> bytes:
    """Four pages, each with a frame and so many bars as its number: upright, across, upright, upright."""
    written = io.BytesIO()
    canvas = Canvas(written, A4)
    for number, size in enumerate((A4, landscape(A4), A4, A4), start=1):
        canvas.setPageSize(size)
        canvas.rect(FRAME, FRAME, size[0] - 2 * FRAME, size[1] - 2 * FRAME)
        for bar in range(number):
            canvas.rect(100 + 60 * bar, 300, 30, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture
def worker(qtbot: QtBot) -> ReportWorker:
    made = ReportWorker()
    made._open(1, sheets())
    return made


def printed(worker: ReportWorker, printer: QPrinter) -> list[Image.Image]:
    """What came out, as pictures."""
    worker._print(PrintJob(2, printer, pages_in_order(printer, 4)))
    return pictures(Path(printer.outputFileName()).read_bytes())


def pictures(pdf: bytes, dots: int = DOTS) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [sheet.render(scale=dots / 72).to_pil().convert("L") for sheet in document]


def bars(sheet: Image.Image) -> int:
    """Which page it is."""
    row = sheet.height - round(350 * DOTS / 72)
    dark = [sheet.getpixel((x, row)) < 128 for x in range(40, sheet.width - 40)]
    return sum(after and not before for before, after in pairwise(dark))


def frame(sheet: Image.Image) -> tuple[int, int, int, int]:
    """Where the outermost ink lies."""
    found = ImageChops.invert(sheet).point(lambda value: 255 * (value > 60)).getbbox()
    assert found is not None
    return found


def test_every_page_comes_out_in_its_own_size_and_lies_as_in_the_file(worker: ReportWorker, tmp_path: Path) -> None:
    found = printed(worker, pdf_printer(tmp_path / "out.pdf"))
    wanted = pictures(sheets())
    assert [bars(sheet) for sheet in found] == [1, 2, 3, 4]
    for sheet, original in zip(found, wanted, strict=True):
        assert sheet.size == pytest.approx(original.size, abs=2), "the page across lies across"
        assert frame(sheet) == pytest.approx(frame(original), abs=2), "neither moved nor made smaller"


def test_the_pages_that_were_asked_for_come_out_and_no_other(worker: ReportWorker, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    assert [bars(sheet) for sheet in printed(worker, printer)] == [1, 3, 4]
    printer = pdf_printer(tmp_path / "one.pdf")
    printer.setFromTo(2, 2)
    assert [bars(sheet) for sheet in printed(worker, printer)] == [2]


@pytest.mark.parametrize(("is_collated", "order"), [(True, [2, 3, 2, 3]), (False, [2, 2, 3, 3])])
def test_copies_come_out_in_order(worker: ReportWorker, tmp_path: Path, is_collated: bool, order: list[int]) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    printer.setCollateCopies(is_collated)
    assert [bars(sheet) for sheet in printed(worker, printer)] == order


def test_the_last_page_comes_first_where_that_was_asked(worker: ReportWorker, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert [bars(sheet) for sheet in printed(worker, printer)] == [4, 3, 2, 1]


def test_on_letter_nothing_is_cut_off(worker: ReportWorker, tmp_path: Path) -> None:
    upright, across, *_others = printed(worker, pdf_printer(tmp_path / "out.pdf", size=QPageSize.PageSizeId.Letter))
    for sheet, size, original in ((upright, LETTER, A4), (across, landscape(LETTER), landscape(A4))):
        assert sheet.size == pytest.approx([round(length * DOTS / 72) for length in size], abs=2)
        left, top, right, bottom = frame(sheet)
        fit = min(size[0] / original[0], size[1] / original[1])
        assert right - left == pytest.approx((original[0] - 2 * FRAME) * fit * DOTS / 72, abs=3)
        assert bottom - top == pytest.approx((original[1] - 2 * FRAME) * fit * DOTS / 72, abs=3)
        assert left == pytest.approx(sheet.width - right, abs=3), "in the middle"


def test_a_fine_printer_takes_no_finer_picture_than_anybody_reads(
    worker: ReportWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    draw = worker._picture
    monkeypatch.setattr(worker, "_picture", lambda page, scale: drawn.append(scale) or draw(page, scale))
    printer = pdf_printer(tmp_path / "out.pdf", dots=1200)
    printer.setFromTo(1, 1)
    (sheet,) = printed(worker, printer)
    assert drawn == [300 / 72]
    assert frame(sheet) == pytest.approx(frame(pictures(sheets())[0]), abs=2)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_pages_is_named(worker: ReportWorker, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="PRINTER_REFUSES"):
        printed(worker, pdf_printer(tmp_path / "missing" / "out.pdf"))


# ------------------------------------------------------------- in the window


def apart(sheet: Image.Image, other: Image.Image) -> float:
    """How much two pages differ."""
    return float(ImageStat.Stat(ImageChops.difference(sheet.resize(other.size), other)).mean[0])


def test_the_system_dialog_prints_what_is_shown(
    shop: Shop, page: ReportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = wait_for_report(qtbot, page)
    out = tmp_path / "Отчёт.pdf"
    seen: list[int] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QPrintDialog):
            return
        seen.append(dialog.maxPage())
        file = dialog.findChild(QLineEdit, "filename")
        if isinstance(file, QLineEdit):
            file.setText(str(out))
        ok = dialog.findChildren(QDialogButtonBox)[0].buttons()[0]
        qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
        if dialog.isVisible():
            dialog.reject()

    monkeypatch.chdir(tmp_path)
    QTimer.singleShot(200, answer)
    with qtbot.waitSignal(page.press.printed, timeout=30_000):
        qtbot.keyClick(page.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert seen == [len(report.pages)]
    found, wanted = pictures(out.read_bytes(), 40), pictures(report.content, 40)
    assert len(found) == len(wanted)
    for number, sheet in enumerate(found):
        assert sheet.size == pytest.approx(wanted[number].size, abs=1)
        nearest = min(range(len(wanted)), key=lambda other, sheet=sheet: apart(sheet, wanted[other]))
        assert nearest == number, "no other page looks more like it"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_pages_is_told_in_the_window(
    shop: Shop, page: ReportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    wait_for_report(qtbot, page)
    page.print_on(pdf_printer(tmp_path / "missing" / "out.pdf"))
    qtbot.waitUntil(lambda: "takes no pages" in shop.window.banners.problem_text(), timeout=30_000)
    assert page.toolbar.print_button.isEnabled()
