"""The dialogs for one dam and for one paper of a facility."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from tmfcheck.domain.facility import RAISE_METHODS, FactQuality
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.errors import FacilityError, TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.draft_form import DraftForm
from tmfcheck.parts_wording import DAM_FIELDS, PAPER_FIELDS, PAPER_KINDS
from tmfcheck.wording import FACT_WORDS, QUALITIES

_YEARS = ("start_year", "safety_year")
_DAYS = ("as_of", "issued_on", "valid_to")
_MOST_PX = 440
Typed = Any
"""A value, or the words that are none."""


@dataclass
class DamDraft:
    """A dam as it stands in the fields."""

    name: str = ""
    raise_method: str | None = None
    height_m: Typed = None
    length_m: Typed = None
    crest_width_m: Typed = None
    slope: Typed = None
    start_year: Typed = None
    factor_of_safety: Typed = None
    safety_method: str = ""
    load_case: str = ""
    safety_height_m: Typed = None
    safety_year: Typed = None
    quality: str | None = None
    as_of: Typed = None


@dataclass
class PaperDraft:
    """A paper as it stands in the fields."""

    kind: str = PaperKind.PERMIT
    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: Typed = None
    valid_to: Typed = None


def _values(draft: object) -> dict[str, Any]:
    """The fields with years as whole numbers; raises FacilityError for a day that is none."""
    values = {each.name: getattr(draft, each.name) for each in fields(draft)}  # type: ignore[arg-type]
    for name in _YEARS:
        year = values.get(name)
        if isinstance(year, float) and year.is_integer():
            values[name] = int(year)
    for name in _DAYS:
        if values.get(name) is not None and not isinstance(values[name], date):
            raise FacilityError("FACT_DATE_UNKNOWN", fact=name, value=values[name])
    return values


class PartDialog(FormDialog):
    """Stays open until the part is stored; what is wrong names the field as the dialog does."""

    def __init__(self, context: GuiContext, parent: QWidget, title: str, words: Mapping[str, str], draft: Any) -> None:
        super().__init__(context, parent, title, context.texts.gettext("Store"), 640)
        self._words = words
        self.draft = draft
        self.form = DraftForm(context)
        self._room = elements.scrolled(self.form)
        self.fields.addWidget(self._room)

    def _show_form(self, first: str) -> None:
        """Show the draft in as much height as a small screen has, the keyboard in its first field."""
        self.form.show_draft(self.draft)
        needed = self.form.sizeHint().height() + SPACE
        self._room.setFixedHeight(min(needed, self.context.theme.wide(_MOST_PX)))
        self.form.editor(first).setFocus()

    def _label(self, name: str) -> str:
        return self.context.texts.gettext(self._words[name])

    def show_problem(self, error: TmfCheckError | None) -> None:
        """Tell what went wrong by the field's own label."""
        if error is not None and "fact" in error.data:
            name = str(error.data["fact"]).rpartition(".")[2]
            data = dict(error.data)
            if name in self._words:
                data["fact"] = self._label(name)
                self.form.mark_wrong(name, is_wrong=True)
            error = FacilityError(error.code, **data)
        super().show_problem(error)


class DamDialog(PartDialog):
    """One dam; ``store_dam`` stores it and raises TmfCheckError."""

    def __init__(self, context: GuiContext, parent: QWidget, dam: Dam | None, store_dam: Callable[[Dam], None]) -> None:
        gettext = context.texts.gettext
        title = gettext("New dam") if dam is None else dam.name
        known = {} if dam is None else {each.name: getattr(dam, each.name) for each in fields(dam)}
        super().__init__(context, parent, title, DAM_FIELDS, DamDraft(**known))
        self._store_dam = store_dam
        self._build()
        self._show_form("name")

    def _build(self) -> None:
        gettext, form = self.context.texts.gettext, self.form
        words = FACT_WORDS["raise_method"]
        metres = gettext("m")
        form.add_line("name", self._label("name"))
        methods = {word: gettext(words[word]) for word in RAISE_METHODS}
        form.add_choice("raise_method", self._label("raise_method"), methods, may_be_unknown=True)
        for name in ("height_m", "length_m", "crest_width_m"):
            form.add_number(name, self._label(name), metres)
        form.add_number("slope", self._label("slope"), metres)
        form.add_number("start_year", self._label("start_year"), " ", is_year=True)
        form.add_number("factor_of_safety", self._label("factor_of_safety"), " ")
        form.add_line("safety_method", self._label("safety_method"))
        form.add_line("load_case", self._label("load_case"))
        form.add_number("safety_height_m", self._label("safety_height_m"), metres)
        form.add_number("safety_year", self._label("safety_year"), " ", is_year=True)
        origins = {str(each): gettext(QUALITIES[each]) for each in FactQuality}
        form.add_choice("quality", self._label("quality"), origins, may_be_unknown=True)
        form.add_day("as_of", self._label("as_of"))

    def store(self) -> None:
        values = _values(self.draft)
        quality = values["quality"]
        self._store_dam(Dam(**{**values, "quality": FactQuality(quality) if quality else None}))


class PaperDialog(PartDialog):
    """One paper; ``store_paper`` stores it and raises TmfCheckError."""

    def __init__(
        self,
        context: GuiContext,
        parent: QWidget,
        paper: FacilityPaper | None,
        store_paper: Callable[[FacilityPaper], None],
    ) -> None:
        title = context.texts.gettext("New paper") if paper is None else paper.title
        known = {} if paper is None else {each.name: getattr(paper, each.name) for each in fields(paper)}
        super().__init__(context, parent, title, PAPER_FIELDS, PaperDraft(**known))
        self._store_paper = store_paper
        kinds = {str(each): context.texts.gettext(PAPER_KINDS[each]) for each in PaperKind}
        self.form.add_choice("kind", self._label("kind"), kinds)
        for name in ("title", "number", "issuer"):
            self.form.add_line(name, self._label(name))
        for name in ("issued_on", "valid_to"):
            self.form.add_day(name, self._label(name))
        self._show_form("title")

    def store(self) -> None:
        values = _values(self.draft)
        self._store_paper(FacilityPaper(**{**values, "kind": PaperKind(values["kind"])}))
