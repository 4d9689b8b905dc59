"""The way to every screen, always in the same place, in words and icons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.icons import ICON_PX
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import N_

ENTRIES = (
    ("home", N_("Facilities"), "mountain"),
    ("register", N_("Register"), "table"),
    ("map", N_("Map"), "map"),
    ("assessment", N_("Assessment"), "clipboard-check"),
    ("evidence", N_("Evidence file"), "camera"),
    ("results", N_("Results"), "chart-column"),
    ("measures", N_("Measures"), "list-checks"),
    ("check", N_("Closing"), "badge-check"),
    ("report", N_("Report"), "file-text"),
    ("method", N_("Method"), "book-open"),
    ("glossary", N_("Glossary"), "book-a"),
    ("settings", N_("Settings"), "settings"),
)
_LEAST_WIDTH = 184
NEED_ASSESSMENT = frozenset({"assessment", "evidence", "results", "measures", "check", "report"})


class Sidebar(QFrame):
    """One button a screen; those that show an assessment wait, with an explanation, until one is open."""

    screen_chosen = Signal(str)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.setObjectName("sidebar")
        self._build_entries()
        self.refresh()

    def _build_entries(self) -> None:
        layout = elements.column(spacing=SPACE)
        layout.setContentsMargins(SPACE * 3, SPACE * 4, SPACE * 3, SPACE * 3)
        self.setFixedWidth(self._needed_width())
        name = elements.text("TMFCheck", "title", wraps=False)
        name.setContentsMargins(SPACE * 3, 0, 0, SPACE * 3)
        layout.addWidget(name)
        for screen, words, picture in ENTRIES:
            if screen == "method":
                layout.addStretch(1)
            layout.addWidget(self._make_entry(screen, words, picture))
        self.setLayout(layout)

    def _needed_width(self) -> int:
        """Room for the longest entry when it is the chosen, bold one."""
        theme = self._context.theme
        metrics = QFontMetrics(theme.font(bold=True))
        longest = max(
            metrics.horizontalAdvance(self._context.texts.gettext(words)) for _screen, words, _icon in ENTRIES
        )
        return max(theme.wide(_LEAST_WIDTH), longest + theme.text_px(ICON_PX) + SPACE * 16)

    def _make_entry(self, screen: str, words: str, picture: str) -> QPushButton:
        texts, theme = self._context.texts, self._context.theme
        entry = elements.button(texts.gettext(words))
        elements.set_icon(entry, picture, theme)
        entry.setCheckable(True)
        entry.clicked.connect(lambda: self.screen_chosen.emit(screen))
        self._group.addButton(entry)
        self._buttons[screen] = entry
        return entry

    def refresh(self) -> None:
        """Enable what can be shown now, and say why the rest cannot."""
        texts = self._context.texts
        is_ready, is_open = self._context.has_desk, self._context.presenter is not None
        for screen, entry in self._buttons.items():
            waits = screen in NEED_ASSESSMENT and not is_open
            entry.setEnabled(is_ready and not waits)
            tip = texts.gettext("Open an assessment first: choose one under Facilities.") if waits else ""
            entry.setToolTip(tip)
            entry.setAccessibleDescription(tip)

    def mark(self, screen: str) -> None:
        """Show where the user is; the facility form belongs to the facilities, the import to the register."""
        home_of = {"facility": "home", "import": "register" if "register" in self._buttons else "home"}
        entry = self._buttons.get(home_of.get(screen, screen))
        if entry is not None:
            entry.setChecked(True)

    def button(self, screen: str) -> QPushButton:
        """The entry of a screen."""
        return self._buttons[screen]

    def focus_current(self) -> None:
        """Put the keyboard on the entry of the current screen."""
        current = self._group.checkedButton() or self._buttons["home"]
        current.setFocus(Qt.FocusReason.ShortcutFocusReason)
