"""Handing a pack out as a spreadsheet and taking an edited one back as a new pack folder."""

from __future__ import annotations

from pathlib import Path

from tmfcheck.errors import InputError
from tmfcheck.i18n import N_, Texts
from tmfcheck.packs.library import PackLibrary
from tmfcheck.packs.problems import Severity
from tmfcheck.packs.workbook_import import read_foreign_workbook
from tmfcheck.packs.workbook_map import read_map
from tmfcheck.packs.workbook_reader import ReadWorkbook, read_workbook
from tmfcheck.packs.workbook_writer import workbook_bytes
from tmfcheck.packs.writer import write_pack
from tmfcheck.services.output_files import write_file

GUIDE = (
    N_("Edit the sheets Questions, Measures and Glossary. Languages stand side by side: a text must exist in each."),
    N_("The ids in the first column are protected: an answer given in an assessment belongs to its id for good."),
    N_("A new question or measure goes into a free row below the last one, with a new id."),
    N_("Measures of a question: one a line, with the answers that call for it, as in “M-DAM-01: no, mostly_no”."),
    N_("Save as .xlsx, then: tmfcheck pack import-xlsx FILE.xlsx --as FOLDER. Every problem is named with its cell."),
)


def export_workbook(packs: PackLibrary, name: str, out: Path, texts: Texts) -> None:
    """Write the spreadsheet of a pack; raises PackError, InputError FILE_NOT_WRITTEN."""
    loaded = packs.load(name)
    write_file(out, workbook_bytes(loaded, [texts.gettext(line) for line in GUIDE]))


def import_workbook(path: Path, folder: Path, edition: str | None = None) -> ReadWorkbook:
    """Read an edited spreadsheet and, where it has no error, write the pack it makes into a new folder.

    The result tells problems and changes; its ``pack`` is None where an error kept it from being written.
    Raises InputError, PackError FOLDER_NOT_EMPTY or PACK_NOT_WRITTEN.
    """
    read = read_workbook(path, edition)
    if read.pack is not None:
        write_pack(read.pack, folder)
    return read


def import_foreign_workbook(packs: PackLibrary, path: Path, map_path: Path, folder: Path) -> ReadWorkbook:
    """Read any workbook through a column map and, where it has no error, write the pack it makes into a new folder.

    Raises InputError (MAP_WRONG, SHEET_MISSING and those of reading a file), PackError.
    """
    described = read_map(map_path)
    read = read_foreign_workbook(path, described, packs.load(described.pack.base).pack)
    if read.pack is not None:
        write_pack(read.pack, folder)
    return read


def refuse_errors(read: ReadWorkbook, path: Path) -> None:
    """Raise InputError WORKBOOK_HAS_PROBLEMS where no pack could be made."""
    if read.pack is None:
        count = sum(problem.severity is Severity.ERROR for problem in read.problems)
        raise InputError("WORKBOOK_HAS_PROBLEMS", path=path, count=count)
