"""Program text, numbers and dates in the reader's language, for every room that shows words."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tmfcheck.errors import InputError
from tmfcheck.paths import resources_folder

# The window shows its first words before any number: what counts and formats is imported where it is used.
if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo
    from fractions import Fraction

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
DASH = "–"

_NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
"""Codes for groupings, for tests, and for parts of countries that have a code of their own only by exception."""


_VULGAR_FRACTIONS = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾"}
_WINDOWS_NAMES = {"Russian": "ru", "Kazakh": "kk"}

_COUNTRY_NAMES = {("ru", "KG"): "Кыргызстан"}
"""Names as the country itself and the United Nations write them, where the common tables have an older one."""


def N_(message: str) -> str:  # noqa: N802 - the customary gettext marker
    """Mark a text for translation where it is defined; it is translated where it is shown."""
    return message


class Texts:
    """All words of one language: ``gettext`` for program text, ``pick`` for content, formats for figures and dates.

    ``zone`` is the time zone moments are told in, None for the machine's own.
    """

    def __init__(self, language: str, zone: tzinfo | None = None) -> None:
        if language not in LANGUAGES:
            raise InputError("LANGUAGE_UNKNOWN", language=language, languages=", ".join(LANGUAGES))
        self.language = language
        self._catalogue = _catalogue(language)
        self._zone = zone

    def gettext(self, message: str) -> str:
        """The program text in this language; placeholders are filled by the caller afterwards."""
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The plural form for a number; fill ``{number}`` afterwards."""
        return self._catalogue.ngettext(singular, plural, number)

    def pick(self, text: Mapping[str, str]) -> str:
        """A content text in this language, or a marked fallback such as ``[en] Crest`` where it is missing."""
        if self.language in text:
            return text[self.language]
        for language, words in text.items():
            return f"[{language}] {words}"
        return DASH

    def number(self, value: Fraction | float | None, decimals: int = 0) -> str:
        """A number with this language's separators, rounded half to even; a dash for None."""
        if value is None:
            return DASH
        from fractions import Fraction

        rounded = round(Fraction(value), decimals)
        digits = f"{abs(rounded.numerator) * 10**decimals // rounded.denominator:0{decimals + 1}d}"
        if 0 <= rounded < 1000 and not decimals:
            return digits  # the same in every language, without its tables
        whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
        point, group, minus = _number_signs(self.language)
        parted = f"{int(whole):,}".replace(",", group)
        return (minus if rounded < 0 else "") + parted + (point + rest if decimals else "")

    def exact(self, value: Fraction) -> str:
        """An exact number: whole, or whole and fraction such as ``22⅔`` or ``22 2/7``."""
        whole, rest = divmod(value, 1)
        parts = [self.number(whole)] if whole or not rest else []
        if rest:
            parts.append(_VULGAR_FRACTIONS.get(str(rest), f"\u00a0{rest}" if whole else str(rest)))
        return "".join(parts)

    def quantity(self, value: Fraction | float | None) -> str:
        """A measured figure with as many decimals as it was given with, at most six."""
        if value is None:
            return DASH
        from decimal import Decimal

        from babel.numbers import format_decimal

        return format_decimal(Decimal(repr(float(value))), format="#,##0.######", locale=self.language)

    def percent(self, value: Fraction | float | None, decimals: int = 0) -> str:
        """``71 %`` with a no-break space; a dash for an empty set."""
        return DASH if value is None else f"{self.number(value, decimals)}\u00a0%"

    def date(self, day: date | None) -> str:
        """A day, medium length; a dash for None."""
        if day is None:
            return DASH
        from babel.dates import format_date

        return format_date(day, format="d MMM y" if self.language == "en" else "dd.MM.y", locale=self.language)

    def time(self, moment: datetime) -> str:
        """Hours, minutes and seconds of a moment in the reader's time zone."""
        return moment.astimezone(self._zone).strftime("%H:%M:%S")

    def local(self, moment: datetime) -> datetime:
        """A moment in the reader's time zone, as it stands where it names no zone."""
        return moment if moment.tzinfo is None else moment.astimezone(self._zone)

    def moment(self, moment: datetime | None) -> str:
        """Day and minute in the reader's time zone, as it stands where it names no zone; a dash for None."""
        if moment is None:
            return DASH
        local = self.local(moment)
        return f"{self.date(local.date())}, {local:%H:%M}"

    def moment_with_zone(self, moment: datetime) -> str:
        """Day, minute and how far the reader's time is from UTC."""
        return f"{self.moment(moment)} UTC{moment.astimezone(self._zone).isoformat()[-6:]}"

    def country(self, code: str) -> str:
        """The name of a country by its ISO code, the code itself where it has no name."""
        from babel import Locale

        own_name = _COUNTRY_NAMES.get((self.language, code))
        return own_name or str(Locale.parse(self.language).territories.get(code, code))


def machine_language() -> str:
    """TMFCHECK_LANGUAGE, else the machine's language where the program speaks it, else English."""
    import locale

    named = os.environ.get("TMFCHECK_LANGUAGE") or locale.getlocale()[0] or ""
    language = _WINDOWS_NAMES.get(named.partition("_")[0], named[:2].lower())
    return language if language in LANGUAGES else "en"


@lru_cache(maxsize=4)
def _number_signs(language: str) -> tuple[str, str, str]:
    """Decimal sign, sign between thousands and minus sign of a language; tables write thousands of numbers."""
    from babel import Locale

    signs = Locale.parse(language).number_symbols["latn"]
    return str(signs["decimal"]), str(signs["group"]), str(signs["minusSign"])


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    folder = resources_folder() / "translations"
    return gettext.translation("tmfcheck", localedir=folder, languages=[language], fallback=True)


def country_codes() -> tuple[str, ...]:
    """The ISO alpha-2 codes of all countries and territories, sorted."""
    from babel import Locale
    from babel.core import get_global

    retired: Mapping[str, Any] = get_global("territory_aliases")
    known = (str(code) for code in Locale.parse("en").territories)
    codes = (code for code in known if len(code) == 2 and code.isalpha())
    return tuple(sorted(code for code in codes if code not in retired and code not in _NO_COUNTRIES))


def country_code(word: str) -> str | None:
    """The ISO alpha-2 code of an alpha-2 or alpha-3 code in any case, None where there is no such country."""
    from babel import Locale
    from babel.core import get_global

    aliases: Mapping[str, Any] = get_global("territory_aliases")
    code = word.strip().upper()
    if len(code) == 3:
        code = next(iter(aliases.get(code, [])), code)
    return code if len(code) == 2 and code.isalpha() and code in Locale.parse("en").territories else None
