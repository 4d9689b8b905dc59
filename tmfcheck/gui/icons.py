"""The icons of one set (Lucide, ISC licence, see resources/icons/LICENSE.txt), painted in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tmfcheck.gui.theme import Theme
from tmfcheck.paths import resources_folder

ICON_PX = 18


def icon(name: str, theme: Theme, *, colour: str = "text", gap: int = 0) -> QIcon:
    """An icon by the name of its file: strong where its button is checked, grey where it is disabled.

    ``gap`` is the room left free after it, in pixels.
    """
    made = QIcon()
    made.addPixmap(icon_pixmap(name, theme, colour, gap), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(icon_pixmap(name, theme, "accent_strong", gap), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(icon_pixmap(name, theme, "disabled", gap), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


@lru_cache
def _source(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, theme: Theme, colour: str, gap: int = 0) -> QPixmap:
    """One icon as a picture, sharp on the finest of the connected screens."""
    drawing = QByteArray(_source(name).replace("currentColor", getattr(theme.colours, colour)).encode())
    scale = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    side = theme.text_px(ICON_PX)
    picture = QPixmap(round((side + gap) * scale), round(side * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(drawing).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
