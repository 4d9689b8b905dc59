"""The report of a detailed check with a hundred photos: how long, how much memory, how large a file."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.clock import Line, milliseconds
from tests.bench.pictures import write_photos
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.domain.report_options import ReportOptions
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services import answering, assessing, evidence, facilities, listing, reporting
from tmfcheck.services.desk import Desk
from tmfcheck.services.opening import AccessMode, open_desk

PHOTOS = 100
MEGABYTE = 1_000_000


def lines(folder: Path) -> Iterator[Line]:
    """Making it for the first time and again, each in a process of its own, whose memory is then known whole."""
    archive, assessment = illustrated_archive(folder)
    runs = {size: [_in_a_process(archive, assessment, size) for _ in range(2)] for size in ("medium", "small")}
    floor = milliseconds(lambda: b"".join(path.read_bytes() for path in sorted((folder / "photos").glob("*.jpg"))))
    first, again = runs["medium"]
    name = f"report of group B with 230 answers and {PHOTOS} photos of 12 megapixels, copies made before"
    yield Line(name, f"{again['ms'] / 1000:.1f} s", f"{floor / 1000:.2f} s to read the originals", aim="< 5 s")
    yield Line("the same in a program just started", f"{first['ms'] / 1000:.1f} s", aim="< 20 s")
    peak = max(each["peak_mb"] for pair in runs.values() for each in pair)
    yield Line("peak memory of a program that makes it", f"{peak:.0f} MB", aim="< 400 MB")
    for size, pair in runs.items():
        aim = "< 10 MB" if size == "small" else ""
        yield Line(f"size of that report, photos {size}", f"{pair[0]['bytes'] / MEGABYTE:.1f} MB", aim=aim)


def illustrated_archive(folder: Path) -> tuple[Path, str]:
    """The archive with the detailed check and its photos, and the id of the check; made once for all parts."""
    archive = folder / "illustrated.tmfcheck"
    if not archive.exists():
        return archive, _fill(archive, folder)
    with open_desk(archive, mode=AccessMode.READ) as desk:
        return archive, listing.list_assessments(desk)[0].id


def _fill(archive: Path, folder: Path) -> str:
    library = PackLibrary([shipped_packs_folder()], folder / "cache")
    with open_desk(archive, mode=AccessMode.CREATE, packs=library, user="bench") as desk:
        facility = facilities.add_facility(desk, {"name": "Bench", "country": "KZ"}, by="bench").facility
        started = assessing.start_assessment(desk, facility.id, "unece-tmf", "B", by="bench")
        state = assessing.load_state(desk, started.id)
        values = itertools.cycle(("yes", "mostly_yes", "mostly_no", "no", "unknown"))
        comment = "Seen from the crest, along the whole length, in dry weather."
        answers = {question.id: Answer(next(values), "measured", comment=comment) for question in state.questions}
        state = answering.answer_many(desk, state, answers)
        questions = itertools.cycle(answers)
        for path in write_photos(folder / "photos", PHOTOS):
            state = evidence.attach(desk, state, evidence.prepare_file(path), next(questions), caption=path.name)
        return state.assessment.id


def _in_a_process(archive: Path, assessment: str, size: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.illustrated", str(archive), assessment, size]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def make_one(desk: Desk, assessment: str, size: PhotoSize) -> dict[str, float]:
    """Make the report once; milliseconds, bytes and peak memory of this process in megabytes."""
    made: list[bytes] = []

    def make() -> None:
        state = assessing.load_state(desk, assessment)
        model = reporting.report_model(desk, state, ReportOptions(photos=size))
        made.append(reporting.report_bytes(model, "en"))

    took = milliseconds(make)
    return {"ms": took, "bytes": len(made[0]), "peak_mb": _peak_megabytes()}


def _peak_megabytes() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    status = Path("/proc/self/status")
    if status.exists():
        # The system's own count of a process begins with that of the program that started it; this one does not.
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        return int(found[1]) * 1024 / MEGABYTE if found else 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


if __name__ == "__main__":
    with open_desk(Path(sys.argv[1]), mode=AccessMode.READ) as opened:
        print(json.dumps(make_one(opened, sys.argv[2], PhotoSize(sys.argv[3]))))
