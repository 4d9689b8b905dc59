"""The commands on assessments: start, answer, list, show, history, results."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from tmfcheck.cli.session import Session
from tmfcheck.domain.answers import Answer, Answers, RecordedAnswer
from tmfcheck.domain.assessment import Assessment, AssessmentState
from tmfcheck.domain.results import results_document
from tmfcheck.errors import InputError
from tmfcheck.services import answering, assessing, facilities, listing
from tmfcheck.services.desk import Desk
from tmfcheck.services.input_files import read_answers, read_json
from tmfcheck.wording import HISTORY_KINDS, LEVELS, QUESTION_STEPS


def start_assessment(arguments: Namespace, session: Session) -> None:
    """Start an assessment and print its id."""
    with session.writing() as desk:
        facility = facilities.find_facility(desk, arguments.facility)
        started = assessing.start_assessment(
            desk, facility.id, arguments.pack, arguments.group, by=arguments.by, role=arguments.role
        )
    if arguments.json:
        session.print_json({"id": started.id})
    else:
        session.say(started.id)


def answer(arguments: Namespace, session: Session) -> None:
    """Store one answer, or all answers of a file."""
    given = _answers_given(arguments)
    with session.writing() as desk:
        state = state_named(desk, arguments.assessment)
        before = state.given
        state = answering.answer_many(desk, state, given, by=arguments.by)
    _warn_of_lifted_dangers(before, given, session)
    overall = state.evaluation.overall
    if arguments.json:
        session.print_json({"stored": len(given), "answered": overall.answered, "applicable": overall.applicable})
        return
    message = session.texts.gettext("Stored: {stored}. Answered: {answered} of {applicable}.")
    session.say(message.format(stored=len(given), answered=overall.answered, applicable=overall.applicable))


def _warn_of_lifted_dangers(before: Answers, given: Answers, session: Session) -> None:
    """An answer replaces the one before it whole; a danger mark must not go without a word."""
    lifted = [name for name, answer in given.items() if name in before and before[name].danger and not answer.danger]
    if lifted:
        message = session.texts.gettext("The immediate-danger mark is no longer set on: {questions}.")
        session.warn(message.format(questions=", ".join(lifted)))


def _answers_given(arguments: Namespace) -> dict[str, Answer]:
    if arguments.source:
        alone = ("question", "value", "basis", "reason", "comment", "document", "danger")
        if any(getattr(arguments, name) for name in alone):
            raise InputError("ANSWER_OR_FILE")
        return read_answers(read_json(Path(arguments.source)))
    if not arguments.question or not arguments.value:
        raise InputError("ANSWER_OR_FILE")
    return {
        arguments.question: Answer(
            value=arguments.value,
            basis=arguments.basis,
            reason=arguments.reason,
            comment=arguments.comment,
            document=arguments.document,
            danger=arguments.danger,
        )
    }


def import_submission(arguments: Namespace, session: Session) -> None:
    """Show what a tablet's submission would change, and store it when asked to: all of it or nothing."""
    from tmfcheck.services.tablet_forms import preview_submission

    opening = session.writing if arguments.apply else session.reading
    with opening() as desk:
        state = state_named(desk, arguments.assessment)
        collected = preview_submission(state, Path(arguments.source), arguments.row)
        changes = {each.question: each.after for each in collected if each.is_change}
        if arguments.apply:
            answering.answer_many(desk, state, changes, by=arguments.by)
    replaced = [each.question for each in collected if each.replaces]
    if arguments.json:
        session.print_json(
            {"answers": len(collected), "changes": list(changes), "replaces": replaced, "stored": arguments.apply}
        )
        return
    _ = session.texts.gettext
    for each in collected:
        before = each.before.value if each.before else None
        if each.is_change:
            session.say(f"{each.question}  {before or '–'} → {each.after.value}  {each.after.comment}".rstrip())
    summary = _("Answers: {answers}. Changes: {changes}. Replaced answers: {replaced}.")
    session.say(summary.format(answers=len(collected), changes=len(changes), replaced=len(replaced)))
    session.say(_("Stored.") if arguments.apply else _("Nothing was stored yet. Add --apply to store the answers."))


def move_assessment(arguments: Namespace, session: Session) -> None:
    """Show what another edition of the pack means for an assessment, and move it there when asked to."""
    from tmfcheck.services import editions

    opening = session.writing if arguments.apply else session.reading
    with opening() as desk:
        state = assessing.load_state(desk, arguments.assessment)
        step = editions.preview_move(desk, state, arguments.to)
        if arguments.apply:
            editions.move_assessment(desk, state, arguments.to, arguments.by)
    parts = {"kept": step.kept, "changed": step.changed, "added": step.added, "removed": step.removed}
    if arguments.json:
        session.print_json({**{name: list(ids) for name, ids in parts.items()}, "moved": arguments.apply})
        return
    _ = session.texts.gettext
    for name, ids in parts.items():
        session.say(f"{_(QUESTION_STEPS[name])}: {len(ids)}  {', '.join(ids) if name != 'kept' else ''}".rstrip())
    done, open_ = _("Moved."), _("Nothing was changed yet. Add --apply to move the assessment.")
    session.say(done if arguments.apply else open_)


def list_assessments(arguments: Namespace, session: Session) -> None:
    """Every assessment of the archive, newest first."""
    with session.reading() as desk:
        found = listing.list_assessments(desk)
        names = {facility.id: facility.name for facility in listing.list_facilities(desk)}
    if arguments.json:
        session.print_json([assessment_document(assessment) for assessment in found])
        return
    _ = session.texts.gettext
    rows = [
        (
            each.id,
            names[each.facility_id],
            each.group,
            each.started_by,
            session.texts.moment(each.started_at),
            session.texts.moment(each.closed_at),
        )
        for each in found
    ]
    session.print_table((_("Id"), _("Facility"), _("Group"), _("By"), _("Started"), _("Closed")), rows)


def show_assessment(arguments: Namespace, session: Session) -> None:
    """One assessment with its answers."""
    with session.reading() as desk:
        state = state_named(desk, arguments.assessment)
    if arguments.json:
        answers = {question: answer_document(recorded) for question, recorded in state.answers.items()}
        facility = {"id": state.facility.id, "name": state.facility.name, "country": state.facility.country}
        session.print_json({**assessment_document(state.assessment), "facility": facility, "answers": answers})
        return
    session.say(f"{state.facility.name} · {state.assessment.group} · {state.assessment.id}")
    labels = {option.id: session.texts.pick(option.label) for option in state.pack.answers}
    for question in state.questions:
        recorded = state.answers.get(question.id)
        given = recorded.answer if recorded else Answer()
        line = f"{question.id}  {labels[given.value] if given.value else '–'}"
        session.say(f"{line}  {given.comment}".rstrip())


def show_history(arguments: Namespace, session: Session) -> None:
    """Who changed what and when, oldest first."""
    with session.reading() as desk:
        entries = assessing.history(desk, assessing.find_assessment(desk, arguments.assessment).id)
    if arguments.json:
        session.print_json(
            [
                {
                    "at": entry.at.isoformat(),
                    "by": entry.by,
                    "kind": entry.kind,
                    "subject": entry.subject,
                    "before": entry.before,
                    "after": entry.after,
                }
                for entry in entries
            ]
        )
        return
    for entry in entries:
        kind = session.texts.gettext(HISTORY_KINDS[entry.kind])
        session.say(f"{session.texts.moment(entry.at)}  {entry.by}  {kind}  {entry.subject}")


def show_results(arguments: Namespace, session: Session) -> None:
    """Scores and measures of one assessment."""
    with session.reading() as desk:
        state = state_named(desk, arguments.assessment)
    if arguments.json:
        session.print_json(results_document(state))
        return
    texts, overall = session.texts, state.evaluation.overall
    _ = texts.gettext
    level = _(LEVELS[overall.level]) if overall.level else "–"
    if not overall.enough_information:
        level += " (" + _("not enough information") + ")"
    session.print_facts(
        {
            _("MSR"): texts.percent(overall.msr_percent, 2),
            _("Up to"): texts.percent(overall.msr_high_percent, 2),
            _("Level"): level,
            _("Credibility"): texts.percent(overall.credibility_percent, 2),
            _("Evidence share"): texts.percent(overall.evidence_percent, 2),
            _("Answered"): f"{overall.answered} / {overall.applicable}",
            _("Critical not met"): f"{overall.critical_not_met} / {overall.critical}",
            _("Measures"): str(len(state.measures)),
        }
    )


def state_named(desk: Desk, id_or_prefix: str) -> AssessmentState:
    """The assessment with this id or the only one whose id begins so."""
    return assessing.load_state(desk, assessing.find_assessment(desk, id_or_prefix).id)


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """The heading of an assessment as JSON data."""
    return {
        "id": assessment.id,
        "facility_id": assessment.facility_id,
        "pack": assessment.pack_id,
        "edition": assessment.pack_edition,
        "fingerprint": assessment.pack_fingerprint,
        "group": assessment.group,
        "role": assessment.role,
        "by": assessment.started_by,
        "started_at": assessment.started_at.isoformat(),
        "status": "closed" if assessment.is_closed else "open",
        "closed_by": assessment.closed_by,
        "closed_at": _moment(assessment.closed_at),
        "content_fingerprint": assessment.fingerprint,
        "revision": assessment.revision,
        "revises": assessment.revises,
        "revision_reason": assessment.revision_reason,
    }


def answer_document(recorded: RecordedAnswer) -> dict[str, Any]:
    """A stored answer as JSON data."""
    given = recorded.answer
    return {
        "value": given.value,
        "basis": given.basis,
        "reason": given.reason,
        "comment": given.comment,
        "document": given.document,
        "danger": given.danger,
        "answered_at": recorded.answered_at.isoformat(),
        "by": recorded.by,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
