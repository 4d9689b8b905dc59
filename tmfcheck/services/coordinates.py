"""One point from what somebody typed or pasted: any usual notation, either order, and what was understood."""

from __future__ import annotations

from dataclasses import dataclass

from tmfcheck.lists.coordinates import LATITUDE, LONGITUDE, read_point, seems_swapped


@dataclass(frozen=True, slots=True)
class UnderstoodPoint:
    """Degrees north and east; ``was_turned`` where only the other order makes a point.

    ``may_be_swapped``: the figures fit the country far better the other way round.
    """

    latitude: float
    longitude: float
    was_turned: bool = False
    may_be_swapped: bool = False

    @property
    def swapped(self) -> UnderstoodPoint:
        """The same figures the other way round."""
        return UnderstoodPoint(self.longitude, self.latitude)


def understand_point(typed: str, country: str) -> UnderstoodPoint | None:
    """The point that is meant, None where the text is not two coordinates of a point on earth.

    Letters tell latitude from longitude; without them the order counts, unless only the other one is possible.
    """
    angles = read_point(typed.strip().removeprefix("geo:"))
    if angles is None or (angles[0].axis is not None and angles[0].axis == angles[1].axis):
        return None
    first, second = angles
    has_letters = first.axis is not None or second.axis is not None
    is_turned = first.axis == LONGITUDE or second.axis == LATITUDE
    latitude, longitude = (second.degrees, first.degrees) if is_turned else (first.degrees, second.degrees)
    if not has_letters and abs(latitude) > 90 and abs(longitude) <= 90:
        return _on_earth(UnderstoodPoint(longitude, latitude, was_turned=True))
    may_be_swapped = not has_letters and seems_swapped(latitude, longitude, country)
    return _on_earth(UnderstoodPoint(latitude, longitude, may_be_swapped=may_be_swapped))


def _on_earth(point: UnderstoodPoint) -> UnderstoodPoint | None:
    return point if abs(point.latitude) <= 90 and abs(point.longitude) <= 180 else None


def degrees_minutes_seconds(value: float) -> tuple[int, int, float]:
    """Whole degrees and minutes and seconds to one decimal, without the sign."""
    tenths = round(abs(value) * 36_000)
    degrees, rest = divmod(tenths, 36_000)
    minutes, seconds = divmod(rest, 600)
    return degrees, minutes, seconds / 10
