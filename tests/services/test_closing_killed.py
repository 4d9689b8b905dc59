"""A program killed while it closes or corrects an assessment leaves the archive as before or as after."""

from __future__ import annotations

import io
import shutil
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.closing_for_tests import explain_errors
from tests.services.desks_for_tests import desk_on, started
from tests.storage.archives_for_tests import start_program
from tmfcheck.services import closing, evidence, listing

WORKER = """
import sys
from pathlib import Path
from tests.services.desks_for_tests import desk_on
from tmfcheck.services import closing
with desk_on(Path(sys.argv[1])) as desk:
    print("ready", flush=True)
    closing.close(desk, sys.argv[2]) if sys.argv[3] == "close" else closing.revise(desk, sys.argv[2], "Wrong")
"""
BEFORE = {"close": [(1, False)], "revise": [(1, True)]}
AFTER = {"close": [(1, True)], "revise": [(1, True), (2, False)]}


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """An archive whose assessment, with photos and one set aside, can be closed; and the same closed."""
    folder = tmp_path_factory.mktemp("killed")
    with desk_on(folder / "close.tmfcheck") as desk:
        state = started(desk)
        for number in range(4):
            picture = io.BytesIO()
            Image.effect_noise((300, 200), 40 + number).save(picture, "JPEG")
            prepared = evidence.prepare_bytes(picture.getvalue(), f"{number}.jpg")
            state = evidence.attach(desk, state, prepared, state.questions[0].id)
        evidence.remove(desk, state, state.evidence.items[-1].id)
        explain_errors(desk, state.assessment.id)
    shutil.copy(folder / "close.tmfcheck", folder / "revise.tmfcheck")
    with desk_on(folder / "revise.tmfcheck") as desk:
        closing.close(desk, state.assessment.id)
    return folder, state.assessment.id


def wait_for(journal: Path, program) -> None:
    """Until the program is in the midst of writing, or done."""
    while not journal.exists() and program.poll() is None:
        pass


@pytest.mark.parametrize("operation", ["close", "revise"])
@pytest.mark.parametrize("after_seconds", [0.0, 0.004, 0.02])
def test_killed_at_any_moment_an_archive_is_as_before_or_as_after(ready, tmp_path, operation, after_seconds):
    folder, assessment = ready
    path = Path(shutil.copy(folder / f"{operation}.tmfcheck", tmp_path / "a.tmfcheck"))
    script = tmp_path / "worker.py"
    script.write_text(WORKER, encoding="utf-8")
    program = start_program(script, path, assessment, operation)
    assert program.stdout.readline() == "ready\n"
    wait_for(path.with_name(path.name + "-journal"), program)
    time.sleep(after_seconds)
    program.kill()
    program.communicate(timeout=30)

    with desk_on(path) as desk:
        found = sorted((each.revision, each.is_closed) for each in listing.list_assessments(desk))
        assert found in (BEFORE[operation], AFTER[operation])
        assert all(each.is_sound for each in closing.verify_all(desk))
        if found == BEFORE[operation]:
            done = closing.close if operation == "close" else closing.revise
            done(desk, assessment, *(["Wrong"] if operation == "revise" else []))
        assert sorted((each.revision, each.is_closed) for each in listing.list_assessments(desk)) == AFTER[operation]
