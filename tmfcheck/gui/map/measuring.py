"""Measuring on the map: places set one after the other, the shortest way between them and how long it is."""

from __future__ import annotations

import itertools

from tmfcheck.domain.geography import Place, distance_km
from tmfcheck.domain.great_circle import way_between


class Measuring:
    """The legs of one measurement; ``pointer`` is where the next one would end."""

    def __init__(self) -> None:
        self.is_on = False
        self.places: list[Place] = []
        self.pointer: Place | None = None

    def start(self) -> None:
        """Begin with no place set."""
        self.is_on, self.places, self.pointer = True, [], None

    def end(self) -> None:
        """Forget everything."""
        self.is_on, self.places, self.pointer = False, [], None

    def add(self, place: Place) -> None:
        """Set the next place."""
        self.places.append(place)

    def take_back(self) -> None:
        """Forget the last place."""
        if self.places:
            self.places.pop()

    def shown_places(self) -> list[Place]:
        """The places, with the pointer's as the last."""
        return [*self.places, self.pointer] if self.pointer is not None and self.places else list(self.places)

    def legs_km(self) -> list[float]:
        """The length of each leg, the one to the pointer included."""
        return [distance_km(one, other) for one, other in itertools.pairwise(self.shown_places())]

    def way(self) -> list[Place]:
        """The whole way as places near enough to each other for straight lines."""
        shown = self.shown_places()
        legs = [way_between(one, other) for one, other in itertools.pairwise(shown)]
        return [*shown[:1], *(place for leg in legs for place in leg[1:])]
