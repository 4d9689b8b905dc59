"""One line of the facility form: label, value with unit, what it rests on, its day, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from tmfcheck.domain.facility import FactDefinition, FactKind, FactQuality, FactValue, read_fact
from tmfcheck.errors import FacilityError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.number_entry import day_pattern, day_words, read_day
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.fact_editor import make_editor
from tmfcheck.i18n import DASH
from tmfcheck.wording import FACTS, QUALITIES, UNITS

LABEL_PX, QUALITY_PX, DAY_PX = 184, 172, 132
_NUMBER_PX = 144
_SHORT_KINDS = (FactKind.NUMBER, FactKind.WHOLE)


class FactField(QWidget):
    """Emits ``edited`` with the fact's id and whether the change is complete (chosen) or still being typed."""

    edited = Signal(str, bool)

    def __init__(self, context: GuiContext, definition: FactDefinition) -> None:
        super().__init__()
        self._context = context
        self._definition = definition
        self._label = context.texts.gettext(FACTS[definition.id])
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE * 2)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(1, 1)
        self._build_value()
        self._build_origin()
        self.problem = elements.text("", "problem")
        self.doubt = elements.text("", "doubt")
        self.hint = elements.text("", "hint")
        for row, label in enumerate((self.problem, self.doubt, self.hint), start=2):
            label.hide()
            self._grid.addWidget(label, row, 1, 1, 2)

    # --------------------------------------------------------------- parts

    def _build_value(self) -> None:
        label = elements.text(self._label)
        label.setFixedWidth(self._context.theme.wide(LABEL_PX))
        self._grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self.editor = make_editor(self._context, self._definition)
        self.editor.setAccessibleName(self._label)
        self.editor.changed.connect(lambda: self._on_edited(self.editor.settles_at_once))
        if self._definition.kind not in _SHORT_KINDS:
            return
        self.editor.setFixedWidth(self._context.theme.wide(_NUMBER_PX))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.editor)
        row.addWidget(elements.text(self._unit(), "muted", wraps=False), 1)
        self._grid.addLayout(row, 0, 1)

    def _unit(self) -> str:
        unit = self._definition.unit
        return self._context.texts.gettext(UNITS.get(unit, unit)) if unit else ""

    def _build_origin(self) -> None:
        gettext = self._context.texts.gettext
        self.quality = QComboBox()
        self.quality.setFixedWidth(self._context.theme.wide(QUALITY_PX))
        self.quality.setAccessibleName(f"{self._label}: {gettext('Origin')}")
        self.quality.setToolTip(gettext("Origin"))
        self.quality.addItem(DASH, None)
        for quality in FactQuality:
            self.quality.addItem(gettext(QUALITIES[quality]), str(quality))
        self.quality.activated.connect(lambda _index: self._on_edited(is_complete=True))
        self.day = QLineEdit()
        self.day.setFixedWidth(self._context.theme.wide(DAY_PX))
        self.day.setPlaceholderText(day_pattern(self._context.texts))
        self.day.setAccessibleName(f"{self._label}: {gettext('As of')}")
        self.day.setToolTip(gettext("As of"))
        self.day.textEdited.connect(lambda _typed: self._on_edited(is_complete=False))
        self._origin = QHBoxLayout()
        self._origin.setSpacing(SPACE * 2)
        for control in (self.quality, self.day):
            self._origin.addWidget(control)
        self.put_origin(is_below=False)

    def put_origin(self, *, is_below: bool) -> None:
        """Set what the value rests on beside it, or below it where there is no room; it then names itself."""
        # Many words need the whole line; what they rest on stands below.
        has_own_line = is_below or self._definition.kind is FactKind.CHOICES
        for control in (self.quality, self.day):
            policy = control.sizePolicy()
            policy.setRetainSizeWhenHidden(not has_own_line)
            control.setSizePolicy(policy)
        self.quality.setItemText(0, self._context.texts.gettext("Origin") if is_below else DASH)
        self._grid.removeItem(self._origin)
        if self._definition.kind not in _SHORT_KINDS:
            self._grid.addWidget(self.editor, 0, 1, 1, 2 if has_own_line else 1)
        if is_below:
            self._grid.addLayout(self._origin, 1, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addLayout(self._origin, 1 if has_own_line else 0, 2)

    # ------------------------------------------------------- what is shown

    def show_fact(self, fact: FactValue | None) -> None:
        """Show what is stored; emits nothing."""
        self.editor.show_value(None if fact is None else fact.value)
        self.quality.setCurrentIndex(max(0, self.quality.findData(None if fact is None else fact.quality)))
        self.day.setText(day_words(None if fact is None else fact.as_of, self._context.texts))
        self.show_problem(None)
        self._allow_origin()

    def _allow_origin(self) -> None:
        """What is not known rests on nothing."""
        is_known = self.editor.value() is not None
        self.quality.setVisible(is_known)
        self.day.setVisible(is_known)

    @property
    def is_wrong(self) -> bool:
        """Whether what stands here could not be stored."""
        return not self.problem.isHidden()

    def show_problem(self, error: FacilityError | None, stored: FactValue | None = None) -> None:
        """Mark the field with what is wrong and what is stored instead; None: all is well."""
        is_day = error is not None and error.code == "FACT_DATE_UNKNOWN"
        elements.set_property(self.day, "state", "wrong" if is_day else "")
        elements.set_property(self.editor, "state", "wrong" if error is not None and not is_day else "")
        self.problem.setVisible(error is not None)
        self.problem.setText("" if error is None else self._problem_words(error, stored))

    def show_doubts(self, sentences: Sequence[str]) -> None:
        """Ask what is questioned about the value; the value stays."""
        self.doubt.setText("\n".join(sentences))
        self.doubt.setVisible(bool(sentences))

    def show_hint(self, words: str) -> None:
        """Say what is known from elsewhere; nothing where there is nothing."""
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _problem_words(self, error: FacilityError, stored: FactValue | None) -> str:
        texts = self._context.texts
        data = {**error.data, "fact": self._label}
        if error.code == "FACT_OUT_OF_RANGE":
            data |= {name: texts.quantity(error.data[name]) for name in ("value", "low", "high")} | {
                "unit": self._unit()
            }
        words = problem_words(FacilityError(error.code, **data), texts)
        if stored is None:
            return words
        editor = make_editor(self._context, self._definition)
        editor.show_value(stored.value)
        kept = texts.gettext("Stored is still: {value}.")
        return f"{words} {kept.format(value=editor.words())}"

    # ------------------------------------------------------------ the user

    def fact(self) -> FactValue | None:
        """What stands in the line, checked; None for not known. Raises FacilityError."""
        value = self.editor.value()
        if value is None:
            return None
        typed = self.day.text().strip()
        day = read_day(typed) if typed else None
        if typed and day is None:
            raise FacilityError("FACT_DATE_UNKNOWN", fact=self._definition.id, value=typed)
        quality = self.quality.currentData()
        checked = read_fact(self._definition.id, value)
        return FactValue(checked, FactQuality(quality) if quality else None, day)

    def type_value(self, value: object) -> None:
        """Put a value into the line as if it had been typed."""
        self.editor.show_value(value)
        self._on_edited(is_complete=False)

    def _on_edited(self, is_complete: bool) -> None:
        self._allow_origin()
        self.edited.emit(self._definition.id, is_complete)
