"""Keeps PySide6 from reading the source of every module imported after it; called by the hallway first."""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - brings the hook with it


def spare_source_search() -> None:
    """Answer PySide6's question "does this module use Qt's optional features?" with no, without reading the module.

    Its import hook looks for the word PySide6 in each module's source, only for programs that switch features on with
    ``from __feature__ import ...``. This program does not; the search costs about a quarter of the start from sources.
    Where a later PySide6 has no such hook, nothing happens.
    """
    hook = sys.modules.get("shibokensupport.feature")
    if hook is not None and hasattr(hook, "_mod_uses_pyside"):
        hook._mod_uses_pyside = lambda _module: False  # type: ignore[attr-defined]
