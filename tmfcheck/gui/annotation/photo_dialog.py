"""One photo large, with its neighbours: turned, described and drawn on, while the original stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.evidence import AnnotationKind, Evidence
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.annotation.drawing import without_empty
from tmfcheck.gui.annotation.photo_board import PhotoBoard
from tmfcheck.gui.annotation.photo_panel import PhotoPanel
from tmfcheck.gui.annotation.picture_view import ZOOM_STEP
from tmfcheck.gui.annotation.tool_row import ToolRow
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.details import Details
from tmfcheck.gui.evidence.evidence_words import KINDS
from tmfcheck.gui.evidence.later import Later
from tmfcheck.gui.frame.key_line import HintRow
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.screen import KeyHint
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.keyboard import command_key
from tmfcheck.services.output_files import write_file

_PANEL_PX = 300
_SHARE = 0.94
_QUARTER = 90


class PhotoDialog(QDialog):
    """Shows the evidence of these ids one by one; what is changed is stored half a second later and on leaving."""

    def __init__(
        self, context: GuiContext, presenter: AssessmentPresenter, ids: Sequence[str], shown: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._presenter = presenter
        self._evidence = presenter.evidence
        self._ids = list(ids)
        self.shown_id = shown
        self._later = Later(self)
        self._changes: dict[str, object] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(context.texts.gettext("Photos and files"))
        self.resize(parent.window().size() * _SHARE)
        self._build()
        self._connect()
        self._keys = self._make_keys()
        self._show_other(shown)
        self.board.setFocus()

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        self.tools, self.board = ToolRow(self.context), PhotoBoard(self.context.theme)
        self.board.setAccessibleName(self.context.texts.gettext("Photo"))
        self.details = Details(self._evidence.original_in_steps, self.board, lambda: self.item)
        self.panel = PhotoPanel(self.context, self._presenter.state)
        left = elements.column(spacing=SPACE * 2)
        left.addWidget(self.tools)
        left.addWidget(self.board, 1)
        right = QWidget()
        right.setFixedWidth(self.context.theme.wide(_PANEL_PX))
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(elements.scrolled(self.panel), 1)
        beside.addLayout(self._build_buttons())
        across = QHBoxLayout()
        across.setSpacing(SPACE * 4)
        across.addLayout(left, 1)
        across.addWidget(right)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 2)
        frame.addLayout(across, 1)
        frame.addWidget(self._build_hints())

    def _build_buttons(self) -> QVBoxLayout:
        gettext = self.context.texts.gettext
        self.save_button = elements.button(gettext("Save the original as…"), "quiet")
        self.remove_button = elements.button(gettext("Remove from the assessment"), "quiet")
        self.problem = elements.text("", "problem")
        self.problem.hide()
        self.back_button, self.next_button = elements.button(gettext("Back")), elements.button(gettext("Next"))
        self.close_button = elements.button(gettext("Done"), "primary")
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        for button in (self.back_button, self.next_button, self.close_button):
            row.addWidget(button, 1)
        column = elements.column(spacing=SPACE * 2)
        column.addWidget(self.problem)
        column.addWidget(self.save_button)
        column.addWidget(self.remove_button)
        column.addLayout(row)
        return column

    def _build_hints(self) -> HintRow:
        gettext = self.context.texts.gettext
        hints = HintRow()
        hints.setObjectName("key_line")
        hints.show_hints(
            (
                KeyHint("← →", gettext("other photo, or move the drawing")),
                KeyHint("C", gettext("caption")),
                KeyHint("A E T F M", gettext("draw")),
                KeyHint("Enter", gettext("draw in the middle")),
                KeyHint("N", gettext("next drawing")),
                KeyHint("Shift ←", gettext("move its end")),
                KeyHint("R", gettext("turn")),
                KeyHint("+ − 0", gettext("larger, smaller, whole")),
            )
        )
        return hints

    def _connect(self) -> None:
        board, panel = self.board, self.panel
        board.drawn.connect(self._on_drawn)
        board.selection_changed.connect(self._show_selection)
        board.words_wanted.connect(self._on_words_wanted)
        board.tool_changed.connect(lambda: self.tools.show_tool(board.tool))
        board.step_asked.connect(self.step)
        self.tools.tool_chosen.connect(self._on_tool_chosen)
        self.tools.action_asked.connect(self._on_action_asked)
        panel.caption_edited.connect(self._on_caption_edited)
        panel.caption_left.connect(self._later.now)
        panel.words_edited.connect(board.write_words)
        panel.question_chosen.connect(self._on_question_chosen)
        panel.keyboard_returned.connect(self._on_keyboard_returned)
        self.back_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.accept)
        self.remove_button.clicked.connect(self.remove)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.details.failed.connect(self._show_problem)
        self._presenter.state_changed.connect(self._on_state_changed)

    # ------------------------------------------------------------ showing

    @property
    def item(self) -> Evidence | None:
        """What is shown."""
        return self._evidence.find(self.shown_id)

    def _show_other(self, evidence_id: str) -> None:
        """Show another photo, whole and with nothing selected."""
        self.shown_id = evidence_id
        item = self.item
        if item is None:
            return
        gettext = self.context.texts.gettext
        self.board.is_locked = self._evidence.is_locked
        self.board.empty_words = gettext("There is no picture of this file here. Save it and open it elsewhere.")
        self.board.use_tool(None)
        self.board.show_photo(self._evidence.picture(item), item.rotation, item.annotations)
        self.board.setAccessibleDescription(item.caption or item.file_name)
        self.tools.show_lock(is_locked=self._evidence.is_locked, has_picture=self.board.has_picture)
        self._show_item(item)
        self._show_selection()

    def _show_item(self, item: Evidence) -> None:
        texts = self.context.texts
        words = texts.gettext("{kind} {number} of {count}")
        number = self._ids.index(self.shown_id) + 1
        kind = texts.gettext(KINDS[item.kind])
        title = words.format(kind=kind, number=number, count=len(self._ids))
        self.panel.show_item(item, title, self._presenter.state, is_locked=self._evidence.is_locked)
        self.back_button.setEnabled(number > 1)
        self.next_button.setEnabled(number < len(self._ids))
        self.remove_button.setVisible(not self._evidence.is_locked)

    def _show_selection(self) -> None:
        board = self.board
        mark = board.drawing.present
        kind = None if mark is None or self._evidence.is_locked else mark.kind
        self.panel.show_words(kind, mark.words if mark else "")
        if not self._evidence.is_locked and board.has_picture:
            drawing = board.drawing
            self.tools.show_steps(
                can_undo=drawing.can_undo, can_redo=drawing.can_redo, can_delete=drawing.selected is not None
            )

    def _on_state_changed(self, _state: object) -> None:
        """Show what was stored; drawings and a caption in the making stay as they are."""
        item = self.item
        if item is not None and not self._later.is_waiting:
            if item.rotation != self.board.rotation:
                self.board.show_rotation(item.rotation)
            self._show_item(item)

    # ------------------------------------------------------------ what the user does

    def step(self, step: int) -> None:
        """Show the next photo, or one before."""
        number = self._ids.index(self.shown_id) + step
        if 0 <= number < len(self._ids):
            self._leave()
            self._show_other(self._ids[number])
            self.board.setFocus()

    def _leave(self) -> None:
        """Store what waits; a text without words is gone."""
        self.board.select(None)
        self._later.now()

    def remove(self) -> None:
        """Take the photo out of the assessment and show its neighbour; the undo line brings it back."""
        self._later.now()
        number = self._ids.index(self.shown_id)
        if not self._evidence.remove(self.shown_id):
            return
        self._ids.pop(number)
        if not self._ids:
            self.accept()
            return
        self._show_other(self._ids[min(number, len(self._ids) - 1)])
        self.board.setFocus()

    def _on_tool_chosen(self, tool: AnnotationKind | None) -> None:
        self.board.use_tool(tool)
        self.board.setFocus()

    def _on_action_asked(self, name: str) -> None:
        board = self.board
        actions: dict[str, Callable[[], object]] = {
            "undo": board.undo,
            "redo": board.redo,
            "delete": board.remove_selected,
            "rotate": self.turn,
            "smaller": partial(board.zoom_by, 1 / ZOOM_STEP),
            "larger": partial(board.zoom_by, ZOOM_STEP),
        }
        actions[name]()
        board.setFocus()

    def turn(self) -> None:
        """Turn the photo by a quarter, clockwise; the drawings turn with it."""
        item = self.item
        if item is not None and item.is_photo and not self._evidence.is_locked:
            self._later.now()
            self._evidence.change(item.id, rotation=(item.rotation + _QUARTER) % (4 * _QUARTER))

    def _on_drawn(self) -> None:
        self._store_later(annotations=without_empty(self.board.drawing.marks))
        self._show_selection()

    def _on_caption_edited(self, text: str) -> None:
        self._store_later(caption=text.strip())

    def _store_later(self, **changes: object) -> None:
        self._changes.update(changes)
        self._later.ask(self._store)

    def _store(self) -> None:
        changes, self._changes = self._changes, {}
        self._evidence.change(self.shown_id, **changes)

    def _on_words_wanted(self) -> None:
        self._show_selection()
        self.panel.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_question_chosen(self, question_id: str | None) -> None:
        if not self._evidence.is_locked:
            self._later.now()
            self._evidence.change(self.shown_id, question_id=question_id)

    def _on_keyboard_returned(self) -> None:
        self._later.now()
        self.board.setFocus()

    def _on_save_clicked(self) -> None:
        item = self.item
        if item is None:
            return
        folder = self.context.settings.export_folder
        words = self.context.texts.gettext("Save the original")
        chosen, _kind = QFileDialog.getSaveFileName(self, words, str(folder / item.file_name))
        if chosen:
            self.save_original(item, Path(chosen))

    def save_original(self, item: Evidence, target: Path) -> None:
        """Write the stored file, bit for bit, or say why not."""
        try:
            write_file(target, self._evidence.original(item.sha256))
        except TmfCheckError as error:
            self._show_problem(error)
        else:
            self.context.settings.export_folder = target.parent
            self._show_problem(None)

    def _show_problem(self, error: TmfCheckError | None) -> None:
        self.problem.setText(problem_words(error, self.context.texts) if error is not None else "")
        self.problem.setVisible(error is not None)

    # ------------------------------------------------------------ keys

    def _make_keys(self) -> dict[str, Callable[[], object]]:
        use = self._on_tool_chosen
        return {
            "s": partial(use, None),
            "a": partial(use, AnnotationKind.ARROW),
            "e": partial(use, AnnotationKind.ELLIPSE),
            "t": partial(use, AnnotationKind.TEXT),
            "f": partial(use, AnnotationKind.FREEHAND),
            "m": partial(use, AnnotationKind.MEASURE),
            "r": self.turn,
            "n": self.board.drawing_next,
            "c": partial(self.panel.caption.setFocus, Qt.FocusReason.ShortcutFocusReason),
            "q": partial(self.panel.question.setFocus, Qt.FocusReason.ShortcutFocusReason),
            "0": self.board.show_whole,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys no field wanted."""
        key = command_key(event)
        if event.matches(QKeySequence.StandardKey.Undo):
            self.board.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_redo(event):
            self.board.redo()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.text() in ("+", "=", "-", "−"):
            self.board.zoom_by(ZOOM_STEP if event.text() in "+=" else 1 / ZOOM_STEP)
        elif key in self._keys:
            self._keys[key]()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Store what waits before the dialog goes, whichever way."""
        self._leave()
        super().done(result)


def _is_redo(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
