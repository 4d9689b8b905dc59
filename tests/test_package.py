"""Builds the packaged program and tries it without Python; takes a minute, so it runs in CI or when asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(
    not dev.is_bundle_tested(), reason="takes a minute: set TMFCHECK_TEST_PACKAGE=1 (CI does it always)"
)
@pytest.mark.skipif(
    bool(dev.find_missing_for_bundle()), reason=f"needs what is missing here: {dev.find_missing_for_bundle()}"
)
@pytest.mark.timeout(600)
def test_the_packaged_program_works_without_python() -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "build.py")],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    assert "bundle window: works" in result.stdout
    licences = ROOT / "dist" / "tmfcheck" / "licences"
    shipped = {path.relative_to(licences).as_posix() for path in licences.rglob("*") if path.is_file()}
    assert {"LICENSE", "NOTICE", "LGPL-3.0.txt", "GPL-3.0.txt", "PACKAGES.txt"} <= shipped
    assert "pyside6-essentials 6.11" in (licences / "PACKAGES.txt").read_text(encoding="utf-8")
