"""The programme as a person reads it: three bands of measures with their rank, their words and their figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.measures import ProgrammeItem, Urgency, measure_title
from tmfcheck.domain.pack import Term, Text
from tmfcheck.i18n import Texts
from tmfcheck.wording import DECISIONS, URGENCIES


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One line: ``rank`` counts through the whole programme; ``beside`` are the quiet words under the title."""

    item: ProgrammeItem
    rank: int
    title: str
    beside: str
    score: str
    share: str
    gain: str
    due: str
    state: str

    @property
    def id(self) -> str:
        return self.item.measure

    @property
    def urgency(self) -> Urgency:
        """How urgent it is; a measure no answer calls for any more is of no urgency."""
        return Urgency.OTHER if self.item.score is None else self.item.score.urgency

    @property
    def due_on(self) -> date | None:
        """The date decided on, else the suggested one."""
        return self.item.decision.due_on or self.item.suggested_due_on


@dataclass(frozen=True, slots=True)
class MeasureBand:
    """One time-frame; ``empty`` says in a sentence that it holds nothing."""

    term: Term
    title: str
    meaning: str
    empty: str
    rows: tuple[MeasureRow, ...]


class MeasureWords:
    """Puts a programme into words of the window and content languages."""

    def __init__(self, texts: Texts, content: Texts) -> None:
        self._texts = texts
        self._content = content

    def bands(self, state: AssessmentState) -> tuple[MeasureBand, ...]:
        """The three bands, in the order of the programme."""
        rows = [self._row(state, item, rank) for rank, item in enumerate(state.programme, 1)]
        empty = self._texts.gettext("No measure: no answer calls for one with this time-frame.")
        return tuple(
            MeasureBand(
                frame.id,
                self._content.pick(frame.title),
                self._content.pick(frame.meaning),
                empty,
                tuple(row for row in rows if row.item.term is frame.id),
            )
            for frame in state.pack.time_frames
        )

    def _row(self, state: AssessmentState, item: ProgrammeItem, rank: int) -> MeasureRow:
        texts, score = self._texts, item.score
        return MeasureRow(
            item=item,
            rank=rank,
            title=self._content.pick(measure_title(state.pack, item)),
            beside=" · ".join(self._beside(state, item)),
            score=texts.number(score.score if score else None, 1),
            share=texts.percent(score.share_not_met if score else None),
            gain=f"+{texts.number(score.gain, 1)}" if score else texts.number(None),
            due=self._due(item),
            state=texts.gettext(DECISIONS[item.decision.decision]),
        )

    def _beside(self, state: AssessmentState, item: ProgrammeItem) -> list[str]:
        """Urgency, addressee, cost, owner and what else sets this measure apart."""
        gettext, words = self._texts.gettext, []
        if item.score is None and not item.decision.is_own:
            words.append(gettext("no longer called for"))
        elif item.score is not None and item.score.urgency is not Urgency.OTHER:
            words.append(gettext(URGENCIES[item.score.urgency]))
        measure = state.pack.measure_by_id.get(item.measure)
        if item.decision.is_own:
            words.append(gettext("own measure"))
        if measure is not None:
            words.append(self.label(state.pack.addressees, measure.addressee))
        words.append(self.cost(state, item))
        if item.decision.owner:
            words.append(item.decision.owner)
        if item.decision.term is not None and not item.decision.is_own:
            words.append(gettext("moved"))
        return [word for word in words if word]

    def cost(self, state: AssessmentState, item: ProgrammeItem) -> str:
        """The inspector's estimate, else the cost class of the catalogue."""
        measure = state.pack.measure_by_id.get(item.measure)
        if item.decision.cost or measure is None:
            return item.decision.cost
        words = self._texts.gettext("cost: {cost}")
        return words.format(cost=self.label(state.pack.cost_classes, measure.cost).lower())

    def label(self, choices: object, choice_id: str) -> str:
        """The label of a cost class or an addressee."""
        labels: dict[str, Text] = {choice.id: choice.label for choice in choices}  # type: ignore[attr-defined]
        return self._content.pick(labels[choice_id]) if choice_id in labels else choice_id

    def _due(self, item: ProgrammeItem) -> str:
        if item.decision.due_on is not None:
            return self._texts.date(item.decision.due_on)
        if item.suggested_due_on is None:
            return self._texts.gettext("from the project")
        # The day stays in one piece when the words are set in two lines.
        day = self._texts.date(item.suggested_due_on).replace(" ", "\u00a0")
        return self._texts.gettext("suggested {day}").format(day=day)
