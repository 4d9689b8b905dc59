"""The site plan: a sketch or picture of the whole facility, and on it the place of every photo, or a coordinate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tmfcheck.domain.annotation_shapes import Point
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Evidence, EvidenceKind, Pin
from tmfcheck.gui import elements
from tmfcheck.gui.annotation.picture_view import ZOOM_STEP
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.details import Details
from tmfcheck.gui.evidence.evidence_words import place_words
from tmfcheck.gui.evidence.incoming_data import choose_files
from tmfcheck.gui.evidence.later import Later
from tmfcheck.gui.evidence.part import EvidencePart
from tmfcheck.gui.evidence.plan_view import PlanView
from tmfcheck.gui.number_entry import read_number
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.screen import KeyHint
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.keyboard import command_key, is_letter

_SIDE_PX = 300
_ID = Qt.ItemDataRole.UserRole


class _CutToFit(QStyledItemDelegate):
    """Words longer than the list end in three dots there instead of making it wider."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())


class PhotoList(QListWidget):
    """Leaves letters to the page; as wide as its place, whatever a caption says."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_CutToFit(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_letter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PlanPart(EvidencePart):
    """The plan on the left, the photos with their numbers on the right."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter) -> None:
        super().__init__(context, presenter)
        self._shown: tuple[str, int] | None = None
        self._later = Later(self)
        self._half_typed_for: str | None = None
        self._waiting_for: str | None = None
        self._build()
        self._connect()

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        gettext = self.context.texts.gettext
        self.view = PlanView(self.context.theme)
        self.view.setAccessibleName(gettext("Site plan"))
        self.view.empty_words = gettext(
            "No plan yet. Choose a sketch, a drawing or an aerial picture of the facility; then click where each "
            "photo was taken."
        )
        side = QWidget()
        side.setFixedWidth(self.context.theme.wide(_SIDE_PX))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 2)
        self._build_plans(column)
        self._build_photos(column)
        self._build_coordinate(column)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE * 4)
        layout.addWidget(self.view, 1)
        layout.addWidget(side)

    def _build_plans(self, column: QVBoxLayout) -> None:
        gettext = self.context.texts.gettext
        self.plans = QComboBox()
        self.plans.setAccessibleName(gettext("Site plan"))
        self.plans.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add_button = elements.button(gettext("Choose a plan…"), tip="O")
        self.remove_button = elements.button(gettext("Remove the plan"), "quiet")
        column.addWidget(self.plans)
        column.addWidget(self.add_button)
        column.addWidget(self.remove_button)

    def _build_photos(self, column: QVBoxLayout) -> None:
        gettext = self.context.texts.gettext
        column.addWidget(elements.text(gettext("Photos and their pins"), "caption"))
        self.photos = PhotoList()
        self.photos.setAccessibleName(gettext("Photos and their pins"))
        column.addWidget(self.photos, 1)

    def _build_coordinate(self, column: QVBoxLayout) -> None:
        gettext = self.context.texts.gettext
        self.latitude, self.longitude = QLineEdit(), QLineEdit()
        names = (gettext("Latitude"), gettext("Longitude"))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        for name, field in zip(names, (self.latitude, self.longitude), strict=True):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            row.addWidget(field)
        self.camera_button = elements.button(gettext("Use the camera's position"), "quiet")
        self.coordinate_hint = elements.text("", "problem")
        self.coordinate_hint.hide()
        column.addWidget(elements.text(gettext("Or a coordinate, in degrees"), "caption"))
        column.addLayout(row)
        column.addWidget(self.coordinate_hint)
        column.addWidget(self.camera_button)

    def _connect(self) -> None:
        self.details = Details(self.evidence.original_in_steps, self.view, lambda: self.plan)
        self.details.failed.connect(self.context.report_problem)
        self.view.pinned.connect(self.pin)
        self.view.pin_chosen.connect(self.choose)
        self.view.pin_moved.connect(self._on_pin_moved)
        self.view.unpinned.connect(self.unpin)
        self.plans.activated.connect(lambda _row: self.show_state(self.presenter.state))
        self.add_button.clicked.connect(self.choose_plan)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.photos.currentItemChanged.connect(lambda _now, _before: self._show_present())
        self.camera_button.clicked.connect(self._on_camera_clicked)
        for field in (self.latitude, self.longitude):
            field.textEdited.connect(self._on_coordinate_edited)
            field.returnPressed.connect(self._on_coordinate_finished)

    # ------------------------------------------------------------ showing

    @property
    def plan(self) -> Evidence | None:
        """The plan that is shown."""
        return self.evidence.find(str(self.plans.currentData() or ""))

    @property
    def present(self) -> Evidence | None:
        """The photo whose pin is set next."""
        entry = self.photos.currentItem()
        return self.evidence.find(str(entry.data(_ID))) if entry is not None else None

    def show_state(self, state: AssessmentState) -> None:
        is_locked = self.evidence.is_locked
        self._show_plans(state)
        self._show_photos(state)
        plan = self.plan
        shown = (plan.id, plan.rotation) if plan is not None else None
        if shown != self._shown:
            self._shown = shown
            picture = self.evidence.picture(plan) if plan is not None else self.view.no_picture()
            self.view.show_picture(picture, plan.rotation if plan is not None else 0)
        self.view.is_locked = is_locked
        self.add_button.setDisabled(is_locked)
        self.remove_button.setVisible(plan is not None and not is_locked)
        self._show_present()

    def _show_plans(self, state: AssessmentState) -> None:
        chosen = self.plans.currentData()
        self.plans.clear()
        for plan in state.evidence.plans:
            self.plans.addItem(plan.caption or plan.file_name, plan.id)
        row = self.plans.findData(chosen)
        # A plan that was just added is the one to be worked on.
        self.plans.setCurrentIndex(row if row >= 0 else self.plans.count() - 1)
        self.plans.setVisible(self.plans.count() > 1)

    def _show_photos(self, state: AssessmentState) -> None:
        present = self.present
        numbers = self._numbers(state)
        self.photos.blockSignals(True)
        self.photos.clear()
        row = 0
        for photo in self._photos(state):
            number = numbers.get(photo.id)
            place = str(number) if number is not None else "◎" if photo.pin is not None else "–"
            words = (place, photo.question_id, photo.caption or photo.file_name)
            entry = QListWidgetItem("   ".join(filter(None, words)))
            entry.setData(_ID, photo.id)
            entry.setToolTip(photo.caption)
            self.photos.addItem(entry)
            if present is not None and photo.id == present.id:
                row = self.photos.count() - 1
        self.photos.setCurrentRow(row)
        self.photos.blockSignals(False)

    def _photos(self, state: AssessmentState) -> list[Evidence]:
        """In walking order; what belongs to no question comes last."""
        return [item for item in state.evidence_in_order if item.kind is EvidenceKind.PHOTO]

    def _numbers(self, state: AssessmentState) -> dict[str, int]:
        """The numbers of the photos pinned on the shown plan, the same as in the report."""
        plan = self.plan
        pinned = (p for p in self._photos(state) if plan is not None and p.pin is not None and p.pin.plan_id == plan.id)
        return {photo.id: state.evidence_numbers[photo.id] for photo in pinned}

    def _show_present(self) -> None:
        """Show which photo is meant, on the plan and in the coordinate's fields."""
        state, present = self.presenter.state, self.present
        pins = {}
        for evidence_id, number in self._numbers(state).items():
            item = self.evidence.find(evidence_id)
            if item is not None and item.pin is not None and item.pin.x is not None and item.pin.y is not None:
                pins[evidence_id] = (number, (item.pin.x, item.pin.y))
        if not self._later.is_waiting:
            self.view.show_pins(pins, present.id if present is not None else None)
        is_locked = self.evidence.is_locked
        pin = present.pin if present is not None else None
        for field, value in zip(
            (self.latitude, self.longitude), (pin.latitude, pin.longitude) if pin else (None, None), strict=True
        ):
            field.setEnabled(present is not None)
            field.setReadOnly(is_locked)
            is_half_typed = present is not None and present.id == self._half_typed_for
            if not field.hasFocus() and not is_half_typed:
                field.setText("" if value is None else self.context.texts.number(value, 5))
        has_place = present is not None and present.latitude is not None and present.longitude is not None
        self.camera_button.setVisible(has_place and not is_locked)
        if present is not None and has_place:
            self.camera_button.setToolTip(place_words(self.context.texts, present.latitude, present.longitude))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("N", gettext("next photo")),
            KeyHint("Enter", gettext("pin in the middle")),
            KeyHint("← ↑ → ↓", gettext("move the pin")),
            KeyHint("Delete", gettext("take the pin away")),
            KeyHint("Ctrl+Z", gettext("undo")),
            KeyHint("+ − 0", gettext("larger, smaller, whole")),
            KeyHint("O", gettext("choose a plan")),
        )

    def take_keyboard(self) -> None:
        (self.view if self.view.has_picture else self.add_button).setFocus()

    def finish_typing(self) -> None:
        self._later.now()

    # ------------------------------------------------------------ what the user does

    def choose_plan(self) -> None:
        """Ask for the picture of a plan."""
        title = self.context.texts.gettext("Site plan")
        paths = choose_files(self.context, self, title, only_pictures=True)
        self.evidence.add_files(paths[:1], None, EvidenceKind.PLAN)

    def _on_remove_clicked(self) -> None:
        if self.plan is not None:
            self.evidence.remove(self.plan.id)

    def choose(self, evidence_id: str) -> None:
        """Make a photo the present one."""
        self._later.now()
        for row in range(self.photos.count()):
            if self.photos.item(row).data(_ID) == evidence_id:
                self.photos.setCurrentRow(row)

    def choose_next(self) -> None:
        """Go to the next photo, after the last to the first."""
        self._later.now()
        if self.photos.count():
            self.photos.setCurrentRow((self.photos.currentRow() + 1) % self.photos.count())

    def pin(self, point: Point) -> None:
        """Set the present photo's pin; the next photo without one is the next to be placed."""
        plan, present = self.plan, self.present
        if plan is None or present is None or self.evidence.is_locked:
            return
        self._later.forget()
        was_placed = present.pin is not None
        self.evidence.set_pin(present.id, Pin(plan_id=plan.id, x=point[0], y=point[1]))
        if not was_placed and not self.view.hasFocus():
            self.view.setFocus()

    def _on_pin_moved(self, point: Point) -> None:
        plan, present = self.plan, self.present
        if plan is not None and present is not None:
            self._finish_other(present)
            self._change_later(present, Pin(plan_id=plan.id, x=point[0], y=point[1]))

    def _finish_other(self, present: Evidence) -> None:
        """What waits for another photo is stored, before something of this one takes its place."""
        if self._waiting_for != present.id:
            self._later.now()

    def _change_later(self, present: Evidence, pin: Pin | None) -> None:
        self._waiting_for = present.id
        self._later.ask(partial(self.evidence.set_pin, present.id, pin))

    def unpin(self) -> None:
        """Take the present photo's pin or coordinate away."""
        if self.present is not None:
            self._later.forget()
            self.evidence.set_pin(self.present.id, None)

    def _on_camera_clicked(self) -> None:
        present = self.present
        if present is not None:
            self._later.forget()
            self.evidence.set_pin(present.id, Pin(latitude=present.latitude, longitude=present.longitude))

    def _on_coordinate_edited(self) -> None:
        """Store a coordinate soon once both its fields are typed: half a coordinate is no place."""
        present, typed = self.present, self._typed_coordinate()
        if present is None or self.evidence.is_locked:
            return
        self._finish_other(present)
        pin = self._pin_typed(typed)
        is_emptied = not any(typed) and present.pin is not None and present.pin.plan_id is None
        self._half_typed_for = None if pin is not None or not any(typed) else present.id
        if pin is not None or is_emptied:
            self.coordinate_hint.hide()
            self._change_later(present, pin)
        else:
            self._later.forget()

    def _on_coordinate_finished(self) -> None:
        """Store what is typed, or say what keeps it from being a place."""
        self._later.now()
        typed, texts = self._typed_coordinate(), self.context.texts
        is_wrong = any(typed) and self._pin_typed(typed) is None
        self.coordinate_hint.setText(texts.gettext("Latitude from −90 to 90 and longitude from −180 to 180, both."))
        self.coordinate_hint.setVisible(is_wrong)

    def _typed_coordinate(self) -> tuple[str, str]:
        return self.latitude.text().strip(), self.longitude.text().strip()

    def _pin_typed(self, typed: tuple[str, str]) -> Pin | None:
        """The place that was typed; None where it is none, or not whole yet."""
        latitude, longitude = (read_number(words, self.context.texts) if words else None for words in typed)
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            return None
        return Pin(latitude=latitude, longitude=longitude)

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys no field wanted."""
        keys: dict[str, Callable[[], object]] = {
            "n": self.choose_next,
            "o": self.add_button.click,
            "0": self.view.show_whole,
        }
        key = command_key(event)
        if event.text() in ("+", "=", "-", "−"):
            self.view.zoom_by(ZOOM_STEP if event.text() in "+=" else 1 / ZOOM_STEP)
        elif key in keys:
            keys[key]()
        else:
            super().keyPressEvent(event)
