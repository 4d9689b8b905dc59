"""Loads, while nobody waits, what the first screen does without and the first steps need; called at the start."""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module

FIRST_STEPS = (
    "tmfcheck.domain.pack",
    "tmfcheck.domain.evidence",
    "tmfcheck.domain.measures",
    "tmfcheck.domain.assessment",
    "msgspec",
    "tmfcheck.packs.resolved",
    "tmfcheck.packs.folder",
    "babel.dates",
    "tmfcheck.domain.hazard_index",
    "tmfcheck.domain.facility_risk",
    "tmfcheck.domain.geography",
    "tmfcheck.domain.map_drawing",
    "tmfcheck.services.assessing",
    "tmfcheck.services.maps",
    "tmfcheck.services.register",
    "tmfcheck.gui.widgets.facility_pane",
)
"""What is imported first is needed by what follows: each step is short enough for no key to wait for it."""
PAUSE_MS = 40


def first_steps() -> Generator[None, None, None]:
    """Import one module after the other."""
    for name in FIRST_STEPS:
        import_module(name)
        yield
