"""A way of looking at the register that somebody keeps under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SavedView:
    """Columns, order, filters and groups under a name, as plain JSON values that the register screen understands."""

    name: str
    document: Mapping[str, Any]
