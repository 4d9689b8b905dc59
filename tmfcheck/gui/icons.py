"""The icons of one set (Lucide, ISC licence, see resources/icons/LICENSE.txt), painted in a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tmfcheck.gui.theme import Theme
from tmfcheck.paths import resources_folder

ICON_PX = 18


def icon(name: str, theme: Theme, *, colour: str = "text", gap: int = 0) -> QIcon:
    """An icon by the name of its file: strong where its button is checked, grey where it is disabled.

    ``gap`` is the room left free after it, in pixels.
    """
    shape = _shape(name, theme, gap)
    made = QIcon()
    made.addPixmap(_coloured(shape, theme.colour(colour)), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(_coloured(shape, theme.colour("accent_strong")), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(_coloured(shape, theme.colour("disabled")), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def icon_pixmap(name: str, theme: Theme, colour: str, gap: int = 0) -> QPixmap:
    """One icon as a picture, sharp on the finest of the connected screens."""
    return _coloured(_shape(name, theme, gap), theme.colour(colour))


def _shape(name: str, theme: Theme, gap: int) -> QPixmap:
    """An icon in the colour its file is drawn in; drawn once for all its colours."""
    scale = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    side = theme.text_px(ICON_PX)
    picture = QPixmap(round((side + gap) * scale), round(side * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(resources_folder() / "icons" / f"{name}.svg")).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


def _coloured(shape: QPixmap, colour: QColor) -> QPixmap:
    """The same shape in another colour."""
    full = QPixmap(shape.size())
    full.setDevicePixelRatio(shape.devicePixelRatio())
    full.fill(colour)
    picture = QPixmap(shape)
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.drawPixmap(0, 0, full)
    painter.end()
    return picture
