"""The library of substances that belongs to a method pack."""

from __future__ import annotations

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.substances import SubstanceLibrary
from tmfcheck.services.desk import Desk


def substance_library(desk: Desk, pack: Pack) -> SubstanceLibrary:
    """Every substance beside this pack; empty where there is none."""
    return desk.packs.substances(pack.id)
