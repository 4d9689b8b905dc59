"""Answers collected on tablets: the form for ODK and Kobo out, a submission back into an assessment after a preview."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

from tmfcheck.domain.answers import Answer, check_answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.pack import Text
from tmfcheck.errors import InputError
from tmfcheck.i18n import LANGUAGES, N_, Texts
from tmfcheck.packs.library import PackLibrary
from tmfcheck.packs.xlsform import FINGERPRINT, GROUP, PARTS, field_name, xlsform_bytes
from tmfcheck.services.input_files import read_bytes
from tmfcheck.services.output_files import write_file

LABEL_TEXTS: Mapping[str, str] = {
    "group": N_("Checklist group"),
    "facility": N_("Facility"),
    "assessor": N_("Your name"),
    "basis": N_("Evidence basis"),
    "reason": N_("Reason"),
    "comment": N_("Comment"),
    "danger": N_("Immediate danger"),
}


@dataclass(frozen=True, slots=True)
class CollectedAnswer:
    """One answer of a submission beside the one the assessment holds now (None where it holds none)."""

    question: str
    before: Answer | None
    after: Answer

    @property
    def is_change(self) -> bool:
        return self.before != self.after

    @property
    def replaces(self) -> bool:
        """Whether an answer that is already given would be overwritten by a different one."""
        return self.is_change and self.before is not None and self.before.value is not None


def export_form(packs: PackLibrary, name: str, out: Path) -> None:
    """Write the XLSForm of a pack; raises PackError, InputError FILE_NOT_WRITTEN."""
    write_file(out, xlsform_bytes(packs.load(name), {key: _label(text) for key, text in LABEL_TEXTS.items()}))


def _label(text: str) -> Text:
    return {language: Texts(language).gettext(text) for language in LANGUAGES}


def preview_submission(state: AssessmentState, path: Path, row: int | None = None) -> tuple[CollectedAnswer, ...]:
    """What a submission (XML, or one ``row`` of a CSV export, counted from 1) would bring into an assessment.

    Nothing is stored. Raises InputError: TABLET_FILE_WRONG, TABLET_OTHER_GROUP, TABLET_OTHER_EDITION, TABLET_MANY_ROWS
    and those of reading a file; AnswerError where a word is not the pack's.
    """
    fields = _csv_fields(path, row) if path.suffix.lower() == ".csv" else _xml_fields(path)
    _check_form(state, fields, path)
    collected = []
    for question in state.pack.questions_of(state.assessment.group):
        after = _answer(fields, field_name(question.id))
        if after.value is not None:
            check_answer(state.pack, state.assessment.group, question.id, after)
            collected.append(CollectedAnswer(question.id, state.given.get(question.id), after))
    return tuple(collected)


def _xml_fields(path: Path) -> dict[str, str]:
    """The leaves of a submission by name; a document type is refused, since entities can be bombs."""
    content = read_bytes(path)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise InputError("TABLET_FILE_WRONG", path=path)
    try:
        root = Xml.fromstring(content)  # noqa: S314 - without a document type there are no entities to expand
    except (Xml.ParseError, ValueError, LookupError) as error:  # the last two for an encoding nobody can read
        raise InputError("TABLET_FILE_WRONG", path=path) from error
    return {node.tag.rpartition("}")[2]: (node.text or "").strip() for node in root.iter() if len(node) == 0}


def _csv_fields(path: Path, row: int | None) -> dict[str, str]:
    """One row of an export by the last part of each heading; group names before it are cut off."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("TABLET_FILE_WRONG", path=path) from error
    if row is None and len(rows) != 1:
        raise InputError("TABLET_MANY_ROWS", path=path, count=len(rows))
    number = 1 if row is None else row
    if not 1 <= number <= len(rows):
        raise InputError("TABLET_MANY_ROWS", path=path, count=len(rows))
    fields = rows[number - 1]
    return {name.replace("/", "-").rpartition("-")[2]: (value or "").strip() for name, value in fields.items() if name}


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return ";" if heading.count(";") > heading.count(",") else ","


def _check_form(state: AssessmentState, fields: Mapping[str, str], path: Path) -> None:
    assessment = state.assessment
    if GROUP not in fields:
        raise InputError("TABLET_FILE_WRONG", path=path)
    if fields[GROUP] != assessment.group:
        raise InputError("TABLET_OTHER_GROUP", path=path, group=fields[GROUP], expected=assessment.group)
    if fields.get(FINGERPRINT) != assessment.pack_fingerprint:
        raise InputError("TABLET_OTHER_EDITION", path=path, edition=assessment.pack_edition)


def _answer(fields: Mapping[str, str], name: str) -> Answer:
    basis, reason, comment, danger = (fields.get(f"{name}_{part}") or None for part in PARTS)
    return Answer(fields.get(name) or None, basis, reason, comment or "", danger=danger is not None)
