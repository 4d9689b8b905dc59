"""A pack as a spreadsheet that experts can edit: one row per question, measure and term, languages side by side."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tmfcheck.packs.resolved import LoadedPack, to_document
from tmfcheck.packs.workbook_layout import CHUNK, LISTS_SHEET, PACK_SHEET, README, SHEETS, SheetLayout
from tmfcheck.packs.writer import authored

SPARE_ROWS = 500
"""Rows below the last entry in which a keeper can add entries, with lists to choose from."""
WIDTHS = {"id": 12, "weight": 8, "critical": 12, "categories": 18, "measures": 34, "references": 18}
TEXT_WIDTH = 44


def workbook_bytes(loaded: LoadedPack, guide: Sequence[str]) -> bytes:
    """The whole workbook; ``guide`` holds the lines of the readme sheet in the reader's language."""
    document = to_document(loaded.pack)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        _write_readme(workbook, loaded, guide)
        choices = _choices(document)
        sheets = {sheet.name: workbook.add_worksheet(sheet.name) for sheet in SHEETS}
        ranges = _write_lists(workbook, choices)
        for sheet in SHEETS:
            _write_sheet(workbook, sheets[sheet.name], sheet, _rows(document, sheet), loaded.pack.languages)
            _add_choices(sheets[sheet.name], sheet, ranges, len(document[_field(sheet)]))
        _write_hidden_pack(workbook, loaded)
    return out.getvalue()


def _field(sheet: SheetLayout) -> str:
    return {"question": "questions", "measure": "measures", "glossary": "glossary"}[sheet.kind]


def _write_readme(workbook: Workbook, loaded: LoadedPack, guide: Sequence[str]) -> None:
    sheet = workbook.add_worksheet(README)
    sheet.set_column(0, 0, 110)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    heading = workbook.add_format({"bold": True, "font_size": 14})
    sheet.write_string(0, 0, f"{loaded.pack.id} {loaded.pack.edition}", heading)
    for row, line in enumerate((*guide, f"SHA-256 {loaded.fingerprint}"), start=2):
        sheet.write_string(row, 0, line, wrapped)


def _choices(document: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        "section": [section["id"] for section in document["sections"]],
        "critical": ["condition", "management"],
        "category": [category["id"] for category in document["categories"]],
        "term": [frame["id"] for frame in document["time_frames"]],
        "cost": [choice["id"] for choice in document["cost_classes"]],
        "addressee": [choice["id"] for choice in document["addressees"]],
        "before_season": ["yes"],
        "kk_sure": ["read", "yes", "no"],
    }


def _write_lists(workbook: Workbook, choices: Mapping[str, list[str]]) -> dict[str, str]:
    """The words to choose from on a sheet of their own (a list typed into a cell rule is limited to 255 characters)."""
    sheet = workbook.add_worksheet(LISTS_SHEET)
    sheet.hide()
    ranges = {}
    for column, (name, words) in enumerate(choices.items()):
        sheet.write_column(0, column, words)
        letter = chr(ord("A") + column)
        ranges[name] = f"={LISTS_SHEET}!${letter}$1:${letter}${len(words)}"
    return ranges


def _rows(document: Mapping[str, Any], sheet: SheetLayout) -> Iterable[Mapping[str, Any]]:
    return (authored(sheet.kind, entry) for entry in document[_field(sheet)])


def _write_sheet(
    workbook: Workbook,
    target: Worksheet,
    sheet: SheetLayout,
    rows: Iterable[Mapping[str, Any]],
    languages: tuple[str, ...],
) -> None:
    heading = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E6EFEE"}
    )
    locked = workbook.add_format({"bold": True, "valign": "top", "locked": True})
    free = workbook.add_format({"text_wrap": True, "valign": "top", "locked": False})
    columns = sheet.columns(languages)
    for index, column in enumerate(columns):
        target.set_column(index, index, WIDTHS.get(column, 14 if "." not in column else TEXT_WIDTH), free)
    target.write_row(0, 0, columns, heading)
    last = 0
    for last, entry in enumerate(rows, start=1):
        _write_entry(target, last, [cell_text(entry, column) for column in columns], (locked, free))
    target.freeze_panes(1, 1)
    target.autofilter(0, 0, last, len(columns) - 1)
    target.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True,
                        "sort": True, "autofilter": True})  # fmt: skip


def _write_entry(target: Worksheet, row: int, cells: Sequence[str], formats: tuple[Format, Format]) -> None:
    """One row; the id is protected, everything else may be edited. Text is never taken for a formula."""
    locked, free = formats
    for index, text in enumerate(cells):
        if text:
            target.write_string(row, index, text, locked if index == 0 else free)
        else:
            target.write_blank(row, index, None, free)


def cell_text(entry: Mapping[str, Any], column: str) -> str:
    """What stands in one cell for one field of an authored entry."""
    field, _, language = column.partition(".")
    value = entry.get(field)
    if value is None:
        return ""
    if language:
        words = value.get(language, "")
        return words if isinstance(words, str) else " ".join(words)
    if field == "measures":
        return "\n".join(f"{link['id']}: {', '.join(link['when'])}" for link in value)
    if field == "applies_if":
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "yes" if value else ""
    return ", ".join(value) if isinstance(value, list) else str(value)


def _add_choices(target: Worksheet, sheet: SheetLayout, ranges: Mapping[str, str], count: int) -> None:
    """A real list to choose from in every column that has one."""
    for index, field in enumerate(sheet.fields):
        if field in ranges:
            rule = {"validate": "list", "source": ranges[field], "ignore_blank": True}
            target.data_validation(1, index, count + SPARE_ROWS, index, rule)


def _write_hidden_pack(workbook: Workbook, loaded: LoadedPack) -> None:
    """The whole pack as it was exported: what the sheets do not show, and what changes are told against."""
    sheet = workbook.add_worksheet(PACK_SHEET)
    sheet.very_hidden()
    text = loaded.document.decode()
    for row, start in enumerate(range(0, len(text), CHUNK)):
        sheet.write_string(row, 0, text[start : start + CHUNK])
