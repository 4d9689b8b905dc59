"""The keys of the assessment screen in words: the short line at the bottom and the full page."""

from __future__ import annotations

from tmfcheck.gui.screen import KeyHint
from tmfcheck.i18n import Texts


def short_line(texts: Texts) -> tuple[KeyHint, ...]:
    """The keys one needs most, most useful first; those that stand on the card beside their field come last."""
    gettext = texts.gettext
    return (
        KeyHint("1–6", gettext("answer")),
        KeyHint("↑ ↓", gettext("move")),
        KeyHint("N", gettext("next unanswered")),
        KeyHint("P", gettext("add photos")),
        KeyHint("/", gettext("search")),
        KeyHint("?", gettext("all keys")),
        KeyHint("T", gettext("terms")),
        KeyHint("F", gettext("filter")),
        KeyHint("C", gettext("comment")),
        KeyHint("B", gettext("basis")),
        KeyHint("R", gettext("reason")),
        KeyHint("S", gettext("cite a document")),
        KeyHint("D", gettext("danger")),
    )


def full_page(texts: Texts) -> tuple[KeyHint, ...]:
    """Every key."""
    gettext = texts.gettext
    return (
        *(hint for hint in short_line(texts) if hint.keys != "?"),
        KeyHint("G", gettext("glossary")),
        KeyHint("V", gettext("go to the photos")),
        KeyHint("Ctrl+V", gettext("add a copied picture or file")),
        KeyHint("Esc", gettext("leave a field")),
        KeyHint("Ctrl+Enter", gettext("leave the comment and go on")),
        KeyHint("Ctrl+Z", gettext("take back the last answer or removal")),
        KeyHint("Delete", gettext("make a question unanswered again")),
        KeyHint("Page ↑ ↓", gettext("look around without moving on")),
        KeyHint("Ctrl+1–9", gettext("other pages")),
        KeyHint("Ctrl+,", gettext("settings")),
    )
