"""The copies of the archive: when they were made, making one now, and putting one back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from tmfcheck.errors import ArchiveError, TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.restore_dialog import RestoreDialog
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.theme import SPACE
from tmfcheck.services.backups import list_backups, make_backup

_SHOWN = 4
_MEGABYTE = 1_000_000
_PATH, _MOMENT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class BackupCard(QFrame):
    """The list is read anew with ``refresh``; the program restores, for the archive must be closed before."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        gettext = context.texts.gettext
        self.setProperty("kind", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        layout.setSpacing(SPACE * 3)
        layout.addWidget(elements.text(gettext("Backups"), "section"))
        words = gettext(
            "Copies of the whole archive. One is made before the first change of each day; of older ones, one a day, "
            "later one a week is kept."
        )
        layout.addWidget(elements.text(words, "hint"))
        self.notice = elements.text("", "accent")
        self.notice.hide()
        self.problem = elements.text("", "problem")
        self.nothing = elements.text(gettext("There is no backup yet."), "muted")
        for part in (self.notice, self.problem, self.nothing, self._build_list()):
            layout.addWidget(part)
        layout.addLayout(self._build_ways_on())
        self.refresh()

    def _build_list(self) -> QListWidget:
        self.backups = QListWidget()
        self.backups.setAccessibleName(self._context.texts.gettext("Backups"))
        self.backups.itemSelectionChanged.connect(self._on_selection_changed)
        self.backups.itemActivated.connect(lambda _item: self.ask_to_restore())
        return self.backups

    def _build_ways_on(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        self.back_up_button = elements.button(gettext("Back up now"))
        self.back_up_button.clicked.connect(self._on_back_up_clicked)
        self.restore_button = elements.button(gettext("Restore…"))
        self.restore_button.clicked.connect(self.ask_to_restore)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.back_up_button)
        row.addWidget(self.restore_button)
        row.addStretch(1)
        return row

    # ------------------------------------------------------- what is shown

    def refresh(self) -> None:
        """Read which copies there are, newest first."""
        self.backups.clear()
        for backup in list_backups(self._context.desk.archive.path):
            line = QListWidgetItem(f"{self._moment_words(backup.made_at)} · {self._size_words(backup.path)}")
            line.setSizeHint(QSize(0, self._context.theme.control_height()))
            line.setData(_PATH, backup.path)
            line.setData(_MOMENT, self._moment_words(backup.made_at))
            self.backups.addItem(line)
        count = self.backups.count()
        self.backups.setFixedHeight(self._context.theme.control_height() * min(count, _SHOWN) + SPACE * 2)
        self.backups.setVisible(count > 0)
        self.nothing.setVisible(count == 0)
        self._show_problem()
        self.back_up_button.setEnabled(not self._context.is_read_only)
        self._on_selection_changed()

    def _show_problem(self) -> None:
        """Say that the copy of the day could not be made."""
        archive = self._context.desk.archive
        self.problem.setVisible(archive.backup_failure is not None)
        if archive.backup_failure is not None:
            error = ArchiveError("BACKUP_NOT_MADE", path=archive.path)
            self.problem.setText(problem_words(error, self._context.texts))

    def show_restored(self, aside: str) -> None:
        """Say that a backup is back, and where the former file lies now."""
        words = self._context.texts.gettext("The backup is in place. The former file is now {file}")
        self._tell(words.format(file=aside))

    def _tell(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def _moment_words(self, moment: datetime) -> str:
        """Day and time to the second: two copies may be made in one minute."""
        texts = self._context.texts
        return f"{texts.date(moment.astimezone().date())}, {texts.time(moment)}"

    def _size_words(self, file: Path) -> str:
        size = file.stat().st_size / _MEGABYTE if file.exists() else None
        return self._context.texts.gettext("{number} MB").format(number=self._context.texts.number(size, 1))

    def _on_selection_changed(self) -> None:
        is_chosen = bool(self.backups.selectedItems())
        self.restore_button.setEnabled(is_chosen and not self._context.is_read_only)

    # ------------------------------------------------------------ the user

    def _on_back_up_clicked(self) -> None:
        try:
            made = make_backup(self._context.desk)
        except TmfCheckError as error:
            self._context.report_problem(error)
            return
        self._context.problem_over.emit()
        self._tell(self._context.texts.gettext("The archive was copied to {file}").format(file=made.path))
        self.refresh()

    def ask_to_restore(self) -> None:
        """Say what restoring the chosen copy means; restore only where the user says so."""
        chosen = self.backups.selectedItems()
        if not chosen or not self.restore_button.isEnabled():
            return
        copy = Path(chosen[0].data(_PATH))
        dialog = RestoreDialog(self._context, str(chosen[0].data(_MOMENT)), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The page goes with the archive: let the dialog finish first.
        dialog.accepted.connect(lambda: QTimer.singleShot(0, lambda: self._context.restore_asked.emit(copy)))
        dialog.open()
