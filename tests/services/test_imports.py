"""The services load fast: the libraries of database, paper and languages come when they are first needed."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import tmfcheck.services

HEAVY = ("sqlalchemy", "alembic", "reportlab", "babel", "PySide6", "filelock")


def test_importing_every_service_loads_no_heavy_library():
    names = [f"tmfcheck.services.{module.name}" for module in pkgutil.iter_modules(tmfcheck.services.__path__)]
    assert "tmfcheck.services.answering" in names
    script = f"import sys, {', '.join(names)}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
