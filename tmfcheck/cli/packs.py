"""The commands on method packs: list, show, check."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmfcheck.cli.session import Session
from tmfcheck.errors import PackError
from tmfcheck.messages import problem_sentence
from tmfcheck.services import method_packs
from tmfcheck.wording import CHANGES

if TYPE_CHECKING:
    from tmfcheck.packs.workbook_reader import ReadWorkbook


def list_packs(arguments: Namespace, session: Session) -> None:
    """Every pack of this machine, unusable ones marked."""
    packs = session.packs.list()
    if arguments.json:
        session.print_json([method_packs.summary_document(pack) for pack in packs])
        return
    _ = session.texts.gettext
    rows = [
        (pack.id, pack.edition, session.texts.pick(pack.title) if pack.title else _("cannot be used"), str(pack.folder))
        for pack in packs
    ]
    session.print_table((_("Pack"), _("Edition"), _("Title"), _("Folder")), rows)


def show_pack(arguments: Namespace, session: Session) -> None:
    """A pack in resolved form, or its sections and questions for people."""
    document = method_packs.pack_document(session.packs, arguments.pack, arguments.group)
    if arguments.json:
        session.print_json(document)
        return
    texts = session.texts
    session.say(f"{document['id']} {document['edition']} · {texts.pick(document['title'])}")
    session.say(f"SHA-256 {document['fingerprint']}")
    for section in document["sections"]:
        questions = [question for question in document["questions"] if question["section"] == section["id"]]
        if questions:
            session.say(f"\n{texts.pick(section['title'])}")
        for question in questions:
            mark = "▲" if question["critical"] else " "
            session.say(f"  {question['id']} {mark} {texts.pick(question['text'])}")


def check_pack(arguments: Namespace, session: Session) -> None:
    """Every problem of a pack and its sums; PackError PACK_UNUSABLE when one is an error."""
    problems = session.packs.check(arguments.folder)
    errors = sum(problem.severity == "error" for problem in problems)
    sums = {} if errors else method_packs.sums_document(session.packs.load(arguments.folder).pack)
    if arguments.json:
        found = [_problem_document(problem, session) for problem in problems]
        session.print_json({"usable": not errors, "problems": found, "sums": sums})
    for problem in () if arguments.json else problems:
        session.say(f"{problem.severity}: {problem_sentence(problem, session.texts)}")
    if errors:
        raise PackError("PACK_UNUSABLE", pack=arguments.folder, count=errors)
    if not arguments.json:
        _print_sums(sums, session)
        session.say(session.texts.gettext("The pack can be used. Warnings: {count}.").format(count=len(problems)))


def _print_sums(sums: Mapping[str, Any], session: Session) -> None:
    """Questions by category and subgroup, and measures by category and time-frame."""
    _ = session.texts.gettext
    for title, table in ((_("Questions"), sums["questions"]), (_("Measures"), sums["measures"])):
        columns = sorted({column for row in table.values() for column in row})
        rows = [(name, *(str(row.get(column, 0)) for column in columns)) for name, row in table.items()]
        session.print_table((title, *columns), rows)
        session.say()


def export_workbook(arguments: Namespace, session: Session) -> None:
    """Write a pack as a spreadsheet."""
    from tmfcheck.services.pack_workbooks import export_workbook as export

    out = Path(arguments.out)
    export(session.packs, arguments.pack, out, session.texts)
    session.say(session.texts.gettext("Spreadsheet: {path}").format(path=out))


def print_checklist(arguments: Namespace, session: Session) -> None:
    """Write the blank checklist of a group for paper."""
    from tmfcheck.services import output_files, reporting

    out = Path(arguments.out)
    content = reporting.checklist_bytes(
        session.packs, arguments.pack, arguments.group, arguments.lang, arguments.second_lang
    )
    output_files.write_file(out, content)
    session.say(session.texts.gettext("Checklist: {path}").format(path=out))


def export_form(arguments: Namespace, session: Session) -> None:
    """Write a pack as a form for tablets."""
    from tmfcheck.services.tablet_forms import export_form as export

    out = Path(arguments.out)
    export(session.packs, arguments.pack, out)
    session.say(session.texts.gettext("Tablet form: {path}").format(path=out))


def import_workbook(arguments: Namespace, session: Session) -> None:
    """Make a pack folder from an edited spreadsheet; InputError WORKBOOK_HAS_PROBLEMS where it has errors."""
    from tmfcheck.services import pack_workbooks

    path, folder = Path(arguments.source), Path(arguments.folder)
    read = pack_workbooks.import_workbook(path, folder, arguments.edition)
    _tell(read, path, folder, session)


def import_foreign_workbook(arguments: Namespace, session: Session) -> None:
    """Make a pack folder from any workbook and its column map."""
    from tmfcheck.services import pack_workbooks

    path, folder = Path(arguments.source), Path(arguments.folder)
    read = pack_workbooks.import_foreign_workbook(session.packs, path, Path(arguments.map), folder)
    _tell(read, path, folder, session)


def _tell(read: ReadWorkbook, path: Path, folder: Path, session: Session) -> None:
    """Problems on stderr, then what was made; InputError WORKBOOK_HAS_PROBLEMS where there are errors."""
    from tmfcheck.services import pack_workbooks

    for problem in read.problems:
        session.warn(f"{problem.severity}: {problem_sentence(problem, session.texts)}")
    pack_workbooks.refuse_errors(read, path)
    _ = session.texts.gettext
    for change in read.changes:
        session.say(f"{_(CHANGES[change.kind])}: {change.id} {', '.join(change.fields)}".rstrip())
    session.say(_("Changes: {count}. Pack: {path}").format(count=len(read.changes), path=folder))


def _problem_document(problem: Any, session: Session) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": problem.file,
        "item": problem.item,
        "place": problem.place,
        "language": problem.language,
        "message": problem_sentence(problem, session.texts),
    }
