"""The dams and papers of a facility in its form: listed, added, changed and taken away, each stored at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.facility_doubts import Doubt
from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.doubt_messages import doubt_sentence
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.widgets.parts_card import PartLine, PartsCard
from tmfcheck.parts_wording import PAPER_KINDS, dam_words, paper_words
from tmfcheck.services.facilities import set_dams, set_papers

_Part = TypeVar("_Part", Dam, FacilityPaper)


class FacilityPartCards(QObject):
    """Two cards of one facility; ``stored`` carries the facility after every change."""

    stored = Signal(object)

    def __init__(self, context: GuiContext, form: QWidget) -> None:
        super().__init__(form)
        self._context = context
        self._form = form
        self._facility: Facility | None = None
        gettext = context.texts.gettext
        self.dams = PartsCard(
            context,
            gettext("Dams"),
            gettext("No dam is entered. Where there are several, enter each: the weakest, highest and oldest count."),
            gettext("Add a dam"),
        )
        self.papers = PartsCard(
            context,
            gettext("Permits and other papers"),
            gettext("No permit, design or plan is entered."),
            gettext("Add a paper"),
        )
        self.dams.add_wanted.connect(lambda: self._ask_for_dam(None))
        self.dams.change_wanted.connect(self._ask_for_dam)
        self.dams.removal_wanted.connect(self._remove_dam)
        self.papers.add_wanted.connect(lambda: self._ask_for_paper(None))
        self.papers.change_wanted.connect(self._ask_for_paper)
        self.papers.removal_wanted.connect(self._remove_paper)

    # ------------------------------------------------------- what is shown

    def show_facility(self, facility: Facility, doubts: Iterable[Doubt]) -> None:
        """Show the parts with what is questioned about each; emits nothing."""
        self._facility = facility
        asked = list(doubts)
        can_change = not self._context.is_read_only
        self.dams.show_parts([self._dam_line(dam, asked) for dam in facility.dams], can_change=can_change)
        self.papers.show_parts([self._paper_line(paper, asked) for paper in facility.papers], can_change=can_change)

    def _dam_line(self, dam: Dam, doubts: list[Doubt]) -> PartLine:
        texts = self._context.texts
        asked = [each for each in doubts if "dams" in each.facts and each.data.get("dam") == dam.name]
        sentences = tuple(doubt_sentence(each.code, each.data, texts) for each in asked)
        return PartLine(dam.name, " · ".join(dam_words(texts, dam)), sentences)

    def _paper_line(self, paper: FacilityPaper, doubts: list[Doubt]) -> PartLine:
        texts, today = self._context.texts, self._context.desk.today()
        title, *words = paper_words(texts, paper, today)
        warning = words.pop() if paper.is_expired(today) else ""
        kind = texts.gettext(PAPER_KINDS[paper.kind])
        asked = [each for each in doubts if "papers" in each.facts and each.data.get("paper") == paper.title]
        sentences = (doubt_sentence(each.code, each.data, texts) for each in asked)
        return PartLine(title, " · ".join((kind, *words)), (*((warning,) if warning else ()), *sentences))

    # ------------------------------------------------------------ the user

    def _ask_for_dam(self, number: int | None) -> None:
        from tmfcheck.gui.dialogs.part_dialogs import DamDialog

        if self._facility is not None:
            dam = None if number is None else self._facility.dams[number]
            DamDialog(self._context, self._form, dam, lambda made: self._put_dam(number, made)).open()

    def _ask_for_paper(self, number: int | None) -> None:
        from tmfcheck.gui.dialogs.part_dialogs import PaperDialog

        if self._facility is not None:
            paper = None if number is None else self._facility.papers[number]
            PaperDialog(self._context, self._form, paper, lambda made: self._put_paper(number, made)).open()

    def _put_dam(self, number: int | None, dam: Dam) -> None:
        if self._facility is not None:
            dams = _put(self._facility.dams, number, dam)
            self._take(set_dams(self._context.desk, self._facility.id, dams, self._context.author), self.dams)

    def _put_paper(self, number: int | None, paper: FacilityPaper) -> None:
        if self._facility is not None:
            papers = _put(self._facility.papers, number, paper)
            self._take(set_papers(self._context.desk, self._facility.id, papers, self._context.author), self.papers)

    def _remove_dam(self, number: int) -> None:
        if self._facility is not None:
            facility, dams = self._facility, _without(self._facility.dams, number)
            self._try(lambda: set_dams(self._context.desk, facility.id, dams, self._context.author), self.dams)

    def _remove_paper(self, number: int) -> None:
        if self._facility is not None:
            facility, papers = self._facility, _without(self._facility.papers, number)
            self._try(lambda: set_papers(self._context.desk, facility.id, papers, self._context.author), self.papers)

    def _try(self, change: Callable[[], Facility], card: PartsCard) -> None:
        try:
            self._take(change(), card)
        except TmfCheckError as error:
            self._context.report_problem(error)

    def _take(self, facility: Facility, card: PartsCard) -> None:
        """Show what is stored now; the keyboard goes to what stays, the buttons of the lines are made anew."""
        self._facility = facility
        self._context.note_saved(self._context.desk.clock())
        card.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stored.emit(facility)


def _put(parts: tuple[_Part, ...], number: int | None, part: _Part) -> tuple[_Part, ...]:
    changed = list(parts)
    place = len(changed) if number is None else number
    changed[place : place + 1] = [part]
    return tuple(changed)


def _without(parts: tuple[_Part, ...], number: int) -> tuple[_Part, ...]:
    return parts[:number] + parts[number + 1 :]
