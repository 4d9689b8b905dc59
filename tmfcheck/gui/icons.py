"""The icons of one set (Lucide, ISC licence, see resources/icons/LICENSE.txt), painted in a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tmfcheck.gui.theme import Theme
from tmfcheck.paths import resources_folder

ICON_PX = 20
_SCALES = (1, 2, 3)


def icon(name: str, theme: Theme, *, colour: str = "text", checked_colour: str = "accent_strong") -> QIcon:
    """An icon by the name of its file; grey where its button is disabled, sharp up to 300 % scaling."""
    source = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for scale in _SCALES:
        normal = _pixmap(source, getattr(theme.colours, colour), scale)
        made.addPixmap(normal, QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(
            _pixmap(source, getattr(theme.colours, checked_colour), scale), QIcon.Mode.Normal, QIcon.State.On
        )
        made.addPixmap(_pixmap(source, theme.colours.disabled, scale), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def icon_pixmap(name: str, theme: Theme, colour: str, scale: float = 2) -> QPixmap:
    """One icon as a picture for a label."""
    source = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return _pixmap(source, getattr(theme.colours, colour), scale)


def _pixmap(source: str, colour: str, scale: float) -> QPixmap:
    side = round(ICON_PX * scale)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing = QByteArray(source.replace("currentColor", colour).encode())
    QSvgRenderer(drawing).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
