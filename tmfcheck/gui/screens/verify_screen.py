"""The page on which a report's file is verified: dropped or chosen, a plain verdict, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from tmfcheck.domain.verdict import Verdict
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.clerk import Clerk
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.signing.verdict_card import VerdictCard
from tmfcheck.gui.theme import SPACE

_FORM_PX = 860
_THIS_RUN = uuid4().hex
"""Only a file of this run of the program is verified again by itself, when the page is made anew."""
_CERTIFICATES = "PEM, DER (*.pem *.crt *.cer *.der)"


class VerifyScreen(Screen):
    """Needs no assessment; the file may come from anywhere and is looked at away from the window."""

    name = "verify"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.verdict: Verdict | None = None
        self._file: Path | None = None
        self._trusted: list[Path] = []
        self._keyboard_before: QWidget | None = None
        self.clerk = Clerk(self)
        self.clerk.failed.connect(self._on_failed)
        self.setAcceptDrops(True)
        form = QWidget()
        form.setMaximumWidth(context.theme.wide(_FORM_PX) + SPACE * 12)
        column = QVBoxLayout(form)
        column.setContentsMargins(SPACE * 6, SPACE * 6, SPACE * 6, SPACE * 6)
        column.setSpacing(SPACE * 4)
        self._build_intake(column)
        self.card = VerdictCard(context)
        self.card.hide()
        column.addWidget(self.card)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(elements.scrolled(form))
        QShortcut(QKeySequence.StandardKey.Open, self, self._on_choose_clicked)
        QShortcut(QKeySequence("Alt+Left"), self, self._on_back_key)

    def _build_intake(self, column: QVBoxLayout) -> None:
        gettext = self.context.texts.gettext
        words = gettext(
            "Choose or drop the PDF of a report. It is read here, without any network: whether its data give the same "
            "results and pages again, whether it was changed, and who signed it."
        )
        column.addWidget(elements.text(words))
        self.choose_button = elements.button(gettext("Choose a report…"), "primary")
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.trust_button = elements.button(
            gettext("Trust a certificate…"), tip=gettext("Of an authority or a person whose signatures you trust")
        )
        self.trust_button.clicked.connect(self._on_trust_clicked)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.choose_button)
        row.addWidget(self.trust_button)
        self.again_button = elements.button(gettext("Verify again"))
        self.again_button.clicked.connect(self._on_again_clicked)
        self.again_button.hide()
        row.addWidget(self.again_button)
        self.back_button = elements.button(gettext("Back to the archive"), "quiet")
        self.back_button.clicked.connect(self.context.opening_asked)
        row.addWidget(self.back_button)
        row.addStretch(1)
        column.addLayout(row)
        self.trusted_words = elements.text("", "hint")
        self.trusted_words.hide()
        column.addWidget(self.trusted_words)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(gettext("Progress"))
        self.bar.hide()
        self.busy_words = elements.text(gettext("The file is read and its results are computed anew…"), "hint")
        self.busy_words.hide()
        column.addWidget(self.busy_words)
        column.addWidget(self.bar)

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        gettext = self.context.texts.gettext
        return Heading(gettext("Verify a report"), self._file.name if self._file else gettext("No file chosen yet"))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        choose = KeyHint("Ctrl O", gettext("choose a file"))
        return (choose,) if self.context.has_desk else (choose, KeyHint("Alt ←", gettext("back to the archive")))

    def show_place(self, argument: object) -> None:
        """The argument is the path of a file to verify, or what ``place()`` gave."""
        self.back_button.setVisible(not self.context.has_desk)
        if isinstance(argument, str) and argument:
            self.verify(Path(argument))
        elif isinstance(argument, Mapping) and self._file is None:
            self._come_back_to(Path(str(argument.get("file", ""))), is_of_now=argument.get("run") == _THIS_RUN)

    def _come_back_to(self, file: Path, *, is_of_now: bool) -> None:
        """Go on with a file after a change of look; one of an earlier run is only named, in case it is wanted."""
        if is_of_now:
            self.verify(file)
        else:
            self._file = file
            self.again_button.show()
            self.heading_changed.emit()

    def place(self) -> object:
        return None if self._file is None else {"file": str(self._file), "run": _THIS_RUN}

    def retire(self) -> None:
        """End the worker's thread."""
        self.clerk.stop()

    def verify(self, file: Path) -> None:
        """Verify a file away from the window, with an opening of the archive of its own; one file at a time."""
        from tmfcheck.services.opening import AccessMode, open_desk
        from tmfcheck.services.verifying import read_roots, verify

        if self.clerk.is_busy:
            return
        self._file = file
        desk, trusted = self.context.desk if self.context.has_desk else None, tuple(self._trusted)
        self.card.hide()
        self._show_busy(is_busy=True)

        def work(_heard: object) -> Verdict:
            roots = read_roots(trusted)
            if desk is None:
                return verify(file, None, roots)
            with open_desk(desk.archive.path, mode=AccessMode.READ, packs=desk.packs) as reading:
                return verify(file, reading, roots)

        self.clerk.send(work, self._on_verified)
        self.heading_changed.emit()

    def _on_verified(self, verdict: Verdict) -> None:
        self._rest()
        self.verdict = verdict
        self.card.show_verdict(verdict)
        self.card.show()

    def _on_failed(self, error: TmfCheckError) -> None:
        self._rest()
        self.context.report_problem(error)

    def _rest(self) -> None:
        self._show_busy(is_busy=False)

    def _show_busy(self, *, is_busy: bool) -> None:
        """Buttons that are switched off give the keyboard away: it comes back with the verdict."""
        controls = (self.choose_button, self.trust_button)
        if is_busy and self._keyboard_before is None:
            buttons = (*controls, self.again_button)
            self._keyboard_before = next((button for button in buttons if button.hasFocus()), None)
        for part in (self.bar, self.busy_words):
            part.setVisible(is_busy)
        self.again_button.setVisible(not is_busy)
        for control in controls:
            control.setEnabled(not is_busy)
        if not is_busy and self._keyboard_before is not None:
            self._keyboard_before.setFocus()
            self._keyboard_before = None

    # ------------------------------------------------------------ the user

    def _on_back_key(self) -> None:
        """Only where there is a way back to show."""
        if self.back_button.isVisible():
            self.back_button.click()

    def _on_again_clicked(self) -> None:
        if self._file is not None:
            self.verify(self._file)

    def _on_choose_clicked(self) -> None:
        if self.clerk.is_busy:
            return
        title, folder = self.context.texts.gettext("Verify a report"), str(self.context.settings.export_folder)
        chosen, _kind = QFileDialog.getOpenFileName(self, title, folder, "PDF (*.pdf)")
        if chosen:
            self.verify(Path(chosen))

    def _on_trust_clicked(self) -> None:
        title = self.context.texts.gettext("Trust a certificate…")
        chosen, _kind = QFileDialog.getOpenFileNames(self, title, "", _CERTIFICATES)
        if chosen:
            self.trust([Path(name) for name in chosen])

    def trust(self, files: Sequence[Path]) -> None:
        """Trust certificates until this page is left, and verify the file again with them."""
        from tmfcheck.services.verifying import read_roots

        try:
            read_roots(files)
        except TmfCheckError as error:
            self.context.report_problem(error)
            return
        self._trusted += files
        words = self.context.texts.gettext("Trusted here: {files}")
        self.trusted_words.setText(words.format(files=", ".join(file.name for file in self._trusted)))
        self.trusted_words.show()
        if self._file is not None:
            self.verify(self._file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this machine may be dropped, while none is being verified."""
        if self.clerk.is_busy:
            # Taken here, so that the window around the page does not take it; it cannot be let go over the page.
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
        elif len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(not self.clerk.is_busy)

    def dropEvent(self, event: QDropEvent) -> None:
        event.accept()
        self.verify(Path(event.mimeData().urls()[0].toLocalFile()))
