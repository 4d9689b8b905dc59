"""The terms of a glossary as rows of a list that can be searched in every language."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tmfcheck.domain.glossary import GlossarySearch, is_doubtful
from tmfcheck.domain.pack import GlossaryTerm, Pack
from tmfcheck.i18n import DASH, LANGUAGES, Texts

Index = QModelIndex | QPersistentModelIndex


def languages_of(pack: Pack, content: Texts) -> tuple[str, ...]:
    """The pack's languages, the one its content is read in first."""
    return tuple(sorted(pack.languages, key=lambda language: language != content.language))


def spoken_words(term: GlossaryTerm, texts: Texts, content: Texts) -> str:
    """A term with everything that is shown of it, for screen readers and for the clipboard."""
    names = [f"{name}: {term.term[language]}" for language, name in LANGUAGES.items() if language in term.term]
    doubt = [texts.gettext("A specialist must confirm the Kazakh word.")] if is_doubtful(term) else []
    return "\n".join([*names, content.pick(term.definition), *doubt])


class GlossaryModel(QAbstractListModel):
    """The terms that fit the search. ``Qt.UserRole`` holds the ``GlossaryTerm``."""

    def __init__(self, texts: Texts, content: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._content = content
        self._search = GlossarySearch((), content.language)
        self.rows: tuple[GlossaryTerm, ...] = ()

    def show_terms(self, terms: tuple[GlossaryTerm, ...]) -> None:
        """Take over a glossary."""
        self._search = GlossarySearch(terms, self._content.language)
        self.search("")

    def search(self, typed: str) -> None:
        """Show the terms with every typed word, the nearest first."""
        rows = self._search.find(typed)
        if rows == self.rows:
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def index_of(self, term_id: str) -> QModelIndex:
        """The index of a term; invalid where it has no row."""
        return self.index(next((number for number, term in enumerate(self.rows) if term.id == term_id), -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        term = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return term
        if role == Qt.ItemDataRole.DisplayRole:
            return term.term.get(self._content.language, DASH)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_words(term, self._texts, self._content)
        return None
