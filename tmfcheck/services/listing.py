"""What the archive holds, for the first screen and for lists: nothing is imported here that only one entry needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tmfcheck.services.desk import Desk

if TYPE_CHECKING:
    from tmfcheck.domain.assessment import Assessment
    from tmfcheck.domain.facility import Facility


def list_facilities(desk: Desk) -> tuple[Facility, ...]:
    """Every facility, by name."""
    return desk.archive.facilities()


def list_assessments(desk: Desk, facility_id: str | None = None) -> tuple[Assessment, ...]:
    """Every assessment, or those of one facility, newest first."""
    return desk.archive.assessments(facility_id)
