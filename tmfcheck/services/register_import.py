"""Taking a foreign list into the register: a plan that shows everything first, one transaction, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from tmfcheck.domain.duplicates import Duplicate, find_duplicates
from tmfcheck.domain.facility import Facility
from tmfcheck.domain.imported_list import ImportedList, LastImport
from tmfcheck.domain.list_places import far_points
from tmfcheck.errors import InputError
from tmfcheck.i18n import LANGUAGES, Texts, country_code, country_codes
from tmfcheck.lists.drafts import Draft, Finding, read_drafts
from tmfcheck.lists.guess import guess_map
from tmfcheck.lists.list_map import Decision, ListMap, map_text
from tmfcheck.lists.table import Table, read_table
from tmfcheck.services.desk import Desk, random_id, utc_now
from tmfcheck.services.doubting import questions_about
from tmfcheck.services.merging import Merge, merged
from tmfcheck.services.names import check_texts, checked_person
from tmfcheck.services.output_files import write_file

_COUNTRY_LANGUAGES = (*LANGUAGES, "es", "pt")
_LONG_PARTS = 2


@dataclass(frozen=True, slots=True)
class PlannedDuplicate:
    """A row that may be a facility already known, what was decided on it, and the other one's row (None: stored)."""

    row: int
    duplicate: Duplicate
    other_row: int | None
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything an import would do; nothing is stored yet. ``refused`` rows cannot become facilities."""

    path: Path
    rows: int
    imported: ImportedList
    skipped: tuple[int, ...]
    findings: tuple[Finding, ...]
    duplicates: tuple[PlannedDuplicate, ...]
    names: Mapping[int, str]
    """By row what it calls its facility."""
    row_of: Mapping[str, int]
    """By facility id the row it comes from, of a stored one the last row merged into it."""

    @property
    def refused(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.refuses)

    @property
    def undecided(self) -> tuple[PlannedDuplicate, ...]:
        return tuple(each for each in self.duplicates if each.decision is None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a list is held against: the stored facilities and the present year; ``new_id`` names what is new."""

    stored: tuple[Facility, ...]
    year: int
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class ListInHand:
    """A list read under a map, before anybody decided on duplicates."""

    path: Path
    rows: int
    listed: Mapping[str, Draft]
    facilities: tuple[Facility, ...]
    duplicates: tuple[Duplicate, ...]
    findings: tuple[Finding, ...]
    names: Mapping[int, str]


def guess_list(path: Path, country: str | None = None) -> ListMap:
    """The map the headings of a list suggest; ``country`` (a code or a name) holds for rows that name none.

    Raises InputError: those of ``read_table``, LIST_NOTHING_RECOGNISED, LIST_COUNTRY_UNKNOWN.
    """
    made = guess_map(read_table(path), None if country is None else required_country(country))
    if "name" not in made.columns:
        raise InputError("LIST_NOTHING_RECOGNISED", path=path)
    return made


def write_map(made: ListMap, out: Path) -> None:
    """Write a map to look through and to use again; raises InputError FILE_NOT_WRITTEN."""
    write_file(out, map_text(made))


def open_list(path: Path, encoding: str | None = None, sheet: str | None = None) -> Table:
    """All rows of a list; raises InputError as ``read_table``."""
    return read_table(path, encoding=encoding, sheet=sheet)


def first_map(table: Table, country: str | None = None, heading: int | None = None) -> ListMap:
    """The map the headings suggest, which may lack a column for the name; ``heading`` is the heading's row if known."""
    return guess_map(table, country, heading)


def plan_import(desk: Desk, path: Path, made: ListMap, duplicates: Decision | None = None) -> ImportPlan:
    """What importing this list would do, with every problem and question; ``duplicates`` decides on all open ones.

    Raises InputError (those of ``read_table``, LIST_COLUMN_MISSING, LIST_COUNTRY_UNKNOWN, TEXT_TOO_LONG), ArchiveError.
    """
    return plan_against(surroundings_of(desk), path, made, duplicates)


def plan_against(around: Surroundings, path: Path, made: ListMap, duplicates: Decision | None = None) -> ImportPlan:
    """What importing this list would do among these facilities; raises InputError as ``plan_import``."""
    table = read_table(path, encoding=made.encoding, sheet=made.sheet)
    return plan_list(read_list(path, table, made, around), made, around, duplicates)


def empty_surroundings() -> Surroundings:
    """What a list is held against where there is no archive yet."""
    return Surroundings((), utc_now().year, random_id)


def surroundings_of(desk: Desk, heard: Callable[[int, int], None] | None = None) -> Surroundings:
    """What the archive and the clock add to a list; ``heard`` is told facilities read and in all."""
    return Surroundings(desk.archive.facilities(heard), desk.clock().year, desk.new_id)


def read_list(
    path: Path, table: Table, made: ListMap, around: Surroundings, heard: Callable[[int, int], None] | None = None
) -> ListInHand:
    """The rows as facilities with what is wrong with them and their likely duplicates; touches no archive.

    ``heard`` is told steps done and in all; an exception it raises stops it. Raises InputError as ``plan_import``.
    """
    if made.country is not None:
        made = replace(made, country=required_country(made.country))
    read = read_drafts(table, made, country_named, _part_of(heard, 0))
    notices = [Finding(0, "", table.encoding or "", "ENCODING_RECOGNISED")] if table.recognised else []
    listed = {around.new_id(): draft for draft in read.drafts}
    facilities = tuple(_facility(facility_id, draft) for facility_id, draft in listed.items())
    found = find_duplicates(facilities, around.stored, _part_of(heard, 1))
    return ListInHand(path, read.rows, listed, facilities, found, (*notices, *read.findings), read.names)


def plan_list(hand: ListInHand, made: ListMap, around: Surroundings, duplicates: Decision | None = None) -> ImportPlan:
    """What storing the list would do under the decisions of the map; touches no archive."""
    decided = tuple(_planned(each, hand.listed, made, duplicates) for each in hand.duplicates)
    merging = merged(hand.facilities, decided)
    findings, left_out = _without_left_out(hand.findings, made)
    questions = _questions(merging, hand.listed, made, around.year)
    skipped = (*(hand.listed[name].row for name in merging.skipped), *left_out)
    return ImportPlan(
        path=hand.path,
        rows=hand.rows,
        imported=ImportedList(around.new_id(), _readable(hand.path.name), merging.added, merging.changed),
        skipped=tuple(sorted(skipped)),
        findings=_sorted([*findings, *questions]),
        duplicates=decided,
        names=hand.names,
        row_of={name: draft.row for name, draft in hand.listed.items()} | merging.row_of_changed(hand.listed),
    )


def _readable(name: str) -> str:
    """A file's name as the archive can hold it: systems allow bytes in names that are no characters."""
    return name.encode(errors="replace").decode()


def _part_of(heard: Callable[[int, int], None] | None, part: int) -> Callable[[int, int], None] | None:
    """The progress of one of the two long parts within the whole."""
    if heard is None:
        return None
    return lambda done, steps: heard(part * steps + done, _LONG_PARTS * steps)


def _without_left_out(findings: Sequence[Finding], made: ListMap) -> tuple[list[Finding], set[int]]:
    """Rows that cannot become facilities stop the import unless the map says to skip them."""
    left_out = {each.row for each in findings if each.refuses and made.rows.get(str(each.row)) == "skip"}
    return [replace(each, refuses=False) if each.row in left_out else each for each in findings], left_out


def apply_import(
    desk: Desk, plan: ImportPlan, by: str | None = None, heard: Callable[[int, int], None] | None = None
) -> None:
    """Store the whole plan, or nothing of it; ``heard`` is told facilities done and in all.

    Raises InputError LIST_ROWS_REFUSED, LIST_DUPLICATES_OPEN, LIST_NOTHING_NEW; ArchiveError.
    """
    person = checked_person(desk.user if by is None else by)
    if plan.refused:
        raise InputError("LIST_ROWS_REFUSED", count=len({finding.row for finding in plan.refused}))
    if plan.undecided:
        raise InputError("LIST_DUPLICATES_OPEN", count=len(plan.undecided))
    if not plan.imported.added and not plan.imported.changed:
        raise InputError("LIST_NOTHING_NEW", path=plan.path)
    desk.archive.import_facilities(plan.imported, by=person, at=desk.clock(), heard=heard)


def last_import(desk: Desk) -> LastImport | None:
    """What ``undo_import`` would take back; None where there is nothing. Raises ArchiveError."""
    return desk.archive.last_import()


def undo_import(desk: Desk, by: str | None = None, heard: Callable[[int, int], None] | None = None) -> ImportedList:
    """Take the last import back whole; raises FacilityError IMPORT_NONE or IMPORT_IN_USE, ArchiveError."""
    person = checked_person(desk.user if by is None else by)
    return desk.archive.undo_import(by=person, at=desk.clock(), heard=heard)


def country_named(word: str) -> str | None:
    """The ISO alpha-2 code of a country's code or its name in one of the languages lists come in."""
    return country_code(word) or _countries().get(word.strip().lower())


def required_country(word: str) -> str:
    """As ``country_named``; raises InputError LIST_COUNTRY_UNKNOWN."""
    code = country_named(word)
    if code is None:
        raise InputError("LIST_COUNTRY_UNKNOWN", country=word)
    return code


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    from babel import Locale

    names: list[tuple[str, str]] = []
    for language in LANGUAGES:
        names += ((Texts(language).country(code), code) for code in country_codes())
    for language in _COUNTRY_LANGUAGES:
        names += ((name, code) for code, name in Locale.parse(language).territories.items() if len(code) == 2)
    found: dict[str, str] = {}
    for name, code in names:
        if country_code(code):
            found.setdefault(name.lower(), code)
    return found


def _facility(facility_id: str, draft: Draft) -> Facility:
    check_texts(name=draft.name, notes=draft.notes)
    return Facility(facility_id, draft.name, draft.country, draft.facts, draft.notes)


def _planned(
    found: Duplicate, listed: Mapping[str, Draft], made: ListMap, duplicates: Decision | None
) -> PlannedDuplicate:
    row, other = listed[found.facility.id].row, listed.get(found.other.id)
    decision = made.rows.get(str(row)) or duplicates or made.duplicates
    return PlannedDuplicate(row, found, None if other is None else other.row, decision)


def _questions(merging: Merge, listed: Mapping[str, Draft], made: ListMap, year: int) -> list[Finding]:
    """Contradictions of what would be stored, points that do not fit, and values a merge leaves aside."""
    findings = []
    touched: Sequence[Facility] = [*merging.added, *(after for _, after in merging.changed)]
    rows = {name: draft.row for name, draft in listed.items()} | merging.row_of_changed(listed)
    for facility in touched:
        for doubt in questions_about(facility, year):
            value = _values(facility, doubt.facts)
            findings.append(Finding(rows[facility.id], _columns(made, doubt.facts), value, doubt.code, doubt.data))
    for far in far_points([facility for facility in merging.listed if facility.id not in merging.skipped]):
        data = {"distance": far.distance_km, "other": far.other}
        place = ("latitude", "longitude")
        value = _values(far.facility, place)
        findings.append(Finding(rows[far.facility.id], _columns(made, place), value, far.code, data))
    for left in merging.left_aside:
        column = _columns(made, (left.fact_id,))
        data = {"kept": left.kept}
        findings.append(Finding(rows[left.listed_id], column, str(left.value), "MERGE_KEEPS_OTHER", data))
    return findings


def _values(facility: Facility, facts: Sequence[str]) -> str:
    """What is known of these facts, one after the other."""
    return "; ".join(str(value) for name in facts if (value := facility.fact(name)) is not None)


def _columns(made: ListMap, facts: Sequence[str]) -> str:
    """The headings of these facts in the list, the facts' own ids where it has none."""
    in_one_cell = "coordinates" in made.columns
    fields = ("coordinates" if in_one_cell and name in ("latitude", "longitude") else name for name in facts)
    columns = (made.columns[name].columns[0] if name in made.columns else name for name in fields)
    return ", ".join(dict.fromkeys(columns))


def _sorted(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.row))
