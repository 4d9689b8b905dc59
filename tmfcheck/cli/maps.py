"""The command that draws the map of the facilities."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tmfcheck.cli.session import Session
from tmfcheck.i18n import Texts


def draw_map(arguments: Namespace, session: Session) -> None:
    """Write the map of the archive's facilities as PDF, PNG or SVG."""
    from tmfcheck.domain.map_content import ColourBy
    from tmfcheck.map_wording import without_place_words
    from tmfcheck.services import maps

    texts = Texts(arguments.lang) if arguments.lang else session.texts
    bounds = None if arguments.bbox is None else maps.read_bounds(arguments.bbox)
    pack, out = session.packs.load(arguments.pack).pack, Path(arguments.out)
    with session.reading() as desk:
        drawn = maps.write_map(desk, pack, out, texts, bounds=bounds, by=ColourBy(arguments.by))
    _ = session.texts.gettext
    session.say(_("Map: {path}").format(path=out))
    if drawn.without_place:
        session.warn(without_place_words(drawn.without_place, session.texts))
