"""A desk on a new archive with the test pack, and the steps that lead to an assessment on it."""

from __future__ import annotations

from pathlib import Path

from tests.packs_for_tests import OnePackLibrary, SteppingClock
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.pack import Pack
from tmfcheck.services import assessing, facilities
from tmfcheck.services.desk import Desk
from tmfcheck.services.opening import AccessMode, open_desk

FACILITY = {"name": "Kadamjai", "country": "KG", "altitude_m": 1100}


def desk_on(path: Path, mode: AccessMode = AccessMode.CREATE, pack: Pack | None = None) -> Desk:
    """A desk with the test pack, a user and a clock of known times."""
    return open_desk(path, mode=mode, packs=OnePackLibrary(pack), user="Tester", clock=SteppingClock())


def started(desk: Desk, by: str = "Inspector") -> AssessmentState:
    """A new facility with a new assessment of group A."""
    facility = facilities.add_facility(desk, FACILITY).facility
    assessment = assessing.start_assessment(desk, facility.id, "test-pack", "A", by=by)
    return assessing.load_state(desk, assessment.id)
