"""Takes PySide6's hook out of every import that comes after it; called by the hallway first."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - brings the hook with it


def spare_import_hook() -> None:
    """Put the import that was there before PySide6's hook back in its place.

    The hook only serves programs that switch optional features on with ``from __feature__ import ...``: it looks into
    the source of every module for that, and at every single import statement. This program does not; the hook costs
    more than a quarter of the start from sources. Where a later PySide6 has no such hook, nothing happens.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
