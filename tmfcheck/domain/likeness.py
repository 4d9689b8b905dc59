"""When two names mean the same place: letters of two scripts, endings, company forms and general words set aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tmfcheck.domain import geography
from tmfcheck.domain.facility import Facility

_PAIRS = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=j з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh "
    "щ=sch ъ= ы=y ь= э=e ю=yu я=ya қ=k ғ=g ң=n ә=a і=i ұ=u ү=u һ=h ө=o"
)
_LATIN = dict(pair.split("=") for pair in _PAIRS.split())
_SPELLINGS = (("kh", "h"), ("zh", "j"), ("dj", "j"), ("ya", "ia"), ("yu", "iu"))
_ADJECTIVE = re.compile(r"sk(?:ii|iy|oe|oye|oie|aia|aya|ogo|i|y)$")
_MEANINGS = {"ртут": "mercur", "сурьм": "antimon", "уран": "uranium", "золот": "gold", "медн": "copper"}
"""Russian stems and the English word of an operator's or facility's name, without its last letter y."""
_GENERAL_WORDS = (
    "tmf tsf tsfs tailings tailing dam dams pond ponds storage facility dump site plant combine mine mining company "
    "jsc cjsc llp llc ltd sa co inc oao ao zao too ooo kombinat rudnik obekt fabrika zavod otval polygon poligon "
    "relave relaves tranque deposito depositos embalse barragem rejeitos de del la el los las do da dos das the of "
    "and no num raion oblast obl pos gorod selo district region province river bank town village near as stated "
    "gok gmk ksk"
)
_GENERAL = frozenset(_GENERAL_WORDS.split())
_GENERAL_STEMS = ("hvosto", "haldyqoim", "kaldyk", "nakopitel")


@lru_cache(maxsize=50_000)
def name_words(text: str) -> frozenset[str]:
    """The words of a name that tell it from others, in one script and without endings; numbers are not among them."""
    words = re.findall(r"[^\W\d_]+", _folded(text))
    found = {_word(word) for word in words if len(word) > 1}
    return frozenset(word for word in found if word and word not in _GENERAL)


@lru_cache(maxsize=50_000)
def name_numbers(text: str) -> frozenset[str]:
    """The numbers of a name, with single letters and Roman numerals: dam 1 is not dam 2."""
    found = re.findall(r"\d+[a-zа-я]?|\b[a-zа-я]\b|\b[ivx]{1,4}\b", _folded(text))
    return frozenset(number.lstrip("0") or "0" for number in found)


def likeness(one: str, other: str) -> float:
    """From 0 to 1 how far two names share their words."""
    first, second = name_words(one), name_words(other)
    return len(first & second) / len(first | second) if first & second else 0.0


def holds_all_words(one: str, other: str) -> bool:
    """Whether one name holds every word of the other, which has at least two."""
    first, second = name_words(one), name_words(other)
    return min(len(first), len(second)) >= 2 and (first <= second or second <= first)


def distance_km(one: Facility, other: Facility) -> float | None:
    """Kilometres along the sphere; None where a point is not known."""
    first, second = point(one), point(other)
    return None if first is None or second is None else geography.distance_km(first, second)


def point(facility: Facility) -> geography.Place | None:
    """Longitude and latitude in degrees; None where one is not known."""
    latitude, longitude = facility.fact("latitude"), facility.fact("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    return float(longitude), float(latitude)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower().replace("й", "\x01"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("\x01", "й")


def _word(word: str) -> str:
    for stem, meaning in _MEANINGS.items():
        if word.startswith(stem):
            return meaning
    latin = "".join(_LATIN.get(sign, sign) for sign in word)
    for written, read in _SPELLINGS:
        latin = latin.replace(written, read)
    if latin in _GENERAL or latin.startswith(_GENERAL_STEMS):
        return ""
    bare = _ADJECTIVE.sub("", latin)
    bare = bare if len(bare) >= 4 else latin
    return bare.rstrip("iy") if len(bare.rstrip("iy")) >= 3 else bare
