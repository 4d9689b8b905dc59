"""What a facility has several of: dams, and the papers (permits, designs, plans) that come with a number and a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tmfcheck.domain.facility import FactQuality


@dataclass(frozen=True, slots=True)
class Dam:
    """One dam of a facility; what is not known is None or empty.

    Lengths are metres, ``slope`` is the horizontal run of the outer slope for one metre of rise, ``factor_of_safety``
    has its method, load case, the height (m) and the year it was calculated for. ``quality`` and ``as_of`` tell what
    the figures rest on.
    """

    name: str
    raise_method: str | None = None
    height_m: float | None = None
    length_m: float | None = None
    crest_width_m: float | None = None
    slope: float | None = None
    start_year: int | None = None
    factor_of_safety: float | None = None
    safety_method: str = ""
    load_case: str = ""
    safety_height_m: float | None = None
    safety_year: int | None = None
    quality: FactQuality | None = None
    as_of: date | None = None


class PaperKind(StrEnum):
    """What a paper of a facility is."""

    PERMIT = "permit"
    DESIGN = "design"
    IMPACT_ASSESSMENT = "impact_assessment"
    OPERATION_MANUAL = "operation_manual"
    EMERGENCY_PLAN = "emergency_plan"
    MONITORING = "monitoring"
    SAFETY_DECLARATION = "safety_declaration"
    INSURANCE = "insurance"
    CLOSURE_PLAN = "closure_plan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FacilityPaper:
    """One paper of a facility with its issuer and days; ``valid_to`` is its last valid day, None where it has none."""

    kind: PaperKind
    title: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_to: date | None = None

    def is_expired(self, day: date) -> bool:
        """Whether it is no longer valid on a day."""
        return self.valid_to is not None and self.valid_to < day
