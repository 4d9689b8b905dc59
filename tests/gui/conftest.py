"""Fixtures of the window tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, open_shop
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path) -> Iterator[Shop]:
    """A window on an empty archive."""
    opened = open_shop(qtbot, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shipped_library(tmp_path_factory: pytest.TempPathFactory) -> PackLibrary:
    """The packs that come with the program, read once for all tests."""
    return PackLibrary([shipped_packs_folder()], tmp_path_factory.mktemp("cache"))


@pytest.fixture
def shipped_shop(qtbot: QtBot, tmp_path: Path, shipped_library: PackLibrary) -> Iterator[Shop]:
    """A window on an empty archive, with the complete method."""
    opened = open_shop(qtbot, tmp_path, library=shipped_library)
    yield opened
    opened.close()
