"""A report dropped on the window: which file it is, if it is one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_report(data: QMimeData) -> Path | None:
    """The single PDF of this machine that is dragged; None for anything else."""
    urls = data.urls() if data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    file = Path(urls[0].toLocalFile())
    return file if file.suffix.lower() == ".pdf" else None
