"""How the indices of one facility read on paper: figures with their intervals, classes and borders."""

from __future__ import annotations

from collections.abc import Mapping

from tmfcheck.domain.facility_risk import ScoredFacility
from tmfcheck.domain.hazard_index import TERM_TABLES
from tmfcheck.domain.pack import Figure, Pack, Table
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.voice import Voice, Words
from tmfcheck.wording import GISTM_CLASSES

INDEX_DECIMALS = 2

TERM_LETTERS: Mapping[str, str] = {
    "cap": "V",
    "tox": "W",
    "manag": "M",
    "seismic": "S",
    "flood": "F",
    "stability": "D",
    "age": "A",
    "population": "P",
    "water": "R",
}
"""A letter for each term where a list has no room for its words."""

_OTHER_PREFIXES = ("transboundary_", "gistm_population")
_NEXT = "inspect_next_"


def index_tables(pack: Pack, *, with_next: bool = False) -> list[Table]:
    """The tables the indices, the flags and the class rest on, in the pack's order."""
    wanted = {*TERM_TABLES.values()}
    prefixes = (*_OTHER_PREFIXES, *((_NEXT,) if with_next else ()))
    return [table for name, table in pack.tables.items() if name in wanted or name.startswith(prefixes)]


def index_figures(pack: Pack, *, with_next: bool = False) -> list[Figure]:
    """The figures the same rests on."""
    prefixes = ("thi_", "tri_", "transboundary_", *((_NEXT,) if with_next else ()))
    return [figure for name, figure in pack.figures.items() if name.startswith(prefixes)]


def index_text(texts: Texts, value: float | None) -> str:
    """One index; a dash where there is none."""
    return texts.number(value, INDEX_DECIMALS)


def interval_text(texts: Texts, low: float | None, high: float | None) -> str:
    """Lowest and highest possible value; empty where they are the same or there is none."""
    if low is None or high is None or low == high:
        return ""
    return f"{texts.number(low, INDEX_DECIMALS)}{DASH}{texts.number(high, INDEX_DECIMALS)}"


def class_text(texts: Texts, gistm_class: str | None) -> str:
    """The consequence class; it rests on the people below alone, so it says "at least"."""
    if gistm_class is None:
        return texts.gettext("not known")
    return texts.gettext("at least: {name}").format(name=texts.gettext(GISTM_CLASSES[gistm_class]))


def border_words(scored: ScoredFacility, voice: Voice) -> Words:
    """River and travel time of a transboundary facility; no, or not known."""
    return voice.both(lambda texts: border_text(scored, texts))


def border_text(scored: ScoredFacility, texts: Texts) -> str:
    """As ``border_words``, in one language."""
    _ = texts.gettext
    flags, hours = scored.flags, scored.indices.travel_time_hours
    radiological = [_("radiological: IAEA")] if flags.radiological else []
    if flags.possible is None:
        return ", ".join([_("not known"), *radiological])
    if not flags.possible:
        return ", ".join([_("no"), *radiological])
    river = shortened(one_line(str(scored.facility.fact("river") or "")), LONGEST_RIVER)
    time = _("travel time not known") if hours is None else _(HOURS).format(hours=texts.number(hours, 1))
    return ", ".join([*([river] if river else []), time, *radiological])


LONGEST_RIVER = 60
HOURS = N_("{hours} h to the border")


def shortened(text: str, length: int) -> str:
    """The beginning of a long text, with an ellipsis where something is left out; nothing of it at length 0."""
    if not length:
        return ""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def whc_text(scored: ScoredFacility, texts: Texts) -> str:
    """``WHC 3``; a dash where the class is not known."""
    value = scored.facility.fact("whc")
    return f"{texts.gettext('WHC')} {DASH if value is None else value}"


def rank_text(low: int, high: int) -> str:
    """The best and the worst rank; empty where they are the same."""
    return "" if low == high else f"{low}{DASH}{high}"
