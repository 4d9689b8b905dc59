"""Small lists as people send them, and the spreadsheets a hostile sender would make."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import xlsxwriter

SPANISH = """ID;NOMBRE_FAENA;NOMBRE_INSTALACION;VOL_AUTORIZADO (m3);VOL_ACTUAL (m3);LATITUD;LONGITUD;METODO_CONSTRUCTIVO
0001;EL COBRE;TRANQUE 1;2.600.000;2.592.000,5;-20,9432;-68,6040;AGUAS ARRIBA
0002;EL COBRE;TRANQUE 2;1.000;1.500;-20,9532;-68,7040;EXCAVACION
"""
RUSSIAN = """Наименование,Страна,Объём (тыс. м3),Год ввода,Состояние,Координаты
Хвостохранилище «Пример»,Казахстан,1 250,1971,действующее,"43°44'19"" с.ш. 51°19'13"" в.д."
"""


def write_xlsx(path: Path, rows: list[list[object]], *, formula: bool = False, far_cell: bool = False) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("list")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
        if formula:
            sheet.write_formula(5, 0, "=1+1")
        if far_cell:
            sheet.write(1_048_575, 16_383, "far")
    return path


def repacked(path: Path, name: str, content: bytes) -> Path:
    """The same spreadsheet with one more member."""
    members = {}
    with zipfile.ZipFile(path) as packed:
        members = {each: packed.read(each) for each in packed.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, data in {**members, name: content}.items():
            packed.writestr(each, data)
    path.write_bytes(out.getvalue())
    return path
