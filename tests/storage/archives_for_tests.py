"""Archives with known content, and programs that use one in another process."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.packs_for_tests import START, SteppingClock
from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.assessment import Assessment, Role, Snapshot
from tmfcheck.domain.facility import Facility, FactQuality, FactValue
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.pack import Term
from tmfcheck.storage.access import AccessMode
from tmfcheck.storage.archive import Archive

ROOT = Path(__file__).resolve().parents[2]

FACILITY = Facility(
    id="f1",
    name="Қадамжай",
    country="KG",
    facts={
        "altitude_m": FactValue(1100, FactQuality.FROM_DOCUMENT, date(2025, 5, 1)),
        "dam_height_m": FactValue(12.5),
        "has_liner": FactValue(False),
        "substance_groups": FactValue(("antimony", "mercury")),
        "operator": FactValue("ОсОО «Пример»"),
    },
    notes="first\nsecond",
    is_sample=True,
)
ASSESSMENT = Assessment("a1", "f1", "test-pack", "1", "0" * 64, "A", Role.OPERATOR, "Inspector", START)
PACK_TEXT = b'{"id":"test-pack"}'
DECISION = MeasureDecision(
    "M-DAM-01",
    Decision.ACCEPTED,
    term=Term.LONG,
    term_reason="tender",
    owner="Operator",
    due_on=date(2027, 3, 31),
    cost="5 000 €",
)
SNAPSHOT = Snapshot(FACILITY, {"overall": {"msr_percent": 61.54, "level": None}})


def open_archive(path: Path, mode: AccessMode = AccessMode.CREATE, **options) -> Archive:
    """An archive as a program opens it, with a clock that always tells the same times."""
    return Archive.open(path, mode=mode, holder="Tester", clock=options.pop("clock", SteppingClock()), **options)


def recorded(value: str | None = "no", **details) -> RecordedAnswer:
    return RecordedAnswer(Answer(value, **details), START, "Inspector")


def filled_archive(path: Path) -> Archive:
    """An open archive with a facility, an open assessment, an answer and a decision."""
    archive = open_archive(path)
    archive.add_facility(FACILITY, by="Inspector", at=START)
    archive.add_assessment(ASSESSMENT, PACK_TEXT)
    archive.put_answer("a1", "A1.01", recorded("no", basis="measured", comment="0,4 м"))
    archive.put_decision("a1", DECISION, by="Inspector", at=START)
    return archive


def make_filled(path: Path) -> Path:
    """The same, closed."""
    filled_archive(path).close()
    return path


def start_program(script: Path, *arguments: object) -> subprocess.Popen[str]:
    """Run a script of the tests in another process, with its output at hand."""
    command = [sys.executable, str(script), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
