"""Which method pack the pages that explain the method speak of."""

from __future__ import annotations

from tmfcheck.domain.pack import Pack
from tmfcheck.gui.context import GuiContext


def pack_in_use(context: GuiContext) -> tuple[Pack | None, str]:
    """The pack the open assessment keeps, else the first usable one of the library, with its fingerprint.

    None where there is neither; raises PackError.
    """
    if context.presenter is not None:
        return context.presenter.state.pack, context.presenter.state.assessment.pack_fingerprint
    return pack_of_library(context)


def pack_of_library(context: GuiContext) -> tuple[Pack | None, str]:
    """The first usable pack of the library, for what looks at many facilities at once; raises PackError."""
    loaded = next(context.desk.packs.usable(), None)
    return (None, "") if loaded is None else (loaded.pack, loaded.fingerprint)
