"""A pack as an XLSForm for tablets (ODK, Kobo): every group in one form, in all languages of the pack."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping

import xlsxwriter

from tmfcheck.domain.pack import Pack, Question, Section, Text
from tmfcheck.packs.resolved import LoadedPack

GROUP, FINGERPRINT, FACILITY, ASSESSOR = "checklist_group", "pack_fingerprint", "facility_name", "assessor"
PARTS = ("basis", "reason", "comment", "danger")
LANGUAGE_NAMES = {"en": "English (en)", "ru": "Русский (ru)", "kk": "Қазақша (kk)"}

Row = dict[str, str]


def field_name(question_id: str) -> str:
    """The name of a question's field on the tablet: ``A1.07`` is ``A1_07``."""
    return question_id.replace(".", "_")


def xlsform_bytes(loaded: LoadedPack, labels: Mapping[str, Text]) -> bytes:
    """The whole form; ``labels`` holds the program's own words (see ``LABELS``) by key and language."""
    pack = loaded.pack
    survey = [*_opening(loaded, labels), *(row for group in pack.groups for row in _group(pack, group.id, labels))]
    settings = [{"form_title": pack.title[pack.languages[0]], "form_id": pack.id, "version": _version(loaded)}]
    settings[0]["default_language"] = _language(pack.languages[0])
    sheets = {"survey": survey, "choices": list(_choices(pack, labels)), "settings": settings}
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.write_row(0, 0, columns, workbook.add_format({"bold": True}))
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                for index, column in enumerate(columns):
                    sheet.write_string(number, index, row.get(column, ""))
    return out.getvalue()


LABELS = ("group", "facility", "assessor", "basis", "reason", "comment", "danger")
"""The words the form needs besides the pack's own."""


def _version(loaded: LoadedPack) -> str:
    return f"{loaded.pack.edition}-{loaded.fingerprint[:8]}"


def _language(code: str) -> str:
    return LANGUAGE_NAMES.get(code, f"{code} ({code})")


def _in_languages(column: str, text: Text) -> Row:
    return {f"{column}::{_language(language)}": words for language, words in text.items()}


def _opening(loaded: LoadedPack, labels: Mapping[str, Text]) -> Iterator[Row]:
    """The group is the first choice; the fingerprint travels along, so that answers never land on another edition."""
    yield {"type": "start", "name": "start"}
    yield {"type": "end", "name": "end"}
    yield {"type": "calculate", "name": FINGERPRINT, "calculation": f"'{loaded.fingerprint}'"}
    yield {"type": "select_one groups", "name": GROUP, "required": "yes", **_in_languages("label", labels["group"])}
    yield {"type": "text", "name": FACILITY, **_in_languages("label", labels["facility"])}
    yield {"type": "text", "name": ASSESSOR, **_in_languages("label", labels["assessor"])}


def _group(pack: Pack, group: str, labels: Mapping[str, Text]) -> Iterator[Row]:
    questions = pack.questions_of(group)
    if not questions:
        return
    title = next(each.title for each in pack.groups if each.id == group)
    relevant = f"${{{GROUP}}} = '{group}'"
    yield {"type": "begin_group", "name": f"group_{group}", "relevant": relevant, **_in_languages("label", title)}
    for section in pack.sections_of(group):
        yield from _section(section, [each for each in questions if each.section == section.id], labels)
    yield {"type": "end_group"}


def _section(section: Section, questions: Iterable[Question], labels: Mapping[str, Text]) -> Iterator[Row]:
    name = f"section_{field_name(section.id)}"
    yield {"type": "begin_group", "name": name, **_in_languages("label", section.title)}
    for question in questions:
        yield from _question(question, labels)
    yield {"type": "end_group"}


def _question(question: Question, labels: Mapping[str, Text]) -> Iterator[Row]:
    name = field_name(question.id)
    text = {language: f"{question.id} {words}" for language, words in question.text.items()}
    given, answered = f"${{{name}}}", f"${{{name}}} != ''"
    yield {
        "type": "select_one answers",
        "name": name,
        **_in_languages("label", text),
        **_in_languages("hint", question.how_to_check),
    }
    relevant = {
        "basis": answered,
        "reason": f"{given} = 'unknown' or {given} = 'not_applicable'",
        "comment": answered,
        "danger": f"{given} = 'no' or {given} = 'mostly_no'",
    }
    types = {
        "basis": "select_one bases",
        "reason": "select_one reasons",
        "comment": "text",
        "danger": "select_multiple dangers",
    }
    for part in PARTS:
        label = {language: f"{question.id} · {words}" for language, words in labels[part].items()}
        row = {"type": types[part], "name": f"{name}_{part}", "relevant": relevant[part]}
        yield {**row, **_in_languages("label", label)}


def _choices(pack: Pack, labels: Mapping[str, Text]) -> Iterator[Row]:
    lists: tuple[tuple[str, Iterable[tuple[str, Text]]], ...] = (
        ("groups", ((group.id, group.title) for group in pack.groups if pack.questions_of(group.id))),
        ("answers", ((option.id, option.label) for option in pack.answers)),
        ("bases", ((basis.id, basis.label) for basis in pack.bases)),
        ("reasons", ((reason.id, reason.label) for reason in pack.reasons)),
        ("dangers", (("danger", labels["danger"]),)),
    )
    for name, words in lists:
        for word, label in words:
            yield {"list_name": name, "name": word, **_in_languages("label", label)}
