"""What is questioned about a facility's facts while they are typed; borders join in once the base map is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from threading import Thread

from PySide6.QtCore import QObject, QTimer

from tmfcheck.domain.dam_facts import derived_facts
from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility
from tmfcheck.domain.facility_doubts import Doubt, doubts
from tmfcheck.doubt_messages import doubt_sentence
from tmfcheck.gui.context import GuiContext
from tmfcheck.i18n import Texts
from tmfcheck.services.doubting import questions_about
from tmfcheck.services.maps import base_map_is_ready, shipped_base_map
from tmfcheck.wording import fact_text

READ_AFTER_MS, LOOK_AGAIN_MS = 200, 100


class FacilityQuestions(QObject):
    """Answers at once; ``when_ready`` is called when the base map has been read and borders can be asked about too."""

    def __init__(self, context: GuiContext, when_ready: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._when_ready = when_ready
        self._reader: Thread | None = None
        self._timer = QTimer(self, interval=LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._look)
        # The page is painted first: a reader beside it would take turns with it.
        self._start = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._start.timeout.connect(self._read_map)

    def about(self, facility: Facility) -> tuple[Doubt, ...]:
        """Every question about these facts that can be asked now."""
        year = self._context.desk.today().year
        if base_map_is_ready():
            return questions_about(facility, year)
        if self._reader is None and not self._start.isActive():
            self._start.start()
        return doubts(facility, year)

    def sentences(self, asked: Iterable[Doubt]) -> Mapping[str, tuple[str, ...]]:
        """The questions as sentences by the fact they stand beside: the first one they look at."""
        told: dict[str, tuple[str, ...]] = {}
        for doubt in asked:
            words = doubt_sentence(doubt.code, doubt.data, self._context.texts)
            told[doubt.facts[0]] = (*told.get(doubt.facts[0], ()), words)
        return told

    def _read_map(self) -> None:
        """Read the base map beside the window; the file is large."""
        self._reader = Thread(target=shipped_base_map, daemon=True)
        self._reader.start()
        self._timer.start()

    def _look(self) -> None:
        if base_map_is_ready():
            self._timer.stop()
            self._when_ready()


def fact_hints(facility: Facility, texts: Texts) -> dict[str, str]:
    """By fact id, what follows from other facts: the remaining capacity, and what the dams say of the facility."""
    words = texts.gettext("From the dam “{dam}”: {value}")
    hints = {
        fact: words.format(dam=figure.dam, value=fact_text(texts, FACT_DEFINITIONS[fact], figure.value))
        for fact, figure in derived_facts(facility).items()
    }
    for stored, capacity in (("volume_m3", "capacity_m3"), ("mass_t", "capacity_t")):
        value, most = facility.fact(stored), facility.fact(capacity)
        if isinstance(value, int | float) and isinstance(most, int | float) and most > 0 and value <= most:
            left = fact_text(texts, FACT_DEFINITIONS[capacity], most - value)
            share = texts.percent(100 * (Fraction(most) - Fraction(value)) / Fraction(most), 1)
            hints[capacity] = texts.gettext("Remaining: {value}, {share} of the capacity").format(
                value=left, share=share
            )
    return hints
