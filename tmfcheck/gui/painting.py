"""Painting in the midst of work that only the window's thread may do, so that one sees how far it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent


def paint_now() -> None:
    """Lay out and paint what changed, and nothing else: no timer, no click and no answer of a thread is let in.

    Whatever else ran here could write to the archive, or read it, in the midst of a transaction.
    """
    for kind in (QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest):
        QCoreApplication.sendPostedEvents(None, kind.value)
