"""The commands that give something out: score, report, demo, selftest."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tmfcheck.cli.assessments import state_named
from tmfcheck.cli.session import Session
from tmfcheck.errors import InputError, TmfCheckError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.services import scoring
from tmfcheck.services.input_files import read_json


def score(arguments: Namespace, session: Session) -> None:
    """Score answers from a file; always JSON."""
    session.print_json(scoring.score_document(session.packs, read_json(Path(arguments.source))))


def report(arguments: Namespace, session: Session) -> None:
    """Write the report of an assessment."""
    from tmfcheck.services import reporting

    for language in filter(None, (arguments.lang, arguments.second_lang)):
        Texts(language)
    out = Path(arguments.out)
    with session.reading() as desk:
        state = state_named(desk, arguments.assessment)
        reporting.write_report(desk, state, out, language=arguments.lang, second_language=arguments.second_lang)
    session.say(session.texts.gettext("Report: {path}").format(path=out))


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
