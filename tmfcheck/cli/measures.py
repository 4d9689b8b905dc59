"""The commands on the programme of measures: list, set, add."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date
from typing import Any

from tmfcheck.cli.assessments import state_named
from tmfcheck.cli.session import Session
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.measures import Decision, MeasureDecision, ProgrammeItem, measure_title
from tmfcheck.domain.pack import Term
from tmfcheck.domain.results import measure_document
from tmfcheck.errors import InputError
from tmfcheck.services import programme
from tmfcheck.wording import DECISIONS


def list_measures(arguments: Namespace, session: Session) -> None:
    """The programme in its order."""
    with session.reading() as desk:
        state = state_named(desk, arguments.assessment)
    if arguments.json:
        session.print_json([item_document(state, item) for item in state.programme])
        return
    texts = session.texts
    _ = texts.gettext
    rows = [
        (
            item.measure,
            item.term,
            texts.number(item.score.score, 2) if item.score else "–",
            _(DECISIONS[item.decision.decision]),
            texts.date(item.decision.due_on or item.suggested_due_on),
            texts.pick(measure_title(state.pack, item)),
        )
        for item in state.programme
    ]
    session.print_table((_("Measure"), _("Term"), _("Score"), _("Decision"), _("Due"), _("Title")), rows)


def set_measure(arguments: Namespace, session: Session) -> None:
    """Change what was decided on one measure; what is not named stays."""
    with session.writing() as desk:
        state = state_named(desk, arguments.assessment)
        before = state.decisions.get(arguments.measure, MeasureDecision(arguments.measure))
        state = programme.decide(desk, state, _changed(before, arguments), by=arguments.by)
    _print_item(state, arguments.measure, arguments, session)


def add_measure(arguments: Namespace, session: Session) -> None:
    """Add a measure of the assessor's own."""
    with session.writing() as desk:
        state = state_named(desk, arguments.assessment)
        known = set(state.decisions)
        state = programme.add_own_measure(
            desk, state, arguments.title, arguments.text, term=Term(arguments.term), by=arguments.by
        )
    (added,) = state.decisions.keys() - known
    _print_item(state, added, arguments, session)


def _print_item(state: AssessmentState, measure: str, arguments: Namespace, session: Session) -> None:
    if not arguments.json:
        session.say(measure)
        return
    item = next(item for item in state.programme if item.measure == measure)
    session.print_json(item_document(state, item))


def _changed(before: MeasureDecision, arguments: Namespace) -> MeasureDecision:
    changes: dict[str, Any] = {}
    if arguments.accept:
        changes |= {"decision": Decision.ACCEPTED, "reason": ""}
    if arguments.reject is not None:
        changes |= {"decision": Decision.REJECTED, "reason": arguments.reject}
    if arguments.owner is not None:
        changes["owner"] = arguments.owner
    if arguments.due is not None:
        changes["due_on"] = _day(arguments.due)
    if arguments.term is not None:
        changes |= {"term": Term(arguments.term), "term_reason": arguments.reason or ""}
    elif arguments.reason is not None:
        raise InputError("REASON_WITHOUT_TERM")
    if arguments.cost is not None:
        changes["cost"] = arguments.cost
    if not changes:
        raise InputError("NOTHING_TO_SET")
    return replace(before, **changes)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise InputError("DATE_WRONG", value=word) from error


def item_document(state: AssessmentState, item: ProgrammeItem) -> dict[str, Any]:
    """One line of the programme as JSON data; ``triggered`` is null where no answer calls for the measure any more."""
    decided = item.decision
    return {
        "id": item.measure,
        "term": item.term,
        "title": dict(measure_title(state.pack, item)),
        "triggered": measure_document(item.score) if item.score else None,
        "decision": decided.decision,
        "reason": decided.reason,
        "term_reason": decided.term_reason,
        "owner": decided.owner,
        "due": decided.due_on.isoformat() if decided.due_on else None,
        "suggested_due": item.suggested_due_on.isoformat() if item.suggested_due_on else None,
        "cost": decided.cost,
        "own": decided.is_own,
    }
