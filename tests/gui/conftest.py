"""Fixtures of the window tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, open_shop


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path) -> Iterator[Shop]:
    """A window on an empty archive."""
    opened = open_shop(qtbot, tmp_path)
    yield opened
    opened.close()
