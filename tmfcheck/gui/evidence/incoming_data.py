"""What is dropped, pasted or chosen, as paths and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from tmfcheck.gui.context import GuiContext

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff")
MOST_FILES = 2000
"""So many files of a folder are taken at once; a whole disk dropped by mistake is not."""


def files_of(data: QMimeData) -> list[Path]:
    """The files on this machine that were dropped or copied; pictures of the folders among them."""
    local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    found: list[Path] = []
    for path in local:
        # A folder without pictures is handed on itself, to be named among what was left out.
        found.extend((path.is_dir() and pictures_in(path)) or [path])
    return found[:MOST_FILES]


def picture_of(data: QMimeData) -> QImage:
    """The picture that was dropped or copied; empty where there is none."""
    held = data.imageData() if data.hasImage() else None
    return held if isinstance(held, QImage) else QImage()


def brings_evidence(data: QMimeData) -> bool:
    """Whether there are files or a picture in it."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder by name, those of its subfolders left out; none where it cannot be read."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in PICTURE_ENDINGS and path.is_file()]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name)[:MOST_FILES]


def choose_files(context: GuiContext, parent: QWidget, title: str, *, only_pictures: bool = False) -> list[Path]:
    """Ask for files, pictures first; remembers the folder. Empty where the user turns away."""
    endings = " ".join(f"*{ending} *{ending.upper()}" for ending in PICTURE_ENDINGS)
    pictures, everything = context.texts.gettext("Pictures"), context.texts.gettext("All files")
    kinds = f"{pictures} ({endings})" if only_pictures else f"{pictures} ({endings});;{everything} (*)"
    chosen, _kind = QFileDialog.getOpenFileNames(parent, title, str(context.settings.evidence_folder), kinds)
    paths = [Path(name) for name in chosen]
    remember_folder(context, paths)
    return paths


def remember_folder(context: GuiContext, paths: Iterable[Path]) -> None:
    """The next choice begins where these files lie."""
    for path in paths:
        context.settings.evidence_folder = path.parent
        return
