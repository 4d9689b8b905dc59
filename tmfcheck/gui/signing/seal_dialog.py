"""Signing a report's file digitally: certificate from a file, password, visible or not; done away from the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.clerk import Clerk
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.services.sealing import SignedReport, SigningWish, sign_content, sign_report

_KEY_FILES = "PKCS#12 (*.p12 *.pfx)"


class SealDialog(FormDialog):
    """Signs the report that is shown, or a file that somebody signed before."""

    signed = Signal(object)
    """A SignedReport."""

    def __init__(self, context: GuiContext, content: bytes, file_name: str, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("Sign digitally"), gettext("Sign and save"), 640)
        self._content = content
        self._file_name = file_name
        self.clerk = Clerk(self)
        self.clerk.failed.connect(self._on_failed)
        self.finished.connect(self.clerk.stop)
        self._build_source()
        self._build_key()
        self._build_wish()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.fields.addWidget(self.bar)
        self.key_button.setFocus()

    def _build_source(self) -> None:
        gettext = self.context.texts.gettext
        self.source = QLineEdit()
        self.source.setReadOnly(True)
        self.source.setPlaceholderText(gettext("The report that is shown"))
        self.source_button = elements.button(gettext("Another file…"))
        self.source_button.clicked.connect(self._on_source_clicked)
        hint = gettext(
            "Choose another file where somebody has signed it before; signatures are added one after another."
        )
        self._add_file(gettext("What is signed"), self.source, self.source_button, hint)

    def _build_key(self) -> None:
        gettext = self.context.texts.gettext
        self.key = QLineEdit()
        self.key.setReadOnly(True)
        self.key_button = elements.button(gettext("Choose…"))
        self.key_button.clicked.connect(self._on_key_clicked)
        hint = gettext("A file with your certificate and key (.p12, .pfx). Neither key nor password is kept.")
        self._add_file(gettext("Your certificate"), self.key, self.key_button, hint)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_field(gettext("Password of the key"), self.password)

    def _add_file(self, label: str, field: QLineEdit, button: QWidget, hint: str) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        row.addWidget(field, 1)
        row.addWidget(button)
        room = QWidget()
        room.setLayout(row)
        field.setAccessibleName(label)
        self.add_field(label, room, hint)

    def _build_wish(self) -> None:
        gettext = self.context.texts.gettext
        self.visible = QCheckBox(gettext("Show the signature on the last page"))
        self.visible.setChecked(True)
        self.fields.addWidget(self.visible)
        self.fields.addSpacing(SPACE * 2)
        self.reason = QLineEdit()
        self.add_field(gettext("Why it is signed"), self.reason, gettext("May stay empty."))

    # ------------------------------------------------------------ the user

    def _on_source_clicked(self) -> None:
        gettext, folder = self.context.texts.gettext, str(self.context.settings.export_folder)
        chosen, _kind = QFileDialog.getOpenFileName(self, gettext("What is signed"), folder, "PDF (*.pdf)")
        if chosen:
            self.source.setText(chosen)

    def _on_key_clicked(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.context.texts.gettext("Your certificate"), "", _KEY_FILES
        )
        if chosen:
            self.key.setText(chosen)
            self.password.setFocus()

    def accept(self) -> None:
        """Ask where to, then sign in the background; the dialog closes when it is done."""
        if self.clerk.is_busy or not self.key.text():
            self.key_button.setFocus()
            return
        gettext = self.context.texts.gettext
        name = Path(self.source.text() or self._file_name)
        proposed = self.context.settings.export_folder / gettext("{name} signed.pdf").format(name=name.stem)
        chosen, _kind = QFileDialog.getSaveFileName(self, gettext("Sign and save"), str(proposed), "PDF (*.pdf)")
        if chosen:
            self.sign_to(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def sign_to(self, out: Path) -> None:
        """Sign and write, away from the window."""
        wish = SigningWish(self.visible.isChecked(), self.reason.text().strip())
        key_file, password, source, content = (
            Path(self.key.text()),
            self.password.text(),
            self.source.text(),
            self._content,
        )
        # What was typed is not kept longer than it is needed.
        self.password.clear()
        self.show_problem(None)
        self._show_busy(is_busy=True)

        def work(_heard: object) -> SignedReport:
            if source:
                return sign_report(Path(source), out, key_file, password=password, wish=wish)
            return sign_content(content, out, key_file, password=password, wish=wish)

        self.clerk.send(work, self._on_signed)

    def _show_busy(self, *, is_busy: bool) -> None:
        self.bar.setVisible(is_busy)
        for part in (
            self.confirm_button,
            self.source_button,
            self.key_button,
            self.password,
            self.visible,
            self.reason,
        ):
            part.setEnabled(not is_busy)

    def _on_signed(self, made: SignedReport) -> None:
        self._show_busy(is_busy=False)
        self.context.settings.export_folder = made.path.parent
        self.signed.emit(made)
        super(FormDialog, self).accept()

    def _on_failed(self, error: TmfCheckError) -> None:
        self._show_busy(is_busy=False)
        self.show_problem(error)
        self.password.setFocus()
