"""The method page: the pack of the open assessment, or of the library, with everything a reader may want to check."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout

from tmfcheck.domain.pack import Pack
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.html_page import page_style
from tmfcheck.gui.method_page import CHAPTERS, MethodPage
from tmfcheck.gui.pack_in_use import pack_in_use
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.chapter_list import ChapterList

_WIDEST_PX = 960


class MethodScreen(Screen):
    """A long page to read; the argument is the name of a chapter."""

    name = "method"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._pack: Pack | None = None
        self._fingerprint = ""
        self._chapter = "pack"
        gettext = context.texts.gettext
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 6, 0, 0, 0)
        row.setSpacing(SPACE * 6)
        titles = {name: gettext(words) for name, words in CHAPTERS.items()}
        self.chapters = ChapterList(context, titles, has_way_back=False)
        self.chapters.chapter_chosen.connect(self.show_place)
        self.page = self._build_page()
        row.addLayout(self._build_side())
        row.addWidget(self.page, 1)

    def _build_side(self) -> QVBoxLayout:
        self.paper_button = elements.button(self.context.texts.gettext("Print the blank checklist"), "quiet")
        elements.set_icon(self.paper_button, "printer", self.context.theme, "accent")
        self.paper_button.clicked.connect(self._on_paper_clicked)
        words = self.context.texts.gettext("Compute the water hazard class")
        self.whc_button = elements.button(self.context.texts.gettext("Compute a WHC"), "quiet", tip=words)
        elements.set_icon(self.whc_button, "droplets", self.context.theme, "accent")
        self.whc_button.clicked.connect(lambda: self.context.go("whc"))
        side = elements.column(spacing=0)
        side.setContentsMargins(0, 0, 0, SPACE * 4)
        side.addWidget(self.chapters, 1)
        side.addWidget(self.whc_button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.paper_button, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _on_paper_clicked(self) -> None:
        from tmfcheck.gui.dialogs.checklist_dialog import BlankChecklistDialog

        if self._pack is not None:
            BlankChecklistDialog(self.context, self._pack, self._fingerprint, None, self).open()

    def _build_page(self) -> QTextBrowser:
        page = QTextBrowser()
        page.setProperty("kind", "reading")
        page.setOpenLinks(False)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setMaximumWidth(self.context.theme.wide(_WIDEST_PX))
        page.setAccessibleName(self.context.texts.gettext("Method"))
        page.document().setDefaultStyleSheet(page_style(self.context.theme))
        page.document().setDocumentMargin(SPACE * 6)
        return page

    def heading(self) -> Heading:
        texts, pack = self.context.texts, self._pack
        if pack is None:
            return Heading(texts.gettext("Method"), "")
        words = texts.gettext("{title}, edition {edition}")
        subject = words.format(title=self.context.content.pick(pack.title), edition=pack.edition)
        return Heading(texts.gettext("Method"), subject)

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (KeyHint("↑ ↓ PgUp PgDn", gettext("read on")), KeyHint("Ctrl C", gettext("copy")))

    def show_place(self, argument: object) -> None:
        """Show the pack and go to a chapter."""
        try:
            self._show_pack()
        except TmfCheckError as error:
            self.context.report_problem(error)
            return
        self._chapter = argument if isinstance(argument, str) and argument in CHAPTERS else self._chapter
        self.chapters.mark(self._chapter)
        if self._chapter == "pack":
            self.page.verticalScrollBar().setValue(0)
        else:
            self.page.scrollToAnchor(self._chapter)
        self.heading_changed.emit()

    def _show_pack(self) -> None:
        pack, self._fingerprint = pack_in_use(self.context)
        if pack is not None and pack is not self._pack:
            self._pack = pack
            self.page.setHtml(MethodPage(pack, self._fingerprint, self.context.texts, self.context.content).html())

    def place(self) -> object:
        return self._chapter

    def take_keyboard(self) -> None:
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
