"""The hazard list as a PDF: what it shows is gathered at the desk, the printing itself touches no archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tmfcheck import __version__
from tmfcheck.domain.hazard_list import HazardList, ListedFacility
from tmfcheck.domain.map_content import map_content
from tmfcheck.domain.pack import Pack
from tmfcheck.i18n import Texts
from tmfcheck.services.maps import bounds_around, shipped_base_map
from tmfcheck.services.register import Filter, RankBy, RegisterEntry


@dataclass(frozen=True, slots=True)
class ListOnPaper:
    """What a printed list needs beside its facilities.

    ``total`` is how many facilities the register holds, ``filters`` say in the first language which of them were
    asked for (none: all), ``made_at`` is aware.
    """

    pack: Pack
    pack_fingerprint: str
    total: int
    made_at: datetime
    language: str
    second_language: str | None = None
    by: RankBy = RankBy.TRI
    filters: tuple[str, ...] = ()


def hazard_list(entries: Iterable[RegisterEntry], paper: ListOnPaper) -> HazardList:
    """The model of the printed list; the facilities keep their order."""
    return HazardList(
        pack=paper.pack,
        pack_fingerprint=paper.pack_fingerprint,
        listed=tuple(_listed(entry, paper.by) for entry in entries),
        total=paper.total,
        ranked_by=paper.by.value,
        filters=paper.filters,
        made_at=paper.made_at,
        program_version=__version__,
    )


def hazard_list_bytes(
    model: HazardList,
    language: str,
    second_language: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The PDF in one language or two; it touches no archive and may be made in a worker.

    ``progress`` is told how many steps of how many are done. Raises InputError LANGUAGE_UNKNOWN.
    """
    texts = Texts(language)
    second = Texts(second_language) if second_language not in (None, language) else None
    from tmfcheck.reports.hazard_list import map_colour, render_hazard_list

    facilities = [each.scored.facility for each in model.listed]
    content = map_content(model.pack, facilities, map_colour(model.ranked_by), model.made_at.date())
    base = shipped_base_map()
    return render_hazard_list(model, content, base, bounds_around(content), texts, second=second, progress=progress)


def filter_words(wanted: Filter, texts: Texts) -> tuple[str, ...]:
    """A filter as sentences for the first page; empty where all facilities were asked for."""
    words = []
    if wanted.country is not None:
        words.append(texts.country(wanted.country))
    if wanted.transboundary:
        words.append(texts.gettext("possible effects across a border"))
    if wanted.not_visited_since is not None:
        words.append(_not_visited(wanted.not_visited_since, texts))
    return tuple(words)


def _not_visited(since: date, texts: Texts) -> str:
    return texts.gettext("not visited since {date}").format(date=texts.date(since))


def _listed(entry: RegisterEntry, by: RankBy) -> ListedFacility:
    return ListedFacility(entry.scored, entry.rank_by(by), entry.standing.visited_on, entry.standing.msr_percent)
