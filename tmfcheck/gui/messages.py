"""How the window speaks of what went wrong: errors in a sentence, bugs in a calm dialog with a log."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.i18n import N_, Texts
from tmfcheck.paths import log_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

_LOG_LIMIT_BYTES = 1_000_000


def problem_words(error: TmfCheckError, texts: Texts) -> str:
    """What happened, what is safe and what to do."""
    # The first paint and most days do without: hundreds of sentences for what went wrong.
    from tmfcheck.messages import sentence

    return sentence(error, texts)


def standing_words(context: GuiContext) -> str:
    """What holds as long as this archive is open: it can only be read, or it is the sample; mostly nothing."""
    if not context.has_desk:
        return ""
    if not context.is_read_only:
        words = N_("This is the sample archive: try whatever you like. Your own archive is not touched by it.")
        return context.texts.gettext(words) if context.is_sample else ""
    holder, texts = context.desk.archive.held_by, context.texts
    if holder is None or holder.since is None:
        return texts.gettext("This archive can only be read here. Nothing you see can be changed, and nothing is lost.")
    words = texts.gettext(
        "{name} on {host} has had this archive open since {since}. You can read everything here; to change something, "
        "close the program there, then start it here again."
    )
    return words.format(name=holder.name, host=holder.host, since=texts.moment(holder.since))


class BugReporter:
    """Catches what no code expected: writes it down, then tells the user what is safe, once at a time."""

    def __init__(self, window: QWidget, context: GuiContext, log: Path | None = None) -> None:
        self._window = window
        self._context = context
        self._log = log or log_file()
        self._is_speaking = False

    def install(self) -> None:
        """From now on, nothing unexpected passes silently or ends the program."""
        sys.excepthook = self.report

    def report(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Write the fault to the log and tell the user; a keyboard interrupt ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        import traceback

        written = self._write_down("".join(traceback.format_exception(kind, fault, trace)))
        if self._is_speaking:
            return
        self._is_speaking = True
        try:
            self.make_dialog(is_logged=written).exec()
        finally:
            self._is_speaking = False

    def make_dialog(self, *, is_logged: bool) -> QMessageBox:
        """The dialog that says what happened, what is safe and what to do."""
        from PySide6.QtWidgets import QMessageBox

        gettext = self._context.texts.gettext
        dialog = QMessageBox(self._window)
        dialog.setWindowTitle("TMFCheck")
        dialog.setIcon(QMessageBox.Icon.NoIcon)
        dialog.setText(gettext("The program made a mistake and could not finish what you asked for."))
        safe = gettext("Everything up to the last “saved” is in the archive. You can go on working.")
        where = gettext("The details are in {file}. Please hand that file to whoever looks after the program.")
        nowhere = gettext("The details could not be written to {file}.")
        told = (where if is_logged else nowhere).format(file=self._log)
        dialog.setInformativeText(f"{safe}\n\n{told}")
        dialog.addButton(gettext("Go on"), QMessageBox.ButtonRole.AcceptRole)
        close = dialog.addButton(gettext("Close the program"), QMessageBox.ButtonRole.DestructiveRole)
        close.clicked.connect(self._window.close)
        return dialog

    def _write_down(self, description: str) -> bool:
        try:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            is_full = self._log.exists() and self._log.stat().st_size > _LOG_LIMIT_BYTES
            with self._log.open("w" if is_full else "a", encoding="utf-8") as log:
                log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{description}\n")
        except OSError:
            return False
        return True
