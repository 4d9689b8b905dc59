"""The one-page sheet of a facility: gathered at the desk, printed without the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tmfcheck import __version__
from tmfcheck.domain.facility import Facility
from tmfcheck.domain.facility_doubts import Doubt
from tmfcheck.domain.facility_risk import score_facility
from tmfcheck.domain.likeness import point
from tmfcheck.domain.pack import Pack
from tmfcheck.i18n import Texts
from tmfcheck.services.desk import Desk
from tmfcheck.services.doubting import questions_about
from tmfcheck.services.maps import shipped_base_map

if TYPE_CHECKING:
    from tmfcheck.reports.facility_sheet import FacilitySheet


def sheet_questions(desk: Desk, facility: Facility) -> tuple[Doubt, ...]:
    """What is questioned about a facility today; whoever speaks turns it into sentences."""
    return questions_about(facility, desk.clock().year)


def facility_sheet(desk: Desk, pack: Pack, facility: Facility, questions: Sequence[str]) -> FacilitySheet:
    """What the sheet shows; ``questions`` are the sentences of ``sheet_questions`` in the sheet's first language."""
    from tmfcheck.reports.facility_sheet import FacilitySheet

    now = desk.clock()
    scored = score_facility(pack, facility, now.year)
    return FacilitySheet(pack, scored, tuple(questions), now, __version__)


def sheet_bytes(model: FacilitySheet, language: str, second_language: str | None = None) -> bytes:
    """The PDF in one language or two; it touches no archive. Raises InputError LANGUAGE_UNKNOWN."""
    texts = Texts(language)
    second = Texts(second_language) if second_language not in (None, language) else None
    from tmfcheck.reports.facility_sheet import render_sheet

    base = None if point(model.scored.facility) is None else shipped_base_map()
    return render_sheet(model, base, texts, second)
