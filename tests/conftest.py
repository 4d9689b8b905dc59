"""What holds for every test: no screen is needed, and nothing of the person who runs the tests is touched."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Before anything asks where user data lies; kept for the whole run, removed when the interpreter ends.
_home = tempfile.TemporaryDirectory(prefix="tmfcheck-tests-", ignore_cleanup_errors=True)
for _variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
    os.environ[_variable] = str(Path(_home.name) / _variable.lower())
for _variable in ("TMFCHECK_ARCHIVE", "TMFCHECK_PACKS"):
    os.environ.pop(_variable, None)
