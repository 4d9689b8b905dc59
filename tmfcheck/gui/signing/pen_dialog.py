"""One person signs a closed assessment: on the pad, on paper, or not at all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from tmfcheck.domain.assessment import AssessmentState, Role
from tmfcheck.domain.evidence import SignatoryRole, SignatureKind
from tmfcheck.domain.fingerprints import short_fingerprint
from tmfcheck.errors import EvidenceError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.signing.signature_pad import SignaturePad
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import N_
from tmfcheck.services.signing import add_signature, fingerprint_to_sign
from tmfcheck.wording import SIGNATORIES

PAD, PAPER, REFUSES = "pad", "paper", "refuses"
_WAYS = {
    PAD: N_("Signs here with mouse, finger or pen"),
    PAPER: N_("Signs on the printed page"),
    REFUSES: N_("Does not sign"),
}
_REMARKS_PX = 72


class PenDialog(FormDialog):
    """Stays open until the signature is stored for good, or the user turns away."""

    signed = Signal()
    """A signature was stored."""

    def __init__(self, context: GuiContext, state: AssessmentState, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("Sign the assessment"), gettext("Store the signature"), 640)
        self._state = state
        short = short_fingerprint(fingerprint_to_sign(state))
        words = gettext(
            "The signature is bound to the content {fingerprint} of the closed assessment and stays for good. It is "
            "not consent to every finding; remarks are printed beside it."
        )
        self.fields.addWidget(elements.text(words.format(fingerprint=short), "hint"))
        self.fields.addSpacing(SPACE * 2)
        self._build_person()
        self._build_way()
        self._build_pad()
        self._build_remarks()
        self._show_way()
        self.name.setFocus()

    def _build_person(self) -> None:
        gettext, assessment = self.context.texts.gettext, self._state.assessment
        self.role = QComboBox()
        for role in SignatoryRole:
            self.role.addItem(gettext(SIGNATORIES[role]), role.value)
        is_operators = assessment.role is Role.OPERATOR
        self.role.setCurrentIndex(
            list(SignatoryRole).index(SignatoryRole.OPERATOR if is_operators else SignatoryRole.INSPECTOR)
        )
        self.name = QLineEdit(assessment.closed_by or assessment.started_by)
        self.function = QLineEdit()
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 3)
        grid.setVerticalSpacing(SPACE)
        for column, (words, field) in enumerate(
            ((gettext("Signs for"), self.role), (gettext("Full name"), self.name), (gettext("Function"), self.function))
        ):
            field.setAccessibleName(words)
            caption = elements.text(words, "strong")
            caption.setBuddy(field)
            grid.addWidget(caption, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 2 if column else 1)
        self.fields.addLayout(grid)
        self.fields.addSpacing(SPACE * 2)
        self.role.activated.connect(self._on_role_activated)

    def _on_role_activated(self) -> None:
        """The proposed name is that of who closed the assessment; it is nobody else's."""
        if self.role.currentData() != SignatoryRole.INSPECTOR and not self.name.isModified():
            self.name.clear()

    def _build_way(self) -> None:
        gettext = self.context.texts.gettext
        self.way = QComboBox()
        for way, words in _WAYS.items():
            self.way.addItem(gettext(words), way)
        self.way.activated.connect(self._show_way)
        self.add_field(gettext("Signature"), self.way)

    def _build_pad(self) -> None:
        gettext = self.context.texts.gettext
        self.pad = SignaturePad(self.context.theme, gettext("Pad to sign on"))
        self.undo_button = elements.button(
            gettext("Undo"), "quiet", tip=gettext("Take the last stroke back (Backspace)")
        )
        self.clear_button = elements.button(gettext("Clear"), "quiet", tip=gettext("Clear the pad (Delete)"))
        elements.set_icon(self.undo_button, "undo-2", self.context.theme)
        self.undo_button.clicked.connect(self.pad.undo)
        self.clear_button.clicked.connect(self.pad.clear)
        self.pad.changed.connect(self._allow)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.undo_button)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        self._pad_room = QWidget()
        column = elements.column(spacing=SPACE)
        column.addWidget(self.pad)
        column.addLayout(row)
        self._pad_room.setLayout(column)
        self.fields.addWidget(self._pad_room)
        self.paper_words = elements.text(
            gettext("The page is printed with the name and an empty place, which confirms that it is signed on paper."),
            "hint",
        )
        self.fields.addWidget(self.paper_words)

    def _build_remarks(self) -> None:
        gettext = self.context.texts.gettext
        self.remarks = QPlainTextEdit()
        self.remarks.setTabChangesFocus(True)
        self.remarks.setFixedHeight(self.context.theme.wide(_REMARKS_PX))
        self._remarks_caption = elements.text("", "strong")
        self._remarks_caption.setBuddy(self.remarks)
        self.fields.addSpacing(SPACE * 2)
        self.fields.addWidget(self._remarks_caption)
        self.fields.addWidget(self.remarks)
        self.remarks.setAccessibleName(gettext("Remarks"))

    def _show_way(self) -> None:
        gettext, way = self.context.texts.gettext, self.way.currentData()
        self._pad_room.setVisible(way == PAD)
        self.paper_words.setVisible(way == PAPER)
        words = gettext("Why not") if way == REFUSES else gettext("Remarks")
        self._remarks_caption.setText(words)
        self.remarks.setAccessibleName(words)
        self._allow()
        self.take_height()

    def _allow(self) -> None:
        has_strokes = bool(self.pad.strokes())
        self.undo_button.setEnabled(has_strokes)
        self.clear_button.setEnabled(has_strokes)

    def store(self) -> None:
        way, strokes = self.way.currentData(), self.pad.strokes()
        if way == PAD and not strokes:
            raise EvidenceError("PAD_EMPTY")
        add_signature(
            self.context.desk,
            self._state.assessment.id,
            role=SignatoryRole(self.role.currentData()),
            name=self.name.text(),
            function=self.function.text(),
            kind=SignatureKind.REFUSED if way == REFUSES else SignatureKind.DRAWN,
            strokes=strokes if way == PAD else (),
            remarks=self.remarks.toPlainText(),
        )
        self.context.note_saved(self.context.desk.clock())
        self.signed.emit()
