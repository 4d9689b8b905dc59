"""The glossary page: one term a concept in every language, searched as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from tmfcheck.domain.glossary import is_doubtful
from tmfcheck.domain.pack import Pack
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.icons import icon
from tmfcheck.gui.item_models.glossary_model import languages_of
from tmfcheck.gui.pack_in_use import pack_in_use
from tmfcheck.gui.screen import Heading, KeyHint, Screen
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.glossary_list import DOUBT_MARK, GlossaryList

_SEARCH_PX = 400
_WIDEST_PX = 1100
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class GlossaryScreen(Screen):
    """The terms of the pack in use; the argument is the id of a term to go to."""

    name = "glossary"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._pack: Pack | None = None
        gettext = context.texts.gettext
        self.terms = GlossaryList(context.theme, context.texts, context.content)
        self.terms.setMaximumWidth(context.theme.wide(_WIDEST_PX))
        self.nothing_found = elements.text(gettext("No term fits these words in any language."), "muted")
        self.nothing_found.setContentsMargins(SPACE * 3, SPACE * 2, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 6, SPACE * 6, SPACE * 6, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self._build_search())
        layout.addSpacing(SPACE * 2)
        for part, stretch in ((self.terms.head, 0), (self.nothing_found, 0), (self.terms, 1)):
            layout.addWidget(part, stretch)
        layout.addStretch()

    def _build_search(self) -> QHBoxLayout:
        gettext = self.context.texts.gettext
        self.search_field = QLineEdit()
        self.search_field.setFixedWidth(self.context.theme.wide(_SEARCH_PX))
        self.search_field.setPlaceholderText(gettext("Search terms in any language"))
        self.search_field.setAccessibleName(self.search_field.placeholderText())
        self.search_field.setClearButtonEnabled(True)
        mark = icon("search", self.context.theme, colour="muted")
        self.search_field.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.search_field.textChanged.connect(self._on_search_changed)
        words = gettext("a specialist must confirm the Kazakh word")
        self.legend = elements.text(f"{DOUBT_MARK} {words}", "hint")
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addWidget(self.search_field)
        row.addWidget(self.legend, 1)
        return row

    # ------------------------------------------------------- what is shown

    def heading(self) -> Heading:
        texts = self.context.texts
        count = len(self._pack.glossary) if self._pack else 0
        words = texts.ngettext("{number} term, one for each concept", "{number} terms, one for each concept", count)
        return Heading(texts.gettext("Glossary"), words.format(number=texts.number(count)))

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        way_back = KeyHint("Esc", gettext("back to the question"))
        return (
            KeyHint("↑ ↓", gettext("choose")),
            KeyHint("/", gettext("search")),
            KeyHint("Ctrl C", gettext("copy")),
            *((way_back,) if self.context.presenter is not None else ()),
        )

    def show_place(self, argument: object) -> None:
        """Show the glossary of the pack in use, and go to a term."""
        try:
            pack, _fingerprint = pack_in_use(self.context)
        except TmfCheckError as error:
            self.context.report_problem(error)
            return
        if pack is not self._pack:
            self._show_pack(pack)
        if isinstance(argument, str):
            self.search_field.clear()
            self.terms.choose(argument)
        self.heading_changed.emit()

    def _show_pack(self, pack: Pack | None) -> None:
        self._pack = pack
        terms = pack.glossary if pack else ()
        self.terms.show_terms(terms, languages_of(pack, self.context.content) if pack else ())
        self.legend.setVisible(any(is_doubtful(term) for term in terms))
        self._on_search_changed(self.search_field.text())

    def place(self) -> object:
        chosen = self.terms.chosen()
        return chosen.id if chosen is not None else None

    def take_keyboard(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ the user

    def _on_search_changed(self, typed: str) -> None:
        self.terms.search(typed)
        is_found = bool(self.terms.terms())
        self.nothing_found.setVisible(not is_found)
        for part in (self.terms, self.terms.head):
            part.setVisible(is_found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the terms while the search has the keyboard; letters go to the search wherever it is."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif event.key() in _LIST_KEYS and self.search_field.hasFocus():
            self.terms.keyPressEvent(event)
        elif event.text() and event.text().isprintable() and not self.search_field.hasFocus():
            self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if event.text() == "/":
                self.search_field.selectAll()
            else:
                self.search_field.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        """Out of the search first, then to the question one came from."""
        if self.search_field.text():
            self.search_field.clear()
            self.take_keyboard()
        elif self.context.presenter is not None:
            self.context.go("assessment")
