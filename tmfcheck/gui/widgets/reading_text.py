"""Text to be read rather than glanced at: wrapped, with a book page's line height; words are data, never markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

LINE_HEIGHT_PERCENT = 130


class ReadingText(QLabel):
    """A wrapped label; an empty line in the words begins a paragraph."""

    def __init__(self, role: str = "body", words: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.words = ""
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Show plain words; nothing in them is taken for markup."""
        if words == self.words:
            return
        self.words = words
        parts = (part.strip() for part in self.markup(words).split("\n\n"))
        paragraphs = [part.replace("\n", "<br>") for part in parts if part]
        style = f"line-height:{LINE_HEIGHT_PERCENT}%; margin:0 0 8px 0"
        last = f"line-height:{LINE_HEIGHT_PERCENT}%; margin:0"
        styled = [f'<p style="{style}">{part}</p>' for part in paragraphs[:-1]]
        styled += [f'<p style="{last}">{part}</p>' for part in paragraphs[-1:]]
        self.setText("".join(styled))

    def markup(self, words: str) -> str:
        """The words as markup that shows just them, with their line breaks; for kinds of text that add to them."""
        return escape(words)
