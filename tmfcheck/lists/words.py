"""The words of a list for choices of the facility form, in four languages; only words whose meaning is certain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

MISSING = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "n.a.",
        "s/i",
        "s/d",
        "sin informacion",
        "unknown",
        "not known",
        "desconocido",
        "desconhecido",
        "нет данных",
        "н/д",
        "не известно",
        "неизвестно",
        "no aplica",
        "null",
        "none",
        "?",
    }
)
"""What lists write for a value nobody knows."""

_STATUS = {
    "operated": r"active|activo|ativa?|operat(ional|ing|ed)|in operation|en operacion|em operacao"
    r"|действующ\w*|эксплуатируе\w*|в эксплуатации|рабоч\w*",
    "inactive": r"inactiv[eo]|inativa?|недействующ\w*|не эксплуатируе\w*",
    "abandoned": r"abandon(ed|ad[oa])|заброшен\w*",
    "orphaned": r"orphan(ed)?|huerfano|бесхоз\w*",
    "neglected": r"neglected",
}
_RAISE = {
    "upstream": r"upstream|aguas arriba|(a )?montante|(намыв\w* )?(вверх по течению|внутрь)",
    "downstream": r"downstream|aguas abajo|(a )?jusante|(вниз по течению|наружу)",
    "centreline": r"cent(re|er)[ -]?line|eje central|linha de centro|по оси|центральн\w*",
    "single_stage": r"single[ -]stage|etapa unica",
}
_YES_NO = {"yes": r"yes|y|true|si|sim|да|1", "no": r"no|n|false|nao|нет|0"}
_OF_FACT: Mapping[str, Mapping[str, str]] = {"status": _STATUS, "raise_method": _RAISE}

_SUBSTANCES = {
    "cyanide": r"cyanide|cianuro|cianeto|цианид",
    "mercury": r"mercury|mercurio|ртут",
    "arsenic": r"arsenic|arsenico|мышьяк",
    "antimony": r"antimony|antimonio|сурьм",
    "uranium": r"uranium|uranio|уран",
}


def is_missing(text: str) -> bool:
    """Whether the cell says in words that nothing is known."""
    return bare(text) in MISSING


def choice_of(fact_id: str, text: str) -> tuple[str | None, bool]:
    """The choice a cell begins with, and whether that is all it says; None where no word is certain."""
    words = bare(text)
    for choice, pattern in _OF_FACT.get(fact_id, {}).items():
        if found := re.match(rf"(?:{pattern})(?=$|[\s,;(])", words):
            rest = words[found.end() :]
            return (None, False) if re.match(r"\s*(or|and|или|и|y|o|e|ou)\s", rest) else (choice, not rest)
    return None, False


def yes_no(text: str) -> bool | None:
    """What a cell answers to a yes-or-no fact; None where it does not."""
    return next((word == "yes" for word, pattern in _YES_NO.items() if re.fullmatch(pattern, bare(text))), None)


def substance_groups(text: str) -> tuple[str, ...]:
    """The substance groups a commodity names for certain."""
    words = bare(text)
    return tuple(group for group, pattern in _SUBSTANCES.items() if re.search(pattern, words))


def bare(text: str) -> str:
    """Small letters without accents and doubled spaces; й stays."""
    apart = unicodedata.normalize("NFKD", text.strip().lower().replace("й", "\x01"))
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).replace("\x01", "й").split())
