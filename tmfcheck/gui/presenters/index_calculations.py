"""How the figures of the register came about: terms, what is assumed, and the standing of every table behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tmfcheck.domain.dam_facts import governed_fact
from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility
from tmfcheck.domain.hazard_index import TERM_TABLES, Term
from tmfcheck.domain.pack import Pack
from tmfcheck.gui.presenters.calculations import Calculation
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.services.register import RankBy, RegisterEntry
from tmfcheck.wording import FACTS, INDEX_TERMS, VOLUME_WAYS, fact_text, standing

_DECIMALS = 2
_FACT_OF_INPUT = {"management": "status"}
PRIORITY_TERMS: Mapping[str, str] = {
    "risk": N_("R, risk: the TRI within the register"),
    "condition": N_("C, condition: requirements not met"),
    "age": N_("A, time since the last visit"),
    "overdue": N_("O, overdue short-term measures"),
}


@dataclass(frozen=True, slots=True)
class TermLine:
    """One addend in words: what it is, what it rests on, what it adds, and whether it is assumed."""

    name: str
    rests_on: str
    value: str
    is_assumed: bool


class IndexCalculations:
    """The calculations of one facility of the register, in the window's language."""

    def __init__(self, texts: Texts, content: Texts, pack: Pack, entry: RegisterEntry) -> None:
        self._texts, self._content = texts, content
        self._pack = pack
        self._entry = entry

    # --------------------------------------------------------------- terms

    def terms(self, by: RankBy) -> tuple[TermLine, ...]:
        """The addends of the figure the register is ranked by."""
        if by is RankBy.NEXT:
            return self._priority_terms()
        scored = self._entry.scored.indices
        terms = scored.terms if by is RankBy.THI else (*scored.terms, *scored.exposure)
        return tuple(self._term(term) for term in terms)

    def _term(self, term: Term) -> TermLine:
        value = self._number(term.value)
        if term.id == "cap" and not self._entry.scored.indices.has_volume:
            value = DASH
        rests_on = self._rests_on(term)
        if term.low != term.high:
            rests_on = f"{rests_on} ({self._number(term.low)}{DASH}{self._number(term.high)})"
        return TermLine(self._texts.gettext(INDEX_TERMS[term.id]), rests_on, value, term.assumed)

    def _rests_on(self, term: Term) -> str:
        """The fact a term was scored by, or that it is not known."""
        gettext = self._texts.gettext
        way = self._entry.scored.indices.volume_way
        if term.id == "cap":
            return gettext("no volume known") if way is None else gettext(VOLUME_WAYS[way])
        if term.assumed:
            return gettext("not known, the worst case is taken")
        if term.id == "water" and self._entry.scored.indices.transboundary:
            return gettext("transboundary water")
        return self._fact_words(self._entry.facility, term)

    def _fact_words(self, facility: Facility, term: Term) -> str:
        names = [_FACT_OF_INPUT.get(term.input, term.input), *(("intensity_msk",) if term.id == "seismic" else ())]
        known = [(name, value) for name in names if (value := governed_fact(facility, name)) is not None]
        gettext = self._texts.gettext
        return ", ".join(
            f"{gettext(FACTS[name])}: {fact_text(self._texts, FACT_DEFINITIONS[name], value)}{self._dam_words(name)}"
            for name, value in known
        )

    def _dam_words(self, fact: str) -> str:
        """The dam that stands for the facility, where the facility itself states nothing."""
        found = self._entry.scored.from_dams.get(fact)
        words = self._texts.gettext("dam “{dam}”")
        return "" if found is None else f" ({words.format(dam=found.dam)})"

    def _priority_terms(self) -> tuple[TermLine, ...]:
        gettext, lines = self._texts.gettext, []
        for term in self._entry.priority.terms:
            rests_on = gettext("not known, taken as the method says") if term.assumed else self._known_standing(term.id)
            product = f"{rests_on} · {self._number(term.value)} × {self._number(term.weight)}"
            name = gettext(PRIORITY_TERMS[term.id])
            lines.append(TermLine(name, product, self._number(term.value * term.weight), term.assumed))
        return tuple(lines)

    def _known_standing(self, term: str) -> str:
        texts, known = self._texts, self._entry.standing
        words = {
            "risk": texts.gettext("TRI {value}").format(value=self._number(self._entry.scored.indices.tri)),
            "condition": texts.gettext("MSR {value}").format(value=texts.percent(known.msr_percent)),
            "age": texts.date(known.visited_on),
            "overdue": texts.number(known.overdue),
        }
        return words[term]

    # -------------------------------------------------------- calculations

    def index(self, by: RankBy) -> Calculation:
        """THI or TRI as the sum of its terms, with its interval."""
        gettext, scored = self._texts.gettext, self._entry.scored.indices
        is_hazard = by is RankBy.THI
        rule = (
            gettext("THI = capacity (log10 of the stored volume in m³) + toxicity + management + site + dam.")
            if is_hazard
            else gettext("TRI = THI + people living downstream + receiving water.")
        )
        ends = ((scored.thi, scored.thi_low, scored.thi_high), (scored.tri, scored.tri_low, scored.tri_high))
        value, low, high = ends[0 if is_hazard else 1]
        title = gettext("THI, tailings hazard index") if is_hazard else gettext("TRI, tailings risk index")
        if value is None:
            note = gettext(
                "No volume, mass, area with depth or capacity is known: there is no worst case, so no index."
            )
            return Calculation(self._named(title), rule, self._lines(by), (note, *self._standings(by)))
        lines = [*self._lines(by), (gettext("Sum"), self._number(value))]
        if low != high:
            lines.append((gettext("Best case to worst case"), f"{self._number(low)}{DASH}{self._number(high)}"))
        return Calculation(self._named(title), rule, tuple(lines), self._notes(by))

    def rank(self, by: RankBy) -> Calculation:
        """The rank with its range, or the place of "inspect next"."""
        gettext, number = self._texts.gettext, self._texts.number
        if by is RankBy.NEXT:
            return self.priority()
        rank = self._entry.rank_by(by)
        rule = gettext(
            "Rank: 1 and the number of facilities with a higher index. Best: only those whose lowest case is higher "
            "than the highest here; worst: all whose highest case is higher than the lowest here."
        )
        notes = (gettext("The interval of the rank is an own rule. It narrows when unknown facts become known."),)
        title = gettext("Rank by THI") if by is RankBy.THI else gettext("Rank by TRI")
        if rank is None:
            words = gettext("Without a volume there is no index and no rank.")
            return Calculation(self._named(title), rule, (), (words, *notes))
        lines = (
            (gettext("Rank"), number(rank.rank)),
            (gettext("Best rank it could have"), number(rank.low)),
            (gettext("Worst rank it could have"), number(rank.high)),
        )
        return Calculation(self._named(title), rule, lines, notes)

    def priority(self) -> Calculation:
        """Inspect next: the weighted sum of four terms, and the place among all."""
        gettext, priority = self._texts.gettext, self._entry.priority
        rule = gettext(
            "Priority = weights × (R risk, C condition, A age of the visit, O overdue measures), each 0 to 1."
        )
        lines = [(f"{line.name}: {line.rests_on}", line.value) for line in self._priority_terms()]
        lines.append((gettext("Sum"), self._number(priority.value)))
        if priority.place is not None:
            lines.append((gettext("Place"), self._texts.number(priority.place)))
        notes = [gettext("Inspect next is an own rule, its weights too.")]
        if priority.has_danger:
            notes.insert(0, gettext("An open immediate danger comes before every priority."))
        if not priority.can_be_ranked:
            notes.insert(0, gettext("Without a volume it cannot be ranked and stands above the list."))
        return Calculation(self._named(gettext("Inspect next")), rule, tuple(lines), tuple(notes))

    def travel_time(self) -> Calculation:
        """Hours along the river to the border."""
        gettext, facility = self._texts.gettext, self._entry.facility
        rule = gettext(
            "Travel time (h) = distance along the river (km) ÷ (3.6 × flow velocity in the flood season, m/s)."
        )
        lines = []
        for name in ("distance_to_border_km", "flow_velocity_m_s"):
            value = facility.fact(name)
            words = gettext("not known") if value is None else fact_text(self._texts, FACT_DEFINITIONS[name], value)
            lines.append((gettext(FACTS[name]), words))
        hours = self._entry.scored.indices.travel_time_hours
        shown = (
            gettext("not known") if hours is None else gettext("{number} h").format(number=self._texts.number(hours, 1))
        )
        lines.append((gettext("Travel time to the border"), shown))
        table = self._pack.tables["transboundary_flags"]
        limit = self._texts.number(self._pack.figure("transboundary_highlight_hours"))
        words = gettext("Highlighted at {hours} hours or less, or where the time is not known ({standing}).")
        note = words.format(hours=limit, standing=self._standing(table.id))
        return Calculation(self._named(gettext("Travel time to the border")), rule, tuple(lines), (note,))

    # ---------------------------------------------------------------- parts

    def _lines(self, by: RankBy) -> tuple[tuple[str, str], ...]:
        return tuple((f"{line.name}: {line.rests_on}", line.value) for line in self.terms(by))

    def _notes(self, by: RankBy) -> tuple[str, ...]:
        gettext = self._texts.gettext
        assumed = [line.name for line in self.terms(by) if line.is_assumed]
        notes = []
        if assumed:
            notes.append(gettext("Assumed: {terms}.").format(terms=", ".join(assumed)))
        return (*notes, *self._standings(by))

    def _standings(self, by: RankBy) -> tuple[str, ...]:
        """Which tables are not verified or are own rules; each standing once."""
        scored = self._entry.scored.indices
        terms = scored.terms if by is RankBy.THI else (*scored.terms, *scored.exposure)
        return tuple(self._standing_lines(TERM_TABLES[term.id] for term in terms))

    def _standing_lines(self, tables: Iterable[str]) -> Iterable[str]:
        by_standing: dict[str, list[str]] = {}
        for name in tables:
            by_standing.setdefault(self._standing(name), []).append(self._content.pick(self._pack.tables[name].title))
        if len(by_standing) == 1:
            words = self._texts.gettext("Standing of every table used here: {standing}.")
            return [words.format(standing=next(iter(by_standing)))]
        return [f"{words}: {'; '.join(titles)}" for words, titles in by_standing.items()]

    def table_of(self, term: Term) -> str:
        """The table a term is scored by."""
        return TERM_TABLES[term.id]

    def _standing(self, table: str) -> str:
        found = self._pack.tables[table]
        return standing(self._texts, self._pack, found.source, verified=found.verified)

    def _number(self, value: float | None) -> str:
        return self._texts.number(value, _DECIMALS)

    def _named(self, name: str) -> str:
        return f"{name} · {self._entry.facility.name}"
