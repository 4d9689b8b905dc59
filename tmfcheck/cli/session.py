"""What one command needs around it: texts, packs, and an archive opened the right way and closed again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmfcheck.errors import ArchiveError, TmfCheckError
from tmfcheck.i18n import Texts
from tmfcheck.messages import sentence
from tmfcheck.paths import archive_file

if TYPE_CHECKING:
    from tmfcheck.packs.library import PackLibrary
    from tmfcheck.services.desk import Desk

_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {ord("\n"), ord("\t")}
_SHOWN_AS = dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}")
"""Control characters in user text could move the cursor or rewrite what was printed."""


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

    @contextmanager
    def writing(self) -> Iterator[Desk]:
        """The archive for writing; a missing one is made. Where another program holds it, storing is refused."""
        from tmfcheck.services.opening import AccessMode, open_desk

        with open_desk(self.path, mode=AccessMode.CREATE, packs=self.packs) as desk:
            try:
                yield desk
            finally:
                if desk.archive.backup_failure is not None:
                    self.refuse(ArchiveError("BACKUP_NOT_MADE", path=self.path))

    def say(self, line: str = "") -> None:
        """A line for people, on stdout; what people typed cannot steer the terminal."""
        print(line.translate(_SHOWN_AS))

    def warn(self, line: str) -> None:
        """A line on stderr."""
        print(line.translate(_SHOWN_AS), file=sys.stderr)

    def refuse(self, error: TmfCheckError) -> None:
        """An error in plain words, on stderr."""
        self.warn(sentence(error, self.texts))

    def print_json(self, document: Any) -> None:
        """One JSON document, and nothing else, on stdout."""
        print(json.dumps(document, ensure_ascii=False, indent=2))

    def print_table(self, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Rows under a heading, one a line, columns aligned, the last one free."""
        lines = [[" ".join(cell.split()) for cell in row] for row in (heading, *rows)]
        widths = [max(len(row[column]) for row in lines) for column in range(len(heading))]
        for row in lines:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            self.say("  ".join(cells).rstrip())

    def print_facts(self, facts: Mapping[str, str]) -> None:
        """Labels and values, one a line."""
        width = max((len(label) for label in facts), default=0)
        for label, value in facts.items():
            self.say(f"{label.ljust(width)}  {value}")
