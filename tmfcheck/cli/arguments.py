"""The command line's words: every command, its arguments and their help, in the user's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tmfcheck import __version__
from tmfcheck.cli import archives, assessments, facilities, maps, measures, outputs, packs, register
from tmfcheck.cli.closing import add_closing_commands, check_archive
from tmfcheck.cli.evidence_words import add_evidence_commands
from tmfcheck.cli.parser_words import let_the_parser_speak
from tmfcheck.cli.seal_words import add_scan_commands, add_seal_commands
from tmfcheck.domain.report_options import OPTIONAL_CHAPTERS, Audience
from tmfcheck.i18n import LANGUAGES, Texts

if TYPE_CHECKING:
    from tmfcheck.cli.session import Session

    Command = Callable[[argparse.Namespace, Session], int | None]
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def build_parser(texts: Texts) -> argparse.ArgumentParser:
    """The whole parser; a parsed command carries its function in ``run``."""
    let_the_parser_speak(texts.language)
    _ = texts.gettext
    parser = argparse.ArgumentParser(
        prog="tmfcheck",
        description=_("Offline inspection of tailings management facilities. Without a command the window opens."),
        allow_abbrev=False,
    )
    version = f"tmfcheck {__version__}"
    parser.add_argument("--version", action="version", version=version, help=_("show the version and exit"))
    _add_archive(parser, texts, default=None)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_pack_commands(commands, texts)
    _add_facility_commands(commands, texts)
    _add_register_commands(commands, texts)
    _add_assessment_commands(commands, texts)
    _add_measure_commands(commands, texts)
    _add_archive_commands(commands, texts)
    _add_output_commands(commands, texts)
    add_seal_commands(partial(_add, commands, texts), texts)
    return parser


def _add_archive(parser: argparse.ArgumentParser, texts: Texts, default: object) -> None:
    help_text = texts.gettext("the archive file (else TMFCHECK_ARCHIVE, else the one in your data folder)")
    parser.add_argument("--archive", metavar="PATH", default=default, help=help_text)


def _group(commands: Subparsers, name: str, help_text: str) -> Subparsers:
    group = commands.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
    return group.add_subparsers(metavar="COMMAND", required=True)


def _add(commands: Subparsers, texts: Texts, name: str, run: Command, help_text: str) -> argparse.ArgumentParser:
    """One command that knows ``--archive`` after its name too."""
    parser = commands.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
    _add_archive(parser, texts, default=argparse.SUPPRESS)
    parser.set_defaults(run=run)
    return parser


def _add_json(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--json", action="store_true", help=texts.gettext("print JSON and nothing else"))


def _add_pack_commands(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    group = _group(commands, "pack", _("method packs: list, show, check"))
    listing = _add(group, texts, "list", packs.list_packs, _("list the method packs of this machine"))
    show = _add(group, texts, "show", packs.show_pack, _("show a method pack, or its questions"))
    show.add_argument("pack", metavar="ID", help=_("id or folder of the pack"))
    show.add_argument("--group", metavar="G", help=_("only this group, for example A"))
    check = _add(group, texts, "check", packs.check_pack, _("check a pack and list every problem"))
    check.add_argument("folder", metavar="PATH", help=_("the pack's folder"))
    for parser in (listing, show, check):
        _add_json(parser, texts)
    _add_pack_tools(group, texts)


def _add_pack_tools(group: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    blank = _add(group, texts, "print", packs.print_checklist, _("write the blank checklist of a group for paper"))
    blank.add_argument("pack", metavar="ID", help=_("id or folder of the pack"))
    blank.add_argument("--group", metavar="G", required=True, help=_("the checklist group, for example A"))
    blank.add_argument("--lang", metavar="L", required=True, help=", ".join(LANGUAGES))
    blank.add_argument("--second-lang", metavar="L", help=_("a second language beside the first"))
    blank.add_argument("--out", metavar="F.pdf", required=True, help=_("where the checklist is written"))
    export = _add(group, texts, "export-xlsx", packs.export_workbook, _("write a pack as a spreadsheet to edit"))
    export.add_argument("pack", metavar="ID", help=_("id or folder of the pack"))
    export.add_argument("out", metavar="F.xlsx", help=_("where the spreadsheet is written"))
    form = _add(group, texts, "export-xlsform", packs.export_form, _("write a pack as a form for tablets"))
    form.add_argument("pack", metavar="ID", help=_("id or folder of the pack"))
    form.add_argument("out", metavar="F.xlsx", help=_("where the form is written"))
    taking = _add(group, texts, "import-xlsx", packs.import_workbook, _("make a pack from an edited spreadsheet"))
    taking.add_argument("source", metavar="F.xlsx", help=_("the edited spreadsheet"))
    taking.add_argument("--as", dest="folder", metavar="DIR", required=True, help=_("a new folder for the pack"))
    foreign = _add(group, texts, "import-workbook", packs.import_foreign_workbook, _("make a pack from any workbook"))
    foreign.add_argument("source", metavar="F.xlsx", help=_("the workbook"))
    foreign.add_argument("--map", metavar="MAP.toml", required=True, help=_("which column holds what"))
    foreign.add_argument("--as", dest="folder", metavar="DIR", required=True, help=_("a new folder for the pack"))
    taking.add_argument("--edition", metavar="E", help=_("the new edition, for example 2027.1"))


def _add_facility_commands(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    group = _group(commands, "facility", _("tailings management facilities"))
    add = _add(group, texts, "add", facilities.add_facility, _("add a facility from a JSON file"))
    add.add_argument("--from", dest="source", metavar="F.json", required=True, help=_("the facility's facts"))
    add.add_argument("--by", metavar="NAME", help=_("who adds it"))
    listing = _add(group, texts, "list", facilities.list_facilities, _("list the facilities"))
    show = _add(group, texts, "show", facilities.show_facility, _("show one facility"))
    show.add_argument("facility", metavar="ID", help=_("its id or the beginning of it"))
    for parser in (add, listing, show):
        _add_json(parser, texts)
    sheet = _add(group, texts, "sheet", facilities.print_sheet, _("write one page on a facility as PDF"))
    sheet.add_argument("facility", metavar="ID", help=_("its id or the beginning of it"))
    sheet.add_argument("--out", metavar="F.pdf", required=True, help=_("where the PDF is written"))
    _add_languages(sheet, texts)
    sheet.add_argument("--pack", metavar="ID", default="unece-tmf", help=_("id or folder of the method pack"))


def _add_languages(parser: argparse.ArgumentParser, texts: Texts) -> None:
    _ = texts.gettext
    languages = ", ".join(LANGUAGES)
    parser.add_argument("--lang", metavar="L", help=_("language of the PDF: {languages}").format(languages=languages))
    parser.add_argument("--second-lang", metavar="L", help=_("a second language beside the first"))


def _add_register_commands(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    group = _group(commands, "register", _("the register: take lists in, rank, export"))
    guess = _add(group, texts, "guess", register.guess_map, _("write a first column map of a list"))
    guess.add_argument("--out", metavar="M.toml", required=True, help=_("where the map is written"))
    taking = _add(group, texts, "import", register.import_list, _("take a list in, after a preview"))
    taking.add_argument("--map", metavar="M.toml", help=_("which column holds what (else it is guessed)"))
    for parser in (guess, taking):
        parser.add_argument("source", metavar="F.csv|F.xlsx", help=_("the list"))
        parser.add_argument("--country", metavar="C", help=_("the country of rows that name none"))
    choices = ("merge", "skip", "keep")
    taking.add_argument("--duplicates", choices=choices, help=_("what becomes of rows that are known already"))
    taking.add_argument("--apply", action="store_true", help=_("store it; without this it is only shown"))
    _add_json(taking, texts)
    _add_register_views(group, texts)
    undo = _add(group, texts, "undo", register.undo_import, _("take the last import back"))
    for parser in (taking, undo):
        parser.add_argument("--by", metavar="NAME", help=_("who does it"))


def _add_register_views(group: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    listing = _add(group, texts, "list", register.list_register, _("list the facilities with their indices"))
    rank = _add(group, texts, "rank", register.rank_register, _("rank the facilities, with the interval of each rank"))
    export = _add(group, texts, "export", register.export_register, _("write the register for other programs"))
    export.add_argument(
        "out",
        metavar="F",
        help=_("where it is written: .pdf, .csv, .xlsx, .geojson, .kml or .gpkg decides what it becomes"),
    )
    _add_languages(export, texts)
    for parser in (rank, export):
        parser.add_argument("--by", choices=("tri", "thi", "next"), default="tri", help=_("what it is ranked by"))
    for parser in (listing, rank, export):
        parser.add_argument("--country", metavar="C", help=_("only this country"))
        parser.add_argument("--transboundary", action="store_true", help=_("only possible effects across a border"))
        parser.add_argument("--not-visited-since", metavar="DATE", help=_("only those not visited since this day"))
        parser.add_argument("--pack", metavar="ID", default="unece-tmf", help=_("id or folder of the method pack"))
    for parser in (listing, rank):
        _add_json(parser, texts)


def _add_assessment_commands(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    group = _group(commands, "assessment", _("assessments: start, answer, show, close"))
    _add_start(group, texts)
    _add_answer(group, texts)
    _add_tablet(group, texts)
    _add_move(group, texts)
    add_evidence_commands(partial(_add, group, texts), texts)
    add_closing_commands(partial(_add, group, texts), texts)
    add_scan_commands(partial(_add, group, texts), texts)
    listing = _add(group, texts, "list", assessments.list_assessments, _("list the assessments"))
    _add_json(listing, texts)
    for name, run, help_text in (
        ("show", assessments.show_assessment, _("show an assessment with its answers")),
        ("history", assessments.show_history, _("show who changed what and when")),
        ("results", assessments.show_results, _("show scores and measures")),
    ):
        parser = _add(group, texts, name, run, help_text)
        parser.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
        _add_json(parser, texts)


def _add_start(group: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    start = _add(group, texts, "start", assessments.start_assessment, _("start an assessment of a facility"))
    start.add_argument("facility", metavar="FACILITY", help=_("its id or the beginning of it"))
    start.add_argument("--pack", metavar="ID", required=True, help=_("id or folder of the method pack"))
    start.add_argument("--group", metavar="G", required=True, help=_("the checklist group, for example A"))
    start.add_argument("--by", metavar="NAME", required=True, help=_("who assesses"))
    start.add_argument("--role", choices=("inspector", "operator"), default="inspector", help=_("in which role"))
    _add_json(start, texts)


def _add_answer(group: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    answer = _add(group, texts, "answer", assessments.answer, _("answer one question, or many from a file"))
    answer.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
    answer.add_argument("question", metavar="QUESTION", nargs="?", help=_("for example A1.07"))
    words = "yes, mostly_yes, mostly_no, no, unknown, not_applicable"
    answer.add_argument("value", metavar="VALUE", nargs="?", help=words)
    answer.add_argument("--basis", metavar="B", help="measured, seen_on_site, document_seen, told, none")
    answer.add_argument("--reason", metavar="R", help="no_access, document_not_shown, refused, weather, no_time, other")
    answer.add_argument("--comment", metavar="TEXT", default="", help=_("what was seen, measured or read"))
    answer.add_argument("--document", metavar="TEXT", default="", help=_("the document and page the answer rests on"))
    answer.add_argument("--danger", action="store_true", help=_("mark an immediate danger"))
    answer.add_argument("--by", metavar="NAME", help=_("who answers (else who started the assessment)"))
    answer.add_argument(
        "--from", dest="source", metavar="F.json", help=_("many answers by question id: all are stored or none")
    )
    _add_json(answer, texts)


def _add_move(group: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    move = _add(group, texts, "move", assessments.move_assessment, _("move to another edition, after a preview"))
    move.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
    move.add_argument("--to", metavar="ID@EDITION", required=True, help=_("the edition, or the folder of the pack"))
    move.add_argument("--apply", action="store_true", help=_("move it; without this the questions are only compared"))
    move.add_argument("--by", metavar="NAME", help=_("who moves it (else who started the assessment)"))
    _add_json(move, texts)


def _add_tablet(group: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    tablet = _add(
        group, texts, "import-xlsform", assessments.import_submission, _("take answers from a tablet, after a preview")
    )
    tablet.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
    tablet.add_argument("source", metavar="F.xml|F.csv", help=_("the submission"))
    tablet.add_argument("--row", type=int, metavar="N", help=_("which submission of a CSV export, from 1"))
    tablet.add_argument("--apply", action="store_true", help=_("store the answers; without it they are only shown"))
    tablet.add_argument("--by", metavar="NAME", help=_("who answers (else who started the assessment)"))
    _add_json(tablet, texts)


def _add_measure_commands(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    group = _group(commands, "measure", _("the programme of measures of an assessment"))
    listing = _add(group, texts, "list", measures.list_measures, _("list the measures in their order"))
    setting = _add(group, texts, "set", measures.set_measure, _("decide on a measure"))
    adding = _add(group, texts, "add", measures.add_measure, _("add a measure of your own"))
    for parser in (listing, setting, adding):
        parser.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
        _add_json(parser, texts)
    setting.add_argument("measure", metavar="MEASURE", help=_("for example M-DAM-01"))
    decision = setting.add_mutually_exclusive_group()
    decision.add_argument("--accept", action="store_true", help=_("accept the measure"))
    decision.add_argument("--reject", metavar="REASON", help=_("reject the measure, with the reason"))
    setting.add_argument("--owner", metavar="NAME", help=_("who carries it out"))
    setting.add_argument("--due", metavar="DATE", help=_("due date, as 2027-03-31"))
    setting.add_argument("--term", choices=("short", "medium", "long"), help=_("move it to another time-frame"))
    setting.add_argument("--reason", metavar="R", help=_("why it is moved"))
    setting.add_argument("--cost", metavar="TEXT", help=_("estimated cost, with the currency"))
    adding.add_argument("--title", metavar="TEXT", required=True, help=_("what is to be done, in one line"))
    adding.add_argument("--text", metavar="TEXT", default="", help=_("how it is to be done"))
    adding.add_argument("--term", choices=("short", "medium", "long"), required=True, help=_("its time-frame"))
    for parser in (setting, adding):
        parser.add_argument("--by", metavar="NAME", help=_("who decides (else who started the assessment)"))


def _add_archive_commands(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    group = _group(commands, "archive", _("backups of the archive"))
    listing = _add(group, texts, "backups", archives.list_backups, _("list the copies of the archive, newest first"))
    _add_json(listing, texts)
    checking = _add(
        group, texts, "check", check_archive, _("see that every closed assessment is what it was when it was closed")
    )
    _add_json(checking, texts)
    _add(group, texts, "backup", archives.make_backup, _("copy the archive now and verify the copy"))
    restore = _add(
        group, texts, "restore", archives.restore_backup, _("put a copy back; the present file is set aside")
    )
    restore.add_argument("copy", metavar="COPY", help=_("the copy, as “tmfcheck archive backups” lists it"))


def _add_output_commands(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    score = _add(commands, texts, "score", outputs.score, _("score answers from a JSON file, without an archive"))
    score.add_argument("source", metavar="F.json", help=_("pack, group and answers"))
    hazard = _add(commands, texts, "hazard", outputs.hazard, _("hazard and risk indices of a list, without an archive"))
    hazard.add_argument("source", metavar="F.csv|F.json", help=_("one facility a row"))
    hazard.add_argument("--as-of", metavar="DATE", help=_("ages count to this day (else today)"))
    whc = _add(commands, texts, "whc", outputs.water_hazard, _("water hazard class of a mixture from a JSON file"))
    whc.add_argument("source", metavar="F.json", help=_("components with their fractions"))
    # score and whc print nothing else anyway; a caller who asks for it is not wrong
    for parser in (score, hazard, whc):
        _add_json(parser, texts)
    for parser in (hazard, whc):
        parser.add_argument("--pack", metavar="ID", default="unece-tmf", help=_("id or folder of the method pack"))
    _add_report(commands, texts)
    _add_notice(commands, texts)
    _add_map(commands, texts)
    demo = _add(commands, texts, "demo", outputs.demo, _("make a sample assessment and its reports in a folder"))
    demo.add_argument("--out", metavar="DIR", required=True, help=_("the folder, apart from your own archive"))
    demo.add_argument("--lang", metavar="L,L", default=",".join(LANGUAGES), help=_("languages of the reports"))
    selftest = _add(commands, texts, "selftest", outputs.selftest, _("check that this installation works"))
    _add_json(selftest, texts)


def _add_report(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    report = _add(commands, texts, "report", outputs.report, _("write the report of an assessment"))
    report.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
    report.add_argument("--lang", metavar="L", required=True, help=", ".join(LANGUAGES))
    report.add_argument("--second-lang", metavar="L", help=_("a second language beside the first"))
    out_help = _("where the report is written (else report.pdf, .docx, .xlsx here)")
    report.add_argument("--out", metavar="F", help=out_help)
    format_help = _("kind of the file (else as its name ends, else PDF)")
    report.add_argument("--format", choices=outputs.FORMATS, help=format_help)
    report.add_argument("--audience", choices=list(Audience), default=Audience.OPERATOR, help=_("for whom it is made"))
    photos_help = _("size of the photos (else medium)")
    report.add_argument("--photos", choices=("small", "medium", "full", "none"), default="medium", help=photos_help)
    report.add_argument("--max-mb", metavar="N", help=_("largest file; photos are made smaller for it"))
    without_help = _("leave this chapter out; may be given several times")
    report.add_argument("--without", action="append", choices=OPTIONAL_CHAPTERS, help=without_help)
    report.add_argument("--template", metavar="F.docx", help=_("an own template for the Word report"))
    template = _add(
        commands, texts, "template", outputs.template, _("write the template of the Word report, to edit it")
    )
    template.add_argument("--lang", metavar="L", default=texts.language, help=", ".join(LANGUAGES))
    template.add_argument("--out", metavar="F.docx", required=True, help=_("where the template is written"))


def _add_notice(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    notice = _add(
        commands, texts, "notice", outputs.notice, _("write the notice of immediate danger, in all languages")
    )
    notice.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
    notice.add_argument("--lang", metavar="L", default=texts.language, help=_("the language that stands first"))
    notice.add_argument("--out", metavar="F.pdf", help=_("where the notice is written (else notice.pdf here)"))


def _add_map(commands: Subparsers, texts: Texts) -> None:
    _ = texts.gettext
    drawing = _add(commands, texts, "map", maps.draw_map, _("draw the map of the facilities"))
    drawing.add_argument("--out", metavar="F.pdf|F.png|F.svg", required=True, help=_("where the drawn map is written"))
    drawing.add_argument("--bbox", metavar="W,S,E,N", help=_("edges in degrees (else around all facilities)"))
    # A western longitude comes first and begins with a minus: it is no option.
    drawing._negative_number_matcher = re.compile(r"-[\d.]+(,|$)")
    drawing.add_argument("--lang", metavar="L", help=", ".join(LANGUAGES))
    by_help = _("what the colours tell (else the hazard index)")
    drawing.add_argument("--by", choices=("thi", "tri", "whc", "status"), default="thi", help=by_help)
    drawing.add_argument("--pack", metavar="ID", default="unece-tmf", help=_("id or folder of the method pack"))
