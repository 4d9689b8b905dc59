"""The icons of one set (Lucide, ISC licence, see resources/icons/LICENSE.txt), painted in a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tmfcheck.gui.theme import Theme
from tmfcheck.paths import resources_folder

ICON_PX = 20


def icon(name: str, theme: Theme, *, colour: str = "text", checked_colour: str = "accent_strong") -> QIcon:
    """An icon by the name of its file; grey where its button is disabled."""
    made = QIcon()
    made.addPixmap(icon_pixmap(name, theme, colour), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(icon_pixmap(name, theme, checked_colour), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(icon_pixmap(name, theme, "disabled"), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def icon_pixmap(name: str, theme: Theme, colour: str) -> QPixmap:
    """One icon as a picture, sharp on the finest of the connected screens."""
    source = (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    drawing = QByteArray(source.replace("currentColor", getattr(theme.colours, colour)).encode())
    scale = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    side = round(ICON_PX * scale)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(drawing).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
