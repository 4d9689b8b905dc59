"""The commands at the end of an assessment: check it, close it, correct it, and see that the closed is unchanged."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tmfcheck.cli.assessments import assessment_document, state_named
from tmfcheck.cli.session import Session
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.closing_check import not_covered, unexplained
from tmfcheck.domain.open_points import OpenPoint, Severity
from tmfcheck.errors import AssessmentError, InputError
from tmfcheck.i18n import Texts
from tmfcheck.point_words import SEVERITIES, counted, nothing_open_words, point_sentence, subject_words
from tmfcheck.services import assessing, closing


def add_closing_commands(add: Callable[..., ArgumentParser], texts: Texts) -> None:
    """The commands at the end of an assessment, among those on assessments."""
    _ = texts.gettext
    check = add("check", check_assessment, _("show what is open or contradictory before closing"))
    close = add("close", close_assessment, _("close an assessment for good"))
    revise = add("revise", revise_assessment, _("open a correction of a closed assessment"))
    for parser in (check, close, revise):
        parser.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
        parser.add_argument("--json", action="store_true", help=_("print JSON and nothing else"))
    explain_help = _("why an error of the check stands, wherever it stands now; may be given several times")
    close.add_argument("--explain", metavar="CODE=TEXT", action="append", help=explain_help)
    close.add_argument("--by", metavar="NAME", help=_("who closes it (else who started it)"))
    revise.add_argument("--reason", metavar="TEXT", required=True, help=_("what was wrong in the closed one"))
    revise.add_argument("--by", metavar="NAME", help=_("who corrects it (else who started the first)"))


def check_assessment(arguments: Namespace, session: Session) -> None:
    """What is open, contradictory or strange before closing; of a closed assessment what stood when it was closed."""
    with session.reading() as desk:
        state = state_named(desk, arguments.assessment)
        points = closing.check(desk, state)
    if arguments.json:
        session.print_json(check_document(state, points))
        return
    if not points:
        session.say(nothing_open_words(state, session.texts))
    for line in _lines(state, points, session):
        session.say(line)


def close_assessment(arguments: Namespace, session: Session) -> None:
    """Close an assessment; nothing in it can change afterwards. Refused, it lists what stands in the way."""
    explanations = _explanations(arguments.explain or ())
    with session.writing() as desk:
        found = assessing.find_assessment(desk, arguments.assessment)
        try:
            state = closing.close(desk, found.id, by=arguments.by, explanations=explanations)
        except AssessmentError as error:
            standing = error.data.get("points")
            if standing:
                open_state = assessing.load_state(desk, found.id)
                if arguments.json:
                    session.print_json(check_document(open_state, closing.check(desk, open_state)))
                for line in _lines(open_state, standing, session):
                    session.warn(line)
            raise
    if arguments.json:
        session.print_json(assessment_document(state.assessment))
    else:
        session.say(session.texts.gettext("Closed: {assessment}.").format(assessment=state.assessment.id))
        fingerprint = session.texts.gettext("Content fingerprint")
        session.say(f"{fingerprint}: {state.assessment.fingerprint}")


def revise_assessment(arguments: Namespace, session: Session) -> None:
    """Open a correction of a closed assessment and print its id."""
    with session.writing() as desk:
        found = assessing.find_assessment(desk, arguments.assessment)
        revision = closing.revise(desk, found.id, arguments.reason, by=arguments.by)
    if arguments.json:
        session.print_json(assessment_document(revision.assessment))
    else:
        session.say(revision.assessment.id)


def check_archive(arguments: Namespace, session: Session) -> None:
    """Compare every closed assessment with what was kept at its closing; exit code 2 where one was changed."""
    with session.reading() as desk:
        checked = closing.verify_all(desk)
    if arguments.json:
        session.print_json(
            [
                {
                    "id": each.assessment_id,
                    "fingerprint": each.fingerprint,
                    "content": each.is_content_same,
                    "results": each.are_results_same,
                    "files": each.are_files_whole,
                    "sound": each.is_sound,
                }
                for each in checked
            ]
        )
    else:
        _say_checked(checked, session)
    changed = [each.assessment_id for each in checked if not each.is_sound]
    if changed:
        raise AssessmentError("CLOSED_BUT_CHANGED", assessments=", ".join(changed))


def _say_checked(checked: Sequence[closing.ClosedCheck], session: Session) -> None:
    _ = session.texts.gettext
    if not checked:
        session.say(_("Nothing is closed in this archive yet."))
    for each in checked:
        if not each.is_sound:
            words = _("changed after closing")
        else:
            words = _("unchanged") if each.fingerprint else _("closed by version 1, without a fingerprint")
        session.say(f"{each.assessment_id}  {words}")


def check_document(state: AssessmentState, points: Iterable[OpenPoint]) -> dict[str, Any]:
    """The check as JSON data; ``checked`` is false for what version 1 closed, which made no check."""
    listed = tuple(points)
    explanations = state.evidence.explanations
    return {
        "assessment": state.assessment.id,
        "status": "closed" if state.assessment.is_closed else "open",
        "checked": not state.assessment.is_closed or state.check_kept is not None,
        "can_close": not state.assessment.is_closed and not unexplained(state, listed),
        **{f"{severity.value}s": counted(listed, severity) for severity in Severity},
        "explained": sum(point.code in explanations and not not_covered(state, point) for point in listed),
        "points": [
            {
                "code": point.code,
                "severity": point.severity.value,
                "subjects": [
                    {"place": each.place.value, "id": each.id, "detail": each.detail} for each in point.subjects
                ],
                "explanation": explanations[point.code].text if point.code in explanations else None,
                "not_covered": [each.id for each in not_covered(state, point)] if point.code in explanations else [],
            }
            for point in listed
        ],
    }


def _lines(state: AssessmentState, points: Iterable[OpenPoint], session: Session) -> Iterable[str]:
    """The points under the heading of their severity, each with its code, its subjects and its explanation."""
    severity, texts = None, session.texts
    for point in points:
        if point.severity is not severity:
            severity = point.severity
            yield texts.gettext(SEVERITIES[severity])
        yield f"  {point.code}  {point_sentence(point, texts)}"
        yield f"    {', '.join(subject_words(each, state, texts) for each in point.subjects)}"
        explained = state.evidence.explanations.get(point.code)
        if explained is not None:
            word = texts.gettext("Explained")
            yield f"    {word}: {explained.text}"
            later = [subject_words(each, state, texts) for each in not_covered(state, point)]
            if later:
                words = texts.gettext("Came later, not explained: {places}")
                yield f"    {words.format(places=', '.join(later))}"


def _explanations(given: Iterable[str]) -> dict[str, str]:
    """``CODE=TEXT`` each."""
    explanations: dict[str, str] = {}
    for word in given:
        code, sign, text = word.partition("=")
        name = code.strip().upper()
        if not (name and sign and text.strip()):
            raise InputError("EXPLANATION_EXPECTED", given=word)
        if name in explanations:
            raise InputError("EXPLAINED_TWICE", name=name)
        explanations[name] = text
    return explanations
