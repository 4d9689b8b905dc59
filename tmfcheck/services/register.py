"""The register: every facility with its indices, flags, rank, priority and doubts, filtered and in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from tmfcheck.domain.assessment import Assessment, AssessmentState, Role
from tmfcheck.domain.facility import Facility
from tmfcheck.domain.facility_doubts import Doubt
from tmfcheck.domain.facility_risk import FacilityScorer, ScoredFacility
from tmfcheck.domain.hazard_index import Rank, Ranking
from tmfcheck.domain.inspect_next import Places, Priority, PriorityRules, Standing, place_key
from tmfcheck.domain.measures import Decision
from tmfcheck.domain.pack import Pack, Term
from tmfcheck.services.assessing import load_state
from tmfcheck.services.desk import Desk
from tmfcheck.services.doubting import questions_about

_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")
Steps = Generator[None, None, _Made]
"""Work in small steps; the last one returns what was made."""
_NEVER_ASSESSED = Standing()


class RankBy(StrEnum):
    """What a register is ranked by."""

    TRI = "tri"
    THI = "thi"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which facilities are asked for; None and False ask for all. ``not_visited_since`` includes the never visited."""

    country: str | None = None
    transboundary: bool = False
    not_visited_since: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One facility of the register; ``rank`` (by TRI) is None where there is no volume."""

    scored: ScoredFacility
    rank: Rank | None
    thi_rank: Rank | None
    priority: Priority
    standing: Standing
    year: int

    @property
    def facility(self) -> Facility:
        return self.scored.facility

    def rank_by(self, by: RankBy) -> Rank | None:
        """Its place in this order, None where it cannot be ranked; "inspect next" has no interval."""
        if by is RankBy.NEXT:
            place = self.priority.place
            return None if place is None else Rank(place, place, place)
        return self.rank if by is RankBy.TRI else self.thi_rank

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is questioned about its facts, looked for when asked."""
        return questions_about(self.facility, self.year)


def register(desk: Desk, pack: Pack, wanted: Filter | None = None) -> tuple[RegisterEntry, ...]:
    """Every facility by name with ranks and priorities among all of the archive; then the filter picks.

    A rank therefore does not change when the list is filtered. Raises ArchiveError.
    """
    today = desk.today()
    entries = score_register(pack, desk.archive.facilities(), standings(desk, today), today)
    return filtered(entries, wanted or Filter())


def filtered(entries: Iterable[RegisterEntry], wanted: Filter) -> tuple[RegisterEntry, ...]:
    """The entries a filter asks for, in their order, with the ranks they have among all."""
    return tuple(entry for entry in entries if _is_wanted(entry, wanted))


def score_register(
    pack: Pack, facilities: Iterable[Facility], standing_of: Mapping[str, Standing], today: date
) -> tuple[RegisterEntry, ...]:
    """Indices, ranks and priorities of these facilities among themselves, in their order."""
    scored = list(map(FacilityScorer(pack, today.year).score, facilities))
    return finished(rank_steps(pack, scored, standing_of, today))


def rank_steps(
    pack: Pack, scored: Sequence[ScoredFacility], standing_of: Mapping[str, Standing], today: date
) -> Steps[tuple[RegisterEntry, ...]]:
    """Rank scored facilities among themselves, in steps so small that a window can go on between them."""
    spans = yield from _each(scored, lambda each: (each.indices.span("tri"), each.indices.span("thi")))
    by_tri = Ranking(tri for tri, _ in spans)
    yield
    by_thi = Ranking(thi for _, thi in spans)
    yield
    known = [standing_of.get(each.facility.id, _NEVER_ASSESSED) for each in scored]
    tris = [None if tri is None else tri[0] for tri, _ in spans]
    rules = PriorityRules(pack, tris, today)
    unplaced = yield from _each(zip(tris, known, strict=True), lambda pair: rules.unplaced(*pair))
    places = Places((yield from _each(unplaced, place_key)))
    yield
    entries = []
    for each, (tri, thi), priority, standing in zip(scored, spans, unplaced, known, strict=True):
        placed = places.placed(priority)
        entries.append(RegisterEntry(each, by_tri.rank(tri), by_thi.rank(thi), placed, standing, today.year))
        yield
    return tuple(entries)


def _each(things: Iterable[_Thing], do: Callable[[_Thing], _Made]) -> Steps[list[_Made]]:
    made = []
    for thing in things:
        made.append(do(thing))
        yield
    return made


def finished(steps: Steps[_Made]) -> _Made:
    """Take all steps at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made


def in_order(entries: Iterable[RegisterEntry], by: RankBy) -> list[RegisterEntry]:
    """Highest first; by "inspect next" those that cannot be ranked stand above the list, else below it."""
    return sorted(entries, key=lambda entry: _order(entry, by))


def _order(entry: RegisterEntry, by: RankBy) -> tuple[bool, int, str]:
    if by is RankBy.NEXT:
        return entry.priority.can_be_ranked, entry.priority.place or 0, entry.facility.name
    rank = entry.rank if by is RankBy.TRI else entry.thi_rank
    return rank is None, rank.rank if rank else 0, entry.facility.name


def standings(desk: Desk, today: date) -> dict[str, Standing]:
    """By facility id what its assessments tell; a facility never assessed is not in it."""
    return finished(standing_steps(desk, today))


StandingMemory = dict[str, tuple[object, Standing]]
"""By facility id what its standing was made from, and the standing."""


def standing_steps(desk: Desk, today: date, memory: StandingMemory | None = None) -> Steps[dict[str, Standing]]:
    """As ``standings``, one assessed facility a step; what ``memory`` holds is not evaluated again until it changes."""
    of_facility: dict[str, list[Assessment]] = {}
    for assessment in desk.archive.assessments():
        of_facility.setdefault(assessment.facility_id, []).append(assessment)
    memory = {} if memory is None else memory
    changes = desk.archive.last_changes() if of_facility else {}
    told = {}
    for facility_id, found in of_facility.items():
        made_from = (today, changes.get(facility_id), [(each.id, changes.get(each.id)) for each in found])
        known = memory.get(facility_id)
        if known is None or known[0] != made_from:
            known = memory[facility_id] = made_from, _standing(desk, found, today)
        told[facility_id] = known[1]
        yield
    return told


def _standing(desk: Desk, assessments: list[Assessment], today: date) -> Standing:
    """The newest closed assessment speaks, else the newest: one just begun would say that nothing is met.

    A danger found in a newer one counts before that one is closed, and the older one's counts until then.
    """
    newest = assessments[0]
    speaking = next((each for each in assessments if each.is_closed), newest)
    state = load_state(desk, speaking.id)
    return Standing(
        msr_percent=state.evaluation.overall.msr_percent,
        visited_on=_visited_on(desk, assessments),
        overdue=sum(1 for _ in _overdue(state, today)),
        has_danger=bool(state.dangers) or (newest is not speaking and bool(load_state(desk, newest.id).dangers)),
    )


def _visited_on(desk: Desk, assessments: list[Assessment]) -> date | None:
    """The day the record of the newest inspection tells, else the day that inspection was begun."""
    inspections = [each for each in assessments if each.role is Role.INSPECTOR]
    if not inspections:
        return None
    recorded = desk.archive.evidence.of(inspections[0].id).visit.started_at
    # A correction is no visit: the one it corrects was.
    begun = next((each for each in inspections if each.revises is None), inspections[-1])
    return (recorded or begun.started_at.astimezone()).date()


def _overdue(state: AssessmentState, today: date) -> Iterable[str]:
    for item in state.programme:
        decision = item.decision
        is_late = decision.due_on is not None and decision.due_on < today
        if item.term is Term.SHORT and decision.decision is Decision.ACCEPTED and is_late:
            yield item.measure


def _is_wanted(entry: RegisterEntry, wanted: Filter) -> bool:
    visited, since = entry.standing.visited_on, wanted.not_visited_since
    return (
        (wanted.country is None or entry.facility.country == wanted.country)
        and (not wanted.transboundary or bool(entry.scored.flags.possible))
        and (since is None or visited is None or visited < since)
    )
