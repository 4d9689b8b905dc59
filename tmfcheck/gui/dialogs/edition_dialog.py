"""Before an assessment is moved to a newer edition of its checklist: what that means, question by question."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.editions import EditionStep
from tmfcheck.domain.pack import Pack
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.edition_page import EditionPage
from tmfcheck.gui.html_page import page_style
from tmfcheck.gui.theme import SPACE

_WIDTH, _PAGE_PX = 800, 340


class EditionDialog(HouseDialog):
    """Accepted, the assessment is to be moved; turned away, everything stays as it is."""

    def __init__(
        self, context: GuiContext, state: AssessmentState, target: Pack, step: EditionStep, parent: QWidget
    ) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("Move to a newer edition"), parent, width=_WIDTH)
        words = gettext(
            "From edition {old} to edition {new}. Answers stay where a question asks the same. Where it asks something "
            "else, the old answer stands beside it and a new one is needed. Nothing you entered is dropped."
        )
        self.body.addWidget(elements.text(words.format(old=state.pack.edition, new=target.edition)))
        self.page = self._build_page(EditionPage(context, state, target, step).html())
        room = QWidget()
        room.setMinimumHeight(_PAGE_PX)
        inside = elements.column()
        inside.addWidget(self.page)
        room.setLayout(inside)
        self.body.addWidget(room)
        self.stay = self.add_way_out(gettext("Stay with the present edition"))
        self.move_button = self.add_primary(gettext("Move the assessment"))
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_page(self, html: str) -> QTextBrowser:
        page = QTextBrowser()
        page.setProperty("kind", "reading")
        page.setOpenLinks(False)
        page.setAccessibleName(self.context.texts.gettext("What the newer edition changes"))
        page.document().setDefaultStyleSheet(page_style(self.context.theme))
        page.document().setDocumentMargin(SPACE * 3)
        page.setHtml(html)
        return page
