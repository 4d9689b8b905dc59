"""The invented answers and decisions of the sample assessment; every text in them says that it is a sample."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.measures import Decision, MeasureDecision, ProgrammeItem, Urgency
from tmfcheck.domain.pack import Term

_SEEN, _MEASURED, _READ, _TOLD = "seen_on_site", "measured", "document_seen", "told"

ANSWERS: Mapping[str, Answer] = {
    "A1.01": Answer("mostly_no", _SEEN, comment="Sample: fence down along the road side."),
    "A1.02": Answer("mostly_yes", _TOLD),
    "A1.03": Answer("no", _MEASURED, comment="Sample: 0.4 m above the pond, the design asks for 1.0 m.", danger=True),
    "A1.04": Answer("yes", _SEEN),
    "A1.05": Answer("mostly_no", _MEASURED, comment="Sample: the beach is narrow at the northern end."),
    "A1.06": Answer("mostly_no", _SEEN, comment="Sample: dust over the eastern beach in light wind."),
    "A1.07": Answer("not_applicable", reason="other", comment="Sample: built without a liner."),
    "A1.08": Answer("yes", _SEEN),
    "A1.09": Answer("mostly_yes", _SEEN),
    "A1.10": Answer("mostly_yes", _SEEN),
    "A1.11": Answer("mostly_no", _SEEN, comment="Sample: the decant tower is half blocked by silt."),
    "A1.12": Answer("unknown", reason="no_access", comment="Sample: no safe access to the tower."),
    "A1.13": Answer("mostly_no", _SEEN, comment="Sample: the upper ditch is filled over about 60 m."),
    "A1.14": Answer("yes", _SEEN),
    "A1.15": Answer("yes", _SEEN),
    "A1.16": Answer("mostly_yes", _SEEN),
    "A1.17": Answer("no", _SEEN, comment="Sample: cattle graze at the toe."),
    "A1.18": Answer("no", _TOLD, comment="Sample: no siren; telephones only by day."),
    "A2.01": Answer("yes", _READ, document="Sample: register extract, p. 2"),
    "A2.02": Answer("mostly_yes", _READ),
    "A2.03": Answer("no", _READ, comment="Sample: hazard study dates from the design."),
    "A2.04": Answer("yes", _READ, document="Sample: permit, p. 1"),
    "A2.05": Answer("unknown", reason="no_time", comment="Sample: mine plans not yet looked through."),
    "A2.06": Answer("mostly_yes", _READ),
    "A2.07": Answer("no", _READ, comment="Sample: calculated for a dam 6 m lower."),
    "A2.08": Answer("unknown", reason="other", comment="Sample: nothing calculated for this height."),
    "A2.09": Answer("no", _READ),
    "A2.10": Answer("mostly_yes", _READ, document="Sample: monitoring log, pp. 14-31"),
    "A2.11": Answer("mostly_no", _READ, comment="Sample: 4 of 11 points still open."),
    "A2.12": Answer("no", _READ),
    "A2.13": Answer("mostly_yes", _READ),
    "A2.14": Answer("yes", _READ, document="Sample: laboratory report, p. 3"),
    "A2.15": Answer("mostly_yes", _READ),
    "A2.16": Answer("no", _READ, comment="Sample: no dam-break analysis."),
    "A2.17": Answer("yes", _READ, document="Sample: order of appointment"),
    "A2.18": Answer("mostly_no", _READ),
}

OWN_TITLE = "Sample: clear the silt around the decant tower by boat"
OWN_TEXT = "Sample: an own measure of the inspector, in free words."


def decisions(programme: Iterable[ProgrammeItem]) -> tuple[MeasureDecision, ...]:
    """What is urgent is accepted, one measure is moved, one rejected; the rest stays proposed."""
    triggered = [(item, item.score) for item in programme if item.score is not None]
    urgent = [item for item, score in triggered if score.urgency in (Urgency.DANGER, Urgency.CONDITION)]
    others = [item for item, score in triggered if score.urgency is Urgency.OTHER]
    moved = [item for item in others if item.term is Term.MEDIUM][:1]
    rejected = [item for item in others if item.term is Term.SHORT][-1:]
    return (*map(_accepted, urgent), *map(_moved, moved), *map(_rejected, rejected))


def _accepted(item: ProgrammeItem) -> MeasureDecision:
    owner, cost = "Sample: operator", "Sample: 12 000 USD" if item.term is Term.SHORT else ""
    return MeasureDecision(item.measure, Decision.ACCEPTED, owner=owner, due_on=item.suggested_due_on, cost=cost)


def _moved(item: ProgrammeItem) -> MeasureDecision:
    reason = "Sample: the machines are on site anyway."
    return MeasureDecision(
        item.measure, Decision.ACCEPTED, term=Term.SHORT, term_reason=reason, owner="Sample: operator"
    )


def _rejected(item: ProgrammeItem) -> MeasureDecision:
    return MeasureDecision(item.measure, Decision.REJECTED, reason="Sample: done last month, seen on site.")
