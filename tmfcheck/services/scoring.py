"""Scores as plain values that become JSON: for the `score` command and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tmfcheck.domain.answers import check_answer
from tmfcheck.domain.applicability import Facts
from tmfcheck.domain.evaluation import evaluate
from tmfcheck.domain.measures import score_measures
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.results import Document, scores_document
from tmfcheck.errors import AssessmentError
from tmfcheck.services.facilities import read_facts
from tmfcheck.services.input_files import SCORE_KEYS, read_answers, refuse_surplus, required_text

if TYPE_CHECKING:
    from tmfcheck.packs.library import PackLibrary


def score_document(packs: PackLibrary, document: Any) -> Document:
    """Score answers without an archive.

    ``document``: ``pack`` (id or path), ``group``, ``answers`` (question id to a word, null or an object) and, where
    wanted, ``facts``; without ``facts`` every question applies. Returns ``overall``, ``categories``, ``sections`` and
    ``measures`` ready for JSON; percentages and scores are rounded to two decimals, half to even, and null for an empty
    set. Raises PackError, AssessmentError, AnswerError, FacilityError, InputError.
    """
    refuse_surplus("score", document, SCORE_KEYS)
    pack = packs.load(required_text("score", document, "pack")).pack
    group = required_text("score", document, "group")
    check_group(pack, group)
    answers = read_answers({"answers": document.get("answers")})
    for question_id, answer in answers.items():
        check_answer(pack, group, question_id, answer)
    facts = _facts(document.get("facts"))
    evaluation = evaluate(pack, group, answers, facts)
    return scores_document(evaluation, score_measures(pack, group, answers, evaluation))


def _facts(given: Any) -> Facts | None:
    return None if given is None else {key: fact.value for key, fact in read_facts(given).items()}


def check_group(pack: Pack, group: str) -> None:
    """Refuse a group the pack does not have or has no questions for; raises AssessmentError GROUP_UNKNOWN."""
    groups = [each.id for each in pack.groups if pack.questions_of(each.id)]
    if group not in groups:
        raise AssessmentError("GROUP_UNKNOWN", group=group, pack=pack.id, groups=", ".join(groups))
