"""The desk and the assessment most stories begin with."""

from __future__ import annotations

import pytest

from tests.services.desks_for_tests import desk_on, started


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.tmfcheck"


@pytest.fixture
def desk(path):
    with desk_on(path) as opened:
        yield opened


@pytest.fixture
def state(desk):
    return started(desk)
