"""All photos and files: by question and not yet at one; added, found their question, seen large, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Evidence, EvidenceKind
from tmfcheck.gui import elements
from tmfcheck.gui.annotation.photo_dialog import PhotoDialog
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.match_dialog import MatchDialog
from tmfcheck.gui.evidence.evidence_grid import EvidenceGrid
from tmfcheck.gui.evidence.incoming_data import brings_evidence, choose_files, files_of, picture_of, pictures_in
from tmfcheck.gui.evidence.part import EvidencePart
from tmfcheck.gui.evidence.places_list import PlacesList
from tmfcheck.gui.evidence.question_field import QuestionField
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.screen import KeyHint
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.gui.widgets.keyboard import command_key

_PLACES_PX = 264


class PhotosPart(EvidencePart):
    """Places on the left, what lies there on the right."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter) -> None:
        super().__init__(context, presenter)
        self._matches_after_intake = False
        self._build()
        self._connect()
        self._keys = self._make_keys()
        self.places.places.show_state(presenter.state)
        self.places.choose(0)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        gettext = self.context.texts.gettext
        self.places = PlacesList(self.context)
        self.places.setFixedWidth(self.context.theme.wide(_PLACES_PX))
        empty = gettext("Nothing here yet. Add photos or files, drop them here, or press P at a question.")
        self.grid = EvidenceGrid(self.context, self.evidence.thumbnails, empty)
        right = QVBoxLayout()
        right.setSpacing(SPACE * 3)
        right.addLayout(self._build_top())
        right.addWidget(self.grid, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE * 4)
        layout.addWidget(self.places)
        layout.addLayout(right, 1)

    def _build_top(self) -> QVBoxLayout:
        gettext = self.context.texts.gettext
        self.add_button = elements.button(gettext("Add files"), tip="P")
        self.folder_button = elements.button(gettext("Add a folder"), tip="O")
        self.match_button = elements.button(gettext("Match by time"), tip="T")
        elements.set_icon(self.add_button, "plus", self.context.theme)
        elements.set_icon(self.folder_button, "folder-open", self.context.theme)
        self.question = QuestionField(self.context, self.presenter.state)
        self.question.setAccessibleName(gettext("Put what is selected to a question"))
        self.question.setPlaceholderText(gettext("Selected to question, by number (Q)"))
        buttons = QWidget()
        row = FlowLayout(buttons, SPACE * 2)
        for button in (self.add_button, self.folder_button, self.match_button):
            row.addWidget(button)
        column = elements.column(spacing=SPACE * 2)
        column.addWidget(buttons)
        column.addWidget(self.question)
        return column

    def _connect(self) -> None:
        self.places.place_chosen.connect(self._show_items)
        self.places.places.evidence_dropped.connect(self.assign)
        self.places.places.files_dropped.connect(self.take)
        self.grid.opened.connect(self.open)
        self.grid.removal_asked.connect(self._on_removal_asked)
        self.grid.evidence_dropped.connect(lambda data: self.take(data, self.places.place.question_id))
        self.question.question_chosen.connect(self._on_question_chosen)
        self.question.left.connect(self.grid.setFocus)
        self.add_button.clicked.connect(self.choose_files)
        self.folder_button.clicked.connect(self.choose_folder)
        self.match_button.clicked.connect(self.match)
        self.evidence.intake.finished.connect(self._on_intake_finished)

    # ------------------------------------------------------------ showing

    def show_state(self, state: AssessmentState) -> None:
        is_locked = self.evidence.is_locked
        self.places.places.is_locked = self.grid.is_locked = is_locked
        self.places.places.show_state(state)
        if not self.places.currentIndex().isValid():
            self.places.choose(0)
        for control in (self.add_button, self.folder_button, self.match_button, self.question):
            control.setDisabled(is_locked)
        self._show_items()

    def _show_items(self) -> None:
        place, file = self.places.place, self.evidence.file
        items = tuple(item for item in file.items if item.kind is not EvidenceKind.PLAN)
        if not place.is_all:
            items = tuple(item for item in items if item.question_id == place.question_id)
        else:
            items = self._in_walking_order(items)
        self.grid.show_items(items, file.visit)

    def _in_walking_order(self, items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """What belongs to no question first, then question by question."""
        order = {question.id: number for number, question in enumerate(self.presenter.state.questions)}
        return tuple(sorted(items, key=lambda item: (order.get(item.question_id or "", -1), item.position)))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("P", gettext("add files")),
            KeyHint("O", gettext("add a folder")),
            KeyHint("Enter", gettext("see large")),
            KeyHint("Q", gettext("put to a question")),
            KeyHint("U", gettext("take from its question")),
            KeyHint("T", gettext("match by time")),
            KeyHint("Delete", gettext("remove")),
            KeyHint("Ctrl+Z", gettext("bring back")),
        )

    def take_keyboard(self) -> None:
        self.grid.setFocus()

    def show_item(self, evidence_id: str) -> None:
        """Choose one item among all."""
        self.places.choose(0)
        self.grid.choose(evidence_id)

    # ------------------------------------------------------------ adding

    def choose_files(self) -> None:
        """Ask for files; they come to the chosen question, or to none yet."""
        title = self.context.texts.gettext("Photos and files")
        self.add(choose_files(self.context, self, title), self.places.place.question_id)

    def choose_folder(self) -> None:
        """Ask for a folder; its pictures come to no question yet and are then matched by time."""
        title = self.context.texts.gettext("A folder with photos")
        chosen = QFileDialog.getExistingDirectory(self, title, str(self.context.settings.evidence_folder))
        if chosen:
            self.add_folder(Path(chosen))

    def add_folder(self, folder: Path) -> None:
        """Take in the pictures of a folder; afterwards propose questions by time."""
        self.context.settings.evidence_folder = folder
        self._matches_after_intake = True
        self.places.choose(1)
        self.add(pictures_in(folder) or [folder], None)

    def add(self, paths: list[Path], question_id: str | None) -> None:
        """Take files in."""
        self.evidence.add_files(paths, question_id)

    def take(self, data: QMimeData, question_id: str | None) -> None:
        """Take in what was dropped or pasted."""
        paths = files_of(data)
        if paths:
            self.add(paths, question_id)
        else:
            self.evidence.add_picture(picture_of(data), question_id)

    def _on_intake_finished(self) -> None:
        intake = self.evidence.intake
        if self._matches_after_intake and self.isVisible() and intake.added and not intake.was_stopped:
            self.match()
        self._matches_after_intake = False

    # ------------------------------------------------------------ changing

    def assign(self, ids: list[str], question_id: str | None) -> None:
        """Put evidence under a question, or under none."""
        self.evidence.assign(dict.fromkeys(ids, question_id))

    def _on_question_chosen(self, question_id: str | None) -> None:
        ids = self.grid.chosen_ids()
        if ids and question_id is not None:
            self.assign(ids, question_id)
        self.question.show_question(None)
        self.grid.setFocus()

    def _take_from_question(self) -> None:
        if not self.evidence.is_locked:
            self.assign(self.grid.chosen_ids(), None)

    def _on_removal_asked(self, ids: list[str]) -> None:
        self.evidence.remove_all(ids)

    def match(self) -> None:
        """Propose questions for what belongs to none, by the times of photos and answers."""
        photos = tuple(item for item in self.evidence.file.unassigned if item.is_photo)
        if not self.evidence.is_locked:
            self._ask(MatchDialog(self.context, self.presenter, photos, self))

    def open(self, evidence_id: str) -> None:
        """Show a photo large, with its neighbours here."""
        ids = [item.id for item in self.grid.items]
        dialog = PhotoDialog(self.context, self.presenter, ids, evidence_id, self)
        dialog.finished.connect(lambda _result: self.grid.choose(dialog.shown_id))
        self._ask(dialog)

    def _ask(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self.grid.setFocus())
        dialog.open()

    # ------------------------------------------------------------ keys

    def _make_keys(self) -> dict[str, Callable[[], object]]:
        return {
            "p": self.add_button.click,
            "o": self.folder_button.click,
            "t": self.match_button.click,
            "q": lambda: self.question.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "u": self._take_from_question,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys no field wanted."""
        key = command_key(event)
        if event.matches(QKeySequence.StandardKey.Paste):
            data = QGuiApplication.clipboard().mimeData()
            if data is not None and brings_evidence(data) and not self.evidence.is_locked:
                self.take(data, self.places.place.question_id)
        elif key in self._keys:
            self._keys[key]()
        else:
            super().keyPressEvent(event)
