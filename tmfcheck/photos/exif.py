"""What a camera wrote into its picture: time with offset, position, direction; nonsense counts as nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from tmfcheck.domain.plain_values import FIRST_YEAR, FIRST_ZONED_YEAR, LAST_YEAR

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_TIME, _TIME_ORIGINAL, _TIME_DIGITISED = 0x0132, 0x9003, 0x9004
_OFFSET, _OFFSET_ORIGINAL, _OFFSET_DIGITISED = 0x9010, 0x9011, 0x9012
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE, _DIRECTION = 1, 2, 3, 4, 17

_OFFSET_TEXT = re.compile(r"([+-])(\d\d):?(\d\d)")


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """``taken_at`` is the camera's time, with its zone only where the camera wrote one; WGS 84 degrees."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    direction_deg: float | None = None


NO_FACTS = CameraFacts()


def camera_facts(exif: Any) -> CameraFacts:
    """The facts of Pillow's EXIF object; tags that are missing or make no sense give None."""
    details, place = exif.get_ifd(_EXIF_IFD), exif.get_ifd(_GPS_IFD)
    latitude = _degrees(place, _LATITUDE, _LATITUDE_REF, "NS", 90)
    longitude = _degrees(place, _LONGITUDE, _LONGITUDE_REF, "EW", 180)
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        # Cameras without a fix write zeros; half a position is none.
        latitude = longitude = None
    direction = _number(place.get(_DIRECTION))
    if direction is not None and not 0 <= direction <= 360:
        direction = None
    taken_at = (
        _moment(details.get(_TIME_ORIGINAL), details.get(_OFFSET_ORIGINAL))
        or _moment(details.get(_TIME_DIGITISED), details.get(_OFFSET_DIGITISED))
        or _moment(exif.get(_TIME), details.get(_OFFSET))
    )
    return CameraFacts(taken_at, latitude, longitude, None if direction is None else direction % 360)


def _moment(text: object, offset: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        plain = datetime.strptime(text.strip(" \x00"), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - a camera's own time
    except ValueError:
        return None
    zone = _zone(offset)
    # A clock at the edge of the calendar was never set.
    first = FIRST_YEAR if zone is None else FIRST_ZONED_YEAR
    return plain.replace(tzinfo=zone) if first <= plain.year <= LAST_YEAR else None


def _zone(offset: object) -> timezone | None:
    found = _OFFSET_TEXT.fullmatch(offset.strip(" \x00")) if isinstance(offset, str) else None
    if found is None:
        return None
    span = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-span if found[1] == "-" else span) if span <= timedelta(hours=14) else None


def _degrees(place: Mapping[int, Any], tag: int, reference: int, sides: str, limit: float) -> float | None:
    """Degrees, negative on the second of the two ``sides``; none where the camera does not say on which."""
    parts, side = place.get(tag), str(place.get(reference)).strip(" \x00").upper()
    if not isinstance(parts, tuple) or len(parts) != 3 or side not in (*sides,):
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None or number < 0 for number in numbers):
        return None
    hours, minutes, seconds = (number or 0.0 for number in numbers)
    value = hours + minutes / 60 + seconds / 3600
    if value > limit:
        return None
    return round(-value if side == sides[1] else value, 7)


def _number(value: object) -> float | None:
    """A plain number of a tag; a fraction over zero is none."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None
