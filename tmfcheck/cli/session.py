"""What one command needs around it: texts, packs, and an archive opened the right way and closed again."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmfcheck.errors import TmfCheckError
from tmfcheck.i18n import Texts
from tmfcheck.messages import sentence
from tmfcheck.paths import archive_file

if TYPE_CHECKING:
    from tmfcheck.packs.library import PackLibrary
    from tmfcheck.services.desk import Desk


@dataclass
class Session:
    """One run of the command line."""

    texts: Texts
    archive: str | None

    @property
    def path(self) -> Path:
        """The archive this run works on."""
        return archive_file(self.archive)

    @cached_property
    def packs(self) -> PackLibrary:
        from tmfcheck.services.opening import shipped_library

        return shipped_library()

    def reading(self) -> Desk:
        """The archive for reading; it must exist. Use it in a with statement."""
        from tmfcheck.services.opening import AccessMode, open_desk

        return open_desk(self.path, mode=AccessMode.READ, packs=self.packs)

    def writing(self) -> Desk:
        """The archive for writing; a missing one is made. Where another program holds it, storing is refused."""
        from tmfcheck.services.opening import AccessMode, open_desk

        return open_desk(self.path, mode=AccessMode.CREATE, packs=self.packs)

    def say(self, line: str = "") -> None:
        """A line for people, on stdout."""
        print(line)

    def warn(self, line: str) -> None:
        """A line on stderr."""
        print(line, file=sys.stderr)

    def refuse(self, error: TmfCheckError) -> None:
        """An error in plain words, on stderr."""
        self.warn(sentence(error, self.texts))

    def print_json(self, document: Any) -> None:
        """One JSON document, and nothing else, on stdout."""
        print(json.dumps(document, ensure_ascii=False, indent=2))

    def print_table(self, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Rows under a heading, columns aligned, the last one free."""
        widths = [max(len(row[column]) for row in (heading, *rows)) for column in range(len(heading))]
        for row in (heading, *rows):
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            self.say("  ".join(cells).rstrip())

    def print_facts(self, facts: Mapping[str, str]) -> None:
        """Labels and values, one a line."""
        width = max((len(label) for label in facts), default=0)
        for label, value in facts.items():
            self.say(f"{label.ljust(width)}  {value}")
