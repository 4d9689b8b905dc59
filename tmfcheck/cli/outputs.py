"""The commands that give something out: score, report, demo, selftest."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import Any

from tmfcheck.cli.assessments import state_named
from tmfcheck.cli.session import Session
from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.errors import InputError, TmfCheckError
from tmfcheck.i18n import DASH, LANGUAGES, Texts
from tmfcheck.seal_messages import VERDICT_SENTENCES, VERDICTS
from tmfcheck.services import scoring
from tmfcheck.services.desk import utc_now
from tmfcheck.services.input_files import read_json

FORMATS = ("pdf", "docx", "xlsx")
MOST_MEGABYTES = 10_000
LONGEST_LINE = 2000
"""Characters of the names of columns that are told at once."""


def score(arguments: Namespace, session: Session) -> None:
    """Score answers from a file; always JSON."""
    session.print_json(scoring.score_document(session.packs, read_json(Path(arguments.source))))


def hazard(arguments: Namespace, session: Session) -> None:
    """Indices of a list; columns nobody reads are named on stderr, unreadable rows too, and these end with an error.

    Raises InputError HAZARD_ROWS_REFUSED.
    """
    from tmfcheck.services.hazard_lists import score_list

    pack = session.packs.load(arguments.pack).pack
    scored = score_list(pack, Path(arguments.source), day_named(arguments.as_of))
    if scored.ignored:
        message = session.texts.gettext("{path}: columns the indices do not use: {columns}.")
        names = shorten(", ".join(scored.ignored), LONGEST_LINE, placeholder=" …")
        session.warn(message.format(path=arguments.source, columns=names))
    for error in scored.refused:
        session.refuse(error)
    if arguments.json:
        session.print_json(scored.rows)
    else:
        _print_hazard_table(scored.rows, session)
    if scored.refused:
        raise InputError("HAZARD_ROWS_REFUSED", count=len(scored.refused))


def day_named(word: str | None) -> date:
    """The day a word names, today where there is none; raises InputError DATE_WRONG."""
    try:
        return date.fromisoformat(word) if word else utc_now().astimezone().date()
    except ValueError as error:
        raise InputError("DATE_WRONG", value=word) from error


def _print_hazard_table(rows: Sequence[Mapping[str, Any]], session: Session) -> None:
    _ = session.texts.gettext
    ordered = sorted(rows, key=lambda row: (row["rank"] is None, row["rank"] or 0))
    cells = [
        (
            DASH if row["rank"] is None else f"{row['rank']} ({row['rank_low']}–{row['rank_high']})",
            *(session.texts.number(row[name], 3) for name in ("tri", "thi", "tei")),
            row["id"],
            row["name"],
        )
        for row in ordered
    ]
    session.print_table((_("Rank"), "TRI", "THI", "TEI", _("Id"), _("Name")), cells)


def water_hazard(arguments: Namespace, session: Session) -> None:
    """The water hazard class of a mixture; always JSON."""
    from tmfcheck.services.water_hazards import classify_document

    pack = session.packs.load(arguments.pack).pack
    session.print_json(classify_document(pack, read_json(Path(arguments.source))))


def report(arguments: Namespace, session: Session) -> None:
    """Write the report of an assessment as PDF, Word file or workbook."""
    from tmfcheck.services import reporting
    from tmfcheck.services.report_photos import BYTES_A_MEGABYTE

    for language in filter(None, (arguments.lang, arguments.second_lang)):
        Texts(language)
    ending = Path(arguments.out or "").suffix.lower().removeprefix(".")
    kind = arguments.format or ending
    if ending in FORMATS and ending != kind:
        raise InputError("FORMAT_AND_ENDING_DIFFER", path=arguments.out, format=kind)
    out = Path(arguments.out or f"report.{kind or 'pdf'}")
    template = Path(arguments.template) if arguments.template else None
    languages = (arguments.lang, arguments.second_lang)
    photos = None if arguments.photos == "none" else PhotoSize(arguments.photos)
    options = ReportOptions(Audience(arguments.audience), photos, frozenset(arguments.without or ()))
    max_bytes = None if arguments.max_mb is None else int(megabytes(arguments.max_mb) * BYTES_A_MEGABYTE)
    with session.reading() as desk:
        model = reporting.report_model(desk, state_named(desk, arguments.assessment), options)
        match kind:
            case "docx":
                content = reporting.word_bytes(model, *languages, template, max_bytes=max_bytes)
            case "xlsx":
                content = reporting.workbook_bytes(model, *languages, max_bytes=max_bytes)
            case _:
                content = reporting.report_bytes(model, *languages, max_bytes=max_bytes)
        reporting.save_report(out, content)
    session.say(session.texts.gettext("Report: {path}").format(path=out))


def megabytes(word: str) -> float:
    """The size a word names, above 0; raises InputError SIZE_WRONG."""
    try:
        size = float(word.replace(",", "."))
    except ValueError as error:
        raise InputError("SIZE_WRONG", value=word) from error
    # Written so that what is no number at all (nan) is refused too.
    if not 0 < size < MOST_MEGABYTES:
        raise InputError("SIZE_WRONG", value=word)
    return size


def template(arguments: Namespace, session: Session) -> None:
    """Write the template of the Word report."""
    from tmfcheck.services import reporting

    out = Path(arguments.out)
    reporting.save_report(out, reporting.template_bytes(arguments.lang))
    session.say(session.texts.gettext("Template: {path}").format(path=out))


def notice(arguments: Namespace, session: Session) -> None:
    """Write the notice of the open immediate dangers; it needs no closed assessment."""
    from tmfcheck.services import reporting

    out = Path(arguments.out or "notice.pdf")
    with session.reading() as desk:
        model = reporting.report_model(desk, state_named(desk, arguments.assessment), ReportOptions(photos=None))
        reporting.save_report(out, reporting.notice_bytes(model, arguments.lang))
    session.say(session.texts.gettext("Notice: {path}").format(path=out))


def demo(arguments: Namespace, session: Session) -> None:
    """Make the sample assessment and its reports."""
    from tmfcheck.services.demo import make_demo

    languages = [word.strip() for word in arguments.lang.split(",") if word.strip()]
    if not languages:
        raise InputError("LANGUAGE_UNKNOWN", language=arguments.lang, languages=", ".join(LANGUAGES))
    for language in languages:
        Texts(language)
    made = make_demo(Path(arguments.out), languages)
    _ = session.texts.gettext
    session.say(_("Sample archive: {path}").format(path=made.archive))
    for path in made.reports:
        session.say(_("Report: {path}").format(path=path))
    for copy in made.signed:
        session.say(_("Signed with a trial certificate: {path}").format(path=copy.path))
        if copy.verdict is not None:
            session.say(f"  {_(VERDICTS[copy.verdict.status])}. {_(VERDICT_SENTENCES[copy.verdict.status])}")


def selftest(arguments: Namespace, session: Session) -> None:
    """Check this installation; TmfCheckError SELFTEST_FAILED when a check fails."""
    from tmfcheck.services import selftest as checks

    results = checks.run()
    if arguments.json:
        session.print_json([{"name": each.name, "ok": each.ok, "detail": each.detail} for each in results])
    for each in () if arguments.json else results:
        session.say(f"{'ok  ' if each.ok else 'FAIL'} {each.name} {each.detail}".rstrip())
    failed = [each.name for each in results if not each.ok]
    if failed:
        raise TmfCheckError("SELFTEST_FAILED", checks=", ".join(failed))
