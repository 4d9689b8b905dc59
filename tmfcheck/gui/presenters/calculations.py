"""How each figure of a result was computed: rule, numerator, denominator, and the standing of what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.pack import Pack
from tmfcheck.gui.context import GuiContext
from tmfcheck.i18n import N_
from tmfcheck.wording import TOO_FEW_CONFIRMED, standing


@dataclass(frozen=True, slots=True)
class Calculation:
    """One figure, ready to be read: its name, the rule, its lines (name, value) and what must be known about it."""

    title: str
    rule: str
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


class Calculations:
    """The calculations of one set of questions, in the window's language."""

    def __init__(self, context: GuiContext, pack: Pack, score: Score, title: str) -> None:
        self._texts = context.texts
        self._content = context.content
        self._pack = pack
        self._score = score
        self._title = title

    def msr(self) -> Calculation:
        """MSR = 100 * sum(w*v) / sum(w), and the upper end of its interval."""
        gettext, score = self._texts.gettext, self._score
        ratio = self._ratio(
            gettext("MSR, safety requirements met"),
            gettext("100 × sum of weight × value ÷ sum of weights, over the applicable questions."),
            (gettext("Sum of weight × value"), score.met),
            (gettext("Sum of weights"), score.weight),
            self._value_notes(),
        )
        if not score.open_weight:
            return ratio
        opened = gettext("Weight of what is unknown or unanswered"), self._texts.exact(score.open_weight)
        high = gettext("With all of it met (interval, own rule)"), self._texts.percent(score.msr_high_percent, 2)
        return replace(ratio, lines=(*ratio.lines, opened, high))

    def strict(self) -> Calculation:
        """The MSR with every "not applicable" given by hand as a no."""
        gettext, score = self._texts.gettext, self._score
        return self._ratio(
            gettext("Strict MSR"),
            gettext("The MSR if every “not applicable” given by hand counted as “no”, so that it never pays."),
            (gettext("Sum of weight × value"), score.met),
            (gettext("Sum of weights, with “not applicable” by hand"), score.weight + score.by_hand_weight),
            (gettext("The strict MSR is an own rule."),),
        )

    def credibility(self) -> Calculation:
        """Credibility = 100 * sum(w*c) / sum(w)."""
        gettext, score = self._texts.gettext, self._score
        words = ", ".join(
            f"{self._content.pick(option.label).lower()} {self._texts.exact(option.credibility)}"
            for option in self._pack.answers
            if option.credibility is not None
        )
        note = gettext("Credibility of the answers: {values} ({standing}).")
        return self._ratio(
            gettext("Credibility"),
            gettext("100 × sum of weight × credibility of the answer ÷ sum of weights. Unanswered counts as 0."),
            (gettext("Sum of weight × credibility"), score.credible),
            (gettext("Sum of weights"), score.weight),
            (note.format(values=words, standing=self._answer_standing()),),
        )

    def evidence(self) -> Calculation:
        """The share of applicable questions that rest on evidence."""
        gettext, score = self._texts.gettext, self._score
        bases = ", ".join(self._content.pick(basis.label).lower() for basis in self._pack.bases if basis.is_evidence)
        return self._ratio(
            gettext("Evidence share"),
            gettext("100 × answers that rest on evidence ÷ applicable questions: a plain count without weights."),
            (gettext("Answers resting on: {bases}").format(bases=bases), Fraction(score.evidence)),
            (gettext("Applicable questions"), Fraction(score.applicable)),
            (gettext("The evidence share is an own rule."),),
        )

    def level(self) -> Calculation:
        """The first rule that decides the level, and the limits it uses."""
        gettext, score = self._texts.gettext, self._score
        limits = ("level_meets_percent", "level_partly_percent", "open_weight_limit_percent", "evidence_limit_percent")
        lines = [(gettext("MSR"), self._texts.percent(score.msr_percent, 2))]
        lines.append((gettext("Critical questions not met"), f"{score.critical_not_met} / {score.critical}"))
        lines += [self._limit_line(name) for name in limits]
        rule = gettext(
            "First match: a critical question on the condition answered no or mostly no does not meet. Otherwise the "
            "MSR decides by the two limits, at most “partly” while a critical question on management is no or mostly "
            "no, or any critical question is unknown, unanswered or not applicable by hand."
        )
        notes = [gettext("The level is an own rule; an open immediate danger stands above it.")]
        if not score.enough_information:
            interval = N_("Not enough information: the interval stands in place of a bare figure.")
            notes.insert(0, gettext(interval if score.open_weight else TOO_FEW_CONFIRMED))
        return Calculation(self._named(gettext("Level")), rule, tuple(lines), tuple(notes))

    def count(self, name: str, number: int, rule: str) -> Calculation:
        """A plain count and what is counted."""
        return Calculation(self._named(name), rule, ((name, self._texts.number(number)),), ())

    def _limit_line(self, figure_id: str) -> tuple[str, str]:
        figure = self._pack.figures[figure_id]
        words = standing(self._texts, self._pack, figure.source, verified=figure.verified)
        value = self._texts.percent(figure.value)
        return self._content.pick(figure.title), f"{value} ({words})"

    def _ratio(
        self, name: str, rule: str, part: tuple[str, Fraction], whole: tuple[str, Fraction], notes: tuple[str, ...]
    ) -> Calculation:
        lines = [(words, self._texts.exact(value)) for words, value in (part, whole)]
        if whole[1]:
            sides = " ÷ ".join(value for _, value in lines)
            lines.append((f"100 × {sides}", self._texts.percent(100 * part[1] / whole[1], 2)))
        else:
            notes = (self._texts.gettext("The set is empty: there is nothing to compute."), *notes)
        return Calculation(self._named(name), rule, tuple(lines), notes)

    def _value_notes(self) -> tuple[str, ...]:
        values = ", ".join(
            f"{self._content.pick(option.label).lower()} {self._texts.exact(option.value)}"
            for option in self._pack.answers
            if option.value is not None
        )
        note = self._texts.gettext("Values of the answers: {values} ({standing}). Not applicable leaves the set.")
        return (note.format(values=values, standing=self._answer_standing()),)

    def _answer_standing(self) -> str:
        """The standing of the least certain answer value."""
        options = self._pack.answers
        least = next((option for option in options if not option.verified), options[0])
        return standing(self._texts, self._pack, least.source, verified=least.verified)

    def _named(self, name: str) -> str:
        return f"{name} · {self._title}"
