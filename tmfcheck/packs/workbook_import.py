"""A foreign workbook read through its column map into a pack, every problem named with sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import python_calamine

from tmfcheck.domain.pack import Pack
from tmfcheck.errors import InputError
from tmfcheck.packs.folder import Item
from tmfcheck.packs.problems import Problem
from tmfcheck.packs.reader import BY_ID, LISTS, Heading, completed, read_items
from tmfcheck.packs.resolved import to_document
from tmfcheck.packs.workbook_map import AnswersPart, Columns, MeasuresPart, QuestionsPart, WorkbookMap
from tmfcheck.packs.workbook_reader import MAX_ROWS, ReadWorkbook, cell_words, sheets_of
from tmfcheck.packs.writer import authored

Entry = dict[str, Any]
NO_TEXT = "–"
MEASURE_TEXTS = ("title", "what", "why", "needs", "duration", "verification")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a sheet: its number as a spreadsheet counts it, and its cells."""

    sheet: str
    number: int
    cells: tuple[str, ...]

    def text(self, column: str) -> str:
        """The text in a column given by letters; empty where the row or the map has none."""
        index = _index(column) if column else len(self.cells)
        return self.cells[index].strip() if index < len(self.cells) else ""

    def texts(self, columns: Columns) -> dict[str, str]:
        return {language: self.text(column) for language, column in columns.items() if self.text(column)}


@dataclass
class _Gathering:
    """What has been read so far: entries by kind with their place, and problems."""

    entries: dict[str, list[tuple[_Row, Entry]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, kind: str, row: _Row, entry: Entry) -> None:
        self.entries.setdefault(kind, []).append((row, entry))

    def word(self, row: _Row, column: str, words: Mapping[str, str]) -> str | None:
        """The id for a cell's own word; a word the map does not know is a problem, an empty cell may have an id too."""
        text = row.text(column)
        if text in words:
            return words[text] or None
        if text:
            data = {"word": text, "words": ", ".join(word for word in words if word)}
            self.problems.append(Problem("WORD_NOT_MAPPED", row.sheet, f"row {row.number}", column, data=data))
        return None


def read_foreign_workbook(path: Path, described: WorkbookMap, base: Pack) -> ReadWorkbook:
    """The pack a workbook makes through a map; ``base`` gives every list the map does not read.

    Raises InputError: those of opening a workbook, and SHEET_MISSING.
    """
    gathered = _Gathering()
    with sheets_of(path) as workbook:
        for questions in described.questions:
            _gather_questions(gathered, workbook, questions, described)
        for measures in described.measures:
            _gather_measures(gathered, workbook, measures, described)
        if described.answers is not None:
            _gather_answers(gathered, workbook, described.answers, described)
    pack = read_items(_heading(described, base), list(_items(described, base, gathered)), gathered.problems)
    rows = {(kind, str(entry["id"])): row for kind, pairs in gathered.entries.items() for row, entry in pairs}
    return ReadWorkbook(pack, tuple(_placed(problem, rows) for problem in gathered.problems), ())


def _index(column: str) -> int:
    number = 0
    for letter in column.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _rows(workbook: python_calamine.CalamineWorkbook, sheet: str, first_row: int) -> Iterator[_Row]:
    if sheet not in workbook.sheet_names:
        raise InputError("SHEET_MISSING", sheet=sheet, sheets=", ".join(workbook.sheet_names))
    table = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=MAX_ROWS)
    for number, cells in enumerate(table[first_row - 1 :], start=first_row):
        row = _Row(sheet, number, tuple(cell_words(cell) for cell in cells))
        if any(cell.strip() for cell in row.cells):
            yield row


def _gather_questions(
    gathered: _Gathering,
    workbook: python_calamine.CalamineWorkbook,
    part: QuestionsPart,
    described: WorkbookMap,
) -> None:
    section: dict[str, str] = {}
    section_id = ""
    for row in _rows(workbook, part.sheet, part.first_row):
        heading = row.texts(part.section)
        if heading and heading != section:
            section = heading
            section_id = f"{part.subgroup}.{len(gathered.entries.get('section', [])) + 1}"
            gathered.add("section", row, {"id": section_id, "subgroup": part.subgroup, "title": section})
        if not row.texts(part.text):
            continue
        if not section_id:
            section, section_id = _unnamed_section(gathered, row, part, described)
        gathered.add("question", row, _question(gathered, row, part, described, section_id))


def _unnamed_section(
    gathered: _Gathering, row: _Row, part: QuestionsPart, described: WorkbookMap
) -> tuple[dict[str, str], str]:
    """Questions above the first heading stand in a section named as the sheet."""
    section_id = f"{part.subgroup}.{len(gathered.entries.get('section', [])) + 1}"
    title = dict.fromkeys(described.pack.languages, part.sheet)
    gathered.add("section", row, {"id": section_id, "subgroup": part.subgroup, "title": title})
    return {}, section_id


def _question(gathered: _Gathering, row: _Row, part: QuestionsPart, described: WorkbookMap, section: str) -> Entry:
    count = sum(entry["id"].startswith(f"{part.subgroup}.") for _, entry in gathered.entries.get("question", []))
    number = row.text(part.number) or f"{count + 1:03d}"
    category = gathered.word(row, part.category, described.words.category)
    critical = gathered.word(row, part.critical, described.words.critical)
    entry: Entry = {
        "id": f"{part.subgroup}.{number}",
        "section": section,
        "categories": [category] if category else [],
        "text": row.texts(part.text),
        "why": _or_dashes(row.texts(part.why), part.why, described),
        "how_to_check": _or_dashes(row.texts(part.how_to_check), part.how_to_check, described),
        "measures": [{"id": name, "when": list(part.measures_when)} for name in _names(row.text(part.measures))],
    }
    if critical:
        entry["critical"] = critical
    if row.text(part.weight):
        entry["weight"] = row.text(part.weight)
    return entry


def _names(text: str) -> list[str]:
    return [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]


def _or_dashes(texts: dict[str, str], columns: Columns, described: WorkbookMap) -> dict[str, str]:
    """A text the workbook has no column for reads as a dash in every language."""
    return texts if columns else dict.fromkeys(described.pack.languages, NO_TEXT)


def _gather_measures(
    gathered: _Gathering,
    workbook: python_calamine.CalamineWorkbook,
    part: MeasuresPart,
    described: WorkbookMap,
) -> None:
    for row in _rows(workbook, part.sheet, part.first_row):
        if not row.text(part.id):
            continue
        entry: Entry = {"id": row.text(part.id)}
        for name in ("category", "term", "cost", "addressee"):
            word = gathered.word(row, getattr(part, name), getattr(described.words, name))
            if word:
                entry[name] = word
        if row.text(part.interim):
            entry["interim"] = row.text(part.interim)
        for name in MEASURE_TEXTS:
            columns = getattr(part, name)
            entry[name] = _or_dashes(row.texts(columns), columns, described)
        gathered.add("measure", row, entry)


def _gather_answers(
    gathered: _Gathering,
    workbook: python_calamine.CalamineWorkbook,
    part: AnswersPart,
    described: WorkbookMap,
) -> None:
    for row in _rows(workbook, part.sheet, part.first_row):
        name = gathered.word(row, part.word, described.words.answer)
        if name is None:
            continue
        entry: Entry = {"id": name, "label": row.texts(part.label), "verified": False}
        if row.text(part.value):
            entry["value"] = row.text(part.value)
        gathered.add("answer", row, entry)


ABOUT_QUESTIONS = frozenset({"contradictions"})
"""Tables of the base that speak of its own questions, which the workbook replaces."""


def _heading(described: WorkbookMap, base: Pack) -> Heading:
    pack = described.pack
    return Heading(
        format=base.format,
        id=pack.id,
        edition=pack.edition,
        title=pack.title,
        description=pack.description or pack.title,
        licence=pack.licence,
        languages=pack.languages,
        review={},
    )


def _items(described: WorkbookMap, base: Pack, gathered: _Gathering) -> Iterator[Item]:
    """Entries read from the workbook, and those of the base for every other list, in the pack's languages only."""
    document = to_document(base)
    measured = {"question", "section", *(("measure",) if described.measures else ())}
    credibility = {each["id"]: each for each in document["answers"]}
    for kind, (_, target) in LISTS.items():
        read = gathered.entries.get(kind, [])
        values = document[target].values() if target in BY_ID else document[target]
        if kind == "answer" and read:
            read = [(row, {**_standing(credibility.get(entry["id"], {})), **entry}) for row, entry in read]
        if kind in measured or read:
            for row, entry in read:
                yield Item(row.sheet, kind, f"row {row.number}", completed(kind, entry))
        else:
            for value in values:
                if value["id"] in ABOUT_QUESTIONS:
                    continue
                entry = _in_languages(authored(kind, value), described.pack.languages)
                yield Item(base.id, kind, f"{kind} {value['id']}", entry)


def _standing(entry: Mapping[str, Any]) -> Entry:
    """What an answer option takes over from the base: its credibility and the source of its figures."""
    return {name: entry[name] for name in ("credibility", "source") if entry.get(name) is not None}


def _in_languages(entry: Mapping[str, Any], languages: tuple[str, ...]) -> Entry:
    """An entry of the base with the languages of the new pack alone."""

    def kept(value: Any) -> Any:
        is_text = isinstance(value, Mapping) and value and set(value) <= {"en", "ru", "kk"}
        return {language: words for language, words in value.items() if language in languages} if is_text else value

    return {name: kept(value) for name, value in entry.items()}


def _placed(problem: Problem, rows: Mapping[tuple[str, str], _Row]) -> Problem:
    kind, _, item = problem.item.partition(" ")
    row = rows.get((kind, item))
    return problem if row is None else replace(problem, file=row.sheet, item=f"row {row.number} ({item})")
