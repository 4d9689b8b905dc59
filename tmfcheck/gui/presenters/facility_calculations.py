"""How the figures of one facility alone came about: those of the register, the parts of the indices, and the class."""

from __future__ import annotations

from datetime import date

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.hazard_index import Term
from tmfcheck.domain.pack import Pack
from tmfcheck.gui.presenters.calculations import Calculation
from tmfcheck.gui.presenters.index_calculations import IndexCalculations
from tmfcheck.i18n import DASH, Texts
from tmfcheck.services.register import score_register
from tmfcheck.wording import GISTM_CLASSES


class FacilityCalculations(IndexCalculations):
    """Figures of one facility without a register around it, in the window's language."""

    def __init__(self, texts: Texts, content: Texts, pack: Pack, facility: Facility, today: date) -> None:
        (self.entry,) = score_register(pack, (facility,), {}, today)
        super().__init__(texts, content, pack, self.entry)

    def figure(self, index: str) -> str:
        """``thi`` or ``tri`` with the interval where something is unknown; a dash where there is none."""
        scored = self.entry.scored.indices
        value, low, high = (getattr(scored, f"{index}{end}") for end in ("", "_low", "_high"))
        if value is None:
            return DASH
        shown = self._number(value)
        return shown if low == high else f"{shown} ({self._number(low)}{DASH}{self._number(high)})"

    def basic_figure(self) -> str:
        """The basic THI."""
        return self._number(self.entry.scored.indices.thi_basic)

    def exposure_figure(self) -> str:
        """The TEI."""
        return self._number(self.entry.scored.indices.tei)

    def class_figure(self) -> str:
        """The consequence class, at least."""
        gettext, found = self._texts.gettext, self.entry.scored.indices.gistm_class
        if found is None:
            return gettext("not known")
        return gettext("at least: {name}").format(name=gettext(GISTM_CLASSES[found]))

    def basic(self) -> Calculation:
        """The basic THI: capacity and toxicity alone."""
        gettext = self._texts.gettext
        terms = [term for term in self.entry.scored.indices.terms if term.id in ("cap", "tox")]
        rule = gettext("Basic THI = capacity (log10 of the stored volume in m³) + toxicity.")
        return self._sum(gettext("Basic THI"), rule, terms, self.entry.scored.indices.thi_basic)

    def exposure(self) -> Calculation:
        """The TEI: people and water downstream."""
        gettext, scored = self._texts.gettext, self.entry.scored.indices
        rule = gettext("TEI = people living downstream + receiving water.")
        return self._sum(gettext("TEI, tailings exposure index"), rule, list(scored.exposure), scored.tei)

    def consequence_class(self) -> Calculation:
        """The GISTM class from the people at risk alone."""
        gettext, pack = self._texts.gettext, self._pack
        people = self.entry.facility.fact("population_downstream")
        known = self._texts.quantity(people) if isinstance(people, int | float) else gettext("not known")
        table = pack.tables["gistm_population"]
        lines = [(gettext("People living downstream"), known)]
        for row in table.rows:
            limit, found = row.get("up_to"), row["class"]
            bound = (
                gettext("more") if limit is None else gettext("up to {number}").format(number=self._texts.number(limit))
            )
            lines.append((gettext(GISTM_CLASSES[found]), bound))
        rule = gettext(
            "The consequence class of the global standard (GISTM) by the people at risk; the worst of people, lives, "
            "environment, health and infrastructure decides, so this says “at least”."
        )
        notes = tuple(self._standing_lines([table.id]))
        return Calculation(self._named(gettext("Consequence class (GISTM)")), rule, tuple(lines), notes)

    def _sum(self, title: str, rule: str, terms: list[Term], value: float | None) -> Calculation:
        gettext = self._texts.gettext
        made = [self._term(term) for term in terms]
        lines = [(f"{line.name}: {line.rests_on}", line.value) for line in made]
        lines.append((gettext("Sum"), self._number(value)))
        assumed = [line.name for line in made if line.is_assumed]
        notes = [gettext("Assumed: {terms}.").format(terms=", ".join(assumed))] if assumed else []
        notes += self._standing_lines(self.table_of(term) for term in terms)
        return Calculation(self._named(title), rule, tuple(lines), tuple(notes))
