"""The settings: languages, look, how an assessment goes on, the user's name, and where everything lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tmfcheck import __version__
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.settings import LONGEST_DELAY_MS, SHORTEST_DELAY_MS
from tmfcheck.gui.theme import SPACE, TEXT_STEP_PERCENT, ThemeName
from tmfcheck.gui.widgets.backup_card import BackupCard
from tmfcheck.i18n import LANGUAGES, N_
from tmfcheck.paths import data_folder

_FORM_PX = 820
_LABEL_PX = 220
_FIELD_PX = 280
_STORE_AFTER_MS = 500
_THEMES = {
    ThemeName.LIGHT: (N_("Light"), N_("For the office.")),
    ThemeName.DARK: (N_("Dark"), N_("For the evening and for tired eyes.")),
    ThemeName.FIELD: (
        N_("Field"),
        N_("Black on white, bold, with large targets: for sun on the screen and for gloves."),
    ),
}


class SettingsScreen(Screen):
    """Every choice works at once and is kept."""

    name = "settings"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._timer = QTimer(self, singleShot=True, interval=_STORE_AFTER_MS)
        self._timer.timeout.connect(self.finish_typing)
        form = QWidget()
        form.setMaximumWidth(context.theme.wide(_FORM_PX) + SPACE * 12)
        column = QVBoxLayout(form)
        column.setContentsMargins(SPACE * 6, SPACE * 6, SPACE * 6, SPACE * 6)
        column.setSpacing(SPACE * 4)
        self.backups = BackupCard(context)
        for part in (self._build_languages(), self._build_look(), self._build_assessing(), self.backups):
            column.addWidget(part)
        column.addWidget(self._build_verifying())
        column.addWidget(self._build_places())
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = elements.scrolled(form)
        layout.addWidget(self._area)

    # --------------------------------------------------------------- parts

    def _build_languages(self) -> QFrame:
        gettext, settings, context = self.context.texts.gettext, self.context.settings, self.context
        grid = self._make_grid()
        self.window_language = self._make_languages(
            settings.window_language, lambda code: context.use_languages(window=code)
        )
        self.content_language = self._make_languages(
            settings.content_language, lambda code: context.use_languages(content=code)
        )
        self.report_language = self._make_languages(
            settings.report_language, lambda code: context.use_languages(report=code)
        )
        self._add_line(grid, gettext("Window"), self.window_language, gettext("Buttons, labels and messages."))
        self._add_line(grid, gettext("Content"), self.content_language, gettext("Questions, guidance and measures."))
        self._add_line(grid, gettext("Report"), self.report_language, gettext("The report page can add a second one."))
        return self._make_card(gettext("Languages"), grid)

    def _make_languages(self, present: str, choose: Callable[[str], None]) -> QComboBox:
        field = QComboBox()
        for code, name in LANGUAGES.items():
            field.addItem(name, code)
        field.setCurrentIndex(field.findData(present))
        # The screen is built anew while the list still closes: let it finish first.
        field.activated.connect(lambda _index: QTimer.singleShot(0, lambda: choose(str(field.currentData()))))
        return field

    def _build_look(self) -> QFrame:
        gettext = self.context.texts.gettext
        grid = self._make_grid()
        themes = QGridLayout()
        themes.setContentsMargins(0, 0, 0, 0)
        themes.setHorizontalSpacing(SPACE * 4)
        themes.setVerticalSpacing(SPACE)
        themes.setColumnStretch(1, 1)
        group = QButtonGroup(self)
        self.theme_buttons: dict[ThemeName, QRadioButton] = {}
        for row, (name, (words, explanation)) in enumerate(_THEMES.items()):
            self.theme_buttons[name] = self._make_theme(name, gettext(words), gettext(explanation))
            group.addButton(self.theme_buttons[name])
            themes.addWidget(self.theme_buttons[name], row, 0)
            themes.addWidget(elements.text(gettext(explanation), "hint"), row, 1)
        room = QWidget()
        room.setLayout(themes)
        self._add_line(grid, gettext("Theme"), room, is_wide=True)
        self._add_line(grid, gettext("Text size"), self._build_text_size(), gettext("Also with Ctrl + and Ctrl −."))
        return self._make_card(gettext("Look"), grid)

    def _make_theme(self, name: ThemeName, words: str, explanation: str) -> QRadioButton:
        choice = QRadioButton(words)
        choice.setAccessibleDescription(explanation)
        choice.setChecked(name is self.context.theme.name)
        choice.clicked.connect(lambda: QTimer.singleShot(0, lambda: self.context.use_look(theme=name)))
        return choice

    def _build_text_size(self) -> QWidget:
        gettext, percent = self.context.texts.gettext, self.context.theme.text_percent
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        self.smaller_button = self._make_step("−", gettext("Smaller text"), -TEXT_STEP_PERCENT)
        self.larger_button = self._make_step("+", gettext("Larger text"), TEXT_STEP_PERCENT)
        row.addWidget(self.smaller_button)
        row.addWidget(elements.text(f"{percent}\u00a0%", wraps=False))
        row.addWidget(self.larger_button)
        row.addStretch(1)
        room = QWidget()
        room.setLayout(row)
        return room

    def _make_step(self, sign: str, words: str, step: int) -> QPushButton:
        made = elements.button(sign, tip=words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda: self._resize_text(step))
        return made

    def _resize_text(self, step: int) -> None:
        percent = self.context.theme.text_percent + step
        QTimer.singleShot(0, lambda: self.context.use_look(text_percent=percent))

    def _build_assessing(self) -> QFrame:
        gettext, settings = self.context.texts.gettext, self.context.settings
        grid = self._make_grid()
        self.name_field = QLineEdit(settings.user_name)
        self.name_field.textEdited.connect(lambda _typed: self._timer.start())
        self._add_line(grid, gettext("Your name"), self.name_field, gettext("Stands beside every change you make."))
        self.moves_on = QCheckBox(gettext("Go to the next question by itself"))
        self.moves_on.setChecked(settings.moves_on_after_answer)
        self.moves_on.clicked.connect(self._on_moves_on_clicked)
        self._add_line(grid, gettext("After an answer"), self.moves_on, is_wide=True)
        self.delay = QDoubleSpinBox()
        self.delay.lineEdit().setTextMargins(SPACE * 3, 0, 0, 0)
        self.delay.setLocale(QLocale(self.context.texts.language))
        self.delay.setRange(SHORTEST_DELAY_MS / 1000, LONGEST_DELAY_MS / 1000)
        self.delay.setSingleStep(0.05)
        self.delay.setSuffix("\u00a0" + gettext("s"))
        self.delay.setValue(settings.move_on_delay_ms / 1000)
        self.delay.setEnabled(settings.moves_on_after_answer)
        self.delay.valueChanged.connect(self._on_delay_changed)
        self._add_line(grid, gettext("Pause before it"), self.delay, gettext("In seconds."))
        return self._make_card(gettext("Assessing"), grid)

    def _build_verifying(self) -> QFrame:
        gettext = self.context.texts.gettext
        self.verify_button = elements.button(gettext("Verify a report…"))
        self.verify_button.clicked.connect(lambda: self.context.go("verify"))
        column = elements.column(spacing=SPACE * 3)
        column.addWidget(elements.text(gettext("Reports from elsewhere"), "section"))
        words = gettext("Whether the PDF of a report was changed, who signed it, and whether its results add up.")
        column.addWidget(elements.text(words, "hint"))
        column.addWidget(self.verify_button, 0, Qt.AlignmentFlag.AlignLeft)
        return elements.card(column)

    def _build_places(self) -> QFrame:
        gettext = self.context.texts.gettext
        archive = self.context.desk.archive.path
        grid = self._make_grid()
        self._add_place(grid, gettext("Archive"), archive, archive.parent)
        backups = archive.parent / "backups"
        self._add_place(grid, gettext("Backups of the archive"), backups, backups)
        packs = data_folder() / "packs"
        self._add_place(grid, gettext("Your own method packs"), packs, packs)
        self._add_place(grid, gettext("These settings"), self.context.settings.path, self.context.settings.path.parent)
        version = gettext("TMFCheck {version}. It never opens a network connection.").format(version=__version__)
        card = self._make_card(gettext("Where things lie"), grid)
        layout = card.layout()
        if layout is not None:
            layout.addWidget(elements.text(version, "hint"))
        return card

    def _add_place(self, grid: QGridLayout, words: str, place: Path, folder: Path) -> None:
        path = elements.text(str(place))
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = elements.button(self.context.texts.gettext("Open folder"), "quiet")
        show.setAccessibleName(f"{show.text()}: {words}")
        show.setEnabled(folder.is_dir())
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        row = grid.rowCount()
        grid.addWidget(elements.text(words), row, 0)
        grid.addWidget(path, row, 1)
        grid.addWidget(show, row, 2)

    # ------------------------------------------------------------ elements

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 4)
        grid.setVerticalSpacing(SPACE * 3)
        grid.setColumnMinimumWidth(0, self.context.theme.wide(_LABEL_PX))
        grid.setColumnStretch(1, 1)
        return grid

    def _make_card(self, title: str, grid: QGridLayout) -> QFrame:
        column = elements.column(spacing=SPACE * 3)
        column.addWidget(elements.text(title, "section"))
        column.addLayout(grid)
        return elements.card(column)

    def _add_line(
        self, grid: QGridLayout, words: str, field: QWidget, hint: str = "", *, is_wide: bool = False
    ) -> None:
        row = grid.rowCount()
        label = elements.text(words)
        label.setFixedWidth(self.context.theme.wide(_LABEL_PX))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label, row, 0, top if is_wide else Qt.AlignmentFlag.AlignVCenter)
        if not field.accessibleName():
            field.setAccessibleName(words)
        if is_wide:
            label.setContentsMargins(0, SPACE * 2, 0, 0)
            grid.addWidget(field, row, 1, 1, 2)
            return
        line = QHBoxLayout()
        line.setSpacing(SPACE * 3)
        field.setFixedWidth(self.context.theme.wide(_FIELD_PX))
        line.addWidget(field)
        line.addWidget(elements.text(hint, "hint"), 1)
        grid.addLayout(line, row, 1, 1, 2)

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        gettext = self.context.texts.gettext
        return Heading(gettext("Settings"), gettext("Every choice works at once"))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("Tab", gettext("next field")),
            KeyHint("Ctrl + −", gettext("text size")),
            KeyHint("Ctrl 0", gettext("normal text size")),
        )

    def show_place(self, argument: object) -> None:
        """Read the backups anew; the argument is where the former archive lies after a backup was put back."""
        self.backups.refresh()
        if isinstance(argument, str):
            self.backups.show_restored(argument)
            QTimer.singleShot(0, lambda: self._area.ensureWidgetVisible(self.backups))

    def finish_typing(self) -> None:
        """Keep the name."""
        self._timer.stop()
        self.context.settings.user_name = self.name_field.text()
        self.context.settings.flush()

    def _on_moves_on_clicked(self, moves_on: bool) -> None:
        self.context.settings.moves_on_after_answer = moves_on
        self.delay.setEnabled(moves_on)

    def _on_delay_changed(self, seconds: float) -> None:
        self.context.settings.move_on_delay_ms = round(seconds * 1000)
