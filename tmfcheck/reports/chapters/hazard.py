"""Hazard and risk of the facility as it was assessed: indices with their terms, classes, borders, and where it lies."""

from __future__ import annotations

from tmfcheck.domain.facility_risk import score_facility
from tmfcheck.domain.hazard_index import TERM_TABLES
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.reports.flow import Row
from tmfcheck.reports.index_rows import (
    figure_row,
    location_rows,
    no_volume_row,
    reading_row,
    standing_pairs,
    term_rows,
)
from tmfcheck.reports.voice import Voice


def has_indices(model: ReportModel) -> bool:
    """Whether the pack holds the tables of the indices."""
    return all(table in model.state.pack.tables for table in TERM_TABLES.values())


def hazard(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter; ages count to the day of closing, or to the day the report is made."""
    state = model.state
    year = (state.assessment.closed_at or model.made_at).year
    scored = score_facility(state.pack, state.facility, year)
    return [
        *no_volume_row(scored, voice),
        figure_row(scored, voice),
        # Before the table, which goes on overleaf where it must; a map at its end would leave half a page white.
        *location_rows(scored, model.base_map, voice),
        *term_rows(scored, state.pack, voice),
        *standing_pairs(scored, voice),
        reading_row(voice),
    ]
