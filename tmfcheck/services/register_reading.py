"""Reading and ranking the register in small steps, so that a window stays alive meanwhile; what was made is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tmfcheck.domain.facility import Facility, FacilityName
from tmfcheck.domain.facility_doubts import Doubt
from tmfcheck.domain.facility_risk import FacilityScorer, ScoredFacility
from tmfcheck.domain.pack import Pack
from tmfcheck.services.desk import Desk
from tmfcheck.services.doubting import questions_about
from tmfcheck.services.register import RegisterEntry, StandingMemory, Steps, rank_steps, standing_steps

READ_AT_ONCE = 200
"""Facilities read in one step: some milliseconds."""


@dataclass
class RegisterBook:
    """The last register with what it depends on, and by facility id what holds as long as its facts stay."""

    last_change: int = -1
    today: date | None = None
    year: int | None = None
    entries: tuple[RegisterEntry, ...] = ()
    scored: dict[str, ScoredFacility] = field(default_factory=dict)
    standings: StandingMemory = field(default_factory=dict)
    doubts: dict[str, tuple[Facility, tuple[Doubt, ...]]] = field(default_factory=dict)


def register_book(desk: Desk, fingerprint: str) -> RegisterBook:
    """The book of the register made with the pack of this fingerprint."""
    return desk.register_books.setdefault(fingerprint, RegisterBook())


def present_register(desk: Desk, fingerprint: str) -> tuple[RegisterEntry, ...] | None:
    """The register as it was made last, where nothing has changed since; None where it has to be read."""
    book = register_book(desk, fingerprint)
    is_present = book.today == desk.today() and book.last_change == desk.archive.last_change()
    return book.entries if is_present else None


def list_names(desk: Desk) -> tuple[FacilityName, ...]:
    """Every facility by its name alone; at once even where there are ten thousand."""
    return desk.archive.facility_names()


def read_register(desk: Desk, pack: Pack, fingerprint: str) -> Steps[tuple[RegisterEntry, ...]]:
    """Every facility with its ranks and priority, in no order; a facility whose facts stayed is not scored again.

    Raises ArchiveError from any step.
    """
    book, today = register_book(desk, fingerprint), desk.today()
    change = desk.archive.last_change()
    scored = yield from read_scored(desk, pack, fingerprint)
    standing_of = yield from standing_steps(desk, today, book.standings)
    entries = yield from rank_steps(pack, scored, standing_of, today)
    book.last_change, book.today, book.entries = change, today, entries
    return entries


def read_scored(desk: Desk, pack: Pack, fingerprint: str) -> Steps[list[ScoredFacility]]:
    """Every facility with its indices alone, by the same book. Raises ArchiveError from any step."""
    book, year = register_book(desk, fingerprint), desk.today().year
    if book.year != year:
        book.year = year
        book.scored.clear()
        book.doubts.clear()
    scored: list[ScoredFacility] = []
    scorer = FacilityScorer(pack, year)
    last = ""
    while facilities := desk.archive.facilities_after(last, READ_AT_ONCE):
        yield
        for facility in facilities:
            before = book.scored.get(facility.id)
            same = before is not None and before.facility == facility
            scored.append(before if before is not None and same else scorer.score(facility))
            yield
        last = facilities[-1].id
    book.scored = {each.facility.id: each for each in scored}
    return scored


def doubts_about(book: RegisterBook, entry: RegisterEntry) -> tuple[Doubt, ...]:
    """What is questioned about a facility's facts; looking takes about a millisecond, so it is kept."""
    known = book.doubts.get(entry.facility.id)
    if known is None or known[0] is not entry.facility:
        known = entry.facility, questions_about(entry.facility, entry.year)
        book.doubts[entry.facility.id] = known
    return known[1]


def known_doubts(book: RegisterBook, entry: RegisterEntry) -> tuple[Doubt, ...] | None:
    """The same where it was looked for before, else None."""
    known = book.doubts.get(entry.facility.id)
    return known[1] if known is not None and known[0] is entry.facility else None
