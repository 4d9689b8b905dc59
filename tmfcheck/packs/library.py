"""All packs of this machine: found by id or folder, read once, kept compiled beside the caches."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.errors import PackError

# A library is made with every desk, but its first pack is read later: what reads it is imported then.
if TYPE_CHECKING:
    from tmfcheck.domain.pack import Pack, Text
    from tmfcheck.domain.substances import SubstanceLibrary
    from tmfcheck.packs.folder import SourceFiles
    from tmfcheck.packs.problems import Problem
    from tmfcheck.packs.resolved import LoadedPack

# Part of the compiled file's name: raise it when the resolved form changes.
COMPILED_VERSION = 1


@dataclass(frozen=True, slots=True)
class PackSummary:
    """One pack of the library, or what is wrong with it: ``problems`` then holds the errors."""

    id: str
    edition: str
    title: Text
    folder: Path
    fingerprint: str
    problems: tuple[Problem, ...] = ()


def _read(files: SourceFiles) -> tuple[Pack | None, tuple[Problem, ...]]:
    """A pack from its sources; the reader is loaded only when a compiled form does not do."""
    from tmfcheck.packs.reader import read_pack

    return read_pack(files)


def _read_substances(folder: Path, pack: Pack) -> tuple[SubstanceLibrary, tuple[Problem, ...]]:
    from tmfcheck.packs.substances import read_substances

    return read_substances(folder, pack.languages)


@dataclass
class PackLibrary:
    """The packs in some folders; ``cache`` is a folder for compiled forms, or None to read the sources each time."""

    folders: Sequence[Path]
    cache: Path | None = None
    _loaded: dict[Path, tuple[str, LoadedPack]] = field(default_factory=dict, repr=False)

    def list(self) -> tuple[PackSummary, ...]:
        """Every pack that can be found, in the order of the folders, damaged ones included with their problems."""
        return tuple(self._summary(folder) for folder in self._pack_folders())

    def usable(self) -> Iterator[LoadedPack]:
        """Every pack without an error, each read when it is its turn; raises PackError for one that cannot be read."""
        for folder in self._pack_folders():
            try:
                yield self._load_folder(folder)
            except PackError as error:
                if not error.data.get("found"):
                    raise

    def known(self, fingerprint: str) -> Pack | None:
        """The pack of the document with this fingerprint, where it has been read already."""
        packs = (loaded.pack for _digest, loaded in self._loaded.values() if loaded.fingerprint == fingerprint)
        return next(packs, None)

    def load(self, name: str | Path) -> LoadedPack:
        """The pack with this id (``id`` or ``id@edition``) or in this folder.

        Raises PackError: PACK_UNKNOWN, PACK_UNUSABLE (``problems`` in its data), PACK_UNREADABLE, PACK_TOO_LARGE.
        """
        from tmfcheck.domain.editions import edition_order

        if _holds_a_pack(Path(name)):
            return self._load_folder(Path(name))
        wanted, _, edition = str(name).partition("@")
        found = [pack for pack in map(self._try_load, self._pack_folders()) if pack and pack.pack.id == wanted]
        matching = [pack for pack in found if edition in ("", pack.pack.edition)]
        if not matching:
            self._explain_unusable(wanted)
            raise PackError("PACK_UNKNOWN", pack=name)
        return max(matching, key=lambda each: edition_order(each.pack.edition))

    def check(self, name: str | Path) -> tuple[Problem, ...]:
        """Every problem of the pack in a folder, or in the library's folder of that name; raises PackError."""
        from tmfcheck.packs.folder import read_folder

        named = (folder for folder in self._pack_folders() if folder.name == str(name))
        folder = Path(name) if (Path(name) / "pack.toml").is_file() else next(named, Path(name))
        pack, problems = _read(read_folder(folder))
        return problems if pack is None else (*problems, *_read_substances(folder, pack)[1])

    def substances(self, pack_id: str) -> SubstanceLibrary:
        """The library of substances beside the newest pack with this id; empty where there is none."""
        from tmfcheck.domain.editions import edition_order
        from tmfcheck.domain.substances import SubstanceLibrary

        found = [(folder, loaded.pack) for folder in self._pack_folders() if (loaded := self._try_load(folder))]
        matching = [(edition_order(pack.edition), folder, pack) for folder, pack in found if pack.id == pack_id]
        if not matching:
            return SubstanceLibrary()
        _, folder, pack = max(matching, key=lambda each: each[0])
        return _read_substances(folder, pack)[0]

    def _pack_folders(self) -> Iterator[Path]:
        for folder in self.folders:
            if folder.is_dir():
                yield from (path.parent for path in sorted(folder.glob("*/pack.toml")))

    def _summary(self, folder: Path) -> PackSummary:
        try:
            loaded = self._load_folder(folder)
        except PackError as error:
            return PackSummary(folder.name, "", {}, folder, "", tuple(error.data.get("found", ())))
        pack = loaded.pack
        return PackSummary(pack.id, pack.edition, pack.title, folder, loaded.fingerprint)

    def _try_load(self, folder: Path) -> LoadedPack | None:
        try:
            return self._load_folder(folder)
        except PackError:
            return None

    def _explain_unusable(self, wanted: str) -> None:
        """Where a folder of that name is there but damaged, say so instead of "unknown"."""
        for folder in self._pack_folders():
            if folder.name == wanted:
                self._load_folder(folder)

    def _load_folder(self, folder: Path) -> LoadedPack:
        from tmfcheck.packs.folder import read_folder

        files = read_folder(folder)
        digest = files.digest
        known = self._loaded.get(folder)
        if known is not None and known[0] == digest:
            return known[1]
        loaded = self._from_cache(folder, digest) or self._from_sources(files, digest)
        self._loaded[folder] = (digest, loaded)
        return loaded

    def _from_sources(self, files: SourceFiles, digest: str) -> LoadedPack:
        from tmfcheck.packs.problems import Severity
        from tmfcheck.packs.resolved import load

        pack, problems = _read(files)
        if pack is None:
            errors = [problem for problem in problems if problem.severity is Severity.ERROR]
            raise PackError("PACK_UNUSABLE", pack=files.folder, count=len(errors), found=problems)
        loaded = load(pack)
        self._keep(files.folder, digest, loaded.document)
        return loaded

    def _compiled_file(self, folder: Path) -> Path | None:
        if self.cache is None:
            return None
        name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
        return self.cache / "packs" / f"{name}-{COMPILED_VERSION}.json"

    def _from_cache(self, folder: Path, digest: str) -> LoadedPack | None:
        """The compiled form while its first line still names the digest of the sources; a damaged one is read anew."""
        from tmfcheck.packs.resolved import LoadedPack, fingerprint_of, pack_from_json

        file = self._compiled_file(folder)
        try:
            head, _, document = file.read_bytes().partition(b"\n") if file else (b"", b"", b"")
            if head != digest.encode():
                return None
            return LoadedPack(pack_from_json(document), document, fingerprint_of(document))
        except (OSError, PackError):
            return None

    def _keep(self, folder: Path, digest: str, document: bytes) -> None:
        """A cache that cannot be written costs time, not correctness."""
        file = self._compiled_file(folder)
        if file is None:
            return
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary = file.with_suffix(f".{os.getpid()}")
            temporary.write_bytes(digest.encode() + b"\n" + document)
            temporary.replace(file)


def _holds_a_pack(folder: Path) -> bool:
    try:
        return (folder / "pack.toml").is_file()
    except OSError:  # no path at all, such as a name of thousands of characters
        return False
