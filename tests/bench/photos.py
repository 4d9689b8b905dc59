"""Photos: a hundred of 12 megapixels prepared beside the event loop and attached in its steps."""

from __future__ import annotations

import io
import os
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from tests.bench.clock import Line, milliseconds, percentile_95
from tests.bench.pictures import write_photos
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services import assessing, evidence, facilities
from tmfcheck.services.opening import AccessMode, open_desk
from tmfcheck.storage.contents import PART_BYTES

PHOTOS = 100
WORKERS = 2


def lines(folder: Path) -> Iterator[Line]:
    """The whole, against decoding and storing the same bytes plainly, and the longest step the window would feel."""
    files = write_photos(folder / "attached", PHOTOS)
    library = PackLibrary([shipped_packs_folder()], folder / "cache")
    with open_desk(folder / "photos.tmfcheck", mode=AccessMode.CREATE, packs=library, user="bench") as desk:
        facility = facilities.add_facility(desk, {"name": "Bench", "country": "KZ"}).facility
        assessment = assessing.start_assessment(desk, facility.id, "unece-tmf", "B", by="bench")
        state = assessing.load_state(desk, assessment.id)
        steps: list[float] = []
        floor_steps: list[float] = []

        def attach_all() -> None:
            # Few at a time, as the window does it: a hundred originals in memory would be half a gigabyte.
            with ThreadPoolExecutor(WORKERS) as workers:
                for at in range(0, len(files), WORKERS):
                    for prepared in workers.map(evidence.prepare_file, files[at : at + WORKERS]):
                        steps.extend(_attach(desk, state, prepared))
                        floor_steps.append(milliseconds(lambda: _durable(folder / "floor.bin")))

        whole = milliseconds(attach_all) - sum(floor_steps)
        floor = milliseconds(lambda: _bare(files, folder / "bare.bin"))
        loaded = milliseconds(lambda: assessing.load_state(desk, assessment.id))
    size = sum(file.stat().st_size for file in files) / len(files) / 1_000_000
    name = f"attaching {PHOTOS} photos of 12 megapixels ({size:.1f} MB each), against decoding and copying them"
    yield Line(name, f"{whole / 1000:.1f} s", f"{floor / 1000:.1f} s", f"{whole / floor:.2f}")
    name = f"longest of the {len(steps)} steps on the window's thread meanwhile, against a bare durable write"
    longest = f"{max(steps):.1f} ms, 95 %: {percentile_95(steps):.1f} ms"
    bare = f"{max(floor_steps):.1f} ms, 95 %: {percentile_95(floor_steps):.1f} ms"
    yield Line(name, longest, bare, aim="< 50 ms")
    yield Line(f"loading an assessment with {PHOTOS} photos", f"{loaded:.1f} ms")
    if sys.platform != "win32":
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Line("peak memory of all that", f"{peak:.0f} MB")


def _attach(desk, state, prepared) -> Iterator[float]:
    """The milliseconds of every step until the photo is stored."""
    steps = evidence.attach_in_steps(desk, state, prepared)
    done = False

    def step() -> None:
        nonlocal done
        done = next(steps, steps) is steps

    while not done:
        yield milliseconds(step)


def _durable(path: Path) -> None:
    """As many bytes as a part has, on the disk."""
    with path.open("wb") as target:
        target.write(bytes(PART_BYTES))
        target.flush()
        os.fsync(target.fileno())


def _bare(files: list[Path], copy: Path) -> None:
    with copy.open("wb") as target:
        for file in files:
            content = file.read_bytes()
            with Image.open(io.BytesIO(content)) as image:
                image.load()
            target.write(content)
