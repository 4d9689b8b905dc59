"""What every service works with: the open archive, the packs, a clock and a user; made once per program run."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from tmfcheck.domain.pack import Pack
    from tmfcheck.packs.library import PackLibrary
    from tmfcheck.services.register_reading import RegisterBook
    from tmfcheck.storage.archive import Archive


def utc_now() -> datetime:
    """The present moment, aware UTC."""
    return datetime.now(UTC)


def random_id() -> str:
    """A new id that no other archive has."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Desk:
    """Everything a service needs, handed to it explicitly; ``user`` is the name under which the archive is held."""

    archive: Archive
    packs: PackLibrary
    clock: Callable[[], datetime] = utc_now
    user: str = ""
    new_id: Callable[[], str] = random_id
    unfolded_packs: dict[str, Pack] = field(default_factory=dict, repr=False, compare=False)
    """Packs already read from the archive, by fingerprint."""
    register_books: dict[str, RegisterBook] = field(default_factory=dict, repr=False, compare=False)
    """What the register worked out last, by the fingerprint of the pack it used."""

    def today(self) -> date:
        """The present day where the user is; between midnight and morning that is not the day of UTC."""
        return self.clock().astimezone().date()

    def close(self) -> None:
        """Let go of the archive; harmless twice."""
        self.archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
