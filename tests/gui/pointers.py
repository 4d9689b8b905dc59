"""Fingers and pens as the tool kit delivers them, for tests of what people draw."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_TOUCH: list[QPointingDevice] = []


def touch_screen() -> QPointingDevice:
    """The one touch screen of all tests."""
    if not _TOUCH:
        _TOUCH.append(QTest.createTouchDevice())
    return _TOUCH[0]


def press(widget: QWidget, finger: int, place: QPoint, *still: tuple[int, QPoint]) -> None:
    """A finger comes down while others rest where they are."""
    sequence = QTest.touchEvent(widget, touch_screen(), False)
    _rest(sequence, widget, still)
    sequence.press(finger, place, widget)
    _send(sequence)


def move(widget: QWidget, finger: int, place: QPoint, *still: tuple[int, QPoint]) -> None:
    sequence = QTest.touchEvent(widget, touch_screen(), False)
    _rest(sequence, widget, still)
    sequence.move(finger, place, widget)
    _send(sequence)


def lift(widget: QWidget, finger: int, place: QPoint, *still: tuple[int, QPoint]) -> None:
    sequence = QTest.touchEvent(widget, touch_screen(), False)
    _rest(sequence, widget, still)
    sequence.release(finger, place, widget)
    _send(sequence)


def swipe(widget: QWidget, places: Sequence[QPoint], finger: int = 0) -> None:
    """One finger along a path."""
    press(widget, finger, places[0])
    for place in places[1:]:
        move(widget, finger, place)
    lift(widget, finger, places[-1])


def _rest(sequence: object, widget: QWidget, still: Sequence[tuple[int, QPoint]]) -> None:
    for finger, place in still:
        sequence.move(finger, place, widget)  # type: ignore[attr-defined]


def _send(sequence: object) -> None:
    sequence.commit()  # type: ignore[attr-defined]
    QApplication.processEvents()


def pen_event(
    widget: QWidget, kind: QEvent.Type, place: QPoint, pressure: float = 0.6, button: Qt.MouseButton = LEFT
) -> bool:
    """One event of a pen; whether the widget took it, so that no mouse is made of it."""
    at = QPointF(place)
    is_down = kind != QEvent.Type.TabletRelease and pressure > 0
    event = QTabletEvent(
        kind,
        _PEN,
        at,
        widget.mapToGlobal(at),
        pressure,
        12.0,
        -7.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        NONE if kind == QEvent.Type.TabletMove else button,
        button if is_down else NONE,
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


_PEN = QPointingDevice(
    "pen",
    7,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    3,
)
