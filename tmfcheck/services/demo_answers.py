"""The invented answers and decisions of the sample assessment; every text in them says that it is a sample.

The texts are written in every language somebody asked a report in, so that each reader finds the own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.measures import Decision, MeasureDecision, ProgrammeItem, Urgency
from tmfcheck.domain.open_points import PointKind
from tmfcheck.domain.pack import Term
from tmfcheck.i18n import N_, Texts

_SEEN, _MEASURED, _READ, _TOLD = "seen_on_site", "measured", "document_seen", "told"

ANSWERS: Mapping[str, Answer] = {
    "A1.01": Answer("mostly_no", _SEEN, comment=N_("Sample: fence down along the road side.")),
    "A1.02": Answer("mostly_yes", _TOLD),
    "A1.03": Answer(
        "no", _MEASURED, comment=N_("Sample: 0.4 m above the pond, the design asks for 1.0 m."), danger=True
    ),
    "A1.04": Answer("yes", _SEEN),
    "A1.05": Answer("mostly_no", _MEASURED, comment=N_("Sample: the beach is narrow at the northern end.")),
    "A1.06": Answer("mostly_no", _SEEN, comment=N_("Sample: dust over the eastern beach in light wind.")),
    "A1.07": Answer("not_applicable", reason="other", comment=N_("Sample: built without a liner.")),
    "A1.08": Answer("yes", _SEEN),
    "A1.09": Answer("mostly_yes", _SEEN),
    "A1.10": Answer("mostly_yes", _SEEN),
    "A1.11": Answer("mostly_no", _SEEN, comment=N_("Sample: the decant tower is half blocked by silt.")),
    "A1.12": Answer("unknown", reason="no_access", comment=N_("Sample: no safe access to the tower.")),
    "A1.13": Answer("mostly_no", _SEEN, comment=N_("Sample: the upper ditch is filled over about 60 m.")),
    "A1.14": Answer("yes", _SEEN),
    "A1.15": Answer("yes", _SEEN),
    "A1.16": Answer("mostly_yes", _SEEN),
    "A1.17": Answer("no", _SEEN, comment=N_("Sample: cattle graze at the toe.")),
    "A1.18": Answer("no", _TOLD, comment=N_("Sample: no siren; telephones only by day.")),
    "A2.01": Answer("yes", _READ),
    "A2.02": Answer("mostly_yes", _READ),
    "A2.03": Answer("no", _READ, comment=N_("Sample: hazard study dates from the design.")),
    "A2.04": Answer("yes", _READ),
    "A2.05": Answer("unknown", reason="no_time", comment=N_("Sample: mine plans not yet looked through.")),
    "A2.06": Answer("mostly_yes", _READ),
    "A2.07": Answer("no", _READ, comment=N_("Sample: calculated for a dam 6 m lower.")),
    "A2.08": Answer("no", _READ, comment=N_("Sample: nothing calculated for this height.")),
    "A2.09": Answer("no", _READ),
    "A2.10": Answer("mostly_yes", _READ),
    "A2.11": Answer("mostly_no", _READ, comment=N_("Sample: 4 of 11 points still open.")),
    "A2.12": Answer("no", _READ),
    "A2.13": Answer("mostly_yes", _READ),
    "A2.14": Answer("yes", _READ),
    "A2.15": Answer("mostly_yes", _READ),
    "A2.16": Answer("no", _READ, comment=N_("Sample: no dam-break analysis.")),
    "A2.17": Answer("yes", _READ, document=N_("Sample: order of appointment")),
    "A2.18": Answer("mostly_no", _READ),
}

OWN_TITLE = N_("Sample: clear the silt around the decant tower by boat")
OWN_TEXT = N_("Sample: an own measure of the inspector, in free words.")
EXPLANATIONS = {
    PointKind.CRITICAL_WITHOUT_MEASURE: N_(
        "Sample: the operator chooses between the proposed measures by the end of the month."
    )
}
"""Why the sample is closed although an error of the check stands."""
PERSON = N_("Sample inspector")
COMMODITY = N_("antimony")
NOTES = N_(
    "Sample: the figures of the facility are published, its place is that of the town, "
    "all answers and decisions are invented."
)


class SampleWords:
    """Says the sample's texts in some languages, one after the other."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._all = [Texts(language) for language in languages]

    def first(self, message: str) -> str:
        """In the first language alone, for names."""
        return self._all[0].gettext(message)

    def line(self, message: str) -> str:
        """In every language on one line."""
        return self._said(message, " · ")

    def lines(self, message: str) -> str:
        """In every language on a line of its own."""
        return self._said(message, "\n")

    def _said(self, message: str, between: str) -> str:
        return between.join(dict.fromkeys(texts.gettext(message) for texts in self._all)) if message else ""


def answer_to(question_id: str, words: SampleWords) -> Answer:
    """The sample's answer to a question of the basic check."""
    answer = ANSWERS.get(question_id, Answer("yes", _SEEN))
    return replace(answer, comment=words.lines(answer.comment), document=words.line(answer.document))


def decisions(programme: Iterable[ProgrammeItem], words: SampleWords) -> tuple[MeasureDecision, ...]:
    """What is urgent is accepted, one measure is moved, one rejected; the rest stays proposed."""
    triggered = [(item, item.score) for item in programme if item.score is not None]
    urgent = [item for item, score in triggered if score.urgency in (Urgency.DANGER, Urgency.CONDITION)]
    others = [item for item, score in triggered if score.urgency is Urgency.OTHER]
    moved = [item for item in others if item.term is Term.MEDIUM][:1]
    rejected = [item for item in others if item.term is Term.SHORT][-1:]
    return (
        *(_accepted(item, words) for item in urgent),
        *(_moved(item, words) for item in moved),
        *(_rejected(item, words) for item in rejected),
    )


def _accepted(item: ProgrammeItem, words: SampleWords) -> MeasureDecision:
    cost = words.line(N_("Sample: 12 000 USD")) if item.term is Term.SHORT else ""
    owner = words.line(N_("Sample: operator"))
    return MeasureDecision(item.measure, Decision.ACCEPTED, owner=owner, due_on=item.suggested_due_on, cost=cost)


def _moved(item: ProgrammeItem, words: SampleWords) -> MeasureDecision:
    reason = words.line(N_("Sample: the machines are on site anyway."))
    owner = words.line(N_("Sample: operator"))
    return MeasureDecision(item.measure, Decision.ACCEPTED, term=Term.SHORT, term_reason=reason, owner=owner)


def _rejected(item: ProgrammeItem, words: SampleWords) -> MeasureDecision:
    reason = words.line(N_("Sample: done last month, seen on site."))
    return MeasureDecision(item.measure, Decision.REJECTED, reason=reason)
