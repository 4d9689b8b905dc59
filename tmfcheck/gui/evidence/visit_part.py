"""The first page of the act: who was there, when, in which weather, on which route, what could not be entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Visit
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.later import Later
from tmfcheck.gui.evidence.moment_field import MomentField
from tmfcheck.gui.evidence.part import EvidencePart
from tmfcheck.gui.evidence.people_fields import PeopleFields
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.screen import KeyHint
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.growing_text import GrowingText

_FORM_PX = 920


class VisitPart(EvidencePart):
    """A form that is stored as one types; what cannot be stored stays typed, with the reason beside it."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter) -> None:
        super().__init__(context, presenter)
        self._later = Later(self)
        self.texts: dict[str, GrowingText] = {}
        self._build()
        self.people.edited.connect(self._on_edited)
        self.people.settled.connect(self._store_now)
        for moment in (self.started_at, self.ended_at):
            moment.edited.connect(self._on_edited)
            moment.settled.connect(self._store_now)
        for text in self.texts.values():
            text.text_edited.connect(self._on_edited)
            text.left.connect(self._store_now)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        gettext = self.context.texts.gettext
        self.problem = elements.text("", "problem")
        self.problem.hide()
        self.people = PeopleFields(self.context)
        self.started_at = MomentField(self.context, gettext("Beginning"))
        self.ended_at = MomentField(self.context, gettext("End"))
        form = QWidget()
        form.setMaximumWidth(self.context.theme.wide(_FORM_PX))
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, SPACE * 3, SPACE * 4)
        column.setSpacing(SPACE * 4)
        column.addWidget(self.problem)
        column.addWidget(self._build_people())
        column.addWidget(self._build_times())
        column.addWidget(self._build_texts())
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(elements.scrolled(form))

    def _build_people(self) -> QFrame:
        column = elements.column(spacing=SPACE * 3)
        column.addWidget(elements.text(self.context.texts.gettext("People present"), "section"))
        column.addWidget(self.people)
        return elements.card(column)

    def _build_times(self) -> QFrame:
        gettext = self.context.texts.gettext
        row = QHBoxLayout()
        row.setSpacing(SPACE * 6)
        for name, field in ((gettext("Beginning"), self.started_at), (gettext("End"), self.ended_at)):
            column = elements.column(spacing=SPACE)
            column.addWidget(elements.text(name, "strong"))
            column.addWidget(field)
            row.addLayout(column, 1)
        outside = elements.column(spacing=SPACE * 3)
        outside.addWidget(elements.text(gettext("Time of the visit"), "section"))
        outside.addLayout(row)
        return elements.card(outside)

    def _build_texts(self) -> QFrame:
        gettext = self.context.texts.gettext
        names = {
            "weather": (gettext("Weather"), gettext("Temperature, wind, snow, ice, last rain")),
            "route": (gettext("Route"), gettext("What was walked, in which order, what was left out")),
            "instruments": (gettext("Instruments"), gettext("What was measured with, numbers, last check")),
            "refusals": (gettext("Refusals"), gettext("What could not be entered or was not shown, and why")),
        }
        column = elements.column(spacing=SPACE)
        column.addWidget(elements.text(gettext("Circumstances"), "section"))
        for key, (name, hint) in names.items():
            field = GrowingText(self.context.theme)
            field.setAccessibleName(name)
            field.setPlaceholderText(hint)
            column.addSpacing(SPACE * 2)
            column.addWidget(elements.text(name, "strong"))
            column.addWidget(field)
            self.texts[key] = field
        return elements.card(column)

    # ------------------------------------------------------------ showing

    def show_state(self, state: AssessmentState) -> None:
        visit, is_locked = state.evidence.visit, self.evidence.is_locked
        if not is_locked and (self._later.is_waiting or not self.problem.isHidden()):
            return
        self.people.show_people(visit.people, is_locked=is_locked)
        self.started_at.show_moment(visit.started_at, is_locked=is_locked)
        self.ended_at.show_moment(visit.ended_at, is_locked=is_locked)
        for key, field in self.texts.items():
            words = getattr(visit, key)
            if field.toPlainText().strip() != words.strip():
                field.show_text(words)
            field.setReadOnly(is_locked)

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (KeyHint("Tab", gettext("next field")), KeyHint("F6", gettext("to the pages")))

    def take_keyboard(self) -> None:
        if self.people.lines:
            self.people.lines[0].fields[0].setFocus()

    # ------------------------------------------------------------ what the user does

    def _on_edited(self) -> None:
        if not self.evidence.is_locked:
            self._later.ask(self._store)

    def _store_now(self) -> None:
        self._on_edited()
        self._later.now()

    def finish_typing(self) -> None:
        self._later.now()

    def _store(self) -> None:
        """Store the form; what cannot be stored stays typed and is told, and keeps nothing else back."""
        told: list[str] = []
        wish: Visit | None = self._wished(told)
        while wish is not None:
            # Told before it is stored: what is typed must not be overwritten by what comes back.
            self._tell(told)
            try:
                self.evidence.write_visit(wish)
            except TmfCheckError as error:
                told.append(problem_words(error, self.context.texts))
                wish = _without_fault(wish, error.code, self.presenter.state.evidence.visit)
            else:
                return
        self._tell(told)

    def _wished(self, told: list[str]) -> Visit:
        """What stands in the form; a time that cannot be read is told, and stays as it is stored."""
        stored = self.presenter.state.evidence.visit
        words = {key: field.toPlainText().strip() for key, field in self.texts.items()}
        moments = []
        for field, before in ((self.started_at, stored.started_at), (self.ended_at, stored.ended_at)):
            try:
                moments.append(field.moment())
            except TmfCheckError as error:
                told.append(problem_words(error, self.context.texts))
                moments.append(before)
        started_at, ended_at = moments
        return Visit(self.people.people(), started_at, ended_at, **words)

    def _tell(self, told: Sequence[str]) -> None:
        self.problem.setText(" ".join(told))
        self.problem.setVisible(bool(told))


def _without_fault(wish: Visit, code: str, stored: Visit) -> Visit | None:
    """The record without the part of it that is at fault; None where no part alone is."""
    if code == "PERSON_NAMELESS":
        return replace(wish, people=tuple(person for person in wish.people if person.name))
    times = (wish.started_at, wish.ended_at)
    if code == "VISIT_TIMES_WRONG" and times != (stored.started_at, stored.ended_at):
        return replace(wish, started_at=stored.started_at, ended_at=stored.ended_at)
    return None
