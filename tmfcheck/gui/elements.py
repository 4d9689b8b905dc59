"""The few elements all screens are made of: texts by role, buttons by weight, cards, scroll areas.

Roles of a text: ``small``, ``muted``, ``hint`` (small and muted), ``caption`` (small, muted, bold), ``body``,
``strong``, ``lead``, ``section`` (heading over a group), ``title``, ``display``, ``accent``, ``problem``, ``doubt``
(a question, never a refusal).
Weights of a button: ``primary`` (one a screen), ``plain``, ``quiet`` (no outline), ``danger``.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtGui import Qt as RichText
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tmfcheck.gui.icons import ICON_PX, icon
from tmfcheck.gui.theme import SPACE, Theme

LONGEST_WORD = 20
"""Letters of a word that may widen a page; the rest of a longer one is cut off, for nobody foresees a name."""
PRESSING_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""The keys that press a button which has the keyboard."""


class PushButton(QPushButton):
    """A button that Enter presses as well as Space; the tool kit alone leaves Enter to a dialog's default button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PRESSING_KEYS[1:] and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class WrappedText(QLabel):
    """A label that claims the height its wrapped words need, which layouts alone do not always grant."""

    def minimumSizeHint(self) -> QSize:
        """No word without end may widen the page."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), LONGEST_WORD * self.fontMetrics().averageCharWidth()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height for the new width."""
        super().resizeEvent(event)
        self._claim_height()

    def setText(self, words: str) -> None:
        """Show other words and claim their height."""
        super().setText(words)
        self._claim_height()

    def _claim_height(self) -> None:
        # The height claimed before counts as needed, else it would never shrink again.
        self.setMinimumHeight(0)
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class ElidedText(QLabel):
    """A label that ends in an ellipsis where there is no room; the whole stands in its tip."""

    def minimumSizeHint(self) -> QSize:
        """No words may widen the window."""
        return QSize(SPACE * 8, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        fitting = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), fitting)
        self.setToolTip(plain_tip(self.text()) if fitting != self.text() else "")


def plain_tip(words: str) -> str:
    """Words as they are to stand in a tip: data, never markup, which the tool kit would otherwise take them for."""
    if not RichText.mightBeRichText(words):
        return words
    return RichText.convertFromPlainText(words, RichText.WhiteSpaceMode.WhiteSpaceNormal)


def elided(words: str, role: str = "body") -> ElidedText:
    """A label of one line in one of the roles, for words nobody can foresee the length of."""
    label = ElidedText(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return label


def text(words: str, role: str = "body", *, wraps: bool = True) -> QLabel:
    """A label in one of the roles; words are data, never markup."""
    label = WrappedText(words) if wraps else QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setProperty("role", role)
    if wraps:
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


def button(words: str, weight: str = "plain", *, tip: str = "") -> QPushButton:
    """A push button; ``words`` is a verb, ``tip`` explains it to eyes and screen readers alike."""
    made = PushButton(words)
    made.setProperty("weight", weight)
    made.setAccessibleName(words.replace("&", ""))
    if tip:
        made.setToolTip(plain_tip(tip))
        made.setAccessibleDescription(tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def set_icon(control: QAbstractButton, name: str, theme: Theme, colour: str = "text") -> None:
    """Put an icon before a button's words; with some air between, where there are words."""
    side = theme.text_px(ICON_PX)
    gap = SPACE + 2 if control.text() else 0
    control.setIcon(icon(name, theme, colour=colour, gap=gap))
    control.setIconSize(QSize(side + gap, side))


def card(layout: QLayout | None = None, *, kind: str = "card") -> QFrame:
    """A framed surface, 16 inside; ``kind`` is ``card``, ``note``, ``warning`` or ``danger``."""
    frame = QFrame()
    frame.setProperty("kind", kind)
    if layout is not None:
        layout.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        frame.setLayout(layout)
    return frame


def separator() -> QFrame:
    """A hairline between groups."""
    line = QFrame()
    line.setProperty("kind", "separator")
    line.setFixedHeight(1)
    return line


def column(*, spacing: int = SPACE * 3, margin: int = 0) -> QVBoxLayout:
    """An upright layout with the house's spacing."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


def scrolled(content: QWidget) -> QScrollArea:
    """A scroll area around content; it is also scrolled sideways, should the text be too large for the window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # Keys reach the controls inside; the area itself is no stop on the way.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and throw it away."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property the style sheet looks at and show the change."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
