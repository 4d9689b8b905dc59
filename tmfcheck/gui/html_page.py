"""What the long pages to read are made of: tables of texts, and the look they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from tmfcheck.gui.theme import SPACE, Theme, TypeSize


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]], label_width: int = 0) -> str:
    """Rows with a hairline below each; the texts are data, never markup, and keep their line breaks."""
    width = f' width="{label_width}%"' if label_width else ""
    lines = ["<tr>" + "".join(f"<th align='left'>{escape(words)}</th>" for words in head) + "</tr>"] if head else []
    for first, *others in rows:
        kind = "label" if label_width else "plain"
        cells = "".join(f'<td class="plain">{_lines(words)}</td>' for words in others)
        lines.append(f'<tr><td class="{kind}"{width}>{_lines(first)}</td>{cells}</tr>')
    return f'<table width="100%" cellspacing="0" cellpadding="0">{"".join(lines)}</table>'


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def page_style(theme: Theme) -> str:
    """The look of the page."""
    colours = theme.colours
    return f"""
        h2 {{ font-size: {theme.text_px(TypeSize.TITLE)}px; font-weight: bold; margin-top: {SPACE * 8}px; }}
        p {{ margin-top: {SPACE * 2}px; line-height: 140%; }}
        td, th {{ padding: {SPACE * 2}px {SPACE * 4}px {SPACE * 2}px 0; border-bottom: 1px solid {colours.line}; }}
        th {{ color: {colours.muted}; font-size: {theme.text_px(TypeSize.SMALL)}px; }}
        td.label {{ color: {colours.muted}; }}
    """
