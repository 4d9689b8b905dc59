"""One writer per archive: a lock the operating system releases when its holder dies, and a note of who holds it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from tmfcheck.storage.access import Holder


class WriterLock:
    """The right to write one archive; taken at once or not at all."""

    def __init__(self, archive: Path) -> None:
        self._note = archive.with_name(archive.name + ".holder.json")
        # Never the soft lock: only what the operating system holds is released when the program is killed.
        self._lock = FileLock(
            archive.with_name(archive.name + ".lock"), timeout=0, thread_local=False, fallback_to_soft=False
        )

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock.is_locked

    def acquire(self, holder: Holder) -> bool:
        """Take the lock and leave the holder's note; False where somebody else has it. Raises OSError."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        self._leave_note(holder)
        return True

    def release(self) -> None:
        """Give the lock back; harmless where it is not held."""
        if self.is_held:
            with suppress(OSError):
                self._note.unlink()
            self._lock.release()

    def holder(self) -> Holder:
        """Who holds the lock, as far as the note tells; the note is courtesy, never trusted for the right itself."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(note["since"])
            return Holder(name=str(note["name"]), host=str(note["host"]), pid=int(note["pid"]), since=since)
        except (OSError, ValueError, KeyError, TypeError):
            return Holder()

    def _leave_note(self, holder: Holder) -> None:
        since = None if holder.since is None else holder.since.isoformat()
        note = {"name": holder.name, "host": holder.host, "pid": holder.pid, "since": since}
        with suppress(OSError):
            self._note.write_text(json.dumps(note), encoding="utf-8")
